"""A role in the place of a name reads as a person would have written it."""

from __future__ import annotations

import pytest

from app.anonymity import scan
from app.anonymity.replacing import replaced


@pytest.mark.parametrize(
    ("text", "role", "then"),
    [
        ("The mother Sarah attended.", "mother", "The mother attended."),
        ("The mother (Sarah) attended.", "mother", "The mother attended."),
        ("The mother, Sarah, attended.", "mother", "The mother attended."),
        ("Mum Sarah's view is clear.", "mum", "Mum's view is clear."),
        ("Sarah attended.", "Mum", "Mum attended."),
        ("We met Sarah at home.", "mum", "We met mum at home."),
        ("The father met Sarah at home.", "mum", "The father met mum at home."),
        ("The step-father Gary left.", "step-father", "The step-father left."),
    ],
)
def test_the_role_is_not_said_twice(text: str, role: str, then: str) -> None:
    (finding,) = scan(text)
    assert replaced(text, finding, role) == then
