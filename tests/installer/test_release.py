"""A release by one command, in a small repository with the command itself and real git."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.installer import INSTALLER

CHANGELOG = """# Changelog

## 0.2.0 (not yet released)

- # of things: more.

## 0.1.0 (2020-01-01)

- The first.
"""
MAKE = """
from pathlib import Path
from app import __version__
target = Path("tests/data/releases") / __version__
target.mkdir()
(target / "pack of it.paudit").write_text(__version__)
"""
TESTS = """
import sys
from pathlib import Path
Path("build/tested.txt").open("a").write("tested ")
sys.exit(Path("build/fails").exists())
"""
BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, ".")
from app import __version__
if Path("build/fails-to-build").exists():
    sys.exit(3)
Path("dist").mkdir(exist_ok=True)
name = f"partnership-audit-{__version__}-SHA256SUMS.txt"
Path("dist", name).write_text(f"{sys.argv[1]} of {__version__}\\n")
"""


class Repository:
    """A small project with the release command in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, place: str, text: str) -> None:
        path = self.folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, place: str) -> str:
        return (self.folder / place).read_text(encoding="utf-8")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Some work")

    def release(self, *arguments: str) -> tuple[int, str]:
        """Run the command: how it ended, and what it said."""
        done = subprocess.run(
            [sys.executable, "-B", "installer/release.py", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def state(self) -> tuple[str, str, str]:
        """The commit, the tags, and what was changed since."""
        return self.git("rev-parse", "HEAD"), self.git("tag"), self.git("status", "--porcelain")

    def tested(self) -> int:
        """How often the tests ran."""
        noted = self.folder / "build" / "tested.txt"
        return len(noted.read_text().split()) if noted.exists() else 0


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    for name in ("release.py", "product.py"):
        made.write(f"installer/{name}", (INSTALLER / name).read_text(encoding="utf-8"))
    made.write("installer/build.py", BUILD)
    made.write("app/__init__.py", '"""The program."""\n\n__version__ = "0.1.0"\n')
    made.write("CHANGELOG.md", CHANGELOG)
    made.write("README.md", "## State\n\nVersion 0.1.0, not yet released. More.\n")
    made.write("dev.py", TESTS)
    made.write("tests/__init__.py", "")
    made.write("tests/releases/__init__.py", "")
    made.write("tests/releases/make.py", MAKE)
    made.write("tests/data/releases/0.1.0/pack.paudit", "0.1.0")
    made.write(".gitignore", "build/\ndist/\n__pycache__/\n")
    made.git("init", "--quiet", "--initial-branch", "main")
    for name, value in (("user.name", "Invented"), ("user.email", "a@example.org")):
        made.git("config", name, value)
    made.commit()
    return made


def test_a_release_is_one_command_and_a_tag(repository: Repository) -> None:
    code, said = repository.release("0.2.0", "--no-build")
    assert code == 0, said
    assert '__version__ = "0.2.0"' in repository.read("app/__init__.py")
    assert re.match(
        r"# Changelog\n\n## 0\.2\.0 \(\d{4}-\d\d-\d\d\)\n", repository.read("CHANGELOG.md")
    )
    assert "not yet released" not in repository.read("README.md")
    assert repository.read("tests/data/releases/0.2.0/pack of it.paudit") == "0.2.0"
    assert repository.read("tests/data/releases/0.1.0/pack.paudit") == "0.1.0"
    assert repository.tested() == 1
    assert repository.git("log", "-1", "--format=%s", "v0.2.0") == "Release 0.2.0"
    assert repository.git("cat-file", "-t", "v0.2.0") == "tag"
    told = repository.git("tag", "--list", "--format=%(contents)", "v0.2.0")
    assert "- # of things: more." in told
    assert "The first." not in told
    assert repository.state()[2] == ""
    assert "real Windows" in said
    assert "Nothing was built" in said


def test_the_tag_holds_the_checksums_of_what_was_built(repository: Repository) -> None:
    repository.write("build/fails-to-build", "")
    code, said = repository.release("0.2.0", "--only", "linux")
    assert code == 1
    assert "stopped here" in said
    assert (repository.tested(), repository.git("tag")) == (1, "")
    (repository.folder / "build" / "fails-to-build").unlink()
    code, said = repository.release("0.2.0", "--only", "linux")
    assert code == 0, said
    assert repository.tested() == 1
    assert "linux of 0.2.0" in repository.git("tag", "--list", "--format=%(contents)", "v0.2.0")


def _dirty(it: Repository) -> None:
    it.write("dev.py", "changed = True\n")


def _untracked(it: Repository) -> None:
    it.write("new.py", "")


def _tagged(it: Repository) -> None:
    it.git("tag", "v0.2.0")


def _later(it: Repository) -> None:
    it.git("tag", "v0.10.0")


def _no_section(it: Repository) -> None:
    it.write("CHANGELOG.md", CHANGELOG.replace("not yet released", "2021-01-01"))
    it.commit()


def _empty_section(it: Repository) -> None:
    it.write("CHANGELOG.md", CHANGELOG.replace("- # of things: more.\n", ""))
    it.commit()


def _no_branch(it: Repository) -> None:
    it.git("checkout", "--quiet", "--detach")


def _nothing(it: Repository) -> None:
    assert it.folder.exists()


@pytest.mark.parametrize(
    ("version", "before", "sentence"),
    [
        ("0.2.0", _dirty, "not committed"),
        ("0.2.0", _untracked, r"not committed[\s\S]*new\.py"),
        ("0.2.0", _tagged, "released already"),
        ("0.2.0", _later, r"not later than 0\.10\.0"),
        ("0.0.9", _nothing, r"not later than 0\.1\.0"),
        ("0.1.0", _nothing, "keeps files of 0.1.0 already"),
        ("0.2", _nothing, "no version"),
        ("0.2.0rc1", _nothing, "no version"),
        ("0.2.0", _no_section, "has no section"),
        ("0.2.0", _empty_section, "has no section"),
        ("0.2.0", _no_branch, "no branch"),
    ],
)
def test_what_is_refused_changes_nothing(
    repository: Repository, version: str, before: Callable[[Repository], None], sentence: str
) -> None:
    before(repository)
    state = repository.state()
    code, said = repository.release(version, "--no-build")
    assert code == 1
    assert re.search(sentence, said), said
    assert "Traceback" not in said
    assert repository.state() == state
    assert repository.tested() == 0


def test_a_dry_run_only_says(repository: Repository) -> None:
    before = repository.state()
    code, said = repository.release("0.2.0", "--only", "linux", "--dry-run")
    assert code == 0
    assert "v0.2.0" in said
    assert repository.state() == before
    assert not (repository.folder / "build" / "release.json").exists()


def test_failing_tests_stop_it_and_it_goes_on(repository: Repository) -> None:
    head = repository.state()[0]
    repository.write("build/fails", "")
    code, said = repository.release("0.2.0", "--no-build")
    assert (code, repository.state()[:2]) == (1, (head, ""))
    assert "stopped here" in said
    assert "--back" in said
    (repository.folder / "build" / "fails").unlink()
    code, said = repository.release("0.3.0", "--no-build")
    assert code == 1
    assert "Release 0.2.0 is under way" in said
    repository.write("other.py", "")
    code, said = repository.release("0.2.0", "--no-build")
    assert code == 1
    assert "other.py" in said
    (repository.folder / "other.py").unlink()
    assert repository.release("0.2.0", "--no-build")[0] == 0
    assert repository.tested() == 2
    assert repository.state()[1:] == ("v0.2.0", "")


def test_it_goes_back_from_the_middle(repository: Repository) -> None:
    before = repository.state()
    repository.write("build/fails", "")
    assert repository.release("0.2.0", "--no-build")[0] == 1
    assert repository.state() != before
    code, said = repository.release("0.2.0", "--back")
    assert (code, repository.state()) == (0, before), said
    assert not (repository.folder / "tests/data/releases/0.2.0").exists()
    code, said = repository.release("0.2.0", "--back")
    assert code == 1
    assert "nothing was undone" in said


def test_it_goes_back_or_on_from_the_commit(repository: Repository) -> None:
    """The build or the tag failed: the commit is there, and nobody has it."""
    before = repository.state()
    hook = repository.folder / ".git" / "refs" / "tags" / "v0.2.0.lock"
    hook.parent.mkdir(parents=True, exist_ok=True)
    for last in ("--back", "--no-build"):
        hook.write_text("")
        code, said = repository.release("0.2.0", "--no-build")
        assert code == 1
        assert "git tag failed" in said
        assert "--back" in said
        assert repository.git("log", "-1", "--format=%s") == "Release 0.2.0"
        assert repository.state()[1:] == ("", "")
        hook.unlink()
        assert repository.release("0.2.0", last)[0] == 0
        if last == "--back":
            assert repository.state() == before
    assert repository.state()[1:] == ("v0.2.0", "")
    assert repository.tested() == 2


def test_the_real_changelog_and_readme_can_be_released() -> None:
    """The sections and the sentence that the command looks for are there, or a release is."""
    root = INSTALLER.parent
    number = re.search(r'__version__ = "(.*)"', (root / "app/__init__.py").read_text("utf-8"))
    assert number
    version = re.escape(number[1])
    changes = (root / "CHANGELOG.md").read_text("utf-8")
    assert re.search(
        rf"^## {version} \((not yet released|\d{{4}}-\d\d-\d\d)\)$", changes, re.MULTILINE
    )
    readme = (root / "README.md").read_text("utf-8")
    assert re.search(rf"^Version {version}, (not yet released|released on) ?", readme, re.MULTILINE)
    assert shutil.which("git")
