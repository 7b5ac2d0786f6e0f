"""The screens of the history and of the destruction of an audit, and the way to each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.changes import Topic, changed
from app.domain.recommendations import Recommendation
from app.services.keep_audits import hold_audit, retain_audit
from app.ui.pages.partnership.audits import AuditsPage
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.destroy import DestroyPage
from app.ui.pages.partnership.history import HistoryPage
from tests.builders import full_form, nil_form
from tests.storage.test_chain import tamper
from tests.ui.partnership.scene import Scene, package, small_scene
from tests.ui.partnership.shots import Shot, settle

NAME = "Business manager"
REASON = "The retention schedule says eight years after the report."


def history_scene(folder: Path) -> Scene:
    """The small audit with a return from the police, and a recommendation."""
    from app.services.import_returns import import_returns

    scene = small_scene(folder)
    files = [package(scene, "Police", "police", [("T-1", full_form()), ("T-2", nil_form())])]
    list(import_returns(scene.workspace, files, clock=scene.clock))
    with scene.workspace.work() as work:
        (audit,) = work.audits.all()
        work.recommendations.keep(Recommendation("r1", audit.id, "Found", "Do it"))
        work.commit()
    retain_audit(scene.workspace, audit.id, date(2018, 2, 10))
    return scene


class Tour:
    """Goes through the screens."""

    def __init__(self, scene: Scene, desk: PartnershipDesk) -> None:
        self.scene, self.desk = scene, desk
        with scene.workspace.work() as work:
            self.audit_id = work.audits.all()[0].id

    def _page(self) -> QWidget:
        settle(self.scene)
        page = self.desk.window.page()
        assert page is not None
        return page

    def history(self) -> HistoryPage:
        self.desk.go("settings")
        settle(self.scene)
        self.desk.open(HistoryPage(self.desk))
        page = self._page()
        assert isinstance(page, HistoryPage)
        return page

    def narrowed(self) -> None:
        filters = self.history().panel.filters
        filters.audit.set_value(self.audit_id)
        filters.audit.chosen.emit(self.audit_id)
        filters.days.click()
        filters.first.set_value(date(2018, 2, 1))
        filters.kind.set_value("returns")
        filters.kind.chosen.emit("returns")
        settle(self.scene)
        self.desk.window.setFocus(Qt.FocusReason.OtherFocusReason)

    def nothing(self) -> None:
        filters = self.history().panel.filters
        filters.words.set_value("zebra")
        filters.words.edited.emit("zebra")

    def written(self) -> None:
        self.history().panel.write_csv(self.scene.folder / "History.csv")

    def audits(self) -> AuditsPage:
        self.desk.show_all_audits()
        page = self._page()
        assert isinstance(page, AuditsPage)
        return page

    def overview(self) -> None:
        self.desk.go("overview")

    def destroy(self) -> DestroyPage:
        page = self.audits()
        page.show_destroy(page.model.lines[0])
        shown = self._page()
        assert isinstance(shown, DestroyPage)
        return shown

    def _hold(self, reason: str) -> None:
        hold_audit(self.scene.workspace, self.audit_id, reason)
        assert self.scene.session is not None
        self.scene.session.tell(changed(Topic.AUDITS))

    def held(self) -> None:
        self._hold("Asked for by the national review panel")
        self.destroy()

    def wrong(self) -> None:
        self._hold("")
        page = self.destroy()
        page.form.typed.set_value("another")
        page.form.go.click()

    def gone(self) -> None:
        form = self.destroy().form
        form.by.set_value(NAME)
        form.reason.set_value(REASON)
        form.typed.set_value("t-2018")
        form.go.click()
        settle(self.scene)

    def letter(self) -> None:
        page = self.desk.window.page()
        assert isinstance(page, DestroyPage)
        assert page.certificate is not None
        page.certificate.copy.click()
        page.certificate.copy.setFocus(Qt.FocusReason.TabFocusReason)

    def saved(self) -> None:
        page = self.desk.window.page()
        assert isinstance(page, DestroyPage)
        page.save(self.scene.folder / "certificate.pdf")

    def listed(self) -> None:
        page = self.audits()
        page.which.button("archived").click()
        settle(self.scene)

    def tampered(self) -> None:
        tamper(self.scene.workspace, "UPDATE history SET detail = 'x' WHERE id = 3")
        self.history()


def shots_of_history(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens, each with the way to it; the audit is gone at the end."""
    tour = Tour(scene, desk)
    yield "history", lambda: tour.history().focus_first()
    yield "history-narrowed", tour.narrowed
    yield "history-nothing", tour.nothing
    yield "history-written", tour.written
    yield "overview-due", tour.overview
    yield "destroy", lambda: tour.destroy().setFocus()
    yield "destroy-held", tour.held
    yield "destroy-wrong", tour.wrong
    yield "destroyed", tour.gone
    yield "destroyed-letter", tour.letter
    yield "destroyed-saved", tour.saved
    yield "destroyed-in-the-list", tour.listed
    yield "destroyed-overview", tour.overview
    yield "history-tampered", tour.tampered
