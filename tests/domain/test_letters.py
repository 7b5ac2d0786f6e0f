"""Which receipt is the latest, and what it says of a return."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from app.domain.letters import Receipt, ReceiptLine, latest_receipt
from app.domain.returns import ReturnKind

DAY = date(2018, 2, 5)
NEXT = date(2018, 2, 6)


def receipt(name: str, made_on: date = DAY, test_on: date | None = None, **arrived: int) -> Receipt:
    lines = tuple(ReceiptLine(uin, rev, ReturnKind.FULL, DAY) for uin, rev in arrived.items())
    return Receipt(name, "a1", "police", made_on, lines, test_on=test_on)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (receipt("1", DAY, A=1, B=1), receipt("2", NEXT, A=1)),
        (receipt("1", A=1), receipt("2", A=1, B=1)),
        (receipt("1", A=1, B=1), receipt("2", A=2, B=1)),
        (receipt("1"), receipt("2", test_on=DAY)),
        (receipt("1", A=1), receipt("2", A=1, test_on=DAY)),
        (receipt("1", A=1, test_on=DAY), receipt("2", A=1, test_on=NEXT)),
    ],
)
def test_the_latest_receipt_is_the_same_in_whatever_order_they_came(
    earlier: Receipt, later: Receipt
) -> None:
    for kept in permutations((earlier, later)):
        assert latest_receipt(kept) == later


def test_of_two_that_say_the_same_the_one_that_came_last_counts() -> None:
    first, second = receipt("1", A=1), receipt("2", A=1)
    assert latest_receipt((first, second)) == second
    assert latest_receipt(()) is None


@pytest.mark.parametrize(
    ("uin", "revision", "sealed_on", "said"),
    [
        ("A", 1, DAY, True),
        ("A", 2, NEXT, True),
        ("A", 3, DAY, False),
        ("A", 3, NEXT, None),
        ("B", 1, date(2018, 2, 4), False),
        ("B", 1, NEXT, None),
    ],
)
def test_a_receipt_says_nothing_of_what_was_sealed_after_it(
    uin: str, revision: int, sealed_on: date, said: bool | None
) -> None:
    assert receipt("1", A=2).arrival(uin, revision, sealed_on) is said
