"""Make a release: the number, the changelog, the kept data, the tests, a commit, the build, a tag.

``python installer/release.py 1.2.0``. What was done is not done again: after a stop, the same
command goes on, and ``--back`` undoes it. Nothing is pushed, and nothing leaves this computer.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent))

from product import NAME, ROOT, SLUG

NUMBER: Final = "app/__init__.py"
CHANGELOG: Final = "CHANGELOG.md"
README: Final = "README.md"
RELEASES: Final = "tests/data/releases"
NOTE: Final = ROOT / "build" / "release.json"
"""What is under way: not in the repository, and gone when the tag is there."""
TARGETS: Final = ("linux", "windows")

_UNRELEASED: Final = re.compile(r"^## (\S+) \(not yet released\)$", re.MULTILINE)
_NOT_YET: Final = re.compile(r"^Version \S+, not yet released\.", re.MULTILINE)
_LEFT_FOR_A_PERSON: Final = """\
What is left for a person:
- run .github/workflows/windows.yml on this tag, or installer/build.py on Windows: what is made
  under Wine is a trial, and is not delivered;
- sign with the real certificate;
- go through "Before a release" in installer/IT-GUIDE.md on a real Windows;
- push the commit and the tag: git push --follow-tags;
- publish the files, their checksums and the section of the changelog.
"""


class StoppedError(Exception):
    """The release does not go on. The text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """What is released, and what of it is there already."""

    version: str
    base: str
    """The commit that it began from."""
    tested: str = ""
    """The tree that passed the tests."""

    @property
    def tag(self) -> str:
        """The tag's name."""
        return f"v{self.version}"

    @property
    def message(self) -> str:
        """What the commit says."""
        return f"Release {self.version}"

    @property
    def own(self) -> tuple[str, ...]:
        """The places that a release changes, and no other."""
        return (NUMBER, CHANGELOG, README, f"{RELEASES}/{self.version}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Release, or say in a sentence why not."""
    options = _options(arguments)
    try:
        if options.back:
            _back(options.version)
        else:
            _release(options)
    except StoppedError as stop:
        _say(str(stop))
        if NOTE.exists() and "--back" not in str(stop):
            _say(_how_to_go_on(options.version))
        return 1
    except KeyboardInterrupt:
        _say(f"\nStopped. {_how_to_go_on(options.version)}")
        return 130
    return 0


def _release(options: argparse.Namespace) -> None:
    release = _begun(options.version)
    targets = () if options.no_build else tuple(options.only or what_this_machine_builds())
    fresh = release is None
    if release is None:
        release = Release(options.version, _git("rev-parse", "HEAD"))
        _refuse_to_begin(release)
    _refuse_without_packages()
    if options.dry_run:
        _say(_plan(release, targets, fresh=fresh))
        return
    _keep(release)
    if not _is_committed(release):
        _refuse_strangers(release)
        _set_number(release)
        _add_data(release)
        release = _test(release)
        _git("commit", "--quiet", "--message", release.message)
        _say(f"Committed: {release.message}.")
    for target in targets:
        # The tests have passed on the very tree that was committed.
        _must(release, "installer/build.py", target, "--skip-tests")
    _tag(release)
    NOTE.unlink()
    _say(f"Tagged: {release.tag}. Nothing was pushed.\n")
    if targets:
        _say("(Where the build says that it left out the tests: they were passed before.)")
    else:
        _say(f"Nothing was built. When it is wanted: git checkout {release.tag}, then")
        _say(f"python installer/build.py {'|'.join(TARGETS)}")
    _say(_LEFT_FOR_A_PERSON)


def what_this_machine_builds() -> list[str]:
    """The deliveries that can be made here."""
    if sys.platform == "win32":
        return ["windows"]
    from windows import missing_tools

    return ["linux"] if missing_tools() else list(TARGETS)


def _refuse_to_begin(release: Release) -> None:
    version, now = release.version, _number_now()
    if not re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{1,4}", version):
        raise StoppedError(
            f"{version} is no version: three numbers with dots, as 1.2.0. Windows compares these."
        )
    tags = _git("tag", "--list").split()
    if release.tag in tags:
        raise StoppedError(f"{version} is released already: there is the tag {release.tag}.")
    kept = [path.name for path in (ROOT / RELEASES).iterdir() if path.is_dir()]
    if version in kept:
        raise StoppedError(
            f"{RELEASES} keeps files of {version} already: they were made by that version and stay "
            "as they are. Take the next number."
        )
    before = [tag.removeprefix("v") for tag in tags if re.fullmatch(r"v[\d.]+", tag)] + kept
    latest = max([now, *before], key=_counted)
    if _counted(version) < _counted(latest):
        raise StoppedError(f"{version} is not later than {latest}, which there is already.")
    text = _read(CHANGELOG)
    found = _UNRELEASED.search(text)
    if found is None or not _section(text, found.group(1)):
        raise StoppedError(
            f'{CHANGELOG} has no section "## VERSION (not yet released)" with something in it: '
            "write what is new, and commit it."
        )
    if changed := _git("status", "--porcelain"):
        raise StoppedError(
            f"There are changes that are not committed. Commit them or put them away:\n{changed}"
        )
    if not _said("symbolic-ref", "--quiet", "HEAD"):
        raise StoppedError("This is no branch: check one out first, so that the commit is on it.")
    if not _said("var", "GIT_COMMITTER_IDENT"):
        raise StoppedError("git does not know who you are: set user.name and user.email first.")


def _refuse_without_packages() -> None:
    if find_spec("sqlcipher3") is None:
        raise StoppedError(
            f"The packages are not installed for {Path(sys.executable).name}: use the Python in "
            ".venv, which dev.py makes. Nothing was changed."
        )


def _refuse_strangers(release: Release) -> None:
    """In a release under way, nothing else may have been changed."""
    lines = _git("status", "--porcelain", "--untracked-files=all").splitlines()
    changed = [line[2:].strip().strip('"') for line in lines]
    strangers = [place for place in changed if not place.startswith(release.own)]
    if strangers:
        raise StoppedError(
            f"While {release.message} is under way, this was changed as well: "
            f"{', '.join(strangers)}. To change something, go back first: "
            f"python installer/release.py {release.version} --back"
        )


def _set_number(release: Release) -> None:
    """The one source of the version, and where people read of it."""
    if _number_now() != release.version:
        _replace(NUMBER, r'^__version__ = ".*"$', f'__version__ = "{release.version}"')
    today = datetime.now(UTC).date().isoformat()
    _replace(CHANGELOG, _UNRELEASED.pattern, f"## {release.version} ({today})")
    _replace(README, _NOT_YET.pattern, f"Version {release.version}, released on {today}.")
    _say(f"The number is {release.version}, in {NUMBER}, {CHANGELOG} and {README}.")


def _add_data(release: Release) -> None:
    if not (ROOT / RELEASES / release.version).exists():
        _must(release, "-m", "tests.releases.make")
    files = [path for path in (ROOT / RELEASES / release.version).rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    _say(f"{RELEASES}/{release.version}: {len(files)} files, {size / 1e6:.1f} MB.")


def _test(release: Release) -> Release:
    """Pass all tests, once for each state of the files."""
    _git("add", "--", *release.own)
    tree = _git("write-tree")
    if tree == release.tested:
        _say("The tests have passed on these files already.")
        return release
    _say("All tests and checks: some minutes.")
    _must(release, "dev.py", "test")
    release = Release(release.version, release.base, tree)
    _keep(release)
    return release


def _tag(release: Release) -> None:
    """An annotated tag: what is new, and the checksums of what was built."""
    said = f"{NAME} {release.version}\n\n{_section(_read(CHANGELOG), release.version)}\n"
    sums = ROOT / "dist" / f"{SLUG}-{release.version}-SHA256SUMS.txt"
    if sums.exists():
        said += f"\nSHA-256 of what was built here:\n{sums.read_text(encoding='ascii')}"
    # Verbatim: git would take lines that begin with "#" for its own.
    _git("tag", "--annotate", "--cleanup=verbatim", "--file=-", release.tag, said=said)


def _back(version: str) -> None:
    """Undo a release that has no tag yet."""
    release = _begun(version)
    if release is None:
        raise StoppedError(
            f"No release {version} is under way, so that nothing was undone. One that has its tag "
            "stays: other people may have it."
        )
    if _said("tag", "--list", release.tag):
        raise StoppedError(
            f"There is the tag {release.tag} already. If nobody has it yet: "
            f"git tag --delete {release.tag}, then this again."
        )
    if not _is_committed(release) and _git("rev-parse", "HEAD") != release.base:
        raise StoppedError(
            "Other commits were made since the release began: undo it by hand. "
            f"It changed {', '.join(release.own)}."
        )
    if _is_committed(release):
        _git("reset", "--quiet", "--soft", release.base)
    _git("reset", "--quiet", "--", *release.own)
    _git("checkout", "--quiet", "--", NUMBER, CHANGELOG, README)
    _git("clean", "--quiet", "--force", "-d", "--", f"{RELEASES}/{version}")
    NOTE.unlink()
    _say(f"Everything is as it was before {release.message} was begun.")


def _begun(version: str) -> Release | None:
    """The release that is under way."""
    if not NOTE.exists():
        return None
    noted = json.loads(NOTE.read_text(encoding="utf-8"))
    release = Release(noted["version"], noted["base"], noted["tested"])
    if release.version != version:
        raise StoppedError(f"{release.message} is under way. {_how_to_go_on(release.version)}")
    if _git("rev-parse", "HEAD") != release.base and not _is_committed(release):
        raise StoppedError(
            f"Other commits were made since {release.message} was begun. Take "
            f"{NOTE.relative_to(ROOT).as_posix()} away to begin anew, after "
            f"{', '.join(release.own)} are as they are to be."
        )
    return release


def _is_committed(release: Release) -> bool:
    return (
        _git("log", "-1", "--format=%s") == release.message
        and _said("rev-parse", "--quiet", "--verify", "HEAD~1") == release.base
    )


def _keep(release: Release) -> None:
    NOTE.parent.mkdir(exist_ok=True)
    noted = {"version": release.version, "base": release.base, "tested": release.tested}
    part = NOTE.with_suffix(".part")
    part.write_text(json.dumps(noted), encoding="utf-8")
    part.replace(NOTE)


def _plan(release: Release, targets: Sequence[str], *, fresh: bool) -> str:
    begun = "" if fresh else " (it is under way: what is done already is left out)"
    return "\n".join(
        (
            f"{release.message} would{begun}",
            f"- set {_number_now()} to {release.version} in {NUMBER}, {CHANGELOG} and {README};",
            f"- add {RELEASES}/{release.version};",
            "- pass all tests, and commit;",
            f"- build for {' and '.join(targets)};" if targets else "- build nothing;",
            f"- make the tag {release.tag}. Nothing was changed now.",
        )
    )


def _how_to_go_on(version: str) -> str:
    command = f"python installer/release.py {version}"
    return f"To go on: {command}   To undo it: {command} --back"


def _number_now() -> str:
    found = re.search(r'^__version__ = "(.*)"$', _read(NUMBER), re.MULTILINE)
    return found.group(1) if found else ""


def _counted(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _section(text: str, version: str) -> str:
    """What the changelog says of a version."""
    found = re.search(rf"^## {re.escape(version)} .*\n((?:(?!## ).*\n?)*)", text, re.MULTILINE)
    return found.group(1).strip() if found else ""


def _read(place: str) -> str:
    return (ROOT / place).read_text(encoding="utf-8")


def _replace(place: str, pattern: str, by: str) -> None:
    text = re.sub(pattern, lambda _: by, _read(place), count=1, flags=re.MULTILINE)
    (ROOT / place).write_text(text, encoding="utf-8", newline="\n")


def _git(*arguments: str, said: str | None = None) -> str:
    """Run git, and stop with its own words where it fails."""
    done = subprocess.run(  # noqa: S603
        ["git", *arguments],  # noqa: S607  from the path
        cwd=ROOT,
        input=said,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise StoppedError(f"git {arguments[0]} failed:\n{done.stdout}{done.stderr}".strip())
    return done.stdout.rstrip()


def _said(*arguments: str) -> str:
    """What git says, or nothing where it fails."""
    try:
        return _git(*arguments)
    except StoppedError:
        return ""


def _must(release: Release, *command: str) -> None:
    """Run a Python command of the repository. Where it fails, the release stops here."""
    code = subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode  # noqa: S603
    if code:
        raise StoppedError(
            f"{' '.join(command)} ended with {code}: {release.message} stopped here. "
            f"There is no tag. {_how_to_go_on(release.version)}"
        )


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  a command


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version", help="the number, as 1.2.0")
    parser.add_argument(
        "--no-build", action="store_true", help="leave the build to another machine"
    )
    parser.add_argument("--only", action="append", choices=TARGETS, help="build only this")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    parser.add_argument("--back", action="store_true", help="undo one that was stopped")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
