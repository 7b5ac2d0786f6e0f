"""Draws every screen of the partnership's desk with the sample audit.

``python -m tests.ui.partnership.shots DIR [ONLY]``: light and dark, text at 100 % and 200 %.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.errors import EscrowNotTestedError
from app.services.issue_packs import PackState
from app.ui.frame import DEFAULT, SMALLEST
from app.ui.pages.partnership.ask_page import AskPage
from app.ui.pages.partnership.case_page import AgencyPage
from app.ui.pages.partnership.cases import CasesRoom
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.findings import FindingsRoom
from app.ui.pages.partnership.inbox import InboxRoom
from app.ui.pages.partnership.issue import IssuePage
from app.ui.pages.partnership.reports import ReportsRoom
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.scan_page import ScanPage
from app.ui.pages.partnership.tracker import TrackerRoom
from app.ui.theme import Scheme, apply_theme
from tests.ui.partnership.inbox_files import as_if_brought_in, inbox_files
from tests.ui.partnership.scan_specimen import scanned_specimen
from tests.ui.partnership.scene import Scene, new_scene, round_scene

LOOKS = (
    ("light", Scheme.LIGHT, 1.0),
    ("dark", Scheme.DARK, 1.0),
    ("light-200", Scheme.LIGHT, 2.0),
    ("dark-200", Scheme.DARK, 2.0),
    ("small", Scheme.LIGHT, 1.0),
    ("small-200", Scheme.LIGHT, 2.0),
    ("contrast", Scheme.HIGH_CONTRAST, 1.0),
)
Shot = tuple[str, Callable[[], None]]


def settle(scene: Scene) -> None:
    """Wait until what was given to the workers is shown."""
    for _ in range(4):
        if scene.tasks is not None:
            while scene.tasks.is_busy:
                QTest.qWait(2)
        QTest.qWait(4)


def tracking_shots(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens of tracking, chasing, reading and accepting."""
    from tests.ui.partnership.shots_tracking import shots_of_tracking  # it needs what is here

    return shots_of_tracking(scene, desk)


def comment_shots(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens of the comments."""
    from tests.ui.partnership.shots_comments import shots_of_comments  # it needs what is here

    return shots_of_comments(scene, desk)


def meeting_shots(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens of the meeting."""
    from tests.ui.partnership.shots_meeting import shots_of_the_meeting  # it needs what is here

    return shots_of_the_meeting(scene, desk)


def report_shots(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens of the reports."""
    from tests.ui.partnership.shots_reports import shots_of_reports  # it needs what is here

    return shots_of_reports(scene, desk)


def shots_of(scene: Scene, desk: PartnershipDesk, kind: str) -> Iterator[Shot]:
    """The screens of a desk, and the way to each."""
    if kind == "new":
        yield "overview", lambda: desk.go("overview")
        yield "settings", lambda: desk.go("settings")
        yield "tools", lambda: desk.go("tools")
        yield from help_shots(scene, desk)
        return
    for place in ("overview", "cases", "tracker", "findings", "reports", "settings"):
        yield place, lambda place=place: desk.go(place)  # type: ignore[misc]

    def inbox() -> InboxRoom:
        desk.go("inbox")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, InboxRoom)
        if room.preview.looked:
            room.summary.away.click()
        return room

    def inbox_looked() -> InboxRoom:
        room = inbox()
        with scene.workspace.work() as work:
            audit = work.audits.get(desk.audit_id)
        room.look_at([inbox_files(scene, audit)])
        settle(scene)
        return room

    def inbox_shown() -> None:
        inbox_looked()

    def inbox_unfolded() -> None:
        room = inbox_looked()
        for row in (row for row in range(room.model.rowCount()) if room.model.rows[row].details):
            room.model.act(row)
            break
        room.list.setFocus(Qt.FocusReason.TabFocusReason)

    def inbox_done() -> None:
        room = inbox_looked()
        room._arrived(as_if_brought_in(room.preview))

    def inbox_working() -> None:
        room = inbox()
        room._begin("Looking at file", 50)
        room.work.say(17, 50)

    def inbox_idle() -> None:
        inbox()._ended()

    def one_return() -> None:
        desk.go("tracker")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, TrackerRoom)
        room.table.opened.emit(room.model.index(1, 0))

    def unfolded() -> None:
        desk.go("findings")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, FindingsRoom)
        room.pills.button("question").click()
        for key in ("Q7", "Q9"):
            room.model.toggle(key)
        room.list.setFocus(Qt.FocusReason.TabFocusReason)

    def comments() -> None:
        desk.go("findings")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, FindingsRoom)
        room.pills.button("weakest").click()
        room.list.opened.emit(room.model.index(1))

    def issue() -> None:
        desk.go("cases")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, CasesRoom)
        room.issue()
        page = desk.window.page()
        assert isinstance(page, IssuePage)
        page.all.click()
        page.lock.setChecked(True)

    def show_stale() -> CasesRoom:
        """As if the audit had been changed since some packs were issued."""
        desk.go("cases")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, CasesRoom)
        assert room.standing is not None
        moved = "The due date moved from 9 February 2018 to 16 February 2018."
        out, never, *rest = room.standing.packs
        out = replace(out, state=PackState.OUT_OF_DATE, changes=("Case F was added.", moved))
        never = replace(never, state=PackState.NEVER, at=None)
        room._show(replace(room.standing, packs=(out, never, *rest)))
        return room

    def stale() -> None:
        show_stale()

    def issue_stale() -> None:
        show_stale().issue()

    def issued() -> None:
        issue()
        page = desk.window.page()
        assert isinstance(page, IssuePage)
        page.folder = scene.folder / "again"
        page.issue.click()

    def refused() -> None:
        issue()
        page = desk.window.page()
        assert isinstance(page, IssuePage)
        page._not_issued(EscrowNotTestedError())

    def case() -> None:
        desk.go("cases")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, CasesRoom)
        room.cases.row("CE-0417").click()

    def ask() -> None:
        one_return()
        settle(scene)
        page = desk.window.page()
        assert isinstance(page, ReturnPage)
        page.ask.click()
        settle(scene)

    def ask_something() -> AskPage:
        ask()
        page = desk.window.page()
        assert isinstance(page, AskPage)
        page.who.set_value("An Officer")
        for row in list(page.rows.values())[:2]:
            row.box.click()
        return page

    def ask_nothing() -> None:
        ask_something().write.click()

    def asked() -> None:
        page = ask_something()
        for row in list(page.rows.values())[:2]:
            row.text.set_value("Where do your records say so, and from which day on?")
        page.write_query(scene.folder / "letters")

    def queried() -> None:
        desk.back()

    def receipt() -> None:
        desk.go("cases")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, CasesRoom)
        room.agencies.row("police").click()

    def receipt_written() -> None:
        receipt()
        settle(scene)
        page = desk.window.page()
        assert isinstance(page, AgencyPage)
        page.write_receipt(scene.folder / "letters")

    def names() -> None:
        desk.go("reports")
        settle(scene)
        room = desk.window.page()
        assert isinstance(room, ReportsRoom)
        room.names.click()
        settle(scene)

    def names_found() -> None:
        names()
        page = desk.window.page()
        assert isinstance(page, ScanPage)
        with scene.workspace.work() as work:
            audit = work.audits.get(desk.audit_id)
        page.show_found(scanned_specimen(audit))

    if kind == "done":
        yield "scan-nothing-found", names
        yield "scan-found", names_found
        yield "findings-unfolded", unfolded
        yield "comments", comments
        yield "cases-out-of-date", stale
        yield "issue-out-of-date", issue_stale
        yield "issue-refused", refused
        yield "issued", issued
        yield from comment_shots(scene, desk)
        yield from meeting_shots(scene, desk)
        yield from report_shots(scene, desk)
    else:
        yield "inbox-working", inbox_working
        yield "inbox-empty", inbox_idle
        yield "inbox", inbox_shown
        yield "inbox-unfolded", inbox_unfolded
        yield "inbox-done", inbox_done
        yield "return", one_return
        yield "case", case
        yield "issue", issue
        yield "ask", ask
        yield "ask-nothing", ask_nothing
        yield "asked", asked
        yield "queried", queried
        yield "tracker-queried", lambda: desk.go("tracker")
        yield from tracking_shots(scene, desk)
        yield "agency", receipt
        yield "receipt", receipt_written


def help_shots(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The list of topics, what is found in it, a topic, and the keys."""

    def find(words: str) -> None:
        desk.help.show_list()
        settle(scene)
        desk.help.list.search.set_value(words)
        desk.help.list.search.edited.emit(words)

    yield "help", lambda: find("")
    yield "help-found", lambda: find("telephone")
    yield "help-nothing-found", lambda: find("zebra")
    yield "help-topic", lambda: desk.help.show_topic("inbox")
    yield "help-shortcuts", lambda: desk.help.show_topic("keyboard")


def shoot(app: QApplication, folder: Path, only: str) -> None:
    """Draw them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        scenes = [
            ("new", new_scene(place / "new")),
            ("mid", round_scene(place / "mid", finished=False)[0]),
            ("done", round_scene(place / "done", finished=True)[0]),
        ]
        for kind, scene in scenes:
            apply_theme(app, Scheme.LIGHT, 1.0)
            desk = scene.open(_crashed)
            settle(scene)
            shots = list(shots_of(scene, desk, kind))
            for look, scheme, scale in LOOKS:
                apply_theme(app, scheme, scale)
                desk.window.resize(SMALLEST if look.startswith("small") else DEFAULT)
                for name, act in shots:
                    if only and only not in f"{kind}-{name}-{look}":
                        continue
                    act()
                    settle(scene)
                    desk.window.grab().save(str(folder / f"{kind}-{name}-{look}.png"))
            scene.close()


def _crashed(error: BaseException) -> None:
    raise error


def main() -> int:
    """Draw into the folder that is named."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "shots")
    shoot(app, folder, sys.argv[2] if len(sys.argv) > 2 else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
