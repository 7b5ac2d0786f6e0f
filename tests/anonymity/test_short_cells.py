"""Names in a case list's short cells are refused; initials and numbers pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.anonymity import Kind, looks_like_name

NAMES = [
    "Jane Smith", "Smith, Jane", "SMITH, JANE", "jane smith", "O'Neill", "O’Neill", "Mohammed A",
    "A Mohammed", "Smith J", "J. Smith", "Sarah", "Baby Smith", "Unborn Smith",
    "Unborn baby of Sarah Jones", "Rose Hill", "Mark Brown", "Oluwaseun", "Adebayo-Cole, T",
    "van der Berg", "Łukasz Nowak", "Nguyễn Văn An", "Xochitl", "Thandolwethu M", "Child Jade",
    "Kayleigh (JS)", "Al-Rashid", "Grace King", "D'Souza", "Mr Okonkwo", "Ng Wei", "Brown, J",
    "Zoë", "Tiwonge", "McAllister", "Bhattacharya R", "Siobhan/JS", "محمد علي",
]  # fmt: skip
PASSES = [
    "JS", "J.S.", "J S", "js", "A-M K", "JSM", "J", "Case A", "Case 12", "Child A", "child b",
    "Unborn baby", "unborn", "Unborn baby (S)", "UIN 0412", "CE-0412", "0412", "2017/33",
    "Young person C", "Sibling 1", "Twin 2", "Unknown", "N/A", "TBC", "Withheld", "none",
    "Female", "Male", "Baby S", "Baby", "M/14", "Neglect", "Yes", "CIN", "CP", "LAC",
    "Manchester", "-", "–", "?", "", "   ", "Family B", "CE 17", "F 12",
]  # fmt: skip


@pytest.mark.parametrize("cell", NAMES)
def test_a_name_is_refused(cell: str) -> None:
    found = looks_like_name(cell)
    assert found is not None
    assert found.kind is Kind.NAME
    assert found.text == cell


@pytest.mark.parametrize("cell", PASSES)
def test_what_names_nobody_passes(cell: str) -> None:
    assert looks_like_name(cell) is None


def test_a_finding_leaves_the_spaces_around_it_out() -> None:
    found = looks_like_name("  Jane Smith ")
    assert found is not None
    assert (found.start, found.end, found.text) == (2, 12, "Jane Smith")


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3))
def test_initials_pass_whatever_they_are(letters: str) -> None:
    for written in (letters, ".".join(letters) + ".", " ".join(letters)):
        assert looks_like_name(written) is None


@given(st.text(max_size=100))
def test_every_cell_can_be_looked_at(text: str) -> None:
    found = looks_like_name(text)
    assert found is None or text[found.start : found.end] == found.text
