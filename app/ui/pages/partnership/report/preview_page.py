"""The pages of a report in the window, as they will be printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.reporting import ReportKind
from app.domain.shortcuts import FIT, LARGER, SMALLER
from app.errors import PartnershipAuditError
from app.reports.page_pictures import PagePictures
from app.reports.wording import plural
from app.ui.pages.partnership.report.deeds import PaperDeeds
from app.ui.pages.partnership.report.making import MakingCard
from app.ui.pages.partnership.report.pages_view import Fit, PagesView
from app.ui.pages.partnership.report.paper import MADE_FROM, Paper
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.tasks import Task, Work
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import icon_button, primary_button, quiet_button, secondary_button
from app.ui.widgets.fields import PlainLineEdit
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import text_label


class PreviewPage(Room):
    """Makes the report when it is opened, and again when what it is made from has changed."""

    concerns: ClassVar = MADE_FROM

    def __init__(
        self,
        floor: Floor,
        paper: Paper,
        *,
        back: str = "Reports",
        edit: Callable[[], object] | None = None,
        check: Callable[[ReportKind, str], object] | None = None,
    ) -> None:
        super().__init__(floor, paper.title, wide=True, gap=Space.M, back=back)
        self.paper = paper
        self.content: bytes | None = None
        self._task: Task[tuple[bytes, PagePictures]] | None = None
        self._edit, self._check = edit, check
        self.sentence.setText(paper.note)
        self.sentence.setVisible(bool(paper.note))
        self.result = Slot()
        self.deeds = PaperDeeds(self, self.result)
        self._add_buttons()
        self.add(self.result)
        self.making = Slot()
        self.add(self.making)
        self._add_tools()
        self.pages = PagesView(floor.session)
        self.pages.page_changed.connect(self._show_place)
        self.pages.zoomed.connect(self._show_place)
        self.pages.failed.connect(self._failed)
        self.pages.hide()
        self.body.addWidget(self.pages, 1000)
        self._nothing = QWidget()
        self.body.addWidget(self._nothing, 1)
        self._add_keys()

    def _add_buttons(self) -> None:
        make = primary_button if self.paper.frozen or self._check is None else secondary_button
        self.save = make("Save as PDF", icon="download")
        self.save.clicked.connect(lambda: self.deeds.save(self.paper, self.content))
        self.print = secondary_button("Print", icon="print")
        self.print.clicked.connect(
            lambda: self.deeds.print(self.paper, self.content, len(self.pages.views))
        )
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.save)
        row.addWidget(self.print)
        self.edit = secondary_button("Edit texts", icon="edit")
        self.check = primary_button("Check and publish", icon="check")
        if self._edit is not None:
            self.edit.clicked.connect(self._open_edit)
            row.addWidget(self.edit)
        if self._check is not None:
            self.check.clicked.connect(self._open_check)
            row.addWidget(self.check)
        self.add(row)

    def _add_tools(self) -> None:
        self.tools = QWidget()
        flow = FlowLayout(self.tools, gap=Space.S)
        self.smaller = icon_button("Smaller", "dash")
        self.smaller.setToolTip("Smaller (Ctrl and −)")
        self.percent = text_label("100 %", tone=Tone.SECONDARY, wrap=False)
        self.larger = icon_button("Larger", "plus")
        self.larger.setToolTip("Larger (Ctrl and +)")
        self.wide = quiet_button("Fit width")
        self.whole = quiet_button("Whole page")
        self.number = PlainLineEdit(characters=4)
        self.number.setAccessibleName("Go to page")
        self.number.returnPressed.connect(self._go)
        self.of = text_label("", tone=Tone.SECONDARY, wrap=False)
        self.find_box = PlainLineEdit(characters=18)
        self.find_box.setAccessibleName("Find words in the report")
        self.find_box.returnPressed.connect(self._search)
        self.found = text_label("", tone=Tone.SECONDARY, wrap=False)
        groups = (
            (self.smaller, self.percent, self.larger),
            (self.wide, self.whole),
            (text_label("Page", wrap=False), self.number, self.of),
            (text_label("Find", wrap=False), self.find_box, self.found),
        )
        for group in groups:
            box = QWidget()
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, Space.M, 0)
            row.setSpacing(Space.S)
            for widget in group:
                row.addWidget(widget)
            flow.addWidget(box)
        self.smaller.clicked.connect(self._zoom_out)
        self.larger.clicked.connect(self._zoom_in)
        self.wide.clicked.connect(self._fit_width)
        self.whole.clicked.connect(self._fit_page)
        self.tools.hide()
        self.add(self.tools)

    def _add_keys(self) -> None:
        does = ((LARGER, self._zoom_in), (SMALLER, self._zoom_out), (FIT, self._fit_width))
        for keys, act in does:
            for each in keys.keys:
                shortcut = QShortcut(QKeySequence(each), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)

    def focus_first(self) -> None:
        (self.pages if self.pages.isVisible() else self.back).setFocus()

    def focus_search(self) -> None:
        if self.tools.isVisible():
            self.find_box.setFocus()
            self.find_box.selectAll()

    # --- making it ------------------------------------------------------------------------------

    def look(self) -> None:
        super().look()
        if self.paper.frozen and self.content is not None:
            return
        if self._task is not None:
            self._task.cancel()
        make = self.paper.make

        def run(work: Work) -> tuple[bytes, PagePictures]:
            def on_page(page: int) -> None:
                work.check()
                work.report(page, page + 1)

            content = make(on_page)
            work.check()
            return content, PagePictures(content)

        self._show_making()
        task = self.session.work(
            run,
            done=lambda made: self._made(task, *made),
            failed=self._failed,
            cancelled=lambda: self._stopped(task),
            progress=lambda page, _of, _text: self._say_page(page),
            owner=self,
        )
        self._task = task

    def leave(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.pages.close_pages()

    def _show_making(self) -> None:
        self._doing = MakingCard("Making the pages…")
        self._doing.stopped.connect(self._stop)
        self.stop = self._doing.stop
        self.making.put(self._doing)
        self._set_ready(ready=False)

    def _say_page(self, page: int) -> None:
        if self.making.isVisible():
            self._doing.say(f"Making page {page}…")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _stopped(self, task: object) -> None:
        if task is self._task:
            self._task = None
            self._set_ready(ready=self.content is not None)
            banner = Banner(
                Tone.ATTENTION,
                "Stopped before every page was made.",
                "Nothing was changed.",
                action="Make it again",
            )
            banner.acted.connect(self.look)
            self.making.put(banner)

    def _failed(self, error: PartnershipAuditError) -> None:
        self._task = None
        self._set_ready(ready=self.content is not None)
        self.making.put_error(error)

    def _made(self, task: object, content: bytes, pages: PagePictures) -> None:
        if task is not self._task:
            pages.close()
            return
        self._task = None
        first = self.content is None
        self.content = content
        self.making.put()
        self._set_ready(ready=True)
        self.pages.show()
        self._nothing.hide()
        self.pages.show_pages(pages)
        self.sentence.setText(f"{self.paper.note} {plural(len(pages), 'page')}.".strip())
        self.sentence.show()
        self._show_place()
        self.say("Only in this window until you save or print it", "Alt+Left goes back")
        if first and self.window().focusWidget() in {None, self, self.back}:
            self.pages.setFocus()

    def _set_ready(self, *, ready: bool) -> None:
        self.tools.setVisible(ready or self.content is not None)
        for button in (self.save, self.print):
            button.setEnabled(ready)

    # --- going about ----------------------------------------------------------------------------

    def _show_place(self, *_: object) -> None:
        self.number.setText(str(self.pages.current))
        self.of.setText(f"of {len(self.pages.views)}")
        self.percent.setText(f"{round(100 * self.pages.factor)} %")

    def _zoom_in(self) -> None:
        self.pages.zoom_in()

    def _zoom_out(self) -> None:
        self.pages.zoom_out()

    def _fit_width(self) -> None:
        self.pages.fit_to(Fit.WIDTH)

    def _fit_page(self) -> None:
        self.pages.fit_to(Fit.PAGE)

    def _go(self) -> None:
        words = self.number.text().strip()
        if words.isdecimal():
            self.pages.go_to(min(max(int(words), 1), len(self.pages.views)))
        self._show_place()
        self.number.selectAll()

    def _search(self) -> None:
        """Go to the next page on which the words stand, from the one that is read on."""
        words, count = " ".join(self.find_box.text().casefold().split()), len(self.pages.views)
        content, here = self.content, self.pages.current
        if not words or content is None:
            self.found.setText("")
            return

        def run(work: Work) -> int:
            with PagePictures(content) as pages:
                for step in range(1, count + 1):
                    work.check()
                    at = (here - 1 + step) % count
                    if words in " ".join(pages.text(at).casefold().split()):
                        return at + 1
            return 0

        self.session.work(run, done=self._found_on, failed=self._failed, owner=self)

    def _found_on(self, number: int) -> None:
        self.found.setText(f"On page {number}" if number else "Not in this report")
        if number:
            self.pages.go_to(number)

    def _open_edit(self) -> None:
        if self._edit is not None:
            self._edit()

    def _open_check(self) -> None:
        if self._check is not None and self.paper.kind is not None:
            self._check(self.paper.kind, self.paper.about)
