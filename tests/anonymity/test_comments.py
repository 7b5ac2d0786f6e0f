"""The guard on comments in the voice of audits: what it must find, and what it must leave alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.anonymity import Confidence, Kind, ScanContext, scan
from tests.anonymity.marked import Marked, comments

ROOT = Path(__file__).parents[2]
UINS = ("CE-0412", "CE-0417", "CE-0423", "CE-0431", "CE-0438")
MISSED_TODAY = {
    # A surname in no list, in the plural; a first name that is a word of faith; a name whose
    # second half is a word; a log number without a form; a street without a street's word; a month
    # as a name; initials that are a short word of the work; a
    # name in no list after a comma.
    "The Fotheringhams are well known to services.",
    "Jesús was not registered with a GP.",
    "Zubeida Bi attended with an advocate.",
    "1 The Paddocks",
    "During supervision May was described as withdrawn.",
    "EB told SW's teacher.",
    "Home visit 14/6: Lacey-Jo asleep, Rueben on tablet, house cold.",
}
_TODAY = pytest.mark.xfail(reason="known to be missed", strict=True)


@pytest.mark.parametrize(
    "comment",
    [
        pytest.param(one, id=one.text, marks=[_TODAY] if one.text in MISSED_TODAY else [])
        for file in ("comments.txt", "more_comments.txt", "hard_comments.txt")
        for one in comments(file)
    ],
)
def test_what_is_marked_is_found_and_nothing_else(comment: Marked) -> None:
    findings = scan(comment.text, ScanContext(uins=UINS))

    for start, end, kind in comment.spans:
        hits = [one for one in findings if one.start < end and start < one.end]
        assert hits, f"not found: {comment.text[start:end]}"
        assert kind in {one.kind.value for one in hits}
    for one in findings:
        assert any(one.start < end and start < one.end for start, end, _ in comment.spans), one


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, one in value.items() if key != "completed_by" for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "resources/sample/returns").rglob("*.json")), ids=str
)
def test_the_sample_raises_no_alarm(path: Path) -> None:
    for text in _texts(json.loads(path.read_text(encoding="utf-8"))):
        assert scan(text, ScanContext(uins=UINS)) == ()


@pytest.mark.parametrize("path", sorted((ROOT / "resources/tools").glob("*.toml")), ids=str)
def test_audit_tools_raise_nothing_but_the_guidance_s_own_example(path: Path) -> None:
    findings = scan(path.read_text(encoding="utf-8"))

    # "please use 'dad', 'step brother', 'Health Visitor' instead of PK"
    assert {one.text for one in findings} <= {"PK"}


def test_every_phrase_of_the_work_raises_nothing() -> None:
    lines = (ROOT / "app/anonymity/data/phrases.txt").read_text(encoding="utf-8").splitlines()
    for phrase in (line for line in lines if line and not line.startswith("#")):
        for written in (phrase.title(), phrase.capitalize()):
            plain = written.replace("'S", "'s")
            text = f"The worker considered {plain} in the assessment."
            found = [one for one in scan(text) if one.confidence is not Confidence.POSSIBLE]
            assert not found, text


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("The mother Sarah attended.", "mother"),
        ("Step-father Gary attended.", "Step-father"),
        ("The social worker Jane Smith attended.", "social worker"),
        ("Jane Smith (health visitor) attended.", "health visitor"),
        ("SW Jane Smith attended.", "Social Worker"),
        ("PC Hughes attended.", "police officer"),
        ("Her maternal grandmother, Doreen, attended.", "maternal grandmother"),
        ("The mother, PK, attended.", "mother"),
        ("We met Sarah at home.", "the role, such as “social worker”"),
    ],
)
def test_the_role_to_write_is_told_by_the_words_around(text: str, suggestion: str) -> None:
    (finding,) = scan(text)
    assert finding.suggestion == suggestion


def test_the_form_s_own_word_for_a_person_is_used() -> None:
    (finding,) = scan("The mother Sarah attended.", ScanContext(roles=("Mum", "Dad")))
    assert finding.suggestion == "Mum"


def test_a_role_told_once_is_suggested_wherever_the_name_stands() -> None:
    findings = scan("The mother Sarah attended. Later the worker met Sarah at home.")
    assert [one.suggestion for one in findings] == ["mother", "mother"]


def test_a_word_that_is_confirmed_as_a_name_is_found_again() -> None:
    findings = scan("Mr Young left. The worker then saw Young outside. A young person was there.")
    assert [one.text for one in findings] == ["Mr Young", "Young"]


@pytest.mark.parametrize("written", ["JS", "J.S.", "J S", "JS's"])
def test_the_child_s_own_initials_are_no_finding(written: str) -> None:
    text = f"{written} said that she felt safe. The worker met {written} at home."
    assert scan(text, ScanContext(initials="J.S.")) == ()


def test_initials_of_the_child_that_are_a_surname_are_no_finding() -> None:
    assert scan("NG lives with mum.", ScanContext(initials="NG")) == ()


def test_agencies_and_numbers_of_the_audit_are_no_finding() -> None:
    text = "Rosewood Trust told Ruby Project about CE-0412. Write to audit@rosewood.org please."
    known = ScanContext(
        uins=("CE-0412",), agencies=("Rosewood Trust", "Ruby Project", "audit@rosewood.org")
    )
    assert scan(text, known) == ()
    assert {one.kind for one in scan(text)} >= {Kind.EMAIL}
