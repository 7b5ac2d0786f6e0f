"""What is looked for among the comments: the search, the filters as chips, the order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.analysis.comment_search import (
    NOT_QUOTED,
    NOTES,
    QUOTED,
    TAGGED,
    UNTAGGED,
    Narrowing,
    Sort,
)
from app.domain.comment_tags import HEADING_WORDS, in_order, tag_words, theme_tag
from app.domain.tool import Meaning
from app.reports.wording import has_number
from app.services.browse_comments import Browsed
from app.ui.pages.partnership.wording import case_title
from app.ui.theme.current import theme
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import Button, quiet_button, secondary_button
from app.ui.widgets.fields import LineField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import strong_text
from app.ui.widgets.menus import Menu
from app.ui.widgets.plain import button_text, one_line
from app.ui.widgets.surfaces import stack_when_narrow

_NAMES = {
    "section": "Section",
    "question": "Question",
    "agency": "Agency",
    "case": "Case",
    "end": "Answer",
    "tag": "Tag",
    "quoted": "Quotations",
}
_MOST_IN_MENU, _TOGETHER = 45, 25
_ENDS = {
    Meaning.GOOD: "At the good end",
    Meaning.BAD: "At the bad end",
    Meaning.NEUTRAL: "Neither good nor bad",
    Meaning.NOT_APPLICABLE: "Not applicable",
}
_SORTS = {
    Sort.QUESTION: "By question",
    Sort.CASE: "By case",
    Sort.AGENCY: "By agency",
}


class NarrowingBar(QWidget):
    """``changed`` when something else is looked for; ``entered`` on Return in the search."""

    changed = Signal()
    entered = Signal()

    def __init__(self, narrowing: Narrowing, *beside: QWidget) -> None:
        super().__init__()
        self.narrowing = narrowing
        self._choices: dict[str, tuple[tuple[str, str], ...]] = {}
        self.search = LineField("Find words in the comments", characters=30, longest=200)
        self.search.set_value(narrowing.words)
        self.search.edited.connect(lambda words: self._set(words=words))
        self.search.entered.connect(lambda _words: self.entered.emit())
        self.filter = secondary_button("Add a filter", icon="plus")
        self.filter.clicked.connect(self._ask_filter)
        self.sort = secondary_button("", icon="chevron-down")
        self.sort.clicked.connect(self._ask_sort)
        self.menu, self.sorts = Menu(self), Menu(self)
        for sort, words in _SORTS.items():
            self.sorts.add(words, partial(self._set, sort=sort))
        ways = QWidget()
        flow = FlowLayout(ways, gap=Space.S)
        for button in (self.filter, self.sort, *beside):
            flow.addWidget(button)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(self.search)
        row.addWidget(ways, 1, Qt.AlignmentFlag.AlignBottom)
        stack_when_narrow(self, row, 760)
        self._name_sort()

    def set_choices(self, browsed: Browsed) -> None:
        """Offer what there is to be filtered by."""
        choices = {kind: tuple(_choices(browsed, kind)) for kind in _NAMES}
        if choices == self._choices or self.menu.isVisible():
            return
        self._choices = choices
        for old in self.menu.findChildren(Menu):
            old.deleteLater()
        self.menu.clear()
        for kind, some in choices.items():
            if len(some) > 1:
                self._offer(self._inner(self.menu, _NAMES[kind]), kind, some)

    def _offer(self, menu: Menu, kind: str, some: tuple[tuple[str, str], ...]) -> None:
        if len(some) > _MOST_IN_MENU:
            for at in range(0, len(some), _TOGETHER):
                part = some[at : at + _TOGETHER]
                self._offer(self._inner(menu, f"{part[0][1]} – {part[-1][1]}"), kind, part)
            return
        for key, words in some:
            menu.add(words, partial(self._filter, kind, key))

    def _inner(self, menu: Menu, name: str) -> Menu:
        inner = Menu(menu)
        inner.setTitle(button_text(name))
        menu.addMenu(inner)
        return inner

    def filters(self) -> tuple[tuple[str, str], ...]:
        """Each filter that is on: which, and in words."""
        found = []
        for kind, name in _NAMES.items():
            key = str(getattr(self.narrowing, kind))
            words = dict(self._choices.get(kind, ())).get(key) or _words(kind, key)
            if key:
                found.append((kind, f"{name}: {words}"))
        return tuple(found)

    def take_away(self, kind: str) -> None:
        """Take one filter away."""
        self._filter(kind, "")

    def clear(self) -> None:
        """Look for nothing in particular."""
        self.search.set_value("")
        self.narrowing = Narrowing(sort=self.narrowing.sort)
        self.changed.emit()

    def _filter(self, kind: str, key: str) -> None:
        self._set(**{kind: key})

    def _set(self, **what: object) -> None:
        new = replace(self.narrowing, **what)  # type: ignore[arg-type]
        if new != self.narrowing:
            self.narrowing = new
            self._name_sort()
            self.changed.emit()

    def _name_sort(self) -> None:
        self.sort.set_text(_SORTS[self.narrowing.sort])
        self.sort.setAccessibleName(f"Order of the comments: {_SORTS[self.narrowing.sort]}")

    def _ask_filter(self) -> None:
        self.menu.popup(self.filter.mapToGlobal(self.filter.rect().bottomLeft()))

    def _ask_sort(self) -> None:
        self.sorts.popup(self.sort.mapToGlobal(self.sort.rect().bottomLeft()))


class FilterChip(Button):
    """A filter that is on. Where there is little room its words end in "…"."""

    def __init__(self, words: str) -> None:
        super().__init__(words, icon="close")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: str) -> None:
        """Show a filter; the whole of it is told on hovering."""
        self._words = one_line(words)
        self.setText(button_text(words))
        self.setAccessibleName(f"Take the filter away: {words}")
        self.setToolTip(self._words.replace("<", "‹"))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        metrics = self.fontMetrics()
        shown = metrics.horizontalAdvance(self.text().replace("&&", "&"))
        missing = metrics.horizontalAdvance(self._words) - shown
        return QSize(hint.width() + missing, hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme().px(120)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics, lacking = self.fontMetrics(), max(self.sizeHint().width() - self.width(), 0)
        room = metrics.horizontalAdvance(self._words) - lacking
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(button_text(self._words if not lacking else shown))


class FoundLine(QWidget):
    """How many there are, and the filters, each of which a click takes away."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=Space.S)
        self.count = strong_text("")
        self._flow.addWidget(self.count)
        self.chips: dict[str, Button] = {}
        self._all: Button | None = None
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_filters(
        self, count: str, filters: tuple[tuple[str, str], ...], *, any_on: bool
    ) -> None:
        """Say how many there are, and by what they are filtered; nothing where all are shown."""
        self.setVisible(any_on)
        self.count.setText(count)
        if filters == self._shown and any_on == (self._all is not None):
            return
        self._shown = filters
        old = [*self.chips.values(), *([self._all] if self._all else [])]
        for button in old:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.chips, self._all = {}, None
        for kind, words in filters:
            chip = FilterChip(words)
            chip.clicked.connect(partial(self.removed.emit, kind))
            self.chips[kind] = chip
            self._flow.addWidget(chip)
        if any_on:
            self._all = quiet_button("Show everything")
            self._all.clicked.connect(self.cleared)
            self._flow.addWidget(self._all)
        self.updateGeometry()


def _words(kind: str, key: str) -> str:
    """A filter on something that is not there any more, such as a theme that was removed."""
    return tag_words(key) if kind == "tag" else key


def _choices(browsed: Browsed, kind: str) -> Iterator[tuple[str, str]]:
    """What there is to choose from: only what something was written to."""
    tool, written = browsed.audit.tool, browsed.comments
    if kind == "section":
        some = {one.section_id for one in written}
        yield from ((each.id, each.title) for each in tool.sections if each.id in some)
        if NOTES in some:
            yield NOTES, "Notes on the returns"
    elif kind == "question":
        asked = {one.question.id for one in written if one.question is not None}
        for question in tool.questions.values():
            if question.id in asked:
                lead = f"{question.id}  " if has_number(question) else ""
                yield question.id, f"{lead}{question.name}"
    elif kind == "agency":
        there = {one.agency.id for one in written}
        yield from ((each.id, each.name) for each in browsed.audit.agencies if each.id in there)
    elif kind == "case":
        cases = {one.case.uin for one in written}
        yield from ((c.uin, case_title(c)) for c in browsed.audit.cases if c.uin in cases)
    elif kind == "end":
        ends = {one.means for one in written}
        yield from ((end.value, words) for end, words in _ENDS.items() if end in ends)
    elif kind == "tag":
        themes = [theme_tag(each) for each in browsed.themes]
        for tag in in_order([*(heading.value for heading in HEADING_WORDS), *themes]):
            yield tag, tag_words(tag)
        yield TAGGED, "Any tag"
        yield UNTAGGED, "No tag yet"
    else:
        yield QUOTED, "Quoted in the report"
        yield NOT_QUOTED, "Not quoted"
