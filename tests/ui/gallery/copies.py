"""The copies of both desks, a copy that is put back, a damaged desk and what is rescued of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import DamagedCopyError, WrongPassphraseError
from app.services.keep_copies import KeptCopy, copies_of, copy_now
from app.services.rescue import KINDS, NamedReturn, RescuedKind, RescueReport
from app.storage import Copy, SlotKind
from app.ui.entrance import Entrance
from app.ui.frame import DEFAULT, MainWindow
from app.ui.pages.copies.mend import MendPage, RescuedPage, RescuePage
from app.ui.pages.copies.putting_back import PutBackDonePage, PutBackPage
from app.ui.pages.partnership.copies_room import CopiesRoom
from app.ui.tasks import TaskRunner
from tests.ui.agency import sample, shots
from tests.ui.agency.sample import sample_clock, sample_context
from tests.ui.gallery.partnership import leave
from tests.ui.gallery.showing import Visit, crashed, dialogs, present
from tests.ui.partnership.scene import new_scene
from tests.ui.partnership.shots import settle

_FOLDER = Path("Documents") / "Partnership Audit" / "partnership"
_NOON = datetime(2018, 1, 31, 12, 4, tzinfo=UTC)
_BOTH = frozenset({SlotKind.PASSPHRASE, SlotKind.RECOVERY_WORDS})


def copies(visit: Visit, folder: Path) -> None:
    """Every page."""
    _at_the_partnership(visit, folder / "partnership")
    _at_an_agency(visit, folder / "agency")
    _at_the_entrance(visit)


def _at_the_partnership(visit: Visit, folder: Path) -> None:
    scene = new_scene(folder)
    made_on = scene.clock.now
    for days in range(5):
        scene.clock.now = made_on + timedelta(days=days, minutes=17 * days)
        copy_now(scene.workspace)
    copies_of(scene.workspace)[3].slots.unlink()
    desk = scene.open(crashed)
    desk.window.resize(DEFAULT)
    settle(scene)
    desk.go("settings")
    settle(scene)
    desk.open(CopiesRoom(desk))
    settle(scene)
    present(visit, "copies-partnership", desk.window)
    room = desk.window.page()
    assert isinstance(room, CopiesRoom)
    room.pane.make.click()
    settle(scene)
    present(visit, "copies-partnership-made", desk.window)
    first = room.pane.copies.first()
    assert first is not None
    room.pane.rescue.setFocus()
    present(visit, "copies-partnership-below", desk.window)
    with dialogs(visit, "dialog-put-back"):
        first.click()  # type: ignore[attr-defined]
        settle(scene)
    with dialogs(visit, "dialog-rescue"):
        room.pane.rescue.click()
    desk.window.show_notice(
        "The copy of this desk could not be made.",
        "What you write is saved, and earlier copies are as they were. It is tried again each "
        "hour: make room on the drive, or ask your IT department.",
    )
    present(visit, "copies-not-made", desk.window)
    desk.window.show_notice("")
    leave(scene)
    scene.workspace.close()


def _at_an_agency(visit: Visit, folder: Path) -> None:
    workspace = sample.sample_desk(folder)
    camera = shots.Camera(workspace, DEFAULT, lambda name, widget: present(visit, name, widget))
    camera.desk.show_copies()
    camera.take("copies-agency-none")
    copy_now(workspace)
    camera.desk.show_copies()
    camera.take("copies-agency")
    camera.close()


def _at_the_entrance(visit: Visit) -> None:
    window, tasks = MainWindow(), TaskRunner(crashed)
    window.resize(DEFAULT)
    door = Entrance(window, tasks, sample_context(_FOLDER))
    today = sample_clock().date()

    def show(name: str, page: QWidget) -> None:
        door._show(page)
        present(visit, f"copies-{name}", window)

    kept = [_kept(days, _BOTH) for days in (1, 2, 3, 10)]
    ask = PutBackPage(kept[0], today)
    show("put-back", ask)
    ask.fail(WrongPassphraseError())
    present(visit, "copies-put-back-refused", window)
    ask.set_busy(True)
    present(visit, "copies-put-back-trying", window)
    only = PutBackPage(_kept(2, frozenset({SlotKind.KEYRING})), today)
    door._show(only)
    only.fail(DamagedCopyError())
    present(visit, "copies-put-back-damaged", window)
    words = PutBackPage(_kept(2, frozenset({SlotKind.RECOVERY_WORDS})), today)
    show("put-back-words", words)
    aside = _FOLDER / "backups" / "set-aside-20180201T120000Z"
    show("put-back-done", PutBackDonePage(kept[0], aside, today))
    show("damaged", MendPage(kept, today, can_rescue=True))
    show("damaged-no-key", MendPage([], today, can_rescue=False))
    show("rescue", RescuePage(_BOTH))
    report = RescueReport(
        tuple(RescuedKind(name, 7 * number + 1, 0) for number, name in enumerate(KINDS)),
        without_owner=0,
        history_is_whole=True,
        lost=(),
        reopened=True,
        aside=aside,
    )
    show("rescued-whole", RescuedPage(report))
    lossy = RescueReport(
        tuple(RescuedKind(name, 1_234 * number, number % 3) for number, name in enumerate(KINDS)),
        without_owner=14,
        history_is_whole=False,
        lost=(
            NamedReturn("CE-CSA-2018", "Police", "CE-0417"),
            NamedReturn("CE-CSA-2018", "Health Visiting", "CE-0423"),
        ),
        reopened=True,
        aside=aside,
        incomplete=(NamedReturn("CE-CSA-2018", "Police", "CE-0412"),),
    )
    page = RescuedPage(lossy)
    show("rescued", page)
    page.say_saved("what could be read.txt")
    page.save.setFocus()
    present(visit, "copies-rescued-saved", window)
    down = page.verticalScrollBar()
    down.setValue(down.maximum() // 2)
    present(visit, "copies-rescued-names", window)
    down.setValue(down.maximum())
    present(visit, "copies-rescued-below", window)
    door.close()
    tasks.shutdown()
    window.close()
    window.deleteLater()


def _kept(days: int, ways: frozenset[SlotKind]) -> KeptCopy:
    at = _NOON - timedelta(days=days)
    path = _FOLDER / "backups" / f"workspace-{at:%Y%m%dT%H%M%SZ}.db"
    return KeptCopy(Copy(path, at, 1_412_000), ways)
