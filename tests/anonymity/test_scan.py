"""Properties of every scan, whatever the text."""

from __future__ import annotations

import importlib
import pkgutil
import re
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app.anonymity
from app.anonymity import Kind, ScanContext, WatchEntry, scan
from app.anonymity.checks import UPN_LETTERS, is_nhs_number, is_pupil_number
from app.anonymity.pen_picture_facts import RULES

WATCHED = ScanContext(
    initials="JS",
    uins=("CE-0412",),
    agencies=("Rosewood Trust",),
    roles=("mum", "dad"),
    watch_list=(WatchEntry("Sarah Hughes"), WatchEntry("12 Acacia Avenue", "address")),
)
PIECES = st.sampled_from(
    [
        *"""Sarah Hughes sarah Mum mother Mr Mrs Dr SW PK P.K. JS J.S. O'Brien Al- Rashid said and
        with to Will May Rose Young the of , . ( ) : - ’s 's 12 Acacia Avenue Road St Mary's Primary
        School 07700 900123 943 476 5919 AB12 CDE AB123456C CW1 2AB a@b.uk DOB 12/03/2009 CE-0412
        Section 47 Signs Safety Surgery in Sandbach lives attends Éva Łukasz محمد 小明 \u0301 \u200b
        🙂 \u202e""".split(),
        "\n",
        "\t",
        " ",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES).map("".join),
)


@given(TEXTS)
def test_findings_lie_in_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for one in scan(text, WATCHED):
        assert last <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert one.why and one.suggestion
        last = one.end


@given(TEXTS)
def test_a_text_is_scanned_the_same_each_time(text: str) -> None:
    assert scan(text, WATCHED) == scan(text, WATCHED)


NAMES = st.sampled_from("Sarah Leon Priya Kwabena Agnieszka Mohammed Oluwaseun Niamh Xin".split())
FRAMES = st.sampled_from(
    [
        "Mother {} attended.",
        "We met {} at home.",
        "The worker, {}, left.",
        "{} said that she was well.",
        "It was {}'s view that more was needed.",
        "Call {} back.",
    ]
)


@given(st.lists(st.tuples(FRAMES, NAMES), min_size=1, max_size=6))
def test_nothing_is_found_in_a_text_whose_names_became_roles(parts: list[tuple[str, str]]) -> None:
    text = " ".join(frame.format(name) for frame, name in parts)
    findings = scan(text)
    assert len(findings) >= len(parts)
    for one in reversed(findings):
        text = text[: one.start] + "the social worker" + text[one.end :]
    assert scan(text) == ()


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["{}{}{}", "{} {} {}"]))
def test_every_nhs_number_is_found_beside_its_name(nine: str, form: str) -> None:
    number = next((nine + check for check in "0123456789" if is_nhs_number(nine + check)), None)
    if number is None:
        return
    written = form.format(number[:3], number[3:6], number[6:])
    (finding,) = scan(f"The NHS number is {written}.")
    assert (finding.kind, finding.text) == (Kind.NHS_NUMBER, written)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_every_pupil_number_is_found_without_its_name(digits: str) -> None:
    number = next(one + digits for one in UPN_LETTERS if is_pupil_number(one + digits))
    (finding,) = scan(f"The form shows {number} at the top.")
    assert (finding.kind, finding.text) == (Kind.PUPIL_NUMBER, number)


@given(
    st.sampled_from("AB CE JG PX WM".split()),
    st.text("0123456789", min_size=6, max_size=6),
    st.sampled_from("ABCD"),
    st.sampled_from(["{}{}{}{}{}", "{} {} {} {} {}"]),
)
def test_every_ni_number_is_found(prefix: str, digits: str, suffix: str, form: str) -> None:
    written = form.format(prefix, digits[:2], digits[2:4], digits[4:], suffix)
    (finding,) = scan(f"The letter gives {written} for mum.")
    assert (finding.kind, finding.text) == (Kind.NI_NUMBER, written)


def _patterns() -> list[Any]:
    found = []
    for module in pkgutil.iter_modules(app.anonymity.__path__):
        members = vars(importlib.import_module(f"app.anonymity.{module.name}")).items()
        for name, value in members:
            if isinstance(value, re.Pattern):
                found.append(pytest.param(value, id=f"{module.name}.{name}"))
    for pattern, sort, weight, _ in RULES:
        found.append(pytest.param(pattern, id=f"pen pictures: {sort}, {weight}"))
    return found


def _unbounded(tree: Any) -> int:
    """How many parts of a pattern repeat without bound."""
    count = 0
    for operation, argument in tree:
        if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            count += (argument[1] == constants.MAXREPEAT) + _unbounded(argument[2])
        elif operation is constants.SUBPATTERN:
            count += _unbounded(argument[3])
        elif operation is constants.BRANCH:
            count += sum(_unbounded(branch) for branch in argument[1])
        elif operation in (constants.ASSERT, constants.ASSERT_NOT):
            count += _unbounded(argument[1])
    return count


@pytest.mark.parametrize("pattern", _patterns())
def test_no_pattern_can_run_away(pattern: re.Pattern[str]) -> None:
    # The one that finds words repeats without bound, over letters that can't begin it anew.
    allowed = 1 if pattern.pattern.startswith(r"[^\W_]") else 0
    assert _unbounded(parser.parse(pattern.pattern, pattern.flags)) <= allowed


UNITS = """a A 1 . @ a. A. a@ ' 🙂 e\u0301 \u202e Sarah- http:// Mr-""".split()
WORDS = (
    "0 Aa AA Sarah Sarha محمد 12_Acacia Road School St 07700 DOB Mr 12/03/2009 CW1 NHS A".split()
)


@pytest.mark.parametrize("unit", [*UNITS, *(one.replace("_", " ") + " " for one in WORDS), "\n"])
def test_a_hundred_thousand_signs_are_scanned(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for one in scan(text, WATCHED):
        assert one.text == text[one.start : one.end]
