"""Who wrote an answer that passed from desk to desk."""

from __future__ import annotations

from datetime import date

from app.domain.authorship import authors_at, authors_words
from app.domain.returns import Auditor, Written

FIRST = Written(Auditor("Anna Muir", "Named Nurse"), date(2018, 2, 3))
SECOND = Written(Auditor("Sam Okoro", "Reviewing Officer"), date(2018, 2, 5))
OWN = Written(Auditor(), date(2018, 2, 6))


def test_what_was_written_here_needs_no_words() -> None:
    assert authors_words(()) == ""
    assert authors_words((OWN,)) == ""


def test_who_wrote_it_and_when_it_was_handed_over() -> None:
    assert authors_words((FIRST,)) == "Written by Anna Muir, handed over on 3 February 2018"


def test_a_change_at_this_desk_is_said() -> None:
    words = "Written by Anna Muir, handed over on 3 February 2018, changed by {} since"
    assert authors_words((FIRST, OWN)) == words.format("you")
    assert authors_words((FIRST, OWN), "Sam Okoro") == words.format("Sam Okoro")


def test_everybody_who_wrote_is_named_once() -> None:
    words = "Written by Anna Muir, changed by Sam Okoro, handed over on 5 February 2018"
    assert authors_words((FIRST, SECOND)) == words
    assert authors_words((FIRST, SECOND, SECOND)) == words
    assert authors_words((FIRST, SECOND, OWN)) == f"{words}, changed by you since"


def test_one_without_a_name_is_called_by_title() -> None:
    untold = Written(Auditor("", "Named Nurse"), date(2018, 2, 3))
    assert authors_words((untold,)) == "Written by Named Nurse, handed over on 3 February 2018"


def test_places_together() -> None:
    authors = {"Q2": (FIRST,), "Q2.child": (FIRST, SECOND), "Q2.carers": (FIRST, OWN)}
    assert authors_at(authors, ["Q1"]) == ()
    assert authors_at(authors, ["Q1", "Q2"]) == (FIRST,)
    together = authors_at(authors, ["Q2.carers", "Q2", "Q2.child"])
    assert together == (FIRST, SECOND, OWN)
