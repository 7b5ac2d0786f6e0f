"""A comment that was typed into the window is in no file, while it is open and after."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.flow.canary import CANARY, places_of
from tests.ui.agency.scene import Scene


def test_what_was_typed_is_in_no_file(
    opened: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    opened.open_case("T-1", "Q1")
    opened.key(Qt.Key.Key_N)
    opened.question.blocks()[0].comment.box.setFocus()
    opened.write(CANARY)
    opened.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert opened.stored("T-1").answer("Q1").comment == CANARY, "saved"
    assert places_of(tmp_path) == [], "while the window is open"
    opened.close()
    assert places_of(tmp_path) == [], "after it was closed"
    assert CANARY not in QApplication.clipboard().text()
