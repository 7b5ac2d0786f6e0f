"""Destroying an audit: meant, allowed, whole, and told on a certificate that outlives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.meeting import THE_AUDIT, MeetingNote, NoteHeading
from app.domain.recommendations import Recommendation
from app.domain.reporting import CommentTag, Quote, ReportKind, ReportText, TextPlace
from app.errors import FileWriteError, NotFoundError
from app.services.ask_agency import ask_agency
from app.services.destroy_audit import (
    DestroyedAlreadyError,
    HeldError,
    NotMeantError,
    WhoDestroysError,
    certificate_of,
    clear_files_again,
    destroy_audit,
    letter_to_agencies,
    to_destroy,
    write_certificate,
)
from app.services.keep_audits import AuditState, all_audits, hold_audit
from app.services.keep_copies import copies_of, copy_now
from app.services.publish_report import publish_report, published
from app.services.read_history import read_history
from app.storage.files import DATABASE
from tests.builders import clock, full_form
from tests.flow.desks import Round, package_from, start_round
from tests.pdf import text_of
from tests.storage.test_destruction import every_page

CANARY = "CANARY-5d1e-nobody-writes-this"


@pytest.fixture
def round_(tmp_path: Path) -> Iterator[Round]:
    """Police answered about a case, with a canary in it."""
    started = start_round(tmp_path)
    form = full_form()
    form = form.with_answer("Q1", replace(form.answer("Q1"), comment=f"{CANARY} " * 300))
    started.bring_in(package_from(started, "Police", "police", [("T-1", form)]))
    yield started
    started.partnership.close()


def _fill(round_: Round) -> None:
    """The canary in every kind of text that the partnership writes."""
    desk, audit_id = round_.partnership, round_.audit.id
    with desk.work() as work:
        work.meetings.keep_note(audit_id, MeetingNote("n1", THE_AUDIT, NoteHeading.WORRIED, CANARY))
        work.comments.put_tag(audit_id, CommentTag("T-1", "police", "Q1", f"theme: {CANARY}"))
        work.comments.keep_quote(audit_id, Quote("q1", "T-1", "police", "Q1", CANARY))
        work.reports.keep_text(audit_id, ReportText(TextPlace.SUMMARY.value, CANARY))
        work.recommendations.keep(Recommendation("r1", audit_id, "Found", "Do it"))
        work.marked.put(audit_id, "police", "T-1", "Q1", CANARY)
        work.settings.put(f"pack news {audit_id}", CANARY)
        work.commit()
    ask_agency(
        desk,
        audit_id,
        "police",
        "T-1",
        {"Q1": CANARY},
        asked_by="Officer",
        to=round_.folder / "letters",
        clock=clock,
    )
    _publish(round_)


def _publish(round_: Round) -> None:
    publish_report(
        round_.partnership,
        round_.audit.id,
        ReportKind.GUIDE,
        by="Officer",
        reason="It may",
        clock=clock,
    )


def test_an_audit_is_destroyed_when_it_is_meant(round_: Round) -> None:
    desk, reference = round_.partnership, round_.audit.reference
    copy_now(desk)
    with pytest.raises(NotMeantError):
        destroy_audit(desk, reference, typed="T-2017", by="Officer", clock=clock)
    with pytest.raises(WhoDestroysError):
        destroy_audit(desk, reference, typed=reference, by=" ", clock=clock)
    hold_audit(desk, round_.audit.id, "A review is going on")
    with pytest.raises(HeldError, match="A review is going on"):
        destroy_audit(desk, reference, typed=reference, by="Officer", clock=clock)
    hold_audit(desk, round_.audit.id, "")
    destroyed = destroy_audit(
        desk, reference, typed=reference.lower(), by="Officer", reason="Kept long", clock=clock
    )
    certificate = destroyed.certificate
    assert (certificate.gone.cases, certificate.gone.returns) == (2, 1)
    assert certificate.gone.packs == 2
    assert read_history(desk).chain.is_whole
    assert len(copies_of(desk)) == 1
    with desk.work() as work:
        left = work.audits.get(round_.audit.id)
        assert (left.cases, work.returns.marks(left.id)) == ((), ())
    with pytest.raises(DestroyedAlreadyError):
        destroy_audit(desk, reference, typed=reference, by="Officer", clock=clock)
    (listed,) = all_audits(desk, clock).audits
    assert listed.state is AuditState.DESTROYED


def test_nothing_of_it_is_in_any_page(round_: Round) -> None:
    desk, reference = round_.partnership, round_.audit.reference
    _fill(round_)
    copy_now(desk)
    key = desk._open_key()
    assert CANARY.encode() in every_page(desk.folder / DATABASE, key)
    destroy_audit(desk, reference, typed=reference, by="Officer", published=True, clock=clock)
    (copy,) = copies_of(desk)
    for path in (desk.folder / DATABASE, copy.path):
        assert CANARY.encode() not in every_page(path, key), path.name
    files = [path for path in desk.folder.rglob("*") if path.is_file()]
    assert not any(CANARY.encode() in path.read_bytes() for path in files)


def test_what_would_go_is_counted_and_nothing_goes(round_: Round) -> None:
    desk = round_.partnership
    _fill(round_)
    before = to_destroy(desk, round_.audit.reference)
    assert (before.gone.cases, before.gone.returns, before.gone.notes) == (2, 1, 1)
    assert (before.gone.packs, before.gone.packages, before.recommendations) == (2, 1, 1)
    assert before.certificate is None
    assert to_destroy(desk, round_.audit.reference).gone == before.gone


def test_the_certificate_can_be_written_years_later(round_: Round, tmp_path: Path) -> None:
    desk, reference = round_.partnership, round_.audit.reference
    with pytest.raises(NotFoundError):
        certificate_of(desk, reference)
    made = destroy_audit(
        desk, reference, typed=reference, by="Officer", reason="Kept long", clock=clock
    ).certificate
    assert made.cleared is not None
    assert certificate_of(desk, reference) == made
    assert to_destroy(desk, reference).certificate == made
    text = text_of(write_certificate(desk, reference, tmp_path / "certificate.pdf"))
    for words in (reference, "Officer", "Kept long", "2 cases", made.end):
        assert words in text
    letter = letter_to_agencies(made)
    assert reference in letter.subject
    assert "Please destroy" in letter.text


def test_the_end_on_the_certificate_is_a_line_of_the_history(round_: Round) -> None:
    desk, reference = round_.partnership, round_.audit.reference
    destroy_audit(desk, reference, typed=reference, by="Officer", clock=clock)
    end = certificate_of(desk, reference).end
    assert end.encode() in every_page(desk.folder / DATABASE, desk._open_key())


def test_without_room_to_clear_the_files_the_certificate_says_so(
    round_: Round, tmp_path: Path
) -> None:
    desk, reference = round_.partnership, round_.audit.reference
    folder = desk.folder / "backups"
    for path in folder.iterdir() if folder.exists() else ():
        path.unlink()
    if folder.exists():
        folder.rmdir()
    folder.write_bytes(b"")  # a file where the copies go
    with pytest.raises(FileWriteError):
        destroy_audit(desk, reference, typed=reference, by="Officer", clock=clock)
    assert certificate_of(desk, reference).cleared is None
    assert "not cleared yet" in text_of(write_certificate(desk, reference, tmp_path / "c.pdf"))
    folder.unlink()
    assert clear_files_again(desk, reference, clock=clock).certificate.cleared is not None
    assert certificate_of(desk, reference).cleared is not None


def test_published_reports_stay_unless_they_are_meant_too(round_: Round) -> None:
    desk, reference = round_.partnership, round_.audit.reference
    _publish(round_)
    assert to_destroy(desk, reference).gone.published == 1
    made = destroy_audit(desk, reference, typed=reference, by="Officer", clock=clock).certificate
    assert made.gone.published == 0
    assert len(published(desk, reference, clock=clock)) == 1
