"""Reading somebody's list: what is left out, what each column seems to be, what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.case_columns import Meaning, meaning_of_heading
from app.services.check_case_list import check_pictures
from app.services.draw_cases import draw_cases, new_seed
from app.services.read_case_list import groups_of, read_list_file, read_list_text, rows_from
from tests.ui.partnership.case_lists import list_file, long_list


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("UIN", Meaning.UIN),
        ("Unique ref", Meaning.UIN),
        ("Case no.", Meaning.UIN),
        ("Case_ID", Meaning.UIN),
        ("Mosaic ID", Meaning.UIN),
        ("Initials", Meaning.INITIALS),
        ("Child’s initials", Meaning.INITIALS),
        ("Child", Meaning.INITIALS),
        ("Case letter", Meaning.LABEL),
        ("Pen picture", Meaning.PEN_PICTURE),
        ("Description", Meaning.PEN_PICTURE),
        ("Age band", Meaning.GROUP),
        ("Gender", Meaning.GROUP),
        ("Name", Meaning.IDENTIFYING),
        ("Child's name", Meaning.IDENTIFYING),
        ("First Name", Meaning.IDENTIFYING),
        ("SURNAME", Meaning.IDENTIFYING),
        ("Mother’s name", Meaning.IDENTIFYING),
        ("D.O.B.", Meaning.IDENTIFYING),
        ("Date of birth (dd/mm/yyyy)", Meaning.IDENTIFYING),
        ("NHS No", Meaning.IDENTIFYING),
        ("Unique pupil number", Meaning.IDENTIFYING),
        ("Post code", Meaning.IDENTIFYING),
        ("Home address", Meaning.IDENTIFYING),
        ("Whatever", None),
        ("", None),
    ],
)
def test_headings(heading: str, meaning: Meaning | None) -> None:
    assert meaning_of_heading(heading) is meaning


def test_columns_that_may_identify_are_not_in_what_is_read(tmp_path: Path) -> None:
    _notes, found = read_list_file(list_file(tmp_path))
    assert found.left_out == ("Child name", "Date of birth", "NHS number")
    said = repr(found)
    for row in long_list():
        assert row[1] not in said
        assert row[3] not in said
        assert row[4] not in said
    assert list(found.meanings.values()) == [
        Meaning.UIN,
        Meaning.INITIALS,
        Meaning.GROUP,
        Meaning.GROUP,
        Meaning.PEN_PICTURE,
    ]
    rows = rows_from(found, found.meanings)
    assert len(rows) == 48
    assert (rows[0].uin, rows[0].initials) == ("CE-4100", "AS")


def test_cells_without_headings_tell_by_themselves() -> None:
    found = read_list_text("CE-1\tJane Smith\tJS\t1/2/2010\nCE-2\tTom Jones\tTJ\t3/4/2011\n")
    assert found.left_out == ("Column 2", "Column 4")
    assert found.meanings == {0: Meaning.UIN, 2: Meaning.INITIALS}


def test_names_under_another_heading_are_left_out_too() -> None:
    found = read_list_text("UIN\tWho\tThing\nCE-1\tJane Smith\t943 476 5919\nCE-2\tTom Jones\t\n")
    assert found.left_out == ("Who", "Thing")


def test_ten_digits_under_a_number_are_nhs_numbers_only_with_the_check_digit() -> None:
    found = read_list_text("Case no\tInitials\n9434765919\tJS\n9434765870\tAB\n")
    assert found.left_out == ("Case no",)
    found = read_list_text("Case no\tInitials\n9434765910\tJS\n9434765871\tAB\n")
    assert found.left_out == ()


def test_of_two_columns_with_numbers_the_surer_is_taken() -> None:
    found = read_list_text("Case no\tUIN\n1\tCE-1\n2\tCE-2\n")
    assert found.meanings == {0: Meaning.UIN, 1: Meaning.IGNORED}
    rows = rows_from(found, {0: Meaning.IGNORED, 1: Meaning.UIN})
    assert [row.uin for row in rows] == ["CE-1", "CE-2"]


def test_a_draw_by_groups(tmp_path: Path) -> None:
    _notes, found = read_list_file(list_file(tmp_path))
    rows = rows_from(found, found.meanings)
    band = next(column.at for column in found.columns if column.title == "Age band")
    groups = groups_of(found, found.meanings, band)
    made = draw_cases(rows, 5, 4711, groups=groups, by="Age band")
    assert made.sentence == "5 of 48 cases were drawn at random, by age band, with the seed 4711."
    assert {groups[row.uin.casefold()] for row in made.rows} == set(groups.values())
    assert draw_cases(tuple(reversed(rows)), 5, 4711, groups=groups, by="Age band") == made
    twice = draw_cases((*rows, *rows), 5, 4711, groups={}, by="")
    assert (twice.draw.of, twice.passed_over) == (48, 48)
    assert 1000 <= new_seed() < 10_000


def test_pen_pictures_that_tell_too_much() -> None:
    rare = "A Polish, Jewish boy of 14 with a stammer, the oldest of seven."
    plain = "Lives with her mother."
    named = "Jane Smith lives with her mother."
    found = check_pictures([rare, plain, named, ""])
    assert set(found) == {rare, named}
    assert "may know this child" in found[rare]
    assert "looks like a name" in found[named]
