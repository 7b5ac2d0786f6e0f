"""Drive the installed program through one child's audit, in its window, by its keyboard.

The way is gone first in the program run from source, where ``tests.runs`` sees every control: the
keys that took it through are kept, and then given to the installed program, which nobody looks into
from inside. What that one seals has to hold the same answers. Under Wine, with pictures of the way.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from product import CONSOLE_EXE, NAME, WINDOW_EXE
from windows import Windows, WindowsError

if TYPE_CHECKING:
    from tests.runs.stage import Stage

_KEEP: Final = """#!/bin/sh
{ for word; do printf '%s\\037' "$word"; done; printf '\\036'; } >> "$KEPT_ACTIONS"
exec REAL "$@"
"""
_REST: Final = 0.25
"""Between two looks at the screen: where both show the same, the page is drawn."""
_AT_WORK: Final = 3.0
"""What a button asks for may take so long before anything is seen of it: a key is made, say."""
_PATIENCE: Final = 20.0
_TURNS_A_PAGE: Final = frozenset({"Escape", "alt+Right", "alt+Left"})


@dataclass(frozen=True, slots=True)
class Action:
    """A key, a text, or a picture that is taken."""

    kind: str
    words: tuple[str, ...]


def one_childs_audit(windows: Windows, installed: str, place: str, work: Path) -> list[str]:
    """Do it. ``place`` is a folder on drive C for the pack. Returns what was proved, in words."""
    from one_child import HEIGHT, WIDTH, set_up

    from tests.runs.display import virtual_display

    for old in (work, windows.path(place)):
        shutil.rmtree(old, ignore_errors=True)
    home = os.environ.get("HOME", "")
    try:
        stage = set_up(work / "source" / "stage")
        for name in ("partnership", "proof/partnership", "command line/partnership"):
            shutil.copytree(stage.folder / "partnership", work / name)
        actions = _kept_actions(stage, work / "source")
    finally:
        os.environ["HOME"] = home
    documents = _empty_profile(windows)
    windows.path(place).mkdir(parents=True)
    pack = Path(shutil.copy(stage.pack, windows.path(place)))
    with virtual_display(WIDTH, HEIGHT), _opened(windows, rf"{place}\{pack.name}", WIDTH, HEIGHT):
        _repeat(actions, work / "pictures")
        _await(lambda: any(documents.glob("*.eml")), "no e-mail was prepared")
    shutil.copytree(documents, work / "proof" / "home" / "Documents")
    return [*_proofs(replace(stage, folder=work / "proof")), _imported(windows, installed, work)]


def _kept_actions(stage: Stage, folder: Path) -> list[Action]:
    """Go the way in the program run from source, and keep what the hands did."""
    from one_child import go

    tools, kept = folder / "tools", folder / "actions"
    tools.mkdir()
    for name in ("xdotool", "import"):
        (tools / name).write_text(_KEEP.replace("REAL", str(shutil.which(name))))
        (tools / name).chmod(0o755)

    def child() -> None:
        os.environ.update(PATH=f"{tools}:{os.environ['PATH']}", KEPT_ACTIONS=str(kept))
        sys.exit(go(stage, folder))

    # Forked, as the stage has a clock and open answers in it; Qt is only ever in the child.
    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(600)
    if process.exitcode != 0:
        raise WindowsError("One child's audit failed in the program run from source.")
    return list(_actions(kept.read_text(encoding="utf-8")))


def _actions(kept: str) -> Iterator[Action]:
    for entry in kept.split("\036")[:-1]:
        words = tuple(entry.split("\037")[:-1])
        if words[0] == "-window":
            yield Action("picture", (Path(words[-1]).name,))
        elif words[0] in {"key", "type"}:
            yield Action(words[0], words[1:])


def _empty_profile(windows: Windows) -> Path:
    """A person who has not used the program yet. Returns the folder of their documents."""
    [profile] = [path.parent for path in windows.path(r"C:\users").glob("*/AppData")]
    shutil.rmtree(profile / "AppData" / "Local" / NAME, ignore_errors=True)
    documents = profile / "Documents"
    if documents.is_symlink():
        raise WindowsError(f"{documents} leads out of the prefix.")
    shutil.rmtree(documents, ignore_errors=True)
    documents.mkdir()
    return documents


@contextmanager
def _opened(windows: Windows, file: str, width: int, height: int) -> Iterator[None]:
    """The program's window, opened by a double click on a file, on a desktop of Wine's."""
    from tests.runs.display import xdotool

    desktop = ("explorer", f"/desktop=trial,{width}x{height}")
    try:
        with windows.running(
            *desktop, *("cmd", "/c", "start", "", file), extra={"QT_QPA_PLATFORM": "windows"}
        ):
            _await(lambda: bool(_window()), f"no window came after a double click on {file}")
            xdotool("windowfocus", _window())
            yield
    finally:
        for number in windows.programs(f"{WINDOW_EXE}.exe"):
            os.kill(number, 9)


def _window() -> str:
    found = subprocess.run(  # noqa: S603
        ["xdotool", "search", "--onlyvisible", "--name", f"^{NAME}$"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.split()[0] if found.stdout.strip() else ""


def _repeat(actions: list[Action], pictures: Path) -> None:
    """Do the same on the screen that is shown now, at the pace of the program there."""
    from tests.runs.display import take_picture, xdotool

    pictures.mkdir(parents=True)
    _settle()
    for action in actions:
        if action.kind == "picture":
            _settle()
            take_picture(pictures / action.words[0])
            continue
        xdotool(action.kind, *action.words)
        if "Return" in action.words:
            _settle(_AT_WORK)
        elif _TURNS_A_PAGE.intersection(action.words):
            _settle()


def _settle(rest: float = _REST) -> None:
    """Wait until the screen has been at rest for so long."""
    begun = since = time.monotonic()
    before = b""
    while time.monotonic() - since < rest or not before:
        if time.monotonic() - begun > _PATIENCE:
            return
        time.sleep(_REST)
        shot = subprocess.run(
            ["import", "-window", "root", "-depth", "8", "rgb:-"],  # noqa: S607
            capture_output=True,
            check=True,
        )
        now = sha256(shot.stdout).digest()
        if now != before:
            before, since = now, time.monotonic()


def _proofs(stage: Stage) -> list[str]:
    from tests.runs.proof import prove

    found = prove(stage)
    if wrong := [proof.says for proof in found if not proof.holds]:
        raise WindowsError(f"What the installed program sealed is not what was typed: {wrong}")
    return [proof.says for proof in found]


def _imported(windows: Windows, installed: str, work: Path) -> str:
    """The installed command line brings the sealed file in at the partnership."""
    from tests.flow.desks import PASSPHRASE

    [sealed] = (work / "proof" / "home" / "Documents").glob("*.paudit")
    key = work / "command line" / "passphrase.txt"
    key.write_text(PASSPHRASE, encoding="utf-8")
    said = windows.must(
        rf"{installed}\{CONSOLE_EXE}.exe",
        *("--workspace", windows.name(key.parent / "partnership")),
        *("--passphrase-file", windows.name(key), "import", windows.name(sealed)),
        strict=True,
    )
    if "imported" not in said:
        raise WindowsError(f"The installed command line did not bring {sealed.name} in:\n{said}")
    return f"the installed command line says: {said.splitlines()[0]}"


def _await(question: Callable[[], bool], otherwise: str, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            raise WindowsError(f"The installed program could not be driven: {otherwise}.")
        time.sleep(0.3)
