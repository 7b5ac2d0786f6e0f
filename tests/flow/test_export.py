"""An audit's data leaves the partnership's desk for other programs."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from contextlib import closing
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from app.domain.reporting import TextPlace
from app.errors import FileWriteError, NotFoundError, WrongDeskError
from app.services.analyse_audit import analyse_audit, findings_document
from app.services.export_data import Export, export_data, write_report_docx
from app.services.publish_report import publish_report
from app.services.report_texts import keep_report_text
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import Round, agency_desk, answer_and_seal, start_round

FILES = [
    "T-2018 data.xlsx",
    "answers.csv",
    "returns.csv",
    "findings.csv",
    "judgements.csv",
    "recommendations.csv",
    "notes.csv",
    "data-dictionary.csv",
    "T-2018 audit report.docx",
    "findings.json",
]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """A round of which one agency has answered."""
    folder = tmp_path_factory.mktemp("round")
    begun = start_round(folder)
    forms = [("T-1", full_form("The records say =1+1.")), ("T-2", nil_form())]
    desk = agency_desk(folder / "police")
    begun.bring_in(answer_and_seal(desk, begun.pack("Police"), forms, folder / "out"))
    desk.close()
    return begun


def test_everything_is_written_into_a_folder(done: Round, tmp_path: Path) -> None:
    written = export_data(done.partnership, "t-2018", tmp_path / "new", set(Export), clock=clock)
    assert [path.name for path in written.paths] == FILES
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(FILES)
    assert docx.Document(str(tmp_path / "new" / FILES[-2])).core_properties.title == "A small audit"


def test_all_files_say_the_same(done: Round, tmp_path: Path) -> None:
    export_data(done.partnership, done.audit.id, tmp_path, set(Export), clock=clock)
    found = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    assert found == findings_document(analyse_audit(done.partnership, done.audit.id, clock=clock))
    counts = [(one["n"], one["of"]) for one in found["questions"]]
    rows = csv.DictReader(io.StringIO((tmp_path / "findings.csv").read_text(encoding="utf-8-sig")))
    assert [(int(row["n"]), int(row["of"])) for row in rows] == counts
    sheet = load_workbook(tmp_path / "T-2018 data.xlsx")["Findings"]
    heads, *lines = sheet.iter_rows(values_only=True)
    n, of = heads.index("n"), heads.index("of")
    assert [(line[n], line[of]) for line in lines] == counts


def test_only_what_was_asked_for_and_without_comments(done: Round, tmp_path: Path) -> None:
    written = export_data(
        done.partnership, "T-2018", tmp_path, {Export.CSV}, clock=clock, comments=False
    )
    assert [path.name for path in written.paths] == FILES[1:8]
    assert not [path for path in written.paths if b"The records say" in path.read_bytes()]


class StoppedError(Exception):
    """Somebody has stopped it."""


@pytest.mark.parametrize("kind", [Export.XLSX, Export.CSV])
def test_it_says_how_many_rows_there_are_and_can_be_stopped(
    done: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Export
) -> None:
    told: list[int] = []
    export_data(done.partnership, "T-2018", tmp_path, {kind}, clock=clock, on_row=told.append)
    assert told == list(range(1, len(told) + 1))
    content = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def stop(row: int) -> None:
        if row == len(told):
            raise StoppedError

    again, passing = tmp_path / "again", tmp_path / "passing"
    again.mkdir()
    passing.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(passing))
        with pytest.raises(StoppedError):
            export_data(done.partnership, "T-2018", again, {kind}, clock=clock, on_row=stop)
    assert [*again.iterdir(), *passing.iterdir()] == []
    export_data(done.partnership, "T-2018", again, {kind}, clock=clock)
    assert {path.name: path.read_bytes() for path in again.iterdir()} == content


def test_without_small_numbers(done: Round, tmp_path: Path) -> None:
    export_data(
        done.partnership, "T-2018", tmp_path, set(Export), clock=clock, comments=False, small=False
    )
    whole = findings_document(analyse_audit(done.partnership, done.audit.id, clock=clock))
    found = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    assert [each.keys() for each in found["questions"]] == [
        each.keys() for each in whole["questions"]
    ]
    for each in found["questions"]:
        assert (each["of"] or 0, each["percent"]) == (0, None)
        assert not any(each["counts"].values())
    assert not any(count for each in found["judgements"] for count in each["counts"].values())
    rows = csv.DictReader(io.StringIO((tmp_path / "findings.csv").read_text(encoding="utf-8-sig")))
    assert {(row["n"] or "0", row["of"] or "0", row["percent"]) for row in rows} == {("0", "0", "")}
    answers = (tmp_path / "answers.csv").read_text(encoding="utf-8-sig")
    assert not [row["answer"] for row in csv.DictReader(io.StringIO(answers)) if row["means"]]
    judged = (tmp_path / "judgements.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(judged) == 1
    book = load_workbook(tmp_path / "T-2018 data.xlsx")
    said = [cell for row in book["Read me"].iter_rows(values_only=True) for cell in row if cell]
    assert "Counts of fewer than 5, and the single answers behind them, are left out." in said


def test_an_earlier_export_is_replaced(done: Round, tmp_path: Path) -> None:
    for _ in range(2):
        export_data(done.partnership, "T-2018", tmp_path, {Export.JSON}, clock=clock)
    assert [path.name for path in tmp_path.iterdir()] == ["findings.json"]


def test_a_report_for_word(done: Round, tmp_path: Path) -> None:
    path = write_report_docx(done.partnership, "T-2018", tmp_path / "r.docx", clock=clock)
    texts = [one.text for one in docx.Document(str(path)).paragraphs]
    assert "Executive summary" in texts


def test_word_is_a_draft_unless_it_was_published_just_so(done: Round, tmp_path: Path) -> None:
    desk, path = done.partnership, tmp_path / "r.docx"

    def is_draft() -> bool:
        write_report_docx(desk, "T-2018", path, clock=clock)
        return "Draft" in str(docx.Document(str(path)).sections[0].header._element.xml)

    assert is_draft()
    publish_report(desk, "T-2018", by="The board", clock=clock, reason="Invented for a test.")
    assert not is_draft()
    keep_report_text(desk, done.audit.id, TextPlace.SUMMARY, "Otherwise now.", draft="")
    assert is_draft()


def test_word_can_be_left_while_it_is_written(done: Round, tmp_path: Path) -> None:
    def leave(piece: int) -> None:
        if piece == 3:
            raise InterruptedError

    path = tmp_path / "r.docx"
    with pytest.raises(InterruptedError):
        write_report_docx(done.partnership, "T-2018", path, clock=clock, on_piece=leave)
    assert not path.exists()


def test_what_can_go_wrong(done: Round, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        export_data(done.partnership, "none", tmp_path, set(Export), clock=clock)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FileWriteError):
        export_data(done.partnership, "T-2018", tmp_path / "file", {Export.JSON}, clock=clock)
    with closing(agency_desk(tmp_path / "desk")) as desk, pytest.raises(WrongDeskError):
        export_data(desk, "T-2018", tmp_path, set(Export), clock=clock)
