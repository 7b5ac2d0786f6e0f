"""Word and Excel files as another program, LibreOffice, reads them: nothing is lost on the way.

LibreOffice is not on every machine; what can be seen without it is in the neighbours.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from app.domain.audits import Audit
from app.reports import AuditReport, write_docx, write_workbook
from app.reports.audit_report import audit_report
from app.reports.document import Document, Paragraph
from app.reports.text import legible
from app.services.analyse_audit import Analysed, findings_document
from tests.reports.builders import sample_report, small_report
from tests.reports.docx_scene import of, scene
from tests.reports.test_docx import opened

SOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not on this machine: nothing to convert with"
)

Convert = Callable[[str, bytes, str], bytes]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Let LibreOffice turn a file into another kind, with a profile of its own."""
    folder = tmp_path_factory.mktemp("office")

    def call(name: str, content: bytes, kind: str) -> bytes:
        source = folder / name
        source.write_bytes(content)
        target = folder / "out"
        shutil.rmtree(target, ignore_errors=True)
        profile = (folder / "profile").as_uri()
        subprocess.run(
            [
                str(SOFFICE),
                "--headless",
                f"-env:UserInstallation={profile}",
                "--convert-to",
                kind,
                "--outdir",
                str(target),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        (made,) = target.iterdir()
        return made.read_bytes()

    return call


def packed(document: Document) -> bytes:
    """The document as a file."""
    file = io.BytesIO()
    write_docx(document, file)
    return file.getvalue()


def only_letters(text: str) -> str:
    """A text without spaces, breaks and ligatures, which each program sets in its own way."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def texts_of(document: Document) -> list[str]:
    """The text of each paragraph, but for the numbers that fields work out."""
    file = opened(document)
    return [
        only_letters("".join(each.text or "" for each in one.iter(qn("w:t"))))
        for one in file.element.body.iter(qn("w:p"))
    ]


def is_in(text: str, printed: str) -> bool:
    """Whether a text was printed, be it that a page parts it."""
    cuts = range(len(text) + 1)
    return text in printed or any(text[:n] in printed and text[n:] in printed for n in cuts)


def pdf_of(convert: Convert, document: Document) -> PdfReader:
    """The document as LibreOffice prints it."""
    return PdfReader(io.BytesIO(convert("report.docx", packed(document), "pdf")))


@pytest.mark.parametrize(
    "document",
    [
        scene(),
        scene(draft=False, landscape=True, accent="#8A1538"),
        audit_report(sample_report()),
        audit_report(small_report(3, 9)),
    ],
    ids=["every piece", "landscape", "sample", "nine agencies"],
)
def test_every_text_and_picture_of_a_document_is_printed(
    convert: Convert, document: Document
) -> None:
    reader = pdf_of(convert, document)
    printed = only_letters("".join(page.extract_text() for page in reader.pages))
    assert [text for text in texts_of(document) if not is_in(text, printed)] == []
    pictures = len(list(opened(document).element.body.iter(qn("wp:inline"))))
    contents: list[Any] = [page.get_contents() for page in reader.pages]
    drawn = sum(each.get_data().count(b" Do") for each in contents)
    assert drawn >= pictures
    assert f"Page{len(reader.pages)}of{len(reader.pages)}" in printed


def test_a_paragraph_of_fifty_thousand_letters_is_printed_whole(convert: Convert) -> None:
    text = "A long account of what happened. " * 1_600 + "The end."
    reader = pdf_of(convert, of(Paragraph(text)))
    printed = only_letters("".join(page.extract_text() for page in reader.pages))
    assert printed.count("account") == 1_600
    assert "Theend." in printed


def test_a_document_comes_back_with_its_headings_and_alternatives(convert: Convert) -> None:
    import docx

    document = audit_report(sample_report())
    before = opened(document)
    after: Any = docx.Document(io.BytesIO(convert("again.docx", packed(document), "docx")))

    def headings(file: Any) -> list[tuple[str, str]]:
        return [
            (one.style.name, one.text)
            for one in file.paragraphs
            if one.style.name.startswith("Heading")
        ]

    def alternatives(file: Any) -> list[str]:
        return [each.get("descr") for each in file.element.body.iter(qn("wp:docPr"))]

    assert headings(after) == headings(before)
    assert alternatives(after) == alternatives(before)
    assert len(after.tables) == len(before.tables)


def workbook_of(report: AuditReport) -> bytes:
    """The workbook as a file."""
    file = io.BytesIO()
    write_workbook(report, file)
    return file.getvalue()


def document_of(report: AuditReport) -> dict[str, Any]:
    """findings.json."""
    found = findings_document(Analysed(report.audit, report.findings))
    again: dict[str, Any] = json.loads(json.dumps(found))
    return again


def question_ids(audit: Audit) -> dict[tuple[str, str], str]:
    """The id in findings.json of each question and part, as the workbook names them."""
    ids = {(question.id, ""): question.id for question in audit.tool.questions.values()}
    for question in audit.tool.questions.values():
        for part in question.parts:
            ids[question.id, part.text] = f"{question.id}.{part.id}"
    return ids


@pytest.mark.parametrize("report", [sample_report(), small_report(3, 4)], ids=["sample", "small"])
def test_the_workbook_worked_out_anew_equals_the_findings(
    convert: Convert, report: AuditReport
) -> None:
    # The results that were saved are taken out, so that those read below are LibreOffice's own.
    book = load_workbook(io.BytesIO(workbook_of(report)))
    plain = io.BytesIO()
    book.save(plain)
    again = load_workbook(
        io.BytesIO(convert("data.xlsx", plain.getvalue(), "xlsx")), data_only=True
    )
    heads, *rows = again["Findings"].iter_rows(values_only=True)
    ids = question_ids(report.audit)
    expected = {one["id"]: one for one in document_of(report)["questions"]}
    assert len(rows) == len(expected)
    for values in rows:
        row = dict(zip(heads, values, strict=True))
        one = expected[ids[str(row["question id"]), str(row["part"] or "")]]
        assert (row["n"], row["of"]) == (one["n"], one["of"])
        if one["percent"] is not None and one["reported"]:
            assert row["percent"] == pytest.approx(one["percent"] / 100)


def test_the_answers_as_another_program_counts_them(convert: Convert) -> None:
    report = sample_report()
    # Token 44,34,76: commas, quotes, UTF-8; the last says which sheet: the second, of the answers.
    content = convert("data.xlsx", workbook_of(report), _ANSWERS)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    for share in report.findings.shares:
        place = (share.question.id, share.part.text if share.part else "")
        own = [row for row in rows if (row["question id"], row["part"]) == place]
        assert sum(row["counted"] == "yes" for row in own) == share.of
        assert sum(row["reported"] == "yes" for row in own) == share.n


TYPED = (
    "=1+1",
    '=WEBSERVICE("http://example.org")',
    "+1",
    "_x0041_ stays",
    "a\u202eb\x07",
    "one\ntwo",
    "😀 <b>&amp;",
)
_ANSWERS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"


def test_typed_texts_are_what_they_were_in_another_program(convert: Convert) -> None:
    places = ("Q1", "Q2", "Q3", "Q4", "Q5@p1", "Q5@p2", "grade")
    answers = small_report(1, 2).forms["EX-0000", "agency0"].answers
    typed: Any = {
        place: replace(answers[place], comment=text)
        for place, text in zip(places, TYPED, strict=True)
    }
    content = workbook_of(small_report(1, 2, **typed))
    again = load_workbook(io.BytesIO(convert("typed.xlsx", content, "xlsx")))
    cells = [cell for row in again["Answers"].iter_rows() for cell in row]
    for text in TYPED:
        found = [cell for cell in cells if cell.value == legible(text)]
        assert found or "_x" in text, "openpyxl reads Excel’s codes as they stand"
        assert all(cell.data_type == "s" for cell in found)
    rows = list(csv.DictReader(io.StringIO(convert("typed.xlsx", content, _ANSWERS).decode())))
    comments = {row["comment"] for row in rows}
    assert [text for text in TYPED if legible(text) not in comments] == []
