"""The way through a form at the side: still, and with what comes next in sight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.interview import CHECK, path
from app.domain.returns import Answer, Form
from app.domain.tool import AnswerKind, AuditTool, Question, Section
from app.ui.interview.steps import nav_sections
from app.ui.interview.wording import caption
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.nav_view import NavView
from app.ui.widgets.navigation import Mark, NavHead, StepNav
from tests.builders import small_tool
from tests.ui.helpers import shown

QUESTIONS = 16


def large_tool() -> AuditTool:
    """One section of sixteen questions and a judgement on them."""
    few = small_tool()
    first = few.sections[0]
    judged = next(question for question in first.questions if question.judgement)
    questions = tuple(
        Question(f"Q{n}", f"Was it done in time, {n}?", answer=AnswerKind.LONG_TEXT)
        for n in range(1, QUESTIONS + 1)
    )
    section = replace(first, title="Quality Assurance Information", questions=(*questions, judged))
    return replace(few, sections=(section, *few.sections[1:]))


def answered(count: int) -> Form:
    return Form(answers={f"Q{n}": Answer(text="Yes, it was.") for n in range(1, count + 1)})


def pane(qtbot: QtBot, tool: AuditTool, *, height: int = 500) -> StepNav:
    nav = StepNav(NavHead("Case A"))
    nav.setFixedSize(320, height)
    nav.set_sections(nav_sections(tool, answered(0), "Q1", None), "Q1")
    shown(qtbot, nav, width=400, height=height + 80)
    QApplication.processEvents()
    return nav


def turn(nav: StepNav, tool: AuditTool, step: str, done: int = 0) -> NavView:
    nav.set_sections(nav_sections(tool, answered(done), step, None), step)
    QApplication.processEvents()
    return nav.view


def whole(view: NavView, key: str) -> bool:
    """Whether all of a row can be seen."""
    return view.viewport().rect().contains(view.visualRect(view.index_of(key)))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_count_that_grows_moves_no_row(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    apply_theme(qapp, Scheme.LIGHT, scale)
    tool = large_tool()
    nav = pane(qtbot, tool)
    section = nav.view.rows()[1]
    assert section.text == "Quality Assurance Information"
    highs = {
        turn(nav, tool, "Q1", done).visualRect(nav.view.index_of(section.key)).height()
        for done in (0, 1, 9, 10, 11, QUESTIONS)
    }
    apply_theme(qapp, Scheme.LIGHT)
    assert len(highs) == 1


@pytest.mark.parametrize("at", [1, 8, 13, 14, 15])
def test_two_rows_are_in_sight_below_where_one_is(qtbot: QtBot, at: int) -> None:
    tool = large_tool()
    nav = pane(qtbot, tool, height=400)
    view = turn(nav, tool, f"Q{at}")
    rows = [row.key for row in view.rows()]
    here = rows.index(f"Q{at}")
    assert [key for key in rows[here - 1 : here + 3] if not whole(view, key)] == []


@pytest.mark.parametrize("step", ["Q9", "Q14", "J1", CHECK])
def test_the_list_begins_with_a_whole_row(qtbot: QtBot, step: str) -> None:
    tool = large_tool()
    nav = pane(qtbot, tool, height=393)
    for key in ("Q1", step):
        view = turn(nav, tool, key)
        tops = [view.visualRect(view.index_of(row.key)).top() for row in view.rows()]
        assert 0 in tops, "no row is cut at the top"
        assert whole(view, key)


def test_a_form_opened_far_down_shows_where_one_is(qtbot: QtBot) -> None:
    tool = large_tool()
    nav = StepNav(NavHead("Case A"))
    nav.set_sections(nav_sections(tool, answered(0), "Q14", None), "Q14")
    nav.setFixedSize(320, 400)
    shown(qtbot, nav, width=400, height=480)
    qtbot.waitUntil(lambda: whole(nav.view, "Q16"))
    assert whole(nav.view, "Q14")


def test_page_and_side_count_the_same_questions() -> None:
    tool = large_tool()
    steps = path(tool, answered(5))
    captions = {step.id: caption(step, steps) for step in steps}
    section = nav_sections(tool, answered(5), "Q6", None)[1]
    assert captions["Q6"].endswith("question 6 of 16")
    assert (section.note, section.spoken) == ("5/16", "5 of 16 done")
    assert {step.of for step in steps if step.id.startswith("Q")} == {QUESTIONS}


def test_the_judgement_is_a_line_of_its_own() -> None:
    tool = large_tool()
    for current in ("Q1", "J1", "about"):
        about, quality, judgement, *_rest = nav_sections(tool, answered(16), current, None)
        assert judgement.key == "J1"
        assert (judgement.title, judgement.mark) == ("Judgement", Mark.NOT_YET)
        assert [step.key for step in quality.steps] == (
            [] if current == about.key else [f"Q{n}" for n in range(1, QUESTIONS + 1)]
        )
    assert quality.mark is Mark.DONE, "though the judgement on it is still missing"


def test_a_section_of_one_question_and_a_judgement_has_a_line_for_each() -> None:
    few = small_tool()
    first = few.sections[0]
    judged = next(question for question in first.questions if question.judgement)
    section = Section(first.id, first.title, questions=(first.questions[0], judged))
    tool = replace(few, sections=(section,))
    rows = [(s.key, s.title, len(s.steps)) for s in nav_sections(tool, answered(0), "Q1", None)]
    assert rows[1:3] == [("Q1", first.title, 0), ("J1", "Judgement", 0)]
