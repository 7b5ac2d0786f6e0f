"""One form, a question a page: the pages, the way between them, and the saving."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.anonymity import InForm
from app.domain.authorship import NO_AUTHORS, Authors
from app.domain.interview import (
    ABOUT,
    CHECK,
    Step,
    first_open_step,
    neighbours,
    path,
    progress,
    step_of,
)
from app.domain.returns import Form
from app.domain.rules import Problem
from app.domain.shortcuts import NEXT, PREVIOUS
from app.services.answer_case import CaseForm
from app.ui.interview.about_page import AboutPage
from app.ui.interview.ahead import CaseAhead
from app.ui.interview.asked import NOTHING_ASKED, Asked
from app.ui.interview.authorship import Authorship
from app.ui.interview.check_page import CheckPage
from app.ui.interview.draft import Draft
from app.ui.interview.foot import Foot
from app.ui.interview.guard import Guard
from app.ui.interview.guard_check import GuardCheck
from app.ui.interview.here_line import HereLine
from app.ui.interview.query_panel import QueryGuide
from app.ui.interview.question_page import QuestionPage
from app.ui.interview.steps import Standing, nav_sections, standing, step_to_open
from app.ui.interview.wording import case_line, case_title, look_back_sentence, reason_words
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.navigation import NavHead, NavSection, StepNav

NAV_WIDTH = 320  # the short names of a tool's questions mostly fit on one line
AHEAD_MS = 200  # after a page was shown, the next one is made
Page = AboutPage | QuestionPage | CheckPage


class Interview(QWidget):
    """The page of one form; ``nav`` goes to the side.

    ``left`` back to the cases; from the last page ``case_asked(UIN, step)`` to the case that is
    ahead, or ``seal_asked`` where none is. ``moved(step)`` when another page is shown, ``saved``
    when nothing waits to be saved any more, ``steps_asked`` for the steps where the side has no
    room for them.
    """

    left = Signal()
    case_asked = Signal(str, str)
    seal_asked = Signal()
    moved = Signal(str)
    saved = Signal()
    steps_asked = Signal()

    def __init__(
        self,
        session: Session,
        case_form: CaseForm,
        clock: Callable[[], str],
        *,
        step: str = "",
        asked: Asked = NOTHING_ASKED,
        authors: Authors = NO_AUTHORS,
    ) -> None:
        super().__init__()
        self.audit, self.case = case_form.audit, case_form.case
        self._clock = clock
        self._saved_at = ""
        self._pages: dict[str, Page] = {}
        self._seen: set[str] = set()
        self._unfolded = False
        self._standing: Standing | None = None
        self._case_ahead: CaseAhead | None = None
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._prepare_next)
        self.step = ""
        self._why = reason_words(case_form.ref.revision, case_form.reason)
        self.asked = asked
        self.authorship = Authorship(authors)
        self.draft = Draft(session, case_form)
        self.draft.changed.connect(self.authorship.touch)
        self.draft.changed.connect(self._changed)
        self.draft.saved.connect(self._was_saved)
        self.draft.failed.connect(self._not_saved)
        self.guard = Guard(session, self.draft, self._pages.values, self)
        self.found = GuardCheck(session, self.draft, self.guard)
        self.found.said.connect(self._show_way)
        self.found.chosen.connect(self._lead_to_words)
        self.nav = StepNav(NavHead(case_title(self.case)))
        self.nav.preferred_width = NAV_WIDTH
        self.nav.chosen.connect(self.choose)
        self.queries = QueryGuide(self, self.audit.tool, asked)
        self.queries.chosen.connect(self.go)
        self._build()
        ways = [(keys, 1) for keys in NEXT.keys] + [(keys, -1) for keys in PREVIOUS.keys]
        for keys, way in ways:
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
        self.here = HereLine(self.audit, self.case)
        column.addWidget(self.here)
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
        column.addWidget(self.queries.beside(self._stack), 1)
        foot = self._foot = Foot()
        self.cases, self.steps = foot.cases, foot.steps
        self.back, self.next_case, self.forward = foot.back, foot.next_case, foot.forward
        self.cases.clicked.connect(self.leave)
        self.steps.clicked.connect(self.steps_asked)
        self.back.clicked.connect(partial(self._step, -1))
        self.next_case.clicked.connect(self._go_to_next_case)
        self.forward.clicked.connect(partial(self._step, 1))
        column.addWidget(foot)

    def _page(self, step: Step) -> Page:
        page: Page
        if step.id == ABOUT:
            page = AboutPage(self.audit, self.case, self.form, unfolded=self._unfolded)
            page.edited.connect(lambda fields: self.draft.edit_about(**fields))
            page.guidance_turned.connect(self._remember_fold)
            if self._why:
                page.put_above_answers(IconLine("edit", self._why, Tone.TEXT))
        elif step.id == CHECK:
            page = CheckPage(self.audit, self.case, authors=self.authorship.authors)
            if self._why:
                page.put_on_top(IconLine("edit", self._why, Tone.TEXT))
            page.change_asked.connect(self.go)
            page.completed.connect(self._order_keys)
            page.problem_chosen.connect(self.lead_to)
            self.queries.join_check(page)
            self.found.join(page)
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
        was_shown = page is before and step.id in self._seen
        if isinstance(page, QuestionPage) and not was_shown:
            page.guidance.set_unfolded(self._unfolded)
        if step.id in self._seen and not isinstance(page, CheckPage):
            page.show_problems(self._problems_of(step.id))
        self._seen.add(step.id)
        self._follow(page)
        self._stack.setCurrentWidget(page)
        self.queries.show(page, step.id, self.form)
        self._show_way()
        self._order_keys()
        self.moved.emit(step.id)
        self._ahead.start()
        if focus:
            remembered = page.focusWidget() if was_shown else None
            control = remembered or page.first_control() or self.forward
            # After the layout: what is not yet placed can't be scrolled to.
            QTimer.singleShot(0, control, control.setFocus)

    def _prepare_next(self) -> None:
        """Make the next question's page while nothing is waited for."""
        _before, after = neighbours(self.audit.tool, self.form, self.step)
        if after is not None and after.question is not None and after.id not in self._pages:
            self._pages[after.id] = self._page(after)

    def choose(self, key: str) -> None:
        """Go to a step, or to the first open one of a section that is folded."""
        waiting = self.queries.steps_waiting(self.form)
        self.go(step_to_open(self.audit.tool, self.form, key, self.audit.opened, waiting))

    def _step(self, way: int) -> None:
        self.flush()  # an answer that was just typed may call for another next page
        before, after = neighbours(self.audit.tool, self.form, self.step)
        if way < 0:
            if before is not None:
                self.go(before.id)
        elif after is not None:
            self.go(after.id)
        elif not self._is_ready():
            self.leave()
        elif self._case_ahead is not None:
            self._go_to_next_case()
        else:
            self.seal_asked.emit()

    def set_ahead(self, ahead: CaseAhead | None) -> None:
        """Lead to this case from the last page; to the sealing where there is none."""
        self._case_ahead = ahead
        self._show_way()

    def _go_to_next_case(self) -> None:
        self.flush()
        if self._case_ahead is not None:
            self.case_asked.emit(self._case_ahead.uin, self._case_ahead.step)

    def lead_to(self, problem: Problem) -> None:
        """Go to the field of a problem."""
        self.go(step_of(self.audit.tool, problem.key), focus=False)
        page = self.page()
        if not isinstance(page, CheckPage):
            page.show_problems(self._problems_of(self.step))
            QTimer.singleShot(0, page, partial(page.lead_to, problem))

    def _lead_to_words(self, each: InForm) -> None:
        self.lead_to(Problem(each.place, "", in_comment=each.in_comment))
        QTimer.singleShot(0, self.guard, partial(self.guard.point_at, each))

    def leave(self) -> None:
        """Back to the cases, with everything given to be saved."""
        self.flush()
        self.left.emit()

    def flush(self) -> None:
        """Hand over now what was typed a moment ago."""
        page = self._pages.get(self.step)
        if page is not None and not isinstance(page, CheckPage):
            page.flush()

    def welcome(self, words: str) -> None:
        """Say above the form that one was here; moving on takes it away."""
        line = IconLine("check", words, Tone.SECONDARY)
        self.page().body.insertWidget(0, line)
        self.moved.connect(line.hide)

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
        self.queries.follow(self.form)
        if isinstance(page, CheckPage):
            page.follow(self.form, self._stands().problems)
            self.found.look()
            return
        page.follow(self.form)
        self.guard.look_at(page)
        page.say_who(self.authorship)
        rule = self.audit.tool.look_back
        if isinstance(page, QuestionPage) and rule is not None and not page.has_own_look_back:
            involved = self.form.last_involvement
            page.guidance.set_look_back(look_back_sentence(rule, self.audit.opened, involved))

    def _order_keys(self) -> None:
        """From the page's last control, Tab goes to the buttons below it."""
        controls = [
            widget
            for widget in self.page().findChildren(QWidget)
            # A widget that hands the focus on has no place of its own.
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        ]
        controls += self.queries.controls()
        before = controls[-1] if controls else None
        for button in (self.cases, self.steps, self.back, self.next_case, self.forward):
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button

    def _problems_of(self, step_id: str) -> list[Problem]:
        tool = self.audit.tool
        return [p for p in self._stands().problems if step_of(tool, p.key) == step_id]

    def _stands(self) -> Standing:
        """How the form stands. Worked out again only when it has changed."""
        if self._standing is None or self._standing.form is not self.form:
            self._standing = standing(self.audit.tool, self.form, self.audit.opened)
        return self._standing

    def _is_ready(self) -> bool:
        return self._stands().can_be_sealed and not self.found.stops

    def _show_way(self) -> None:
        before, after = neighbours(self.audit.tool, self.form, self.step)
        self.back.setEnabled(before is not None)
        ahead, ready = self._case_ahead, after is None and self._is_ready()
        last = "Back to the cases"
        if ready:
            last = "Go to sealing" if ahead is None else ahead.words
        self.forward.set_text("Continue" if after is not None else last)
        beside = after is None and not ready and ahead is not None
        self._foot.offer(ahead.words if ahead is not None and beside else "")
        self.nav.set_head(self.head())
        self.nav.set_sections(self.sections(), self.step)
        self.here.follow(self.step, self.form)

    def head(self) -> NavHead:
        """What stands over the steps."""
        done = progress(dict(self._stands().marks))
        return NavHead(
            case_title(self.case),
            case_line(self.audit, self.case, self.form),
            done.done,
            done.total,
            f"saved {self._saved_at}" if self._saved_at else "",
        )

    def sections(self) -> tuple[NavSection, ...]:
        """The steps under their sections."""
        marks, waiting = self._stands().marks, self.queries.steps_waiting(self.form)
        tool, opened = self.audit.tool, self.audit.opened
        return nav_sections(tool, self.form, self.step, opened, marks, waiting)

    # --- saving -----------------------------------------------------------------------------------

    def _was_saved(self) -> None:
        self._saved_at = self._clock()
        self._trouble_place.hide()
        self.nav.set_head(self.head())
        self.saved.emit()

    def _not_saved(self, sentence: str) -> None:
        self.trouble.set_text(
            "Your last answers are not saved yet.",
            f"{sentence} Your answers are still on the screen; saving is tried again by itself.",
        )
        self._trouble_place.show()
