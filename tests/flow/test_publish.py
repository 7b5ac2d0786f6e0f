"""Reports are looked at before they go out, and kept as they went out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import update

from app.domain.meeting import THE_AUDIT, Agreed, Matter, MeetingNote, NoteHeading, Scope
from app.domain.recommendations import Recommendation
from app.domain.reporting import Quote, ReportKind, ReportOptions, ReportText, TextPlace
from app.domain.returns import Answer, ReturnState
from app.errors import NotFoundError
from app.services.before_publication import Point, Severity, before_publication
from app.services.publish_report import (
    PUBLISHABLE,
    DamagedVersionError,
    NotLookedAtError,
    NotLookedThroughError,
    NotPublishableError,
    WhoPublishesError,
    publish_report,
    published,
    published_content,
    version_words,
    write_published,
)
from app.services.report_content import report_content
from app.services.report_places import Spot
from app.storage.tables_reporting import publications
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import Round, package_from, start_round
from tests.pdf import text_of


@pytest.fixture
def round_(tmp_path: Path) -> Iterator[Round]:
    """Police answered about both cases; health visiting about none."""
    started = start_round(tmp_path)
    package = package_from(started, "Police", "police", [("T-1", full_form()), ("T-2", nil_form())])
    started.bring_in(package)
    yield started
    started.partnership.close()


def _points(
    round_: Round, kind: ReportKind = ReportKind.AUDIT, about: str = ""
) -> dict[str, Point]:
    checked = before_publication(round_.partnership, round_.audit.id, kind, about, clock=clock)
    return {point.sentence: point for point in checked.points}


def _note(round_: Round, note: MeetingNote) -> None:
    with round_.partnership.work() as work:
        work.meetings.keep_note(round_.audit.id, note)
        work.commit()


def _text(content: bytes) -> str:
    return text_of(PdfReader(BytesIO(content)))


def test_it_lists_what_readers_would_not_find(round_: Round) -> None:
    points = _points(round_)
    assert all(point.severity is not Severity.STOPS for point in points.values())
    late = "2 returns from Health Visiting not in yet (Case A and Case B)."
    assert points[late].where.spot is Spot.TRACKER
    assert points[late].where.agency_id == "health-visiting"
    agreed = points["No judgement of the partnership is agreed on Case A and Case B."]
    assert (agreed.where.spot, agreed.where.uin) == (Spot.MEETING, "T-1")
    assert points["Case B has no pen picture."].where.uin == "T-2"
    assert points["Nothing is recommended yet."].where.spot is Spot.RECOMMENDATION
    assert {
        "The meeting noted nothing on the audit as a whole.",
        "The meeting noted nothing on how the audit itself went.",
        "The meeting noted nothing on Case A and Case B.",
        "Nobody has recorded who was at the multi-agency meeting.",
        "The date of the multi-agency meeting is not known.",
        "The context is not written yet.",
        "The methodology is not written yet.",
    } <= points.keys()
    (few,) = (point for point in points.values() if point.severity is Severity.NOTE)
    assert few.sentence.startswith("Fewer than 5 returns stand behind the share of ")


def test_what_is_mended_is_listed_no_more(round_: Round) -> None:
    audit_id = round_.audit.id
    with round_.partnership.work() as work:
        for case in round_.audit.cases:
            work.meetings.keep_agreed(audit_id, Agreed(case.uin, "good", "Steady work."))
        work.recommendations.keep(Recommendation("r1", audit_id, "Late minutes", "Send them"))
        work.reports.keep_text(audit_id, ReportText(TextPlace.CONTEXT, "Why we looked."))
        work.commit()
    points = _points(round_)
    assert not any("agreed on" in sentence for sentence in points)
    assert "The context is not written yet." not in points
    lacking = points["Recommendation 1 still lacks a lead; a date (or who sets it); an outcome."]
    assert lacking.where.key == "r1"
    assert _points(round_, ReportKind.PLAN).keys() == {lacking.sentence}
    assert lacking.sentence not in _points(round_, ReportKind.GUIDE)


def test_each_report_is_asked_only_what_it_prints(round_: Round) -> None:
    case = _points(round_, ReportKind.CASE, "T-2")
    assert "1 return from Health Visiting not in yet (Case B)." in case
    assert not any("Case A" in sentence for sentence in case)
    assert not any("recommend" in sentence for sentence in case)
    feedback = _points(round_, ReportKind.FEEDBACK, "police")
    assert not any("not in yet" in sentence for sentence in feedback)


def test_a_quotation_must_still_be_what_the_agency_wrote(round_: Round) -> None:
    said = full_form().answer("Q1").comment
    with round_.partnership.work() as work:
        quote = Quote("q1", "T-1", "police", "Q1", said[:20])
        work.comments.keep_quote(round_.audit.id, quote)
        work.commit()
    assert not any("Quotation" in sentence for sentence in _points(round_))
    changed = full_form().with_answer("Q1", Answer(("no",), comment="It was done late."))
    with round_.partnership.work() as work:
        received = work.returns.all(round_.audit.id, states=(ReturnState.RECEIVED,))
        one = next(each for each in received if each.ref.uin == "T-1")
        work.returns.add(replace(one, ref=replace(one.ref, revision=2), form=changed))
        work.commit()
    words = "Quotation 1 is no longer what Police wrote: its answer has changed since."
    assert _points(round_)[words].severity is Severity.STOPS


def test_a_text_written_on_other_figures_is_asked_about(round_: Round) -> None:
    with round_.partnership.work() as work:
        text = ReportText(TextPlace.SUMMARY, "All is well.", draft="Two cases were audited.")
        work.reports.keep_text(round_.audit.id, text)
        work.commit()
    words = "The executive summary was written on other figures: they changed since."
    assert _points(round_)[words].where.key == TextPlace.SUMMARY


@pytest.mark.parametrize("kind", PUBLISHABLE)
def test_a_version_is_dated_numbered_and_no_draft(round_: Round, kind: ReportKind) -> None:
    about = {ReportKind.CASE: "T-1", ReportKind.FEEDBACK: "police"}.get(kind, "")
    desk, audit_id = round_.partnership, round_.audit.id
    for version in (1, 2):
        kept, changes = publish_report(desk, audit_id, kind, about, by="Board", clock=clock)
        assert (kept.version, kept.kind, kept.about, kept.by) == (version, kind, about, "Board")
        assert changes.audit_id == audit_id
        content = published_content(desk, kept.number)
        assert hashlib.sha256(content).hexdigest() == kept.digest
        text = _text(content)
        assert version_words(kept) == f"Version {version} of 1 February 2018"
        assert version_words(kept) in text
        assert "DRAFT" not in text
        assert "Draft" not in text
    versions = published(desk, audit_id, clock=clock)
    assert [each.published.version for each in versions] == [2, 1]
    assert not any(each.changed_since for each in versions)
    assert versions[0].published.data_digest == versions[1].published.data_digest


def test_identifying_words_stop_it_until_somebody_says_why(round_: Round) -> None:
    _note(round_, MeetingNote("n1", THE_AUDIT, NoteHeading.WORRIED, "Mrs Brindlehurst rang."))
    desk, audit_id = round_.partnership, round_.audit.id
    with pytest.raises(NotLookedAtError, match="1 place that may identify somebody") as caught:
        publish_report(desk, audit_id, by="Board", clock=clock)
    (stop,) = caught.value.checked.of(Severity.STOPS)
    assert "Brindlehurst" in stop.sentence
    assert stop.where.key == "n1"
    assert "Brindlehurst" not in caught.value.sentence, "a sentence may be logged"
    assert published(desk, audit_id, clock=clock) == ()
    kept, _ = publish_report(
        desk, audit_id, by="Board", reason="She is the author of the guidance.", clock=clock
    )
    assert kept.note.startswith("She is the author of the guidance. Passed over: 1 place ")
    # What the report does not print does not stop it.
    publish_report(desk, audit_id, ReportKind.CASE, "T-1", by="Board", clock=clock)


def test_a_version_stays_as_it_was_and_says_what_changed(round_: Round, tmp_path: Path) -> None:
    desk, audit_id = round_.partnership, round_.audit.id
    guide, _ = publish_report(desk, audit_id, ReportKind.GUIDE, by="Board", clock=clock)
    case, _ = publish_report(desk, audit_id, ReportKind.CASE, "T-1", by="Board", clock=clock)
    before = published_content(desk, guide.number)
    _note(round_, MeetingNote("n1", THE_AUDIT, NoteHeading.WELL, "Minutes come in time."))
    with desk.work() as work:
        work.recommendations.keep(Recommendation("r1", audit_id, "Late minutes", "Send them"))
        work.commit()
    found = {
        each.published.number: each.changed_since for each in published(desk, audit_id, clock=clock)
    }
    words = "The meeting’s notes and the recommendations changed since it was published."
    assert found == {guide.number: words, case.number: ""}
    written = write_published(desk, guide.number, tmp_path / "guide.pdf")
    assert written.read_bytes() == before
    on_case = Matter(Scope.CASE, "T-1")
    _note(round_, MeetingNote("n2", on_case, NoteHeading.WELL, "Dad was heard."))
    (latest, _) = published(desk, audit_id, clock=clock)
    assert latest.changed_since == "The meeting’s notes changed since it was published."


def test_a_damaged_version_is_refused(round_: Round, tmp_path: Path) -> None:
    desk = round_.partnership
    kept, _ = publish_report(desk, round_.audit.id, ReportKind.PLAN, by="Board", clock=clock)
    with desk.work() as work:
        change = update(publications).values(content=b"%PDF-1.7 something else")
        work.reports._connection.execute(change)
        work.commit()
    with pytest.raises(DamagedVersionError, match="damaged"):
        write_published(desk, kept.number, tmp_path / "plan.pdf")
    assert not (tmp_path / "plan.pdf").exists()
    with pytest.raises(NotFoundError):
        write_published(desk, 99, tmp_path / "plan.pdf")


def test_what_can_t_be_published(round_: Round) -> None:
    desk, audit_id = round_.partnership, round_.audit.id
    with pytest.raises(NotPublishableError):
        publish_report(desk, audit_id, ReportKind.TRACKER, by="Board", clock=clock)
    with pytest.raises(WhoPublishesError):
        publish_report(desk, audit_id, by="  ", clock=clock)
    with pytest.raises(NotFoundError):
        publish_report(desk, audit_id, ReportKind.CASE, "T-9", by="Board", clock=clock)
    assert published(desk, audit_id, clock=clock) == ()


def test_a_look_that_was_stopped_lets_nothing_out(round_: Round) -> None:
    desk, audit_id = round_.partnership, round_.audit.id
    with pytest.raises(NotLookedThroughError):
        publish_report(
            desk, audit_id, by="Board", reason="None", clock=clock, progress=lambda *_: False
        )
    assert published(desk, audit_id, clock=clock) == ()


def test_small_counts_are_not_published(round_: Round) -> None:
    desk, audit_id = round_.partnership, round_.audit.id
    with desk.work() as work:
        work.reports.keep_options(audit_id, ReportOptions(suppress_below=5))
        work.commit()
    assert any(sentence.startswith("Counts below 5 ") for sentence in _points(round_))
    kept, _ = publish_report(desk, audit_id, ReportKind.FEEDBACK, "police", by="B", clock=clock)
    text = _text(published_content(desk, kept.number))
    assert "Q1 Was it done? 100% (1 of 1) too few to show too few to show" in text
    kept, _ = publish_report(desk, audit_id, ReportKind.GUIDE, by="B", clock=clock)
    assert "Was it done?" not in _text(published_content(desk, kept.number))


def test_no_name_of_an_auditor_is_kept_with_a_version(round_: Round) -> None:
    desk = round_.partnership
    kept, _ = publish_report(desk, round_.audit.id, by="Board", clock=clock)
    with desk.work() as work:
        content, data = work.reports.content(kept.number)
        made = report_content(work, work.audits.get(round_.audit.id), clock)
    name = made.returns[0].form.completed_by.name
    assert name
    assert name not in data
    assert name not in _text(content)
