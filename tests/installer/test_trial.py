"""The parts of the trial that need no Windows: what is kept of a run, and how an MSI refuses."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.installer import INSTALLER

drive: Any = import_module("drive")
trial: Any = import_module("trial")
windows: Any = import_module("windows")


def test_what_the_hands_did_is_kept_without_what_only_its_own_screen_needs() -> None:
    kept = "".join(
        "".join(f"{word}\037" for word in words) + "\036"
        for words in (
            ("windowfocus", "2097159"),
            ("key", "alt+Right"),
            ("type", "--delay", "1", "--", "Two\nlines, it’s “said”"),
            ("-window", "root", "/somewhere/007-case-a-q1.png"),
        )
    )
    assert [(action.kind, action.words) for action in drive._actions(kept)] == [
        ("key", ("alt+Right",)),
        ("type", ("--delay", "1", "--", "Two\nlines, it’s “said”")),
        ("picture", ("007-case-a-q1.png",)),
    ]


@pytest.mark.parametrize(("kind", "under_wine", "on_windows"), [(".msi", 67, 1603), (".exe", 4, 4)])
def test_by_which_number_an_open_program_is_told(
    kind: str, under_wine: int, on_windows: int
) -> None:
    code = trial.KINDS[kind].when_open
    assert windows.Windows(Path("prefix")).code(code) == under_wine
    assert windows.Windows().code(code) == on_windows


def test_the_msi_looks_whether_the_program_is_open_before_it_changes_anything() -> None:
    text = (INSTALLER / "partnership-audit.wxs").read_text(encoding="utf-8")
    assert '<Custom Action="RefuseWhileOpen" Sequence="1010">1</Custom>' in text
    assert "Close it, then start this again" in (INSTALLER / "refuse_while_open.c").read_text()
