"""At the agency's desk: what is preset is shown with its value, and only what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from app.domain.policy import SET_BY_ORGANISATION, HandOver, Policy
from app.services.answer_case import start_form
from app.services.compare_words import sender_of
from app.services.preferences import lock_after
from app.services.set_up_desk import own_fingerprint
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.done_page import DonePage
from app.ui.pages.agency.home import HomePage
from app.ui.pages.agency.keys_page import KeysPage
from app.ui.pages.agency.route_room import TryPage
from app.ui.pages.agency.seal_page import SealPage
from app.ui.pages.agency.sender import TRUSTED
from tests.builders import full_form
from tests.flow.desks import Round
from tests.ui.agency.scene import Scene
from tests.ui.policy.conftest import OpenAgency


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def sealing(scene: Scene) -> SealPage:
    """The page on which one case can be sealed."""
    view = scene.desk.views[0]
    start_form(scene.session.workspace, view.audit.id, "T-1", full_form())
    scene.desk.show_sealing(view.audit.id)
    scene.settle()
    return scene.page(SealPage)


def only(*ways: HandOver, files: Path | str = "") -> Policy:
    return Policy(hand_over=frozenset(ways), files_folder=str(files))


# --- whom the organisation trusts -----------------------------------------------------------------


def test_a_listed_partnership_need_not_be_compared(agency: OpenAgency, started: Round) -> None:
    listed = own_fingerprint(started.partnership)
    scene = agency(Policy(trusted_fingerprints=(listed,)))
    card = next(iter(scene.page(HomePage).cards.values()))
    assert TRUSTED in words(card)
    assert not card.words.same.isVisible()
    assert listed not in words(card)
    scene.click(card.words.again)
    assert listed in words(card)
    assert "You need not compare them." in words(card)
    scene.desk.show_audit(scene.desk.views[0].audit.id)
    scene.settle()
    page = scene.page(AuditPage)
    assert TRUSTED in words(page.words)
    assert not page.words.same.isVisible()
    assert scene.desk.views[0].sender.compared_on is None  # nobody said that they were


def test_without_a_list_the_words_are_compared(agency: OpenAgency) -> None:
    scene = agency(Policy())
    card = next(iter(scene.page(HomePage).cards.values()))
    assert TRUSTED not in words(card)
    scene.click(card.words.same)
    view = scene.desk.views[0]
    assert sender_of(scene.session.workspace, view.audit).compared_on is not None


# --- when it locks itself -------------------------------------------------------------------------


def test_a_preset_lock_time_is_shown_and_stays(agency: OpenAgency) -> None:
    scene = agency(Policy(lock_minutes=20))
    scene.desk.show_keys()
    scene.settle()
    section = scene.page(KeysPage).panel.locking
    pills = section.minutes
    assert pills.current() == "20"
    assert [key.text() for key in pills.buttons() if key.isEnabled()] == ["20 minutes"]
    assert SET_BY_ORGANISATION in words(section)
    assert pills.accessibleDescription() == SET_BY_ORGANISATION
    current = pills.button("20")
    assert current.accessibleDescription() == SET_BY_ORGANISATION
    current.setFocus()
    assert scene.focus() is current  # it can be reached, and read out
    before = lock_after(scene.session.workspace)
    scene.click(current)
    assert lock_after(scene.session.workspace) == before
    assert pills.current() == "20"


def test_never_is_still_called_unsafe(agency: OpenAgency) -> None:
    scene = agency(Policy(lock_minutes=0))
    scene.desk.show_keys()
    scene.settle()
    section = scene.page(KeysPage).panel.locking
    assert section.minutes.current() == "0"
    assert section.unsafe.isVisible()


# --- how files leave ------------------------------------------------------------------------------


def test_where_files_leave_by_email_only(agency: OpenAgency, tmp_path: Path) -> None:
    files = tmp_path / "for sending"
    scene = agency(only(HandOver.EMAIL, files=files))
    page = sealing(scene)
    assert not page.folder.change.isVisible()
    assert not page.armored.isVisible()
    assert f"{SET_BY_ORGANISATION}: files leave by e-mail, from this folder." in words(page)
    assert f"{SET_BY_ORGANISATION}: files are not written as text." in words(page)
    scene.click(page.seal)
    done = scene.page(DonePage)
    assert done.done.path.parent == files
    assert not done.folder.isVisible()
    assert done.email.text() == "Prepare e-mail"
    assert f"{SET_BY_ORGANISATION}: files leave by e-mail." in words(done)


def test_where_files_leave_by_their_folder_only(
    agency: OpenAgency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def note(url: QUrl) -> bool:
        shown.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    scene = agency(only(HandOver.FOLDER, files=tmp_path / "out"))
    page = sealing(scene)
    assert page.folder.change.isVisible()
    assert "by e-mail" not in words(page)
    scene.click(page.seal)
    done = scene.page(DonePage)
    assert done.copies == {}
    assert "The e-mail" not in words(done)
    assert f"{SET_BY_ORGANISATION}: files leave from their folder, not by e-mail." in words(done)
    assert done.email.text() == "Show in folder"
    scene.click(done.email)
    assert [Path(path) for path in shown] == [tmp_path / "out"]
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".paudit"]


def test_where_files_leave_as_text_only(agency: OpenAgency, tmp_path: Path) -> None:
    scene = agency(only(HandOver.TEXT, files=tmp_path / "out"))
    page = sealing(scene)
    assert page.armored.isChecked()
    assert not page.armored.isEnabled()
    assert page.armored.accessibleDescription() == SET_BY_ORGANISATION
    assert f"{SET_BY_ORGANISATION}: files are written as text." in words(page)
    scene.click(page.seal)
    assert scene.page(DonePage).done.path.suffix == ".txt"


def test_where_no_file_may_leave_nothing_is_written(agency: OpenAgency, tmp_path: Path) -> None:
    scene = agency(only(files=tmp_path / "out"))
    page = sealing(scene)
    assert "no file may leave this desk. Ask your IT department." in words(page)
    scene.click(page.seal)
    assert "does not let this leave" in page.failure.sentence.text()
    assert not (tmp_path / "out").exists()


def test_the_test_package_keeps_to_it_too(agency: OpenAgency) -> None:
    scene = agency(only(HandOver.EMAIL, HandOver.TEXT))
    scene.desk.route.begin(scene.desk.views[0])
    scene.settle()
    page = scene.page(TryPage)
    assert page.armored.isVisible()
    assert page.armored.isEnabled()
    assert page.folder is not None
    assert not page.folder.change.isVisible()


def test_without_a_preset_every_way_is_offered(agency: OpenAgency) -> None:
    scene = agency(Policy())
    page = sealing(scene)
    assert page.folder.change.isVisible()
    assert page.armored.isEnabled()
    assert SET_BY_ORGANISATION not in words(page)


def test_saving_begins_at_the_preset_folder_and_may_go_elsewhere(
    agency: OpenAgency, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins: list[str] = []

    def choose(_parent: QWidget, _title: str, begin: str) -> str:
        begins.append(begin)
        return str(tmp_path / "another")

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    scene = agency(Policy(files_folder=str(tmp_path / "files")))
    page = sealing(scene)
    scene.click(page.folder.change)
    assert begins == [str(tmp_path / "files")]
    scene.click(page.seal)
    assert scene.page(DonePage).done.path.parent == tmp_path / "another"
