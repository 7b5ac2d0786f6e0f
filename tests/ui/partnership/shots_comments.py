"""The screens of the comments: all, filtered, none, tagged, quoted, taken on.

``python -m tests.ui.partnership.shots_comments DIR [LOOK]`` draws these alone.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication

from app.analysis.comment_search import Comment, Narrowing
from app.domain.comment_tags import theme_tag
from app.domain.meeting import NoteHeading
from app.domain.reporting import Quote
from app.services.browse_comments import browse_comments, keep_quote, keep_tags
from app.ui.frame import DEFAULT, SMALLEST
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.theme import Scheme, apply_theme
from tests.ui.partnership.scene import Scene, round_scene
from tests.ui.partnership.shots import LOOKS, Shot, settle

WORRIED, WELL = NoteHeading.WORRIED.value, NoteHeading.WELL.value


class Tour:
    """Goes through the screens; what it leaves behind it takes away when it comes by again."""

    def __init__(self, scene: Scene, desk: PartnershipDesk) -> None:
        self.scene, self.desk = scene, desk

    def clear(self) -> None:
        """No tag, no quotation."""
        with self.scene.workspace.work() as work:
            for tag in work.comments.tags(self.desk.audit_id):
                work.comments.drop_tag(self.desk.audit_id, tag)
            for quote in work.comments.quotes(self.desk.audit_id):
                work.comments.drop_quote(self.desk.audit_id, quote.id)
            work.commit()

    def written(self) -> tuple[Comment, ...]:
        """Everything that was written."""
        return browse_comments(self.scene.workspace, self.desk.audit_id).comments

    def tag(self) -> None:
        """Some comments get tags, and one is quoted."""
        by_question = sorted(self.written(), key=lambda one: one.ranks)
        tags = [(WORRIED,), (WELL, theme_tag("Voice of the child")), (), (NoteHeading.TO_DO.value,)]
        wanted = {
            one.place: dict.fromkeys(some, True)
            for one, some in zip(by_question, tags * 3, strict=False)
        }
        keep_tags(self.scene.workspace, self.desk.audit_id, wanted)
        keep_quote(self.scene.workspace, self.desk.audit_id, by_question[1], by_question[1].text)

    def page(self, by: Narrowing | None = None) -> CommentsPage:
        """The comments of all questions, with what is looked for."""
        self.desk.go("findings")
        settle(self.scene)
        with self.scene.workspace.work() as work:
            audit = work.audits.get(self.desk.audit_id)
        page = CommentsPage(self.desk, audit)
        self.desk.open(page)
        settle(self.scene)
        page.bar.clear()
        page.bar.search.set_value(by.words if by else "")
        page.bar.narrowing = by or Narrowing()
        page.bar.changed.emit()
        page.list.setFocus(Qt.FocusReason.TabFocusReason)
        return page

    def untouched(self) -> None:
        self.clear()
        self.page()

    def tagged(self) -> None:
        self.clear()
        self.tag()
        page = self.page()
        here = QItemSelectionModel.SelectionFlag.Select
        for row in (0, 1, 2):
            page.list.selectionModel().select(page.model.index(row), here)

    def filtered(self) -> None:
        self.page(Narrowing(words="child record", agency="childrens-social-care", end="good"))

    def nothing(self) -> None:
        self.page(Narrowing(words="zebra"))

    def nil(self) -> None:
        self.page(Narrowing(section="notes"))

    def themes(self) -> None:
        page = self.page()
        page.list.selectAll()
        page.buttons["T"].click()

    def quote(self) -> None:
        page = self.page()
        page.list.stand_on(2)
        page.buttons["Q"].click()

    def meeting(self) -> None:
        page = self.page()
        page.list.stand_on(2)
        page.buttons["N"].click()

    def recommend(self) -> None:
        page = self.page()
        page.list.stand_on(2)
        page.buttons["R"].click()

    def quotations(self) -> None:
        one = sorted(self.written(), key=lambda one: one.ranks)[4]
        with self.scene.workspace.work() as work:
            old = Quote("shown", *one.place, "words that the agency has written anew since")
            work.comments.keep_quote(self.desk.audit_id, old)
            work.commit()
        self.page().quotes.click()

    def no_quotations(self) -> None:
        self.clear()
        self.page().quotes.click()


def shots_of_comments(scene: Scene, desk: PartnershipDesk) -> Iterator[Shot]:
    """The screens, each with the way to it."""
    tour = Tour(scene, desk)
    yield "comments-all", tour.untouched
    yield "comments-tagged", tour.tagged
    yield "comments-filtered", tour.filtered
    yield "comments-nothing", tour.nothing
    yield "comments-notes", tour.nil
    yield "comments-themes", tour.themes
    yield "comments-quote", tour.quote
    yield "comments-meeting", tour.meeting
    yield "comments-recommend", tour.recommend
    yield "quotations", tour.quotations
    yield "quotations-none", tour.no_quotations


def shoot(app: QApplication, folder: Path, only: str) -> None:
    """Draw them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        scene, _audit = round_scene(Path(temporary), finished=True)
        apply_theme(app, Scheme.LIGHT, 1.0)
        desk = scene.open(_crashed)
        settle(scene)
        for look, scheme, scale in LOOKS:
            if only and look != only:
                continue
            apply_theme(app, scheme, scale)
            desk.window.resize(SMALLEST if look.startswith("small") else DEFAULT)
            for name, act in shots_of_comments(scene, desk):
                act()
                settle(scene)
                desk.window.grab().save(str(folder / f"{name}-{look}.png"))
        scene.close()


def _crashed(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    shoot(QApplication(sys.argv[:1]), Path(sys.argv[1]), *sys.argv[2:3] or [""])
