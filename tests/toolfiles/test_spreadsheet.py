"""Workbooks that mean harm, or are none: refused with a sentence, read no further than needed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import ToolFileError
from app.toolfiles.spreadsheet import MAX_BYTES, read_spreadsheet
from app.toolfiles.xlsform_reading import read_xlsform
from app.toolfiles.xlsform_writing import write_xlsform
from tests.builders import small_tool
from tests.toolfiles.xlsform_tables import workbook

SMALL = workbook("| survey |\n| | type | name | label |\n| | text | a | A? |")
SHEET = "xl/worksheets/sheet1.xml"


def changed(name: str, change: Callable[[bytes], bytes], data: bytes = SMALL) -> bytes:
    """A workbook with one of its entries rewritten."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry.filename == name else content)
    return written.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(ToolFileError) as caught:
        read_xlsform(data, "hostile.xlsx")
    assert caught.value.file == "hostile.xlsx"
    return caught.value.expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "expected an Excel workbook (.xlsx)"),
        (b"type,name\ntext,a\n", "expected an Excel workbook (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "choose “Save as”"),
        (SMALL[:600], "damaged"),
        (b"PK\x03\x04" + b"\0" * MAX_BYTES, "at most 5 MB"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged"),
    ],
)
def test_what_is_no_workbook(data: bytes, expected: str) -> None:
    assert expected in refused(data)


def test_a_zip_that_is_no_workbook() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        new.writestr("readme.txt", "hello")
    assert "damaged" in refused(written.getvalue())


def test_a_zip_bomb_is_not_unpacked() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr(SHEET, b" " * 60_000_000)
    assert len(written.getvalue()) < 100_000
    assert "more than 20 MB" in refused(written.getvalue())


def test_a_workbook_of_countless_entries() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        for number in range(1_001):
            new.writestr(f"{number}.xml", "")
    assert "ordinary size" in refused(written.getvalue())


def test_a_size_that_is_a_lie_is_found_out() -> None:
    data = changed(SHEET, lambda xml: xml + b" " * 50_000)
    (size,) = {
        e.file_size for e in zipfile.ZipFile(BytesIO(data)).infolist() if e.filename == SHEET
    }
    lie = data.replace(size.to_bytes(4, "little"), (200).to_bytes(4, "little"))
    assert lie != data
    assert "damaged" in refused(lie)


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!doctype x SYSTEM "http://example.org/x.dtd">',
    ],
)
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_entities_are_refused(declaration: bytes, name: str) -> None:
    def declare(xml: bytes) -> bytes:
        return declaration + re.sub(rb"^<\?xml[^>]*\?>", b"", xml).replace(b"A?", b"&e;")

    assert "found a DOCTYPE" in refused(changed(name, declare))


def test_entities_in_another_encoding_are_refused() -> None:
    def wide(xml: bytes) -> bytes:
        body = re.sub(r"^<\?xml[^>]*\?>", "", xml.decode())
        return f'<!DOCTYPE x [<!ENTITY e "x">]>{body}'.encode("utf-16")

    assert "found a DOCTYPE" in refused(changed(SHEET, wide))


@pytest.mark.parametrize(
    "declared", [b"A1:XFD1048576", b"A1", b"ZZZZZZ9999999999", b"A1:B0", b"nonsense"]
)
def test_a_declared_size_is_not_believed(declared: bytes) -> None:
    data = changed(SHEET, lambda xml: re.sub(rb'ref="[^"]*"', b'ref="' + declared + b'"', xml))
    try:
        assert read_xlsform(data, "size.xlsx").tool.questions["a"].text == "A?"
    except ToolFileError as error:
        assert "damaged" in error.expected


def test_a_row_far_down_is_read_or_refused_at_once() -> None:
    def move(xml: bytes) -> bytes:
        return xml.replace(b'r="2"', b'r="1048000"').replace(b'2"', b'1048000"')

    read = read_xlsform(changed(SHEET, move), "far.xlsx")
    assert list(read.tool.questions) == ["a"]


def test_too_many_rows_and_columns() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("survey")
    for _ in range(20_001):
        sheet.append(["x"])
    written = BytesIO()
    book.save(written)
    assert "at most 20,000 rows in sheet “survey”" in refused(written.getvalue())
    book = openpyxl.Workbook()
    book.worksheets[0].append(["x"] * 201)
    written = BytesIO()
    book.save(written)
    assert "at most 200 columns" in refused(written.getvalue())


def test_too_many_sheets() -> None:
    book = openpyxl.Workbook()
    for number in range(51):
        book.create_sheet(f"s{number}")
    written = BytesIO()
    book.save(written)
    assert "at most 50 sheets" in refused(written.getvalue())


def test_formulas_are_never_worked_out() -> None:
    book = openpyxl.load_workbook(BytesIO(SMALL))
    sheet = book["survey"]
    sheet["C2"] = '=HYPERLINK("http://example.org","A")'
    sheet["D1"] = "hint"
    written = BytesIO()
    book.save(written)
    read = read_xlsform(written.getvalue(), "formula.xlsx")
    assert read.tool.questions["a"].text == "a"
    assert [(one.place, one.what) for one in read.not_carried] == [
        ("survey, row 2", "The formula under “label”")
    ]


def test_the_saved_result_of_a_formula_is_read() -> None:
    def saved(xml: bytes) -> bytes:
        return xml.replace(
            b't="inlineStr"><is><t>A?</t></is>', b't="str"><f>"A"&amp;"?"</f><v>A?</v>'
        )

    data = changed(SHEET, saved)
    assert b"<f>" in zipfile.ZipFile(BytesIO(data)).read(SHEET)
    read = read_xlsform(data, "formula.xlsx")
    assert read.tool.questions["a"].text == "A?"
    assert read.not_carried == ()


def test_numbers_dates_and_truths_are_texts() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([1, 1.0, 1.5, True, False, "1"])
    written = BytesIO()
    book.save(written)
    (lines,) = read_spreadsheet(written.getvalue(), "n.xlsx").values()
    assert lines[0].cells[:6] == ("1", "1", "1.5", "yes", "no", "1")


FUZZ = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
OWN = write_xlsform(small_tool())


@FUZZ
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_a_form_or_a_fault(data: bytes, zipped: bool) -> None:
    with pytest.raises(ToolFileError):
        read_xlsform(b"PK\x03\x04" + data if zipped else data, "any.xlsx")


@FUZZ
@given(st.sampled_from((SMALL, OWN)), st.data())
def test_a_workbook_with_bytes_changed_is_a_form_or_a_fault(
    data: bytes, draw: st.DataObject
) -> None:
    damaged = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 8))):
        damaged[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    try:
        read_xlsform(bytes(damaged), "any.xlsx")
    except ToolFileError as error:
        assert error.expected


_NAMES = [entry.filename for entry in zipfile.ZipFile(BytesIO(OWN)).infolist()]
_BITS = st.sampled_from(
    (b"<", b">", b'"', b"/", b"&", b"1", b"-1", b"99999999999", b"<row>", b"<c/>", b"<c r='A1'>",
     b"\xff", b"s", b"</row>", b"<f>1</f>", b"<v>9</v>", b"t='s'", b"t='d'", b"t='b'", b"")
)  # fmt: skip


@FUZZ
@given(st.sampled_from(_NAMES), st.data())
def test_a_workbook_with_xml_changed_is_a_form_or_a_fault(name: str, draw: st.DataObject) -> None:
    def change(xml: bytes) -> bytes:
        for _ in range(draw.draw(st.integers(1, 5))):
            start = draw.draw(st.integers(0, len(xml)))
            end = min(len(xml), start + draw.draw(st.integers(0, 9)))
            xml = xml[:start] + draw.draw(_BITS) + xml[end:]
        return xml

    try:
        read_xlsform(changed(name, change, OWN), "any.xlsx")
    except ToolFileError as error:
        assert error.expected


_CELL = st.one_of(
    st.sampled_from(
        "text begin_group end_group begin_repeat end_repeat note select_one|x select_multiple|x "
        "decimal range rank calculate ${a} ${a}='1' . (. >=1 audit_role matrix person columns "
        "follow-up comment part label name type hint required relevant constraint audit_of "
        "audit_comment audit_format audit_look_back appearance table-list 1 x a b".split()
    ).map(lambda word: word.replace("|", " ")),
    st.text(max_size=8).map(lambda text: re.sub(r"[\x00-\x1f]", "", text)),
    st.just(""),
)
_TABLE = st.lists(st.lists(_CELL, max_size=8), max_size=12)


@FUZZ
@given(_TABLE, _TABLE, _TABLE)
def test_any_cells_are_a_form_or_a_fault(
    survey: list[list[str]], choices: list[list[str]], settings_: list[list[str]]
) -> None:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    headed = {
        "survey": [["type", "name", "label", "relevant", "audit_role", "audit_of"], *survey],
        "choices": [["list_name", "name", "label"], ["x", "1", "One"], *choices],
        "settings": settings_,
    }
    for name, rows in headed.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                if text:
                    cell = sheet.cell(number, column)
                    cell.value, cell.data_type = text, "s"
    written = BytesIO()
    book.save(written)
    try:
        read_xlsform(written.getvalue(), "any.xlsx")
    except ToolFileError as error:
        assert error.expected
