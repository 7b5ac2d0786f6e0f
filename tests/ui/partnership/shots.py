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

from app.errors import AgencyKeyChangedError, EscrowNotTestedError, NotASealedFileError
from app.services.import_returns import Imported, Outcome
from app.ui.frame import DEFAULT, SMALLEST
from app.ui.pages.partnership.ask_page import AskPage
from app.ui.pages.partnership.case_page import AgencyPage
from app.ui.pages.partnership.cases import CasesRoom
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.findings import FindingsRoom
from app.ui.pages.partnership.inbox import InboxRoom, Result
from app.ui.pages.partnership.issue import IssuePage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.tracker import TrackerRoom
from app.ui.theme import Scheme, apply_theme
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


def _inbox_results() -> list[Result]:
    changed = AgencyKeyChangedError(
        "Education", "amber-lake-tulip-corner-pilot-moss", "ocean-field-robin-paper-train-salt"
    )
    found = [
        ("CE-CSA-2018 return from Police, 3 cases.paudit", Outcome.IMPORTED,
         "3 returns from Police are in."),
        ("CE-CSA-2018 return from Children’s Social Care, 1 case, revision 2.paudit",
         Outcome.REPLACED,
         "1 return from Children’s Social Care replaced by a newer revision."),
        ("CE-CSA-2018 return from Education, 5 cases.paudit", Outcome.REFUSED, changed.sentence),
        ("CE-CSA-2018 return from Health Visiting, 5 cases.paudit", Outcome.UNCHANGED,
         "This file is in already."),
        ("CE-CSA-2018 test package from Police.paudit", Outcome.TEST,
         "A test package from Police opened: the way is good. No returns are in it."),
        ("minutes of the last meeting.docx", Outcome.REFUSED,
         NotASealedFileError.sentence),
    ]  # fmt: skip
    results = [Result(Path(name), Imported(name, what, why, 1)) for name, what, why in found]
    results[2] = replace(results[2], imported=replace(results[2].imported, error=changed))
    return results


def shots_of(scene: Scene, desk: PartnershipDesk, kind: str) -> Iterator[Shot]:
    """The screens of a desk, and the way to each."""
    if kind == "new":
        yield "overview", lambda: desk.go("overview")
        yield "settings", lambda: desk.go("settings")
        return
    for place in ("overview", "cases", "tracker", "findings", "reports", "settings"):
        yield place, lambda place=place: desk.go(place)  # type: ignore[misc]

    def inbox() -> None:
        desk.go("inbox")
        room = desk.window.page()
        assert isinstance(room, InboxRoom)
        room.results = _inbox_results()
        room._show()

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
        page.lock.setChecked(True)

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

    if kind == "done":
        yield "findings-unfolded", unfolded
        yield "comments", comments
        yield "issue-refused", refused
        yield "issued", issued
    else:
        yield "inbox", inbox
        yield "return", one_return
        yield "case", case
        yield "issue", issue
        yield "ask", ask
        yield "ask-nothing", ask_nothing
        yield "asked", asked
        yield "queried", queried
        yield "tracker-queried", lambda: desk.go("tracker")
        yield "agency", receipt
        yield "receipt", receipt_written


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
