"""The meeting, the recommendations and the reports, as the workspace keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import Evidence, EvidenceKind, of_answer, of_note
from app.domain.meeting import (
    THE_AUDIT,
    Agreed,
    Attendance,
    Discussion,
    Matter,
    MeetingNote,
    NoteHeading,
    Presence,
    Scope,
)
from app.domain.recommendations import ProgressNote, Recommendation, RecommendationState
from app.domain.reporting import (
    CommentTag,
    Published,
    Quote,
    ReportKind,
    ReportOptions,
    ReportText,
)
from app.errors import NotFoundError
from app.storage import HistoryEvent, Workspace
from tests.storage.builders import an_audit

AUDIT = an_audit().id
CASE = Matter(Scope.CASE, an_audit().cases[0].uin)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
days = st.dates(date(2000, 1, 1), date(2199, 12, 31))
evidence = st.builds(Evidence, st.sampled_from(EvidenceKind), texts, texts, texts, texts)
recommendations = st.builds(
    Recommendation,
    id=st.uuids().map(str),
    audit_id=st.just(AUDIT),
    finding=texts,
    action=texts,
    agency_ids=st.lists(texts, max_size=3).map(tuple),
    lead=texts,
    due=st.none() | days,
    set_by=texts,
    outcome=texts,
    state=st.sampled_from(RecommendationState),
    closed=st.none() | days,
    result=texts,
    evidence=st.lists(evidence, max_size=3).map(tuple),
    carried_from=texts,
)


def note(number: int, matter: Matter = CASE) -> MeetingNote:
    return MeetingNote(f"n{number}", matter, NoteHeading.WORRIED, f"Point {number}")


def test_notes_keep_their_order_and_their_places(with_audit: Workspace) -> None:
    with with_audit.work() as work:
        for number in range(4):
            work.meetings.keep_note(AUDIT, note(number))
        work.meetings.keep_note(AUDIT, note(4, THE_AUDIT))
        changed = replace(note(1), text="=1+1", evidence=(of_answer("u", "a", "Q1@p1"),))
        work.meetings.keep_note(AUDIT, changed)
        work.meetings.order_notes(AUDIT, ["n3", "n0"])
        work.meetings.drop_note(AUDIT, "n2")
        work.commit()
    with with_audit.work() as work:
        meeting = work.meetings.of(AUDIT)
        assert [each.id for each in meeting.notes_on(CASE)] == ["n3", "n1", "n0"]
        assert meeting.note("n1") == changed
        assert [each.id for each in meeting.notes_on(THE_AUDIT)] == ["n4"]
        kept = [entry for entry in work.history.all(20) if entry.what is HistoryEvent.NOTE_KEPT]
        assert "Point" not in "".join(entry.detail for entry in kept)


def test_what_was_agreed_who_was_there_and_how_far_it_is(with_audit: Workspace) -> None:
    agreed = Agreed(CASE.uin, "good", "Because", "Police: otherwise")
    there = (
        Attendance("police", "Review officer", Presence.PART, "left early"),
        Attendance(who="Chair"),
    )
    with with_audit.work() as work:
        work.meetings.keep_agreed(AUDIT, Agreed(CASE.uin, "bad"))
        work.meetings.keep_agreed(AUDIT, agreed)
        work.meetings.keep_attendance(AUDIT, [Attendance(who="Nobody")])
        work.meetings.keep_attendance(AUDIT, there)
        work.meetings.keep_discussion(AUDIT, Discussion(THE_AUDIT, seconds=30))
        work.meetings.keep_discussion(AUDIT, Discussion(THE_AUDIT, done=True, seconds=90))
        meeting = work.meetings.of(AUDIT)
        assert meeting.agreed == (agreed,)
        assert meeting.attendance == there
        assert meeting.discussion(THE_AUDIT) == Discussion(THE_AUDIT, done=True, seconds=90)
        work.meetings.keep_agreed(AUDIT, Agreed(CASE.uin))
        assert work.meetings.of(AUDIT).agreed == ()


@given(recommendations)
def test_a_recommendation_comes_back_as_it_was_kept(
    lasting: Workspace, found: Recommendation
) -> None:
    with lasting.work() as work:
        work.audits.add(replace(an_audit(), id=f"of-{found.id}"))
        own = replace(found, audit_id=f"of-{found.id}")
        work.recommendations.keep(own)
        assert work.recommendations.get(own.id) == own


def test_recommendations_are_ordered_reported_on_and_dropped(with_audit: Workspace) -> None:
    first, second = (Recommendation(each, AUDIT, each, each) for each in ("r1", "r2"))
    with with_audit.work() as work:
        work.recommendations.keep(first)
        work.recommendations.keep(replace(second, evidence=(of_note("n1"),)))
        work.recommendations.order(AUDIT, ["r2", "r1"])
        work.recommendations.report(first, ProgressNote("r1", date(2018, 5, 1), "Lead", "Later"))
        work.recommendations.report(first, ProgressNote("r1", date(2018, 4, 1), "Lead", "Begun"))
        work.commit()
    with with_audit.work() as work:
        assert [each.id for each in work.recommendations.all(AUDIT)] == ["r2", "r1"]
        assert [each.text for each in work.recommendations.progress(AUDIT)] == ["Begun", "Later"]
        work.recommendations.drop(first)
        assert work.recommendations.progress() == ()
        with pytest.raises(NotFoundError):
            work.recommendations.get("r1")


def test_tags_and_quotations(with_audit: Workspace) -> None:
    tag = CommentTag(CASE.uin, "police", "Q1", "worried")
    quotes = [Quote(f"q{n}", CASE.uin, "police", "Q1", f"Words {n}") for n in range(3)]
    with with_audit.work() as work:
        for each in (tag, replace(tag, tag="theme: delay"), tag):
            work.comments.put_tag(AUDIT, each)
        for quote in quotes:
            work.comments.keep_quote(AUDIT, quote)
        work.comments.keep_quote(AUDIT, replace(quotes[1], text="Fewer"))
        work.comments.order_quotes(AUDIT, ["q2", "q0", "q1"])
        assert [each.tag for each in work.comments.tags(AUDIT)] == ["theme: delay", "worried"]
        work.comments.drop_tag(AUDIT, tag)
        work.comments.drop_quote(AUDIT, "q0")
        assert [each.tag for each in work.comments.tags(AUDIT)] == ["theme: delay"]
        assert [each.text for each in work.comments.quotes(AUDIT)] == ["Words 2", "Fewer"]


def test_texts_options_and_what_was_published(with_audit: Workspace) -> None:
    text = ReportText("summary", "Ours", "Draft")
    out = Published(
        0, AUDIT, ReportKind.GUIDE, "", 0, datetime(2018, 1, 1, tzinfo=UTC), "Officer", "", "d", "e"
    )
    with with_audit.work() as work:
        assert work.reports.options(AUDIT) == ReportOptions()
        work.reports.keep_options(AUDIT, ReportOptions(5, ("comments",)))
        work.reports.keep_text(AUDIT, ReportText("summary", "Earlier"))
        work.reports.keep_text(AUDIT, text)
        first = work.reports.publish(out, b"%PDF-1", "{}")
        second = work.reports.publish(out, b"%PDF-2", "{}")
        other = work.reports.publish(replace(out, about="police"), b"%PDF-3", "{}")
        work.commit()
    with with_audit.work() as work:
        assert work.reports.texts(AUDIT) == {"summary": text}
        assert work.reports.options(AUDIT) == ReportOptions(5, ("comments",))
        assert [each.version for each in (first, second, other)] == [1, 2, 1]
        assert work.reports.published(AUDIT) == (other, second, first)
        assert work.reports.content(second.number) == (b"%PDF-2", "{}")
        with pytest.raises(NotFoundError):
            work.reports.content(99)
        work.reports.drop_text(AUDIT, "summary")
        assert work.reports.texts(AUDIT) == {}
