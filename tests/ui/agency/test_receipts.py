"""A receipt from the partnership: what arrived is ticked, what is missing is named."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.letters import Receipt, ReceiptLine
from app.domain.returns import ReturnKind
from app.services.answer_case import answer_whole
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import set_up_agency_desk
from app.ui.messages import Sheet
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.letter_words import receipt_said
from app.ui.pages.agency.sent_page import SentPage
from app.ui.theme.tokens import Tone
from tests.builders import NOW, clock, full_form, nil_form, small_audit
from tests.flow.desks import CHEAP, PASSPHRASE, Round
from tests.ui.agency.letters import drop, receipt, send
from tests.ui.agency.scene import Scene
from tests.ui.agency.test_opening import press

ON = date(2018, 2, 5)


class Ticking:
    """A clock on which no two moments are the same."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def words(page: object) -> str:
    assert isinstance(page, AuditPage | SentPage)
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_a_receipt_ticks_what_arrived_and_names_what_is_missing(
    opened: Scene, started: Round
) -> None:
    send(opened, started, "T-1")
    drop(opened, receipt(started).path)
    page = opened.page(AuditPage)
    assert page.letters.came.isVisible()
    assert "1 of 2 returns has arrived" in words(page)
    assert "missing: Case B." in words(page)
    row = page.cases.row("T-1").row
    assert row.accessibleName().endswith("arrived")
    said = "revision 1 · arrived at the partnership on 1 February 2018"
    assert said in row.accessibleDescription()
    assert "arrived" not in page.cases.row("T-2").row.accessibleName()
    opened.desk.show_audit(page.audit_id)
    opened.settle()
    assert not page.letters.came.isVisible()
    assert page.letters.receipt.isVisible()


def test_sealed_and_not_in_the_receipt(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    workspace, audit_id = opened.session.workspace, opened.desk.views[-1].audit.id
    answer_whole(workspace, audit_id, "T-2", nil_form())
    seal_returns(workspace, audit_id, ["T-2"], started.folder / "lost", clock=clock)
    drop(opened, receipt(started).path)
    row = opened.page(AuditPage).cases.row("T-2").row
    assert "nil, not arrived yet" in row.accessibleName()
    assert "not in the receipt of 1 February 2018" in row.accessibleDescription()


def test_a_later_revision_that_has_not_arrived(opened: Scene, started: Round) -> None:
    send(opened, started, "T-1")
    drop(opened, receipt(started).path)
    workspace, audit_id = opened.session.workspace, opened.desk.views[-1].audit.id
    answer_whole(workspace, audit_id, "T-1", full_form("It was done twice, as the records say."))
    seal_returns(workspace, audit_id, ["T-1"], started.folder / "lost", clock=clock)
    opened.desk.show_audit(audit_id)
    opened.settle()
    row = opened.page(AuditPage).cases.row("T-1").row
    assert "not arrived yet" in row.accessibleName()
    assert (
        "revision 1 arrived at the partnership on 1 February 2018, revision 2 not yet"
        in row.accessibleDescription()
    )


def test_the_place_sent_says_which_files_arrived(
    request: pytest.FixtureRequest, qtbot: QtBot, started: Round, tmp_path: Path
) -> None:
    ticking = Ticking()
    workspace = set_up_agency_desk(
        tmp_path / "ticking", passphrase=PASSPHRASE, clock=ticking, cost=CHEAP
    )
    opened = Scene(qtbot, workspace, tmp_path)
    request.addfinalizer(opened.close)
    audit_id = opened.open_pack(started.pack("Police")).id
    answer_whole(workspace, audit_id, "T-1", full_form())
    out = started.folder / "out"
    first = seal_returns(workspace, audit_id, ["T-1"], out, clock=ticking).path
    answer_whole(workspace, audit_id, "T-2", nil_form())
    seal_returns(workspace, audit_id, ["T-2"], out, clock=ticking)
    started.bring_in(first)
    opened.desk.show_sent()
    opened.settle()
    assert "by the receipt" not in words(opened.page(SentPage))
    drop(opened, receipt(started).path)
    opened.desk.show_sent()
    opened.settle()
    shown = words(opened.page(SentPage))
    assert "Arrived at the partnership, by the receipt of 1 February 2018" in shown
    assert "Not arrived yet, by the receipt of 1 February 2018" in shown


def test_the_latest_receipt_counts_in_whatever_order_they_are_opened(
    opened: Scene, started: Round
) -> None:
    send(opened, started, "T-1")
    early = receipt(started).path
    send(opened, started, "T-2", form=nil_form())
    drop(opened, receipt(started).path)
    assert "All 2 returns have arrived" in words(opened.page(AuditPage))
    drop(opened, early)
    assert "All 2 returns have arrived" in words(opened.page(AuditPage))


def test_a_damaged_receipt_changes_nothing(opened: Scene, started: Round, tmp_path: Path) -> None:
    send(opened, started, "T-1")
    data = receipt(started).path.read_bytes()
    path = tmp_path / "cut.paudit"
    path.write_bytes(data[:-20])
    texts: list[str] = []

    def look(sheet: Sheet) -> None:
        texts.append(sheet.accessibleName())
        press(sheet, "Close")

    opened.in_dialog(Sheet, look, lambda: drop(opened, path))
    assert texts
    assert not opened.page(AuditPage).letters.isVisible()


def test_the_sentence() -> None:
    audit = small_audit()
    came = ReceiptLine("T-1", 1, ReturnKind.FULL, ON)
    some = receipt_said(audit, Receipt("r", "a1", "police", ON, (came,), ("T-2", "X-9")))
    assert some.words == (
        "1 of 3 returns has arrived, by the receipt of 5 February 2018; missing: Case B, X-9."
    )
    assert some.tone is Tone.TEXT
    both = Receipt("r", "a1", "police", ON, (came,), ("T-2",))
    assert receipt_said(audit, both, is_lost=True).tone is Tone.ATTENTION
    none = receipt_said(audit, Receipt("r", "a1", "police", ON, (), ("T-1", "T-2")))
    assert none.words.startswith("No return has arrived yet")
    whole = receipt_said(audit, Receipt("r", "a1", "police", ON, (came,)))
    assert whole.words == "The return has arrived, by the receipt of 5 February 2018."
