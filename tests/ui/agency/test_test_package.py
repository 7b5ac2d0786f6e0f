"""The way to the partnership is tried with a package that has no returns in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from app.services.answer_case import start_form
from app.services.import_returns import Outcome
from app.services.seal_returns import seal_returns
from app.services.write_receipt import write_receipt
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.done_page import DonePage
from app.ui.pages.agency.route_room import TryPage
from tests.builders import clock, full_form
from tests.flow.desks import Round
from tests.ui.agency.scene import Scene


def texts(widget: QWidget) -> list[str]:
    """Every text that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def make(scene: Scene, to: Path, *, armored: bool = False) -> Path:
    """Make a test package from the page of the audit: where it is."""
    scene.click(scene.page(AuditPage).route.try_it)
    page = scene.page(TryPage)
    assert page.folder is not None
    page.folder.set_path(to)
    page.armored.setChecked(armored)
    scene.click(page.go)
    return scene.page(DonePage).done.path


def look(scene: Scene) -> AuditPage:
    """The page of the audit, read anew."""
    scene.desk.show_audit(scene.desk.views[0].audit.id)
    scene.settle()
    return scene.page(AuditPage)


def test_the_way_is_tried_and_confirmed(opened: Scene, started: Round, tmp_path: Path) -> None:
    route = opened.page(AuditPage).route
    assert route.offer.isVisible()
    assert route.try_it.text() == "Try the way first…"
    package = make(opened, tmp_path / "mail")
    done = opened.page(DonePage)
    assert done.done.heading == "The test package is made"
    assert set(done.copies) == {"To", "Subject", "Text"}
    assert done.done.email.recipient == "audit@example.org"

    page = look(opened)
    assert "Test package made on 1 February 2018; not confirmed yet" in texts(page.route)
    assert page.route.try_it.text() == "Make another test package…"
    assert not page.route.offer.isVisible()

    [imported] = started.bring_in(package)
    assert imported.outcome is Outcome.TEST
    audit, agency = started.audit, started.audit.agencies[0]
    receipt = write_receipt(
        started.partnership, audit.id, agency.id, tmp_path / "back", clock=clock
    )
    opened.desk.open_file(receipt.path)
    opened.settle()
    page = look(opened)
    assert "The way is good: a test package arrived on 1 February 2018" in texts(page.route)
    assert not page.route.try_it.isVisible()


def test_as_text_for_mail_that_stops_unknown_files(
    opened: Scene, started: Round, tmp_path: Path
) -> None:
    package = make(opened, tmp_path, armored=True)
    assert package.name.endswith(".txt")
    assert package.read_bytes().startswith(b"-----BEGIN AGE")
    [imported] = started.bring_in(package)
    assert imported.outcome is Outcome.TEST


def test_after_a_sealing_it_is_offered_quietly(opened: Scene, tmp_path: Path) -> None:
    workspace, audit_id = opened.session.workspace, opened.desk.views[0].audit.id
    start_form(workspace, audit_id, "T-1", full_form())
    seal_returns(workspace, audit_id, ["T-1"], tmp_path / "out", clock=clock)
    route = look(opened).route
    assert not route.offer.isVisible()
    assert "Nobody has tried the way to the partnership yet" in texts(route)
    assert route.try_it.isVisible()


def test_a_folder_that_cannot_be_written_to_is_told(opened: Scene, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    opened.click(opened.page(AuditPage).route.try_it)
    page = opened.page(TryPage)
    assert page.folder is not None
    page.folder.set_path(blocked)
    opened.click(page.go)
    assert page.failure.isVisible()
    assert page.go.isEnabled()
    opened.click(page.back)
    assert opened.page(AuditPage).route.offer.isVisible()
