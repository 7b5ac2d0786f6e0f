"""The screens of the reports: list, preview, texts, check and what was published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.domain.reporting import ReportKind
from app.services.publish_report import publish_report, published
from app.services.report_texts import drop_report_text, keep_report_text, report_texts
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.report.pages_view import Fit
from app.ui.pages.partnership.report.preview_page import PreviewPage
from app.ui.pages.partnership.report.publish_page import PublishPage
from app.ui.pages.partnership.report.text_page import TextPage
from app.ui.pages.partnership.report.texts_page import TextsPage
from app.ui.pages.partnership.reports import ReportsRoom
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots import Shot, settle

P = TypeVar("P", bound=QWidget)
WRITTEN = (
    "Five cases were looked at by six agencies. We are pleased with how openly they wrote, and "
    "concerned that culture and religion were considered in so few of the cases. Jane Smithson "
    "wrote the same of the first one."
)


class ReportTour:
    """Goes through the screens; what it changes it puts back when it comes by again."""

    def __init__(self, scene: Scene, desk: PartnershipDesk) -> None:
        self.scene, self.desk = scene, desk

    def page(self, kind: type[P]) -> P:
        """The page that is shown, when everything has come."""
        settle(self.scene)
        page = self.desk.window.page()
        assert isinstance(page, kind)
        return page

    def room(self) -> ReportsRoom:
        """The list of reports."""
        self.desk.go("reports")
        return self.page(ReportsRoom)

    def write(self, text: str) -> None:
        """As if the summary had been written on other figures; nothing written is the draft."""
        workspace, audit_id = self.scene.workspace, self.desk.audit_id
        assert self.scene.session is not None
        if not text:
            changes = drop_report_text(workspace, audit_id, "summary")
        else:
            texts = report_texts(workspace, audit_id, clock=self.scene.clock)
            summary = texts.at("summary")
            assert summary is not None
            before = summary.draft.replace("27 full returns", "26 full returns")
            before = before.replace("(67%, 18 of 27)", "(65%, 17 of 26)")
            changes = keep_report_text(workspace, audit_id, "summary", text, before)
        self.scene.session.tell(changes)
        settle(self.scene)

    def preview(self, kind: ReportKind = ReportKind.AUDIT) -> PreviewPage:
        self.room().rows[kind].open.click()
        page = self.page(PreviewPage)
        settle(self.scene)
        return page

    def preview_shown(self) -> None:
        self.write("")
        self.preview().pages.go_to(7)

    def preview_whole(self) -> None:
        page = self.preview(ReportKind.GUIDE)
        page.pages.fit_to(Fit.PAGE)

    def making(self) -> None:
        self.room().rows[ReportKind.AUDIT].open.click()
        page = self.page(PreviewPage)
        page._show_making()
        page._say_page(31)

    def stopped(self) -> None:
        page = self.preview()
        page._task = None
        page._stopped(None)

    def texts(self) -> TextsPage:
        self.write(WRITTEN)
        self.room().texts.click()
        return self.page(TextsPage)

    def texts_shown(self) -> None:
        self.texts()

    def draft(self) -> None:
        self.write("")
        self.room().texts.click()
        texts = self.page(TextsPage)
        assert texts.texts is not None
        section = next(each for each in texts.texts.texts if each.place.startswith("section"))
        texts.open_text(section.place)
        self.page(TextPage)

    def written(self) -> None:
        self.texts().open_text("summary")
        self.page(TextPage)

    def outdated(self) -> None:
        self.write(WRITTEN)
        self.room()

    def check(self) -> PublishPage:
        self.write(WRITTEN)
        self.room().check.click()
        page = self.page(PublishPage)
        page.result.put()
        page.who.set_error("")
        page.reason.set_error("")
        return page

    def check_shown(self) -> None:
        self.check()

    def check_refused(self) -> None:
        page = self.check()
        page.who.set_value("")
        page.publish.click()

    def check_case(self) -> None:
        page = self.check()
        page.choice.which.set_value(ReportKind.CASE.value)
        page.choice.which.chosen.emit(ReportKind.CASE.value)

    def published(self) -> None:
        workspace, audit_id = self.scene.workspace, self.desk.audit_id
        self.write("")
        if not published(workspace, audit_id, clock=self.scene.clock):
            publish_report(
                workspace,
                audit_id,
                by="LSCB officer",
                reason="The board has looked at each of them.",
                clock=self.scene.clock,
            )
        self.write(WRITTEN)
        room = self.room()
        room.look()
        settle(self.scene)
        room.show_widget(room.published)

    def version(self) -> None:
        self.published()
        room = self.page(ReportsRoom)
        assert room.seen is not None
        room._open(room._published(room.seen.published[0].published))
        self.page(PreviewPage)


def shots_of_reports(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens, each with the way to it."""
    tour = ReportTour(scene, desk)
    yield "preview", tour.preview_shown
    yield "preview-whole", tour.preview_whole
    yield "preview-making", tour.making
    yield "preview-stopped", tour.stopped
    yield "reports-outdated", tour.outdated
    yield "texts", tour.texts_shown
    yield "text-draft", tour.draft
    yield "text-outdated", tour.written
    yield "publish", tour.check_shown
    yield "publish-refused", tour.check_refused
    yield "publish-case", tour.check_case
    yield "published", tour.published
    yield "preview-published", tour.version
