"""What the agencies wrote: found, tagged, quoted, and taken on; with real returns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.analysis.comment_search import Comment, Narrowing, Place, narrow_comments
from app.domain.changes import NO_CHANGES, Topic
from app.domain.comment_tags import theme_tag
from app.domain.evidence import of_answer
from app.domain.meeting import Matter, NoteHeading, Scope
from app.domain.returns import Answer, Form, Person, Return, ReturnKind, ReturnRef, ReturnState
from app.domain.tool import Meaning
from app.errors import WrongDeskError
from app.services.browse_comments import (
    Browsed,
    NotTheirWordsError,
    bring_quote_back,
    browse_comments,
    drop_quote,
    drop_theme,
    keep_quote,
    keep_tags,
    move_quote,
    rename_theme,
    start_recommendation,
    tag_comments,
    take_to_meeting,
)
from app.services.set_up_desk import set_up_agency_desk
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import CHEAP, PASSPHRASE, Round, package_from, revise

LATE = "The strategy meeting was late. The child was seen on time."
WORRIED, WELL = NoteHeading.WORRIED.value, NoteHeading.WELL.value


@pytest.fixture
def written(started: Round) -> Iterator[Round]:
    """Two agencies have written: one a full return and a nil return, one a full return."""
    forms = {"Q1": Answer(options=("no",), comment=LATE), "C1": Answer(text="Good joint visits.")}
    police = replace(full_form(), answers={**full_form().answers, **forms})
    started.bring_in(
        package_from(started, "Police", "one", [("T-1", police), ("T-2", nil_form())]),
        package_from(started, "Health Visiting", "two", [("T-1", full_form("Seen at home."))]),
    )
    yield started


def read(round_: Round) -> Browsed:
    return browse_comments(round_.partnership, round_.audit.id)


def at(browsed: Browsed, key: str, uin: str = "T-1", agency: str = "police") -> Comment:
    return next(one for one in browsed.comments if one.place == Place(uin, agency, key))


# --- what is there --------------------------------------------------------------------------------


def test_everything_that_was_written_is_there(written: Round) -> None:
    browsed = read(written)
    assert browsed.returns == 3
    beside = at(browsed, "Q1")
    assert (beside.text, beside.answer, beside.means) == (LATE, "No", Meaning.BAD)
    closing = at(browsed, "C1")
    assert (closing.text, closing.answer, closing.section_id) == (
        "Good joint visits.",
        "",
        "closing",
    )
    nil = at(browsed, "note", "T-2")
    assert nil.nil
    assert nil.question is None
    assert "known to us" in nil.text
    assert not [one for one in browsed.comments if one.place.key == "Q2.child"], "nothing written"


def test_the_answer_of_a_part_about_a_person_says_so(written: Round) -> None:
    ref = ReturnRef(written.audit.id, "health-visiting", "T-2")
    answers = {
        "Q2.child@p1": Answer(("yes",), comment="She was asked."),
        "gone": Answer(comment="To a question that is none."),
    }
    form = Form(ReturnKind.FULL, people=(Person("p1", "mum"),), answers=answers)
    with written.partnership.work() as work:
        work.returns.add(Return(ref, ReturnState.RECEIVED, form))
        work.commit()
    browsed = read(written)
    assert at(browsed, "Q2.child@p1", "T-2", "health-visiting").about == "Child, mum"
    assert browsed.roles["T-2", "health-visiting"] == ("mum",)
    assert all(one.place.key != "gone" for one in browsed.comments)


def test_only_the_partnership_browses(tmp_path: Path) -> None:
    desk = set_up_agency_desk(tmp_path, passphrase=PASSPHRASE, clock=clock, cost=CHEAP)
    with pytest.raises(WrongDeskError):
        browse_comments(desk, "any")
    desk.close()


def test_words_questions_agencies_cases_and_ends_narrow(written: Round) -> None:
    browsed = read(written)

    def found(**by: str) -> set[tuple[str, str]]:
        rows = narrow_comments(browsed.comments, Narrowing(**by), browsed.tags)  # type: ignore[arg-type]
        return {(one.agency.id, one.place.key) for one in rows}

    assert found(words="MEETING late") == {("police", "Q1")}
    assert found(words="meeting home") == set()
    assert found(question="C1") == {("police", "C1"), ("health-visiting", "C1")}
    assert found(end="bad") == {("police", "Q1")}
    assert found(section="notes") == {("police", "note")}
    assert found(case="T-2") == {("police", "note")}
    assert {agency for agency, _ in found(agency="health-visiting")} == {"health-visiting"}
    assert len(found()) == len(browsed.comments)


# --- tags -----------------------------------------------------------------------------------------


def test_tags_are_put_on_and_taken_off(written: Round) -> None:
    places = [at(read(written), "Q1").place, at(read(written), "C1").place]
    audit = written.audit.id
    changes = tag_comments(written.partnership, audit, places, WORRIED, on=True)
    assert changes.topics == {Topic.COMMENTS}
    assert tag_comments(written.partnership, audit, places, WORRIED, on=True) == NO_CHANGES
    tag_comments(written.partnership, audit, places[:1], theme_tag(" Delay "), on=True)
    tags = read(written).tags
    assert tags == {places[0]: (WORRIED, "theme: Delay"), places[1]: (WORRIED,)}
    rows = narrow_comments(read(written).comments, Narrowing(tag="theme: Delay"), tags)
    assert [one.place for one in rows] == places[:1]
    keep_tags(written.partnership, audit, {places[0]: {WORRIED: False, WELL: True}})
    assert read(written).tags[places[0]] == (WELL, "theme: Delay")


def test_a_theme_is_renamed_into_another_and_removed(written: Round) -> None:
    workspace, audit = written.partnership, written.audit.id
    one, other = at(read(written), "Q1").place, at(read(written), "C1").place
    tag_comments(workspace, audit, [one, other], theme_tag("Delay"), on=True)
    tag_comments(workspace, audit, [one], theme_tag("Drift"), on=True)
    assert read(written).themes == ("Delay", "Drift")
    assert rename_theme(workspace, audit, "Delay", "  ") == NO_CHANGES
    rename_theme(workspace, audit, "Delay", "drift")
    assert read(written).tags == {one: ("theme: Drift",), other: ("theme: Drift",)}
    rename_theme(workspace, audit, "Drift", "Drift and delay")
    assert read(written).themes == ("Drift and delay",)
    assert drop_theme(workspace, audit, "Drift and delay").touches(Topic.COMMENTS)
    assert read(written).themes == ()
    assert drop_theme(workspace, audit, "Drift and delay") == NO_CHANGES


# --- quotations -----------------------------------------------------------------------------------


def test_a_comment_is_quoted_shortened_and_never_reworded(written: Round) -> None:
    workspace, audit = written.partnership, written.audit.id
    one = at(read(written), "Q1")
    keep_quote(workspace, audit, one, "The strategy meeting was late. seen on time.")
    (quoted,) = read(written).quotes
    assert quoted.quote.text == "The strategy meeting was late. … seen on time."
    assert quoted.stands
    assert quoted.comment == one
    assert read(written).quoted == {one.place}
    for wrong in ("The meeting was never held.", "   ", "on time. The strategy"):
        with pytest.raises(NotTheirWordsError):
            keep_quote(workspace, audit, one, wrong)
    keep_quote(workspace, audit, one, "The child was seen", quoted.quote.id)
    (again,) = read(written).quotes
    assert (again.quote.id, again.quote.text) == (quoted.quote.id, "The child was seen")
    assert keep_quote(workspace, audit, one, "The child was seen", again.quote.id) == NO_CHANGES


def test_quotations_have_an_order_and_come_back_to_their_place(written: Round) -> None:
    workspace, audit = written.partnership, written.audit.id
    browsed = read(written)
    for key in ("Q1", "C1", "J1"):
        one = at(browsed, key)
        keep_quote(workspace, audit, one, one.text)

    def keys() -> list[str]:
        return [each.quote.key for each in read(written).quotes]

    quotes = [each.quote for each in read(written).quotes]
    move_quote(workspace, audit, quotes[2].id, -1)
    assert keys() == ["Q1", "J1", "C1"]
    assert move_quote(workspace, audit, quotes[0].id, -1) == NO_CHANGES
    order = tuple(each.quote.id for each in read(written).quotes)
    drop_quote(workspace, audit, quotes[0].id)
    assert keys() == ["J1", "C1"]
    bring_quote_back(workspace, audit, quotes[0], order)
    assert keys() == ["Q1", "J1", "C1"]


def test_words_that_the_agency_has_changed_are_told(written: Round) -> None:
    workspace, audit = written.partnership, written.audit.id
    for text in (LATE, "The child was seen on time."):
        keep_quote(workspace, audit, at(read(written), "Q1"), text)
    revise(workspace, audit, "The child was seen on time. The meeting was held within two days.")
    first, second = read(written).quotes
    assert not first.stands
    assert second.stands
    revise(workspace, audit, "")
    assert [each.comment for each in read(written).quotes] == [None, None]
    assert not any(each.stands for each in read(written).quotes)


# --- taken on -------------------------------------------------------------------------------------


def test_a_comment_becomes_a_note_of_the_meeting(written: Round) -> None:
    workspace, audit = written.partnership, written.audit.id
    one = at(read(written), "Q1")
    assert take_to_meeting(workspace, audit, one, NoteHeading.WORRIED, "  ") == NO_CHANGES
    take_to_meeting(workspace, audit, one, NoteHeading.WORRIED, " Meetings come late. ")
    with workspace.work() as work:
        (note,) = work.meetings.of(audit).notes
    assert (note.matter, note.heading, note.text) == (
        Matter(Scope.CASE, "T-1"),
        NoteHeading.WORRIED,
        "Meetings come late.",
    )
    assert note.evidence == (of_answer("T-1", "police", "Q1"),)
    assert read(written).noted == {one.place}


def test_a_comment_begins_a_recommendation(written: Round) -> None:
    workspace, audit = written.partnership, written.audit.id
    one = at(read(written), "Q1")
    assert start_recommendation(workspace, audit, one, " ") == NO_CHANGES
    changes = start_recommendation(workspace, audit, one, "Meetings come late.")
    assert changes.touches(Topic.RECOMMENDATIONS)
    with workspace.work() as work:
        (found,) = work.recommendations.all(audit)
    assert (found.finding, found.action) == ("Meetings come late.", "")
    assert found.evidence == (of_answer("T-1", "police", "Q1"),)
    assert read(written).recommended == {one.place}


def test_hostile_texts_stay_as_they_are(written: Round) -> None:
    hostile = "<b>=1+1</b> \u202e🙂 “É” " + "word " * 9_000 + "end"
    revise(written.partnership, written.audit.id, hostile)
    one = at(read(written), "Q1")
    assert one.text == hostile
    keep_quote(written.partnership, written.audit.id, one, hostile)
    (quoted,) = read(written).quotes
    assert quoted.stands
    (found,) = narrow_comments((one,), Narrowing(words="é =1+1"), {})
    assert found == one
