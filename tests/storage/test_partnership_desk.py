"""Set-ups, the library of tools, the address book, and what is done with what came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from sqlalchemy.exc import IntegrityError

from app.domain.audits import Agency, Audit
from app.domain.set_up import SetUp, set_up_of
from app.errors import NotFoundError
from app.storage import BookEntry, HistoryEvent, Workspace
from tests.storage.builders import a_ref, an_audit, audits


@given(audits())
def test_a_set_up_comes_back_as_it_was_kept(lasting: Workspace, audit: Audit) -> None:
    set_up = set_up_of(audit)
    with lasting.work() as work:
        work.set_ups.keep(set_up)
        assert work.set_ups.get(set_up.id) == set_up


def test_set_ups_are_listed_and_dropped(workspace: Workspace) -> None:
    with workspace.work() as work:
        work.set_ups.keep(SetUp("s1", title="First"))
        work.set_ups.keep(SetUp("s2", title="Second"))
        work.set_ups.keep_logo("s2", b"\x89PNG")
        work.set_ups.keep(SetUp("s2", title="Second, again"))
        work.commit()
    with workspace.work() as work:
        assert [each.title for each in work.set_ups.all()] == ["Second, again", "First"]
        assert work.set_ups.logo("s2") == b"\x89PNG"
        assert work.set_ups.find("s3") is None
        work.set_ups.drop("s2")
        work.commit()
        assert [each.id for each in work.set_ups.all()] == ["s1"]
        with pytest.raises(NotFoundError):
            work.set_ups.keep_logo("s2", None)


def test_a_tool_that_an_audit_uses_is_frozen(with_audit: Workspace) -> None:
    tool = an_audit().tool
    with with_audit.work() as work:
        work.library.keep(tool, "a file")
        work.library.keep(replace(tool, version=2, title="Newer"), "copy")
        work.commit()
    with with_audit.work() as work:
        older, newer = sorted(work.library.all(), key=lambda each: each.version)
        assert older.is_frozen
        assert older.audits == (an_audit().reference,)
        assert not newer.is_frozen
        assert work.library.find(tool.id, 2) == replace(tool, version=2, title="Newer")
        assert work.library.users(tool.id, 1)
        work.library.drop(tool.id, 2)
        assert work.library.find(tool.id, 2) is None
        assert work.audits.get("a1").tool == tool


def test_the_address_book(workspace: Workspace) -> None:
    police = Agency("police", "Police", "p@example.org", "DI", "", "01234 567890")
    with workspace.work() as work:
        work.address_book.keep(BookEntry(police, "asks for paper"))
        work.address_book.keep(BookEntry(Agency("health", "Health")))
        work.address_book.keep(BookEntry(replace(police, contact="DCI"), "asks for paper"))
        work.commit()
    with workspace.work() as work:
        assert [entry.agency.name for entry in work.address_book.all()] == ["Health", "Police"]
        assert work.address_book.all()[1] == BookEntry(
            replace(police, contact="DCI"), "asks for paper"
        )
        work.address_book.drop("health")
        assert len(work.address_book.all()) == 1


def test_a_revision_is_accepted_and_the_acceptance_taken_back(with_audit: Workspace) -> None:
    with with_audit.work() as work:
        work.acceptances.put(a_ref(), "officer")
        work.acceptances.put(a_ref(revision=2), "officer")
        work.commit()
    with with_audit.work() as work:
        assert [each.ref for each in work.acceptances.all("a1")] == [a_ref(), a_ref(revision=2)]
        work.acceptances.drop(a_ref())
        assert [each.ref.revision for each in work.acceptances.all("a1")] == [2]
        with pytest.raises(IntegrityError):
            work.acceptances.put(a_ref(uin="nobody"), "officer")


def test_questions_are_marked_until_they_are_asked(with_audit: Workspace) -> None:
    with with_audit.work() as work:
        work.marked.put("a1", "agency1", "C1", "Q2", "Since when?")
        work.marked.put("a1", "agency1", "C1", "", "As a whole")
        work.marked.put("a1", "agency1", "C1", "Q2", "Since when, please?")
        work.commit()
    with with_audit.work() as work:
        assert work.marked.of("a1", "agency1", "C1") == {
            "": "As a whole",
            "Q2": "Since when, please?",
        }
        assert work.marked.places("a1") == {("C1", "agency1")}
        work.marked.drop("a1", "agency1", "C1", "Q2")
        assert work.marked.of("a1", "agency1", "C1") == {"": "As a whole"}
        work.marked.drop("a1", "agency1", "C1")
        assert work.marked.places("a1") == frozenset()
        lines = [line for line in work.history.all(20) if line.what is HistoryEvent.QUESTION_MARKED]
        assert all("Since" not in line.detail for line in lines)


def test_who_was_chased_for_what(with_audit: Workspace) -> None:
    with with_audit.work() as work:
        work.chasers.add("a1", "agency1", ("C1", "C2"))
        work.chasers.add("a1", "agency2", ())
        work.commit()
    with with_audit.work() as work:
        first, second = work.chasers.all("a1")
        assert (first.agency_id, first.uins) == ("agency1", ("C1", "C2"))
        assert second.at > first.at


def test_an_audit_is_put_away_kept_and_held(with_audit: Workspace) -> None:
    with with_audit.work() as work:
        work.audits.archive("a1", date(2026, 1, 2))
        work.audits.retain("a1", date(2032, 1, 2))
        work.audits.hold("a1", "Inquiry")
        work.audits.keep_logo("a1", b"png")
        work.commit()
    with with_audit.work() as work:
        (summary,) = work.audits.all()
        assert summary.archived == date(2026, 1, 2)
        assert summary.retain_until == date(2032, 1, 2)
        assert summary.legal_hold == "Inquiry"
        assert work.audits.logo("a1") == b"png"
        work.audits.replace(an_audit())
        assert work.audits.all() == (summary,)
        work.audits.archive("a1", None)
        work.audits.keep_logo("a1", None)
        assert work.audits.all()[0].archived is None
        assert work.audits.logo("a1") is None
        with pytest.raises(NotFoundError):
            work.audits.retain("nobody", None)
