"""Case lists from other programs: CSV of every kind, workbooks, pasted cells, hostile files."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ToolFileError
from app.toolfiles.case_lists import MAX_COLUMNS, MAX_ROWS, read_case_list, read_pasted
from tests.ui.partnership.case_lists import HEADINGS, long_list, workbook

PLAIN = "UIN{0}Initials{0}Pen picture\nCE-1{0}JS{0}“Déjà vu”\nCE-2{0}AB{0}\n"
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf")), max_size=12)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_every_kind(delimiter: str, encoding: str) -> None:
    (sheet,) = read_case_list(PLAIN.format(delimiter).encode(encoding), "list.csv")
    assert sheet.headings == ("UIN", "Initials", "Pen picture")
    assert sheet.rows == (("CE-1", "JS", "“Déjà vu”"), ("CE-2", "AB", ""))


def test_excels_own_first_line_and_a_comma_in_a_cell() -> None:
    data = b'sep=;\r\nUIN;Initials;Summary\r\nCE-1;JS;"One, two; three\nfour"\r\n'
    (sheet,) = read_case_list(data, "list.csv")
    assert sheet.rows == (("CE-1", "JS", "One, two; three\nfour"),)


def test_a_list_without_headings() -> None:
    (sheet,) = read_case_list(b"CE-1,JS\nCE-2,AB\n", "list.csv")
    assert sheet.headings == ("", "")
    assert len(sheet.rows) == 2


def test_a_workbook_with_a_title_above_its_headings() -> None:
    notes, cases = read_case_list(workbook(long_list(3)), "list.xlsx")
    assert (notes.name, cases.name) == ("Notes", "Open cases")
    assert cases.headings == HEADINGS
    assert [row[0] for row in cases.rows] == ["CE-4100", "CE-4107", "CE-4114"]


def test_pasted_cells_and_lines() -> None:
    assert read_pasted('UIN\tInitials\r\nCE-1\t"J\nS"\r\n').rows == (("CE-1", "J\nS"),)
    assert read_pasted("JS\nAB\n").rows == (("JS",), ("AB",))
    assert read_pasted("  \n").rows == ()


def test_a_formula_is_a_text_and_its_result_is_read() -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["UIN", "Initials"])
    sheet.append(["CE-1", '=HYPERLINK("http://example.org","JS")'])
    out = BytesIO()
    book.save(out)
    (read,) = read_case_list(out.getvalue(), "list.xlsx")
    assert read.rows == (("CE-1", ""),)  # never worked out: no result was saved with it
    assert read.unsaved == 1
    (read,) = read_case_list(b"UIN,Initials\nCE-1,=1+1\n", "list.csv")
    assert read.rows == (("CE-1", "=1+1"),)


def test_what_can_t_be_seen_is_taken_out() -> None:
    data = "UIN,Initials\nCE\u202e-1\u200b,J\x07S\n".encode()
    (sheet,) = read_case_list(data, "list.csv")
    assert sheet.rows == (("CE-1", "JS"),)


def _bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<x/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "at least one row"),
        (b" \n,,\n", "at least one row"),
        (b"UIN,Initials\n", "at least one row"),
        (b"%PDF-1.7", "Excel workbook"),
        (b"a\0b", "Excel workbook"),
        (b"\xff\xfea", "Excel workbook"),
        (b"x" * 5_000_001, "5 MB"),
        (b"PK\x03\x04 broken", "damaged"),
        (_bomb(), "ordinary size"),
        (("UIN\n" + "1\n" * (MAX_ROWS + 1)).encode(), "rows"),
        (("," * MAX_COLUMNS + "x\n").encode(), "columns"),
        (("UIN\n" + "x" * 4_001).encode(), "characters in a cell"),
        (('UIN\n"' + "x" * 200_000).encode(), "ordinary length"),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ToolFileError, match=said):
        read_case_list(data, "list.csv")


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=8))
def test_cells_come_through_as_they_were_written(rows: list[tuple[str, str]]) -> None:
    import csv
    from io import StringIO

    out = StringIO()
    csv.writer(out).writerows([("UIN", "Initials"), ("CE-1", "JS"), *rows])
    (sheet,) = read_case_list(out.getvalue().encode(), "list.csv")
    wanted = [(one.strip(), two.strip()) for one, two in rows]
    cleaned = [tuple(cell.replace("\xa0", " ").strip() for cell in row) for row in wanted]
    assert list(sheet.rows[1:]) == [row for row in cleaned if any(row)]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ToolFileError):
        read_case_list(data, "list.csv")
