"""Every kind of answer: entered by hand, saved, and shown again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.interview import CHECK
from app.domain.returns import Answer, Person
from app.ui.interview.editors import (
    ChoiceEditor,
    DateEditor,
    Editor,
    LineEditor,
    LongTextEditor,
    NumberEditor,
    PartsEditor,
)
from app.ui.interview.guidance import Prompts
from app.ui.widgets.choices import GradeCards
from app.ui.widgets.labels import TextLabel
from tests.flow.desks import agency_desk, start_round
from tests.ui.agency.scene import Scene, reopened, use_tool
from tests.ui.agency.tools import every_kind


@pytest.fixture
def kinds(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """The form of a case under a tool that has every kind."""
    use_tool(monkeypatch, every_kind())
    started = start_round(tmp_path / "round")
    scene = Scene(qtbot, agency_desk(tmp_path / "desk"), tmp_path)
    scene.open_pack(started.pack("Police"))
    scene.open_case("T-1")
    yield scene
    scene.close()
    started.partnership.close()


def editor(scene: Scene, step: str, at: int = 0) -> Editor:
    scene.go(step)
    return scene.question.blocks()[0].editors[at]


def fill_everything(scene: Scene) -> None:
    people = scene.about.people
    assert people is not None
    scene.click(people.more)
    scene.write("mum")
    scene.key(Qt.Key.Key_Return)
    scene.write("step-father ")
    people.flush()
    scene.settle()

    choice = editor(scene, "K1")
    assert isinstance(choice, ChoiceEditor)
    scene.click(choice.cards.card("no"))
    several = editor(scene, "K2")
    assert isinstance(several, ChoiceEditor)
    scene.click(several.cards.card("home"))
    scene.click(several.cards.card("online"))
    parts = editor(scene, "K3")
    assert isinstance(parts, PartsEditor)
    scene.click(parts.grid.radio("K3.one", 0))
    scene.click(parts.grid.radio("K3.two", 2))
    number = editor(scene, "K4")
    assert isinstance(number, NumberEditor)
    assert scene.focus() is number.field.box
    scene.write("12.5")
    day = editor(scene, "K5")
    assert isinstance(day, DateEditor)
    scene.write("3")
    scene.key(Qt.Key.Key_Tab)
    scene.write("march")
    scene.key(Qt.Key.Key_Tab)
    scene.write("2017")
    line = editor(scene, "K6")
    assert isinstance(line, LineEditor)
    scene.write("Health Visitor")
    text = editor(scene, "K7")
    assert isinstance(text, LongTextEditor)
    scene.write("A long story.")
    columns = editor(scene, "K8")
    assert isinstance(columns, LongTextEditor)
    scene.write("Visit weekly.")
    columns.fields["K8.who"].setFocus()
    scene.write("the Social Worker")
    scene.go("K9")
    first, second = scene.question.blocks()
    assert isinstance(first.editors[0], ChoiceEditor)
    assert isinstance(first.editors[0].cards, GradeCards)
    scene.click(first.editors[0].cards.card("s0"))
    assert first.comment.label.text() == "Where did you look?"
    assert isinstance(second.editors[0], ChoiceEditor)
    scene.click(second.editors[0].cards.card("s1"))
    scene.interview.flush()
    scene.settle()


EXPECTED = {
    "K1": Answer(options=("no",)),
    "K2": Answer(options=("home", "online")),
    "K3.one": Answer(options=("yes",)),
    "K3.two": Answer(options=("na",)),
    "K4": Answer(number=12.5),
    "K5": Answer(day=date(2017, 3, 3)),
    "K6": Answer(text="Health Visitor"),
    "K7": Answer(text="A long story."),
    "K8.what": Answer(text="Visit weekly."),
    "K8.who": Answer(text="the Social Worker"),
    "K9@p1": Answer(options=("s0",)),
    "K9@p2": Answer(options=("s1",)),
}


def test_every_kind_comes_back_as_it_was_entered(kinds: Scene, tmp_path: Path) -> None:
    fill_everything(kinds)
    audit_id = kinds.desk.views[0].audit.id
    kinds.close()
    form = reopened(tmp_path / "desk", audit_id, "T-1")
    assert dict(form.answers) == EXPECTED
    assert form.people == (Person("p1", "mum"), Person("p2", "step-father"))


def test_every_kind_is_shown_again(kinds: Scene) -> None:
    fill_everything(kinds)
    kinds.desk.show_audit(kinds.desk.views[0].audit.id)
    kinds.settle()
    kinds.open_case("T-1", "K1")
    choice = editor(kinds, "K1")
    assert isinstance(choice, ChoiceEditor)
    assert choice.cards.value() == "no"
    several = editor(kinds, "K2")
    assert isinstance(several, ChoiceEditor)
    assert several.cards.value() == ("home", "online")
    parts = editor(kinds, "K3")
    assert isinstance(parts, PartsEditor)
    assert parts.grid.values() == {"K3.one": "yes", "K3.two": "na"}
    number = editor(kinds, "K4")
    assert isinstance(number, NumberEditor)
    assert number.field.value() == "12.5"
    day = editor(kinds, "K5")
    assert isinstance(day, DateEditor)
    assert day.field.value() == date(2017, 3, 3)
    line = editor(kinds, "K6")
    assert isinstance(line, LineEditor)
    assert line.field.value() == "Health Visitor"
    text = editor(kinds, "K7")
    assert isinstance(text, LongTextEditor)
    assert text.fields["K7"].value() == "A long story."
    columns = editor(kinds, "K8")
    assert isinstance(columns, LongTextEditor)
    assert [field.value() for field in columns.fields.values()] == [
        "Visit weekly.",
        "the Social Worker",
    ]
    kinds.go(CHECK)
    shown = {label.text() for label in kinds.check.findChildren(TextLabel)}
    for words in ("At home, Online", "12.5 visits", "3 March 2017", "mum, step-father"):
        assert words in shown


def test_a_number_out_of_bounds_is_said_to_be_wrong_and_kept(kinds: Scene) -> None:
    number = editor(kinds, "K4")
    assert isinstance(number, NumberEditor)
    kinds.write("31")
    kinds.go("K5")
    assert number.field.error() == "Enter 30 or less."
    assert kinds.stored("T-1").answer("K4").number == 31
    kinds.go("K4")
    number.field.box.clear()
    kinds.write("many")
    kinds.interview.flush()
    kinds.settle()
    assert kinds.stored("T-1").answer("K4").number is None
    assert number.field.value() == "many"


def test_without_people_a_persons_question_leads_to_the_first_page(kinds: Scene) -> None:
    kinds.go("K9")
    button = kinds.question._nobody.button
    assert button is not None
    assert kinds.focus() is button
    kinds.click(button)
    assert kinds.interview.step == "about"


def test_a_person_taken_off_does_not_give_answers_to_the_next(kinds: Scene) -> None:
    fill_everything(kinds)
    kinds.go("about")
    people = kinds.about.people
    assert people is not None
    people._remove("p2")
    kinds.click(people.more)
    kinds.write("grandmother")
    people.flush()
    kinds.settle()
    assert kinds.stored("T-1").people == (Person("p1", "mum"), Person("p3", "grandmother"))
    kinds.go("K9")
    assert [block.places[0] for block in kinds.question.blocks()] == ["K9@p1", "K9@p3"]


def test_what_is_written_of_one_person_keeps_its_undo_when_another_is_listed(kinds: Scene) -> None:
    fill_everything(kinds)
    kinds.go("K9")
    comment = kinds.question.blocks()[0].comment
    comment.setFocus()
    kinds.write("Seen alone")
    kinds.go("about")
    people = kinds.about.people
    assert people is not None
    kinds.click(people.more)
    kinds.write("grandmother")
    kinds.go("K9")
    assert [block.places[0] for block in kinds.question.blocks()] == ["K9@p1", "K9@p2", "K9@p3"]
    assert kinds.question.blocks()[0].comment is comment
    last = kinds.question.blocks()[-1].comment.box
    kinds.question.blocks()[-1].comment.setFocus()
    assert kinds.focus() is last
    kinds.key(Qt.Key.Key_Tab)
    assert kinds.focus() is kinds.interview.cases
    comment.setFocus()
    kinds.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    kinds.interview.flush()
    assert "Seen alone" not in kinds.stored("T-1").answer("K9@p1").comment


def test_prompts_stand_above_the_grade_and_windows_of_sections_are_told(kinds: Scene) -> None:
    kinds.go("G1")
    assert kinds.question.findChildren(Prompts)
    kinds.go("K1")
    assert not kinds.question.findChildren(Prompts)
    texts = [label.text() for label in kinds.question.findChildren(TextLabel)]
    assert "A few facts first." in texts
    assert any("24 months" in text for text in texts)


def test_a_section_comes_and_goes_with_its_condition(kinds: Scene) -> None:
    titles = [section.title for section in kinds.interview.sections()]
    assert "More" not in titles
    several = editor(kinds, "K2")
    assert isinstance(several, ChoiceEditor)
    kinds.click(several.cards.card("home"))
    assert "More" in [section.title for section in kinds.interview.sections()]
    kinds.click(several.cards.card("none"))
    assert "More" not in [section.title for section in kinds.interview.sections()]
    assert kinds.stored("T-1").answer("K2").options == ("none",)
