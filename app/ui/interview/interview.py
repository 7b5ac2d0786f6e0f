"""One form, a question a page: the pages, the way between them, and the saving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.interview import ABOUT, CHECK, Step, neighbours, path, progress, states, step_of
from app.domain.returns import Form
from app.domain.rules import Problem
from app.services.answer_case import CaseForm
from app.ui.interview.about_page import AboutPage
from app.ui.interview.check_page import CheckPage
from app.ui.interview.draft import Draft
from app.ui.interview.question_page import QuestionPage
from app.ui.interview.steps import first_open_step, nav_sections, step_to_open
from app.ui.interview.wording import case_line, case_title, look_back_sentence
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.navigation import NavHead, NavSection, StepNav

NAV_WIDTH = 320  # the short names of a tool's questions mostly fit on one line
Page = AboutPage | QuestionPage | CheckPage


class Interview(QWidget):
    """The page of one form; ``nav`` goes to the side.

    ``left`` back to the cases, ``seal_asked`` from a form that is ready, ``moved(step)`` when
    another page is shown, ``saved`` when nothing waits to be saved any more, ``steps_asked`` for
    the steps where the side has no room for them.
    """

    left = Signal()
    seal_asked = Signal()
    moved = Signal(str)
    saved = Signal()
    steps_asked = Signal()

    def __init__(
        self, session: Session, case_form: CaseForm, clock: Callable[[], str], *, step: str = ""
    ) -> None:
        super().__init__()
        self.audit, self.case = case_form.audit, case_form.case
        self._clock = clock
        self._saved_at = ""
        self._pages: dict[str, Page] = {}
        self._seen: set[str] = set()
        self._unfolded = False
        self.step = ""
        self.draft = Draft(session, case_form)
        self.draft.changed.connect(self._changed)
        self.draft.saved.connect(self._was_saved)
        self.draft.failed.connect(self._not_saved)
        self.nav = StepNav(NavHead(case_title(self.case)))
        self.nav.preferred_width = NAV_WIDTH
        self.nav.chosen.connect(self.choose)
        self._build()
        for keys, way in (
            ("Alt+Right", 1),
            ("Ctrl+PgDown", 1),
            ("Alt+Left", -1),
            ("Ctrl+PgUp", -1),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self._step, way))
        known = {each.id for each in path(self.audit.tool, self.form)}
        first = first_open_step(self.audit.tool, self.form, self.audit.opened)
        self.go(step if step in known else first)

    @property
    def form(self) -> Form:
        """The form as it is on the screen."""
        return self.draft.form

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._trouble_place = QWidget()
        inner = QVBoxLayout(self._trouble_place)
        inner.setContentsMargins(40, Space.L, 40, 0)
        self.trouble = Banner(
            Tone.ATTENTION, "Your last answers are not saved yet.", " ", action="Save again"
        )
        self.trouble.acted.connect(self.draft.save_again)
        inner.addWidget(self.trouble)
        self._trouble_place.hide()
        column.addWidget(self._trouble_place)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(34, Space.M, 40, Space.XL)
        row.setSpacing(Space.M)
        self.cases = quiet_button("All cases")
        self.cases.clicked.connect(self.leave)
        self.steps = quiet_button("Steps")
        self.steps.clicked.connect(self.steps_asked)
        self.steps.hide()
        self.back = secondary_button("Back", icon="back")
        self.back.clicked.connect(partial(self._step, -1))
        self.forward = primary_button("Continue")
        self.forward.clicked.connect(partial(self._step, 1))
        row.addWidget(self.cases)
        row.addWidget(self.steps)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        column.addWidget(foot)

    def _page(self, step: Step) -> Page:
        page: Page
        if step.id == ABOUT:
            page = AboutPage(self.audit, self.case, self.form, unfolded=self._unfolded)
            page.edited.connect(lambda fields: self.draft.edit_about(**fields))
            page.guidance_turned.connect(self._remember_fold)
        elif step.id == CHECK:
            page = CheckPage(self.audit, self.case)
            page.change_asked.connect(self.go)
            page.problem_chosen.connect(self.lead_to)
        else:
            page = QuestionPage(
                self.audit.tool,
                step,
                self.form,
                look_back=self._look_back(step),
                unfolded=self._unfolded,
            )
            page.edited.connect(lambda place, fields: self.draft.edit(place, **fields))
            page.people_asked.connect(partial(self.go, ABOUT))
            page.guidance_turned.connect(self._remember_fold)
        self._stack.addWidget(page)
        return page

    def _look_back(self, step: Step) -> str:
        """The window of a section that looks back further, or less far, than the form."""
        rule = step.section.look_back if step.section else None
        if rule is None or rule == self.audit.tool.look_back:
            return ""
        return look_back_sentence(rule, self.audit.opened, self.form.last_involvement)

    def _remember_fold(self, unfolded: bool) -> None:
        self._unfolded = unfolded

    # --- the way ----------------------------------------------------------------------------------

    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.step]

    def go(self, step_id: str, *, focus: bool = True) -> None:
        """Show a page. One that was shown before is as it was left: undo, focus, scrolling."""
        self.flush()
        steps = path(self.audit.tool, self.form)
        step = next((each for each in steps if each.id == step_id), steps[0])
        before = self._pages.get(step.id)
        if isinstance(before, QuestionPage) and before.is_for_others_than(self.form.people):
            self._stack.removeWidget(before)
            before.deleteLater()
            before = None
        page = before or self._page(step)
        self._pages[step.id] = page
        self.step = step.id
        if step.id in self._seen and not isinstance(page, CheckPage):
            page.show_problems(self._problems_of(step.id))
        self._seen.add(step.id)
        self._follow(page)
        self._stack.setCurrentWidget(page)
        self._show_way()
        self._order_keys()
        self.moved.emit(step.id)
        if focus:
            remembered = page.focusWidget() if before is not None else None
            control = remembered or page.first_control() or self.forward
            # After the layout: what is not yet placed can't be scrolled to.
            QTimer.singleShot(0, control, control.setFocus)

    def choose(self, key: str) -> None:
        """Go to a step, or to the first open one of a section that is folded."""
        self.go(step_to_open(self.audit.tool, self.form, key, self.audit.opened))

    def _step(self, way: int) -> None:
        self.flush()  # an answer that was just typed may call for another next page
        before, after = neighbours(self.audit.tool, self.form, self.step)
        if way < 0:
            if before is not None:
                self.go(before.id)
        elif after is not None:
            self.go(after.id)
        elif self.draft.case_form.can_be_sealed:
            self.seal_asked.emit()
        else:
            self.leave()

    def lead_to(self, problem: Problem) -> None:
        """Go to the field of a problem."""
        self.go(step_of(self.audit.tool, problem.key), focus=False)
        page = self.page()
        if not isinstance(page, CheckPage):
            page.show_problems(self._problems_of(self.step))
            QTimer.singleShot(0, page, partial(page.lead_to, problem))

    def leave(self) -> None:
        """Back to the cases, with everything given to be saved."""
        self.flush()
        self.left.emit()

    def flush(self) -> None:
        """Hand over now what was typed a moment ago."""
        page = self._pages.get(self.step)
        if page is not None and not isinstance(page, CheckPage):
            page.flush()

    # --- following the form -----------------------------------------------------------------------

    def _changed(self, _place: str) -> None:
        page = self._pages.get(self.step)
        if page is None:
            return
        blocks = len(page.blocks()) if isinstance(page, QuestionPage) else 0
        self._follow(page)
        if isinstance(page, QuestionPage):
            if len(page.blocks()) != blocks:
                self._order_keys()
            page.show_problems(self._problems_of(self.step), again=True)
        self._show_way()

    def _follow(self, page: Page) -> None:
        if isinstance(page, CheckPage):
            page.follow(self.form, self.draft.case_form.problems)
            return
        page.follow(self.form)

    def _order_keys(self) -> None:
        """From the page's last control, Tab goes to the buttons below it."""
        controls = [
            widget
            for widget in self.page().findChildren(QWidget)
            # A widget that hands the focus on has no place of its own.
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        ]
        before = controls[-1] if controls else None
        for button in (self.cases, self.steps, self.back, self.forward):
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button

    def _problems_of(self, step_id: str) -> list[Problem]:
        tool = self.audit.tool
        return [p for p in self.draft.case_form.problems if step_of(tool, p.key) == step_id]

    def _show_way(self) -> None:
        tool, _opened = self.audit.tool, self.audit.opened
        before, after = neighbours(tool, self.form, self.step)
        self.back.setEnabled(before is not None)
        ready = after is None and self.draft.case_form.can_be_sealed
        last = "Go to sealing" if ready else "Back to the cases"
        self.forward.set_text("Continue" if after is not None else last)
        self.nav.set_head(self.head())
        self.nav.set_sections(self.sections(), self.step)

    def head(self) -> NavHead:
        """What stands over the steps."""
        done = progress(states(self.audit.tool, self.form, self.audit.opened))
        return NavHead(
            case_title(self.case),
            case_line(self.audit, self.case, self.form),
            done.done,
            done.total,
            f"saved {self._saved_at}" if self._saved_at else "",
        )

    def sections(self) -> tuple[NavSection, ...]:
        """The steps under their sections."""
        return nav_sections(self.audit.tool, self.form, self.step, self.audit.opened)

    # --- saving -----------------------------------------------------------------------------------

    def _was_saved(self) -> None:
        self._saved_at = self._clock()
        self._trouble_place.hide()
        self.nav.set_head(self.head())
        self.saved.emit()

    def _not_saved(self, sentence: str) -> None:
        self.trouble.set_text(
            "Your last answers are not saved yet.",
            f"{sentence} They are still on the screen, and saving is tried again by itself.",
        )
        self._trouble_place.show()
