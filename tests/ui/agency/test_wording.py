"""The words of the interview, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.interview import first_open_step, path
from app.domain.returns import Answer, Form, Person
from app.domain.rules import Problem
from app.domain.tool import LookBack
from app.ui.interview import wording
from app.ui.interview.steps import nav_sections, step_to_open
from app.ui.widgets.navigation import Mark
from tests.builders import full_form, small_audit, small_tool


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (31, "due in 9 days, 9 February 2018"),
        (None, "due today, 9 February 2018"),
    ],
)
def test_due(day: int | None, words: str) -> None:
    today = date(2018, 1, day) if day else date(2018, 2, 9)
    assert wording.due_words(date(2018, 2, 9), today) == words


def test_due_nearby() -> None:
    due = date(2018, 2, 9)
    assert wording.due_words(due, date(2018, 2, 8)) == "due tomorrow, 9 February 2018"
    assert wording.due_words(due, date(2018, 2, 10)) == "1 day overdue, was due 9 February 2018"
    assert wording.due_words(due, date(2018, 2, 12)) == "3 days overdue, was due 9 February 2018"


def test_the_window_is_told_with_its_dates() -> None:
    rule, opened = LookBack(6), date(2018, 1, 22)
    assert "worked out for you" in wording.look_back_sentence(rule, opened, None)
    assert wording.look_back_sentence(rule, opened, date(2017, 11, 22)).startswith(
        "Look at the 6 months from 22 May 2017 to 22 November 2017"
    )
    assert "still involved" in wording.look_back_sentence(rule, opened, date(2018, 1, 30))


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), (" 1,200 ", 1200), ("2.5", 2.5), ("-3", -3), ("", None), ("1e9", None),
     ("nan", None), ("٣", 3), ("1" * 13, None), ("12 visits", None)],
)  # fmt: skip
def test_numbers(text: str, number: float | None) -> None:
    assert wording.number_of(text) == number


@pytest.mark.parametrize(("number", "text"), [(12.0, "12"), (2.5, "2.5"), (None, ""), (0.0, "0")])
def test_numbers_as_written(number: float | None, text: str) -> None:
    assert wording.number_text(number) == text


def test_captions_count_the_questions_that_are_asked() -> None:
    steps = path(small_tool(), full_form())
    captions = {step.id: wording.caption(step, steps) for step in steps}
    assert captions["Q2"] == "Quality · question 2 of 2"
    assert captions["J1"] == "Quality · judgement"
    assert captions["C1"] == "Closing"
    assert captions["about"] == ""


def test_ids_of_people_are_not_given_twice() -> None:
    form = Form(people=(Person("p1", "mum"),), answers={"K9@p2": Answer(options=("s1",))})
    assert wording.new_person_id(form) == "p3"
    assert wording.new_person_id(Form()) == "p1"


def test_problems_in_a_list_say_which_question() -> None:
    tool = small_tool()
    named = replace(
        tool,
        sections=(
            replace(
                tool.sections[0],
                questions=(replace(tool.sections[0].questions[0], short="Done in time"),),
            ),
        ),
    )
    assert wording.named(named, Problem("Q1", "Answer Q1")) == "Answer Q1 (Done in time)"
    assert wording.named(tool, Problem("about.name", "Enter your name")) == "Enter your name"


def test_only_the_section_where_one_is_lies_open() -> None:
    audit = small_audit()
    sections = nav_sections(audit.tool, full_form(), "Q1", audit.opened)
    assert [section.title for section in sections] == [
        "About this case", "Quality", "Judgement", "Closing", "Check your answers",
    ]  # fmt: skip
    assert [step.key for step in sections[1].steps] == ["Q1", "Q2"]
    elsewhere = nav_sections(audit.tool, full_form(), "about", audit.opened)
    assert elsewhere[1].steps == ()
    assert elsewhere[1].mark is Mark.DONE


def test_a_closed_section_opens_where_something_is_missing() -> None:
    audit = small_audit()
    form = replace(full_form(), answers={"Q1": full_form().answers["Q1"]})
    sections = nav_sections(audit.tool, form, "about", audit.opened)
    assert sections[1].note == "1/2"
    assert step_to_open(audit.tool, form, sections[1].key, audit.opened) == "Q2"
    assert first_open_step(audit.tool, form, audit.opened) == "Q2"
    assert first_open_step(audit.tool, full_form(), audit.opened) == "check"
