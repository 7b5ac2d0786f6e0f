"""The case list: letters, what is wrong in its cells, and what is kept of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.case_list import (
    CaseColumn,
    CaseRow,
    cases_of,
    check_rows,
    learned_format,
    letter,
    rows_of,
    with_letters,
)
from app.domain.tool import Subject

NAMES = {"smith", "jane smith"}


def _is_name(text: str) -> bool:
    return text.casefold() in NAMES


def _said(*rows: CaseRow, uin_format: str = "", subject: Subject = Subject.CHILD) -> dict[str, str]:
    faults = check_rows(rows, uin_format=uin_format, subject=subject, is_name=_is_name)
    return {f"{fault.row} {fault.column.value}": fault.sentence for fault in faults}


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


def test_letters_are_given_where_there_is_none() -> None:
    rows = (CaseRow("1", "JS"), CaseRow("2", "AB", label="a"), CaseRow(), CaseRow("3", "CD"))
    assert [row.label for row in with_letters(rows)] == ["B", "a", "", "C"]


def test_what_is_right_is_left_alone() -> None:
    rows = with_letters((CaseRow("CE-0412", "JS"), CaseRow("ce-0413", "unborn baby"), CaseRow()))
    assert _said(*rows, uin_format="CE-####") == {}


def test_what_is_wrong_is_said_at_its_cell() -> None:
    said = _said(
        CaseRow("CE-0412", "JS", label="A"),
        CaseRow("ce-0412", "js", label="A"),
        CaseRow("CE-41", "Jane Smith", label="C"),
        CaseRow("", "TB", label="D"),
        CaseRow("Smith", "", label="E"),
        CaseRow("14 High", "A1", label="F"),
        uin_format="CE-####",
    )
    assert said == {
        "0 label": "“A” stands twice",
        "1 label": "“A” stands twice",
        "1 uin": "The same number as case A",
        "1 initials": "Write the initials in capitals, such as JS",
        "2 uin": "Not of the form CE-####",
        "2 initials": "That looks like a name. Write initials only, such as JS or J-M S",
        "3 uin": "Write the child’s number",
        "4 uin": "That looks like a name. Write the child’s number",
        "4 initials": "Write the child’s initials, such as JS, or “unborn baby”",
        "5 uin": "Write the number without spaces: letters, digits and / _ . - only",
        "5 initials": "Write initials only: letters, such as JS or J-M S, or “unborn baby”",
    }


def test_an_organisation_has_no_initials() -> None:
    assert _said(CaseRow("S11-1", label="A"), subject=Subject.ORGANISATION) == {}


def test_a_name_is_never_among_what_is_kept() -> None:
    rows = (
        CaseRow("CE-1", "Jane Smith", label="A"),
        CaseRow("Smith", "AB", label="Smith"),
        CaseRow(),
        CaseRow("CE-1", "CD", "  A girl. ", label="C"),
    )
    faults = check_rows(rows, uin_format="", subject=Subject.CHILD, is_name=_is_name)
    kept = cases_of(rows, faults)
    assert [(case.uin, case.label, case.initials) for case in kept] == [
        ("CE-1", "A", ""),
        ("", "", "AB"),
        ("CE-1", "C", "CD"),
    ]
    assert kept[2].pen_picture == "A girl."


def test_the_form_is_learned_from_two_or_more() -> None:
    assert learned_format([CaseRow("CE-0412")]) == ""
    assert learned_format([CaseRow("CE-0412"), CaseRow(), CaseRow("CE-0977")]) == "CE-####"


@given(
    st.lists(
        st.builds(
            CaseRow,
            uin=st.text(max_size=6),
            initials=st.text(max_size=6),
            pen_picture=st.text(max_size=6),
            label=st.sampled_from(["", "", "A", "b", "Z"]),
        ),
        max_size=40,
    )
)
def test_any_rows_can_be_checked(rows: list[CaseRow]) -> None:
    given_letters = with_letters(rows)
    faults = check_rows(given_letters, uin_format="", subject=Subject.CHILD, is_name=_is_name)
    kept = cases_of(given_letters, faults)
    assert len(kept) == sum(not row.is_blank for row in rows)
    assert all(row.label or row.is_blank for row in given_letters)
    # Nothing that was refused comes back with the rows that are shown again.
    assert not any(f.unkept for f in _again(rows_of(kept)) if f.column is not CaseColumn.LABEL)


def _again(rows: tuple[CaseRow, ...]) -> tuple:  # type: ignore[type-arg]
    return check_rows(rows, uin_format="", subject=Subject.CHILD, is_name=_is_name)
