#!/bin/sh
# Puts Partnership Audit in, with its menu entry and the icon of its files; or takes it away again.
set -eu

usage() {
    cat <<'TEXT'
./install.sh                    for yourself (~/.local); as root for everybody (/usr/local)
./install.sh --user             for yourself
./install.sh --system           for everybody; needs root
./install.sh --prefix DIR       beneath DIR
./install.sh --uninstall [...]  take it away from there; what people wrote stays
TEXT
}

fail() {
    echo "$1" >&2
    exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
action=install
if [ "$(id -u)" -eq 0 ]; then prefix=/usr/local; else prefix=${HOME:?}/.local; fi
while [ $# -gt 0 ]; do
    case $1 in
        --user) prefix=${HOME:?}/.local ;;
        --system) prefix=/usr/local ;;
        --prefix)
            [ $# -gt 1 ] || fail "--prefix needs a folder."
            prefix=$2
            shift
            ;;
        --uninstall) action=uninstall ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
    shift
done
case $prefix in
    /*) ;;
    *) fail "The folder has to be written in full, from / on." ;;
esac
# These would have to be written differently in the menu entry.
case $prefix in
    *[\"\`\$\\%\&\|]* | *"
"*) fail "The name of the folder has a sign that a menu entry can't hold." ;;
esac

name=partnership-audit
program=$prefix/lib/$name
menu=$prefix/share/applications/$name.desktop
kind=$prefix/share/mime/packages/$name.xml
icons=$prefix/share/icons/hicolor
package=application-x-$name

# Only what was put there is taken away.
take_away_program() {
    [ -e "$program" ] || return 0
    [ -x "$program/$name" ] || fail "'$program' is not this program. Nothing was changed."
    rm -rf -- "$program/_internal" "$program/licences" "$program/policy" "$program/desktop"
    rm -f -- "$program/$name" "$program/IT-GUIDE.md" "$program/README.txt" "$program/install.sh"
    rmdir -- "$program" 2>/dev/null || echo "Something else is in '$program'; it was left there."
}

tell_the_desktop() {
    if has update-mime-database; then
        update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || :
    fi
    if has update-desktop-database; then
        update-desktop-database -q "$prefix/share/applications" || :
    fi
    if has gtk-update-icon-cache; then
        gtk-update-icon-cache -q -t -f "$icons" >/dev/null 2>&1 || :
    fi
}

has() {
    command -v "$1" >/dev/null 2>&1
}

if [ "$action" = uninstall ]; then
    take_away_program
    rm -f -- "$prefix/bin/$name" "$menu" "$kind" \
        "$icons/scalable/apps/$name.svg" "$icons/256x256/apps/$name.png" \
        "$icons/scalable/mimetypes/$package.svg" "$icons/256x256/mimetypes/$package.png"
    tell_the_desktop
    echo "Partnership Audit was taken away. What people wrote is still in their profiles."
    exit 0
fi

if [ ! -x "$here/$name" ] || [ ! -d "$here/desktop" ]; then
    fail "Start install.sh in the folder that was unpacked."
fi
[ "$here" != "$program" ] || fail "This is the installed program. Nothing was changed."
if [ -e "$program" ] && [ ! -x "$program/$name" ]; then
    fail "'$program' is not this program. Nothing was changed."
fi

umask 022
mkdir -p -- "$prefix/lib" "$prefix/bin" "$prefix/share/applications" "$prefix/share/mime/packages"
new=$program.new
rm -rf -- "$new"
mkdir -- "$new"
for part in "$name" _internal licences policy desktop IT-GUIDE.md README.txt install.sh; do
    [ -e "$here/$part" ] || continue
    cp -RP -- "$here/$part" "$new/$part"
done
take_away_program
if [ -d "$program" ]; then
    mv -- "$new"/* "$program"
    rmdir -- "$new"
else
    mv -- "$new" "$program"
fi
ln -sf -- "../lib/$name/$name" "$prefix/bin/$name"

sed -e "s|@PROGRAM@|\"$program/$name\"|" -e "s|@TRY@|$program/$name|" \
    "$here/desktop/$name.desktop" >"$menu"
cp -- "$here/desktop/$name.xml" "$kind"
for size in scalable 256x256; do
    case $size in scalable) ending=svg ;; *) ending=png ;; esac
    mkdir -p -- "$icons/$size/apps" "$icons/$size/mimetypes"
    cp -- "$here/desktop/$name.$ending" "$icons/$size/apps/$name.$ending"
    cp -- "$here/desktop/$package.$ending" "$icons/$size/mimetypes/$package.$ending"
done
tell_the_desktop
echo "Partnership Audit is in '$program'. It is in the menu, and starts with '$name'."
