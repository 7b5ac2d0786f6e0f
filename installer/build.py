"""Build the delivery: freeze, check, package, try, sign, and list what is in it.

``python installer/build.py windows`` on Linux with Wine, or on Windows; ``… linux``: the tarball.
Stages that are done for the same sources are skipped, so a build that was stopped goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from environment import go_on_in_it  # noqa: E402  the folder has to be found first

if __name__ == "__main__":
    go_on_in_it()  # the rest needs the locked packages

from lockfile import Locked, packages_of  # noqa: E402
from product import CONSOLE_EXE, ROOT, VERSION, WINDOW_EXE, artefact  # noqa: E402
from signing import Certificate  # noqa: E402
from windows import Windows  # noqa: E402
from wine_python import WINPYTHON_VERSION, make_python  # noqa: E402

LOCKS: Final = (ROOT / "requirements.lock", HERE / "requirements-build.lock")
TRIAL_VERSION: Final = "0.0.1"
"""The version that the trial upgrades from, made from the same files, and not delivered."""
_SOURCES: Final = ("app", "migrations", "resources", "installer")


@dataclass(slots=True)
class Build:
    """One build: what was asked for, where it works, and what it left out."""

    options: argparse.Namespace
    left_out: list[str] = field(default_factory=list)
    certificate: Certificate | None = None

    @property
    def for_windows(self) -> bool:
        """Whether the delivery is for Windows."""
        return bool(self.options.target == "windows")

    @property
    def work(self) -> Path:
        """Everything that is made on the way."""
        return ROOT / "build" / str(self.options.target)

    @property
    def delivered(self) -> Path:
        """What is delivered."""
        return ROOT / "dist"

    @property
    def bundle(self) -> Path:
        """The frozen program."""
        return self.work / "dist" / CONSOLE_EXE

    @property
    def windows(self) -> Windows:
        """This Windows, or Wine in a prefix of this build."""
        return Windows(None if os.name == "nt" else self.work / "prefix")

    @property
    def packages(self) -> tuple[Locked, ...]:
        """What the program is delivered with."""
        crossed = self.for_windows and os.name != "nt"
        return packages_of(LOCKS[0], windows_python=WINPYTHON_VERSION if crossed else "")

    @property
    def site(self) -> Path:
        """Where the packages are that are frozen."""
        if self.for_windows and os.name != "nt":
            return self.windows.path(r"C:\python\Lib\site-packages")
        import alembic

        return Path(str(alembic.__file__)).parents[1]


def sources_digest() -> str:
    """One hash of everything that a build is made from."""
    digest = sha256()
    for path in [*LOCKS, *(p for part in _SOURCES for p in sorted((ROOT / part).rglob("*")))]:
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()


def check_tree(build: Build) -> None:
    """A delivery can be traced to a commit."""
    command = ("git", "status", "--porcelain")
    said = subprocess.check_output(command, cwd=ROOT, encoding="utf-8").strip()  # noqa: S603
    if said and not build.options.dirty:
        sys.exit(f"There are changes that are not committed (--dirty for a trial):\n{said}")
    if said:
        build.left_out.append("a clean tree: this is a trial, and not to be delivered")


def run_tests(build: Build) -> None:
    """Everything that dev.py checks."""
    if build.options.skip_tests:
        build.left_out.append("the tests")
    else:
        _must(sys.executable, "dev.py", "test")


def freeze(build: Build) -> None:
    """Freeze by PyInstaller, on Linux, on Windows, or under Wine."""
    shutil.rmtree(build.work / "dist", ignore_errors=True)
    spec = HERE / "partnership-audit.spec"
    arguments = ["-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    folders = (("--distpath", build.work / "dist"), ("--workpath", build.work / "work"))
    if not build.for_windows or os.name == "nt":
        places = [part for name, path in folders for part in (name, str(path))]
        _must(sys.executable, *arguments, *places, str(spec))
        return
    make_python(build.windows, build.work, LOCKS)
    windows = build.windows
    places = [part for name, path in folders for part in (name, windows.name(path))]
    windows.must(
        r"C:\python\python.exe", *arguments, *places, windows.name(spec), timeout=1800, folder=ROOT
    )


def add_papers(build: Build) -> None:
    """Put licences, policy templates and the guide for IT into the bundle; list what it is of."""
    from licences import write_licences
    from sbom import write_sbom

    shutil.rmtree(build.bundle / "licences", ignore_errors=True)
    names = write_licences(build.packages, build.site, build.bundle / "licences")
    shutil.copyfile(HERE / "IT-GUIDE.md", build.bundle / "IT-GUIDE.md")
    shutil.rmtree(build.bundle / "policy", ignore_errors=True)
    shutil.copytree(HERE / "policy", build.bundle / "policy")
    target = build.delivered / artefact(f"{build.options.target}.cdx.json")
    write_sbom(build.bundle, build.packages, names, target, datetime.now(UTC))


def check_bundle(build: Build) -> None:
    """Nothing is missing, nothing came along that must not, and the program tests itself."""
    if build.for_windows:
        from closure import problems
        from trial import demo, prove_guard, self_test, window_opens

        if found := problems(build.bundle):
            sys.exit("\n".join(found))
        self_test(build.windows, build.windows.name(build.bundle))
        shutil.rmtree(build.work / "demo", ignore_errors=True)
        demo(
            build.windows, build.windows.name(build.bundle), build.windows.name(build.work / "demo")
        )
        window_opens(build.windows, build.windows.name(build.bundle))
        prove_guard(build.windows, build.bundle, build.work / "broken")
    else:
        import linux

        if found := linux.problems(build.bundle):
            sys.exit("\n".join(found))
        network = [p.name for p in build.bundle.rglob("*") if "Qt6Network" in p.name]
        if network:
            sys.exit(f"The bundle holds {', '.join(network)}: the program has no network.")
        program = str(build.bundle / CONSOLE_EXE)
        _must(program, "selftest")
        shutil.rmtree(build.work / "demo", ignore_errors=True)
        _must(program, "demo", str(build.work / "demo"))


def sign_programs(build: Build) -> None:
    """Sign the two starters before they are packaged."""
    if build.for_windows:
        _sign(build, *(build.bundle / f"{name}.exe" for name in (WINDOW_EXE, CONSOLE_EXE)))


def package(build: Build) -> None:
    """Make what is delivered, and the older packages of the trial."""
    if not build.for_windows:
        from linux import write_tarball

        write_tarball(build.bundle, build.delivered / artefact("linux-x86_64.tar.xz"))
        return
    from packages import write_msi, write_setup
    from portable import write_portable

    write_portable(build.bundle, build.delivered / artefact("windows-x64-portable.zip"))
    shutil.make_archive(str(build.delivered / artefact("policy")), "zip", HERE / "policy")
    write_msi(build.bundle, _msi(build), build.work / "msi", VERSION)
    write_msi(build.bundle, build.work / "old.msi", build.work / "msi", TRIAL_VERSION)
    write_setup(build.bundle, _setup(build), build.work / "setup", VERSION)
    old = build.work / "old-setup.exe"
    write_setup(build.bundle, old, build.work / "setup", TRIAL_VERSION, quick=True)


def sign_packages(build: Build) -> None:
    """Sign the packages, and verify every signature."""
    if build.for_windows:
        _sign(build, _msi(build), _setup(build))


def try_them(build: Build) -> None:
    """Install, upgrade, refuse, uninstall."""
    if not build.for_windows:
        return
    from trial import try_packages

    versions = (TRIAL_VERSION, VERSION)
    msi, setup = _msi(build), _setup(build)
    for old, new, other in (("old.msi", msi, setup), ("old-setup.exe", setup, msi)):
        try_packages(build.windows, (build.work / old, new), other, versions, _say)


def drive_it(build: Build) -> None:
    """Drive the installed program through one child's audit, in its window."""
    if not build.for_windows:
        return
    from windows import missing_to_drive

    if missing := missing_to_drive():
        build.left_out.append(f"one child's audit in the window ({', '.join(missing)})")
        return
    from drive import one_childs_audit
    from trial import INSTALLED, WORKSPACES, installed

    with installed(build.windows, _msi(build)):
        place, work = rf"{WORKSPACES}\window", build.work / "window"
        for proof in one_childs_audit(build.windows, INSTALLED, place, work):
            _say(f"in the window: {proof}")
    _say(f"pictures of the way: {build.work / 'window' / 'pictures'}")


def checksums(build: Build) -> None:
    """SHA-256 of everything that is delivered, as ``sha256sum -c`` reads it."""
    target = build.delivered / artefact("SHA256SUMS.txt")
    files = [path for path in sorted(build.delivered.glob(artefact("*"))) if path != target]
    lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    target.write_text("".join(lines), encoding="ascii", newline="\n")


STAGES: Final[tuple[Callable[[Build], None], ...]] = (
    check_tree,
    run_tests,
    freeze,
    sign_programs,
    add_papers,
    check_bundle,
    package,
    sign_packages,
    try_them,
    drive_it,
    checksums,
)
_ALWAYS: Final = ("check_tree", "checksums")


def main() -> int:
    """Run the stages that are not done yet."""
    options = _options()
    build = Build(options)
    build.work.mkdir(parents=True, exist_ok=True)
    build.delivered.mkdir(exist_ok=True)
    stamps = build.work / "stages.json"
    digest = sources_digest()
    noted = json.loads(stamps.read_text()) if stamps.exists() else {}
    done: list[str] = noted.get("done", []) if noted.get("sources") == digest else []
    left_out: dict[str, list[str]] = noted.get("left_out", {}) if done else {}
    for stage in STAGES:
        name = stage.__name__
        if name in done and name not in _ALWAYS:
            build.left_out.extend(left_out.get(name, ()))
            _say(f"{name}: done already")
            continue
        begun, before = time.monotonic(), len(build.left_out)
        stage(build)
        done = [*done, name] if name not in done else done
        left_out[name] = build.left_out[before:]
        stamps.write_text(json.dumps({"sources": digest, "done": done, "left_out": left_out}))
        _say(f"{name}: {time.monotonic() - begun:.0f} s")
    for path in sorted(build.delivered.glob(artefact("*"))):
        _say(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    for what in build.left_out:
        _say(f"Left out: {what}.")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=("windows", "linux"))
    parser.add_argument("--dirty", action="store_true", help="with changes not committed: a trial")
    parser.add_argument("--skip-tests", action="store_true", help="a trial")
    parser.add_argument("--certificate", type=Path, metavar="P12", help="to sign with")
    parser.add_argument("--password-file", type=Path, metavar="FILE", help="of the certificate")
    parser.add_argument("--timestamp", default="", metavar="URL", help="a time-stamping service")
    options = parser.parse_args()
    if bool(options.certificate) != bool(options.password_file):
        parser.error("--certificate and --password-file go together")
    return options


def _sign(build: Build, *files: Path) -> None:
    from signing import sign, test_certificate, verify

    options = build.options
    if shutil.which("osslsigncode") is None:
        build.left_out.append(f"the signatures of {', '.join(path.name for path in files)}")
        return
    if build.certificate is None:
        own = options.certificate
        build.certificate = (
            Certificate(own, options.password_file)
            if own
            else test_certificate(build.work / "test")
        )
    if build.certificate.is_test:
        names = ", ".join(path.name for path in files)
        build.left_out.append(f"a trusted signature of {names}: a test certificate signed them")
    for path in files:
        sign(path, build.certificate, options.timestamp)
        verify(path, build.certificate)


def _msi(build: Build) -> Path:
    return build.delivered / artefact("windows-x64.msi")


def _setup(build: Build) -> Path:
    return build.delivered / artefact("windows-x64-setup.exe")


def _must(*command: str) -> None:
    if code := subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603
        sys.exit(f"{Path(command[0]).name} {' '.join(command[1:4])} ended with {code}.")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  a command


if __name__ == "__main__":
    sys.exit(main())
