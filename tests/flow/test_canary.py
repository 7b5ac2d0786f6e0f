"""A sentence that was typed is in no file that the program leaves, open or closed."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.returns import Answer
from app.handover.files import read_file
from app.services.answer_case import form_of, save_answer, start_form
from app.services.crash_log import write_crash_log
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.write_report import write_report
from tests.builders import clock, full_form
from tests.flow.canary import CANARY, places_of
from tests.flow.desks import Round, agency_desk


def test_the_canary_is_found_where_it_stands_openly(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(CANARY)
    assert places_of(tmp_path) == ["note.txt"]


def test_what_was_typed_is_in_no_file(
    started: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit = open_pack(desk, read_file(started.pack("Police")), clock=clock).audit
        start_form(desk, audit.id, "T-1", full_form())
        save_answer(desk, form_of(desk, audit.id, "T-1"), "Q1", Answer(("no",), comment=CANARY))
        assert places_of(tmp_path) == [], "while the agency's workspace is open"
        package = seal_returns(desk, audit.id, ["T-1"], tmp_path / "out", clock=clock).path
    assert places_of(tmp_path) == [], "after it was closed"
    started.bring_in(package)
    assert places_of(tmp_path) == [], "while the partnership's workspace is open"
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        write_crash_log(tmp_path / "logs", error, clock())
    write_report(started.partnership, "T-2018", tmp_path / "report.pdf", clock=clock)
    started.partnership.close()
    (tmp_path / "report.pdf").unlink()
    assert places_of(tmp_path) == [], "after it was closed"


def test_a_crash_log_names_places_in_the_code_only(tmp_path: Path) -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise RuntimeError(CANARY) from error
    except RuntimeError as error:
        log = write_crash_log(tmp_path, error, clock())
    text = log.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert "test_canary.py" in text
    assert CANARY not in text
    assert str(Path.home()) not in text
