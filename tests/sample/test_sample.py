"""The sample reproduces the published shares, and reads as 27 forms filled in by hand.

Only the files are looked at here, with the standard library: no tool, no rules.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"

NIL = {
    ("education", "CE-0412"),
    ("domestic-abuse", "CE-0423"),
    ("probation", "CE-0431"),
}

# question: (option reported, n, N, the share as printed in the report)
SHARES = {
    "Q2": ("yes", 19, 21, 90),
    "Q3": ("yes", 22, 25, 88),
    "Q4": ("yes", 19, 27, 70),
    "Q5": ("yes", 21, 22, 95),
    "Q6": ("yes", 18, 27, 67),
    "Q7": ("yes", 26, 27, 96),
    "Q8": ("yes", 25, 27, 93),
    "Q10": ("yes", 24, 26, 92),
    "Q11": ("yes", 20, 26, 77),
    "Q13": ("yes", 27, 27, 100),
    "Q14": ("yes", 25, 27, 93),
    "Q17": ("yes", 12, 17, 71),
    "Q18": ("no", 11, 18, 61),
    "Q20": ("yes", 14, 18, 78),
}

ALWAYS = {
    *(f"Q{number}" for number in range(1, 17)),
    *(f"Q7.{part}" for part in ("child", "parents", "partner")),
    *(f"Q9.{part}" for part in ("child", "parents", "carers")),
    *("Q9a", "J1", "areas", "J3", "C1", "C2", "C3", "C4"),
}
FOLLOW_UPS = {
    ("Q10", "no"): {"Q10a"},
    ("Q12", "no"): {"Q12a"},
    ("Q12a", "yes"): {"Q12b"},
    ("Q16", "yes"): {"Q16a"},
    ("Q16", "no"): {"Q16b"},
    ("areas", "interfamilial"): {"Q17", "Q18", "J2"},
    ("areas", "exploitation"): {"Q19", "J2"},
    ("areas", "harmful_behaviour"): {"Q20", "J2"},
}
TEXTS = {"Q12b", "Q16a", "C1", "C2", "C3", "C4"}
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
AREAS = {"interfamilial", "exploitation", "harmful_behaviour", "none"}

Form = dict[str, Any]


@cache
def audit() -> dict[str, Any]:
    return tomllib.loads((SAMPLE / "audit.toml").read_text(encoding="utf-8"))


@cache
def forms() -> dict[tuple[str, str], Form]:
    paths = sorted((SAMPLE / "returns").glob("*/*.json"))
    return {
        (path.parent.name, path.stem): json.loads(path.read_text(encoding="utf-8"))
        for path in paths
    }


def full_forms() -> dict[tuple[str, str], Form]:
    return {key: form for key, form in forms().items() if form["kind"] == "full"}


def options(form: Form, key: str) -> list[str]:
    found: list[str] = form["answers"].get(key, {}).get("options", [])
    return found


def tally(key: str) -> Counter[str]:
    return Counter(option for form in full_forms().values() for option in options(form, key))


def texts(form: Form) -> Iterator[tuple[str, str]]:
    """Every comment and every long text with its place."""
    for key, answer in form["answers"].items():
        for name in ("comment", "text"):
            if name in answer:
                yield key, answer[name]


def test_every_agency_answers_for_every_case() -> None:
    agencies = [agency["id"] for agency in audit()["agencies"]]
    uins = [case["uin"] for case in audit()["cases"]]
    assert set(forms()) == {(agency, uin) for agency in agencies for uin in uins}
    assert all(form["uin"] == uin and form["format"] == 1 for (_, uin), form in forms().items())
    assert len(full_forms()) == 27
    assert {key for key, form in forms().items() if form["kind"] == "nil"} == NIL


def test_the_audit_is_set_up_as_published() -> None:
    found = audit()
    assert (found["format"], found["reference"]) == (1, "CE-CSA-2018")
    assert found["tool"] == "child-sexual-abuse-2018"
    assert found["opened"] == date(2018, 1, 22)
    assert found["opened"] < found["due"] < found["meeting"]
    assert found["context"].count("\n\n") == 3
    assert found["methodology"].count("\n\n") == 3
    assert "never published" in found["reconstruction"]
    assert "invented" in found["reconstruction"]
    assert all(agency["contact"] for agency in found["agencies"])
    addresses = [found["body"]["reply_address"], *(a["email"] for a in found["agencies"])]
    assert all(address.endswith("@example.org") for address in addresses)
    assert len(set(addresses)) == len(addresses)


def test_every_child_has_a_pen_picture() -> None:
    cases = audit()["cases"]
    assert [case["label"] for case in cases] == ["A", "B", "C", "D", "E"]
    assert [case["initials"] for case in cases] == ["unborn baby", "JS", "TM", "AK", "LP"]
    assert all(len(case["pen_picture"].split()) > 7 for case in cases)
    assert all("\n" not in case["pen_picture"] for case in cases)


@pytest.mark.parametrize("question", SHARES)
def test_the_printed_share_comes_out(question: str) -> None:
    option, expected, out_of, printed = SHARES[question]
    found = tally(question)
    assert (found[option], found["yes"] + found["no"]) == (expected, out_of)
    assert round(100 * expected / out_of) == printed


def test_what_the_report_says_in_words_comes_out() -> None:
    assert tally("Q1")["yes"] > 27 / 2  # "for the majority of case"
    assert tally("Q9")["no"] == 0 < tally("Q9")["yes"]  # "all the plans"
    assert tally("Q15")["no"] == 0 < tally("Q15")["yes"]  # "always evidence of risk reduction"
    assert tally("Q16")["no"] == 0 < tally("Q16")["yes"]  # "no agency disagreement"


def test_questions_about_step_down_are_answered_together() -> None:
    for form in full_forms().values():
        assert options(form, "Q15") == options(form, "Q16")


@pytest.mark.parametrize("key", sorted(full_forms()), ids="/".join)
def test_only_what_was_called_for_is_answered(key: tuple[str, str]) -> None:
    form = forms()[key]
    asked = set(ALWAYS)
    for (question, option), called in FOLLOW_UPS.items():
        if option in options(form, question):
            asked |= called
    assert set(form["answers"]) == asked


@pytest.mark.parametrize("key", sorted(full_forms()), ids="/".join)
def test_every_answer_has_its_form(key: tuple[str, str]) -> None:
    form = forms()[key]
    for place, answer in form["answers"].items():
        chosen = options(form, place)
        if place in TEXTS:
            assert set(answer) == {"text"}
        elif place == "areas":
            assert set(answer) == {"options"}
            assert chosen == ["none"] or set(chosen) <= AREAS - {"none"}
            assert len(chosen) == len(set(chosen)) > 0
        elif "." in place:
            assert set(answer) == {"options"}
            assert len(chosen) == 1
            assert chosen[0] in {"yes", "no", "na"}
        else:
            assert set(answer) == {"options", "comment"}
            assert len(chosen) == 1
            assert chosen[0] in (GRADES if place.startswith("J") else {"yes", "no", "na"})


@pytest.mark.parametrize("key", sorted(full_forms()), ids="/".join)
def test_no_comment_is_empty_or_thin(key: tuple[str, str]) -> None:
    for place, text in texts(forms()[key]):
        assert text == text.strip(), place
        assert len(text.split()) >= 4, place
        assert text.endswith("."), place
        assert '"' not in text, place
        assert "'" not in text, place


@pytest.mark.parametrize("key", sorted(full_forms()), ids="/".join)
def test_not_applicable_has_its_reason(key: tuple[str, str]) -> None:
    form = forms()[key]
    for place in form["answers"]:
        if options(form, place) == ["na"] and "." not in place:
            assert len(form["answers"][place]["comment"].split()) >= 6, place


def test_no_comment_is_used_more_than_twice() -> None:
    used = Counter(text for form in full_forms().values() for _, text in texts(form))
    assert [text for text, times in used.items() if times > 2] == []


def test_nil_returns_answer_nothing_and_say_so() -> None:
    for key in NIL:
        form = forms()[key]
        assert form["answers"] == {}
        assert form["last_involvement"] is None
        assert "known to us" in form["note"]


def test_one_auditor_per_agency() -> None:
    auditors: dict[str, set[tuple[str, str]]] = {}
    for (agency, _), form in forms().items():
        by = form["completed_by"]
        assert by["name"].strip()
        assert by["title"].strip()
        auditors.setdefault(agency, set()).add((by["name"], by["title"]))
    assert all(len(people) == 1 for people in auditors.values())


def test_the_proxy_says_on_whose_behalf() -> None:
    proxies = {agency["id"] for agency in audit()["agencies"] if agency["proxy"]}
    assert proxies == {"education"}
    for (agency, _), form in full_forms().items():
        assert bool(form["on_behalf_of"]) == (agency in proxies)


def test_the_look_back_slides_for_some() -> None:
    days = [date.fromisoformat(form["last_involvement"]) for form in full_forms().values()]
    assert date(2017, 9, 1) <= min(days)
    assert max(days) <= date(2018, 1, 20)
    assert 2 <= sum(day < date(2017, 10, 22) for day in days) < len(days) / 2


def test_nobody_is_named() -> None:
    names = {word for form in forms().values() for word in form["completed_by"]["name"].split()}
    initials = {case["initials"] for case in audit()["cases"] if case["initials"].isupper()}
    for form in forms().values():
        words = [text for _, text in texts(form)] + [form["note"], form["on_behalf_of"]]
        for text in words:
            found = set(re.findall(r"[^\W\d_]+", text))
            assert not found & (names | initials), text
            assert not {word for word in found if len(word) == 2 and word.isupper()} - {"GP"}, text


def test_grades_are_spread_and_fit_the_answers() -> None:
    grades = tally("J1") + tally("J2") + tally("J3")
    assert set(grades) == set(GRADES)
    assert grades["good"] + grades["requires_improvement"] > 0.9 * grades.total()
    assert 1 <= grades["inadequate"] <= 2
    for form in full_forms().values():
        so_far: Counter[str] = Counter()
        for place in form["answers"]:
            chosen = options(form, place)
            if re.fullmatch(r"Q\d+", place) and place != "Q18":
                so_far.update(chosen)
            elif place.startswith("J") and chosen[0] in GRADES[:2]:
                assert so_far["yes"] > so_far["no"]
            elif place.startswith("J"):
                assert so_far["no"] > 0
