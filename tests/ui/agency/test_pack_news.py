"""A later pack tells on the page of the audit what it changed, until that was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.services.answer_case import answer_whole
from app.ui.pages.agency.audit_page import AuditPage
from tests.builders import full_form
from tests.flow.desks import Round
from tests.flow.test_reissue import change, issue, later_tool, with_case, without
from tests.ui.agency.scene import Scene
from tests.ui.agency.test_test_package import look, texts


def test_what_changed_is_told_until_it_was_read(opened: Scene, started: Round) -> None:
    change(started, lambda audit: replace(with_case(audit), due=date(2018, 2, 16)))
    opened.open_pack(issue(started, days=1))
    page = look(opened)
    banner = page.changed.banner
    assert banner is not None
    shown = " ".join(texts(page.changed))
    assert "What changed since the pack of" in shown
    assert "16 February 2018" in shown
    assert "Case C" in shown
    assert banner.button is not None
    opened.click(banner.button)
    assert look(opened).changed.isHidden()


def test_what_a_later_tool_has_no_place_for_can_be_read(opened: Scene, started: Round) -> None:
    audit = opened.desk.views[0].audit
    answer_whole(opened.session.workspace, audit.id, "T-1", full_form("It was done in good time."))
    change(started, lambda audit: replace(audit, tool=later_tool()))
    opened.open_pack(issue(started, days=1))
    page = look(opened)
    assert page.changed.show_said is not None
    assert "It was done in good time." not in " ".join(texts(page.changed))
    opened.click(page.changed.show_said)
    assert "It was done in good time." in " ".join(texts(page.changed))


def test_a_case_that_is_not_asked_about_any_more_is_named(opened: Scene, started: Round) -> None:
    audit = opened.desk.views[0].audit
    answer_whole(opened.session.workspace, audit.id, "T-2", full_form("Written before."))
    change(started, lambda audit: without("T-2", audit))
    opened.open_pack(issue(started, days=1))
    page = look(opened)
    shown = " ".join(texts(page))
    assert "not asked about any more. What you wrote is kept here" in shown
    assert isinstance(page, AuditPage)
