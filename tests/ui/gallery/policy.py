"""What an organisation has preset, wherever a person would otherwise choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from PySide6.QtWidgets import QWidget

from app.domain.policy import HandOver, Policy
from app.domain.set_up import Step
from app.handover.files import read_file
from app.services.compare_words import sender_of
from app.services.open_pack import open_pack
from app.services.set_up_audit import begin_set_up
from app.storage import Desk
from app.ui.entrance import Entrance
from app.ui.frame import DEFAULT, MainWindow
from app.ui.pages.agency.keys_page import KeysPage
from app.ui.pages.agency.route_room import TryPage
from app.ui.pages.agency.seal_page import SealPage
from app.ui.pages.entrance.choose_desk import ChooseDeskPage
from app.ui.pages.entrance.set_up import SetUpPage
from app.ui.pages.partnership.chasers import ChasersPage
from app.ui.pages.partnership.issue import IssuePage
from app.ui.pages.partnership.keys import KeysPage as PartnershipKeysPage
from app.ui.pages.partnership.reading import read_standing
from app.ui.pages.partnership.room import Room
from app.ui.pages.partnership.set_up import opening
from app.ui.pages.partnership.set_up.body_page import BodyPage
from app.ui.pages.partnership.set_up.task_page import SetUpPage as TasksPage
from app.ui.pages.partnership.settings import SettingsRoom
from app.ui.tasks import TaskRunner
from tests.ui.agency import sample, shots
from tests.ui.gallery.partnership import leave
from tests.ui.gallery.showing import Visit, crashed, present
from tests.ui.partnership.scene import issued_scene
from tests.ui.partnership.shots import settle

BY_EMAIL = Policy(lock_minutes=20, hand_over=frozenset({HandOver.EMAIL}))
BY_FOLDER = Policy(lock_minutes=0, hand_over=frozenset({HandOver.FOLDER}))
AS_TEXT = Policy(hand_over=frozenset({HandOver.TEXT}))
_PLACE = Path("Documents") / "Partnership Audit"


def policy(visit: Visit, pack: Path, folder: Path) -> None:
    """Every screen on which something can be preset."""
    _entrance(visit)
    for name, preset in (("email", BY_EMAIL), ("folder", BY_FOLDER)):
        _agency(visit, pack, folder / name, name, preset)
        _partnership(visit, folder / f"{name} partnership", name, preset)
    _as_text(visit, pack, folder / "text")


def _entrance(visit: Visit) -> None:
    window, tasks = MainWindow(), TaskRunner(crashed)
    window.resize(DEFAULT)
    door = Entrance(window, tasks, sample.sample_context(_PLACE))

    def show(name: str, page: QWidget) -> None:
        door._show(page)
        present(visit, f"policy-{name}", window)

    show("choose", ChooseDeskPage(frozenset({Desk.PARTNERSHIP}), Desk.AGENCY))
    page = SetUpPage(
        Desk.AGENCY, _PLACE / "agency", secure_store=True, is_preset=True, keeps_folder=True
    )
    page.back.hide()
    show("set-up", page)
    door.close()
    tasks.shutdown()
    window.close()
    window.deleteLater()


def _desk(visit: Visit, pack: Path, folder: Path, name: str, preset: Policy) -> shots.Camera:
    """A desk with a case that can be sealed, under a policy that trusts its sender."""
    workspace = sample.sample_desk(folder)
    sample.half_way(workspace, pack, folder / "out")
    audit = open_pack(workspace, read_file(pack), clock=sample.sample_clock).audit
    trusted = replace(
        preset,
        trusted_fingerprints=(sender_of(workspace, audit).words,),
        files_folder=str(folder / "Documents"),
    )
    camera = shots.Camera(
        workspace,
        DEFAULT,
        lambda screen, widget: present(visit, f"policy-{name}-{screen}", widget),
        trusted,
    )
    camera.desk.show_home()
    camera.settle()
    return camera


def _agency(visit: Visit, pack: Path, folder: Path, name: str, preset: Policy) -> None:
    camera = _desk(visit, pack, folder, name, preset)
    desk = camera.desk
    card = next(iter(desk.home.cards.values()))
    desk.home.show_widget(card.words)
    camera.take("trusted")
    card.words.again.click()
    desk.home.show_widget(card.words)
    camera.take("trusted-words")
    desk.show_keys()
    camera.settle()
    keys = camera.window.page()
    assert isinstance(keys, KeysPage)
    keys.show_widget(keys.panel.locking)
    camera.take("lock")
    desk.show_audit(desk.views[0].audit.id)
    camera.settle()
    desk.show_sealing()
    camera.settle()
    page = camera.window.page()
    assert isinstance(page, SealPage)
    camera.take("seal")
    page.column.show_widget(page.folder)
    camera.take("seal-where")
    page.seal.click()
    camera.settle()
    camera.take("sealed")
    camera.close()


def _as_text(visit: Visit, pack: Path, folder: Path) -> None:
    camera = _desk(visit, pack, folder, "text", AS_TEXT)
    camera.desk.route.begin(camera.desk.views[0])
    camera.settle()
    page = camera.window.page()
    assert isinstance(page, TryPage)
    camera.take("try")
    camera.close()


def _partnership(visit: Visit, folder: Path, name: str, preset: Policy) -> None:
    scene, audit = issued_scene(folder)
    scene.context = replace(
        scene.context,
        policy=replace(
            preset,
            reply_address="audits@example.org",
            scheme="dark",
            text_percent=110,
            files_folder=str(folder / "Documents"),
        ),
    )
    begun = begin_set_up(scene.workspace).set_up
    # The theme that is looked at stays in force: what is preset is shown, and not applied.
    with patch("app.ui.pages.partnership.desk.show_look", lambda _look: None):
        desk = scene.open(crashed)
        desk.window.resize(DEFAULT)
        settle(scene)

    def take(screen: str, act: Callable[[], object]) -> QWidget | None:
        act()
        settle(scene)
        present(visit, f"policy-{name}-partnership-{screen}", desk.window)
        return desk.window.page()

    def scrolled(page: QWidget | None, widget: QWidget) -> None:
        assert isinstance(page, Room)
        page.show_widget(widget)

    desk.go("settings")
    settle(scene)
    settings = desk.window.page()
    assert isinstance(settings, SettingsRoom)
    take("look", lambda: scrolled(settings, settings.text_size))
    keys = PartnershipKeysPage(desk)
    desk.open(keys)
    settle(scene)
    take("lock", lambda: scrolled(keys, keys.panel.locking))
    desk.go("overview")
    settle(scene)
    overview = desk.window.page()
    assert isinstance(overview, Room)
    opening.go_on(overview, begun.id)
    settle(scene)
    tasks = desk.window.page()
    assert isinstance(tasks, TasksPage)
    tasks.tasks.row(Step.BODY.value).click()
    settle(scene)
    body = desk.window.page()
    assert isinstance(body, BodyPage)
    take("body", body.lines["reply_address"].setFocus)
    desk.go("overview")
    settle(scene)
    standing = read_standing(scene.workspace, audit.id, scene.clock)
    issue = IssuePage(desk, standing)
    desk.open(issue)
    settle(scene)
    issue.all.click()
    take("issue", lambda: scrolled(issue, issue.where))
    if issue.folder is None:
        issue._take(folder / "Documents")
    take("issued", issue.issue.click)
    desk.go("tracker")
    settle(scene)
    chasers = ChasersPage(desk, back="Tracker")
    desk.open(chasers)
    settle(scene)
    take("chasers", lambda: scrolled(chasers, chasers.where))
    if chasers.where.folder is None:
        chasers.where.set_folder(folder / "Documents")
    next(iter(chasers.rows.values())).box.setChecked(True)
    take("chased", chasers.write.click)
    leave(scene)
    scene.workspace.close()
