"""The findings as a list: a row a question, its parts and follow-ups folded under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.analysis.groups import Theme, themes
from app.analysis.shares import Findings, Share
from app.analysis.small_numbers import is_small
from app.domain.tool import AuditTool, Question, Section
from app.reports.wording import (
    has_number,
    needs_label,
    percent,
    plural,
    share_count,
    share_words,
)
from app.ui.models.row_list import RowList
from app.ui.widgets.plain import one_line, visible

FINDING_ROLE = Qt.ItemDataRole.UserRole + 9
SMALL_NUMBER = "small number"
Changes = Mapping[tuple[str, str], tuple[str, str]]
"""The changes since the last audit, by the ids of question and part."""


class Order(StrEnum):
    """How the rows are sorted."""

    WEAKEST = "weakest"
    QUESTION = "question"


@dataclass(frozen=True)
class Finding:
    """One row. Without a share it is the title of a section, or a question that has only parts.

    ``figure`` stands in bold ("70%", "No 61%"), ``count`` beside it ("19 of 27"). ``change`` is
    that since the last audit, to be seen and to be heard.
    """

    key: str
    name: str
    lead: str = ""
    question: Question | None = None
    share: Share | None = None
    figure: str = ""
    count: str = ""
    depth: int = 0
    folds: bool = False
    folded: bool = True
    change: tuple[str, str] = ("", "")

    @property
    def is_few(self) -> bool:
        """Whether it is the share of so few that it says little."""
        return self.share is not None and is_small(self.share.of)

    @property
    def is_title(self) -> bool:
        """Whether it only says what follows."""
        return self.question is None

    @property
    def spoken(self) -> str:
        """The row for those who hear it."""
        words = [f"{self.lead} {self.name}".strip()]
        if self.share is not None:
            words.append(share_words(self.share))
        elif self.is_title and self.figure:
            words.append(f"{self.figure} {self.count}")
        if self.is_few:
            words.append(SMALL_NUMBER)
        if self.change[1]:
            words.append(self.change[1])
        if self.folds:
            words.append("folded" if self.folded else "unfolded")
        return visible(one_line(", ".join(words)))


@dataclass(frozen=True)
class _Branch:
    """A question with what hangs on it."""

    question: Question
    section: Section
    whole: Share | None
    under: tuple[Share, ...]

    @property
    def weakness(self) -> float:
        shares = (self.whole,) if self.whole else self.under
        return max((share.weakness for share in shares), default=0.0)

    @property
    def of(self) -> int:
        shares = (self.whole,) if self.whole else self.under
        return max((share.of for share in shares), default=0)


class FindingsModel(RowList[Finding]):
    """Rows of ``Finding`` by ``FINDING_ROLE``, in one of two orders."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(FINDING_ROLE, parent)
        self._branches: tuple[_Branch, ...] = ()
        self._changes: Changes = {}
        self._themes: Mapping[str, Theme] = {}
        self._order = Order.WEAKEST
        self._toggled: set[str] = set()

    def set_findings(
        self, tool: AuditTool, found: Findings, changes: Changes | None = None
    ) -> None:
        """Show these findings; what was unfolded stays so."""
        self._changes = changes or {}
        self._themes = {theme.section.id: theme for theme in themes(found)}
        self._branches = tuple(_branches(tool, found))
        self._refill()

    def set_order(self, order: Order) -> None:
        """Sort the rows."""
        self._order = order
        self._refill()

    def toggle(self, key: str) -> None:
        """Unfold or fold what hangs on a question."""
        at = next((n for n, row in enumerate(self.rows) if row.key == key and row.folds), -1)
        if at < 0:
            return
        fold = not self.rows[at].folded
        self._toggled ^= {key}
        new = tuple(self._rows())
        count = abs(len(new) - len(self.rows))
        if fold:
            self.beginRemoveRows(QModelIndex(), at + 1, at + count)
            self.rows = new
            self.endRemoveRows()
        else:
            self.beginInsertRows(QModelIndex(), at + 1, at + count)
            self.rows = new
            self.endInsertRows()
        self.dataChanged.emit(self.index(at), self.index(at))

    def line(self, row: Finding) -> str:
        return one_line(f"{row.lead} {row.name}".strip())

    def spoken(self, row: Finding) -> str:
        return row.spoken

    def is_title(self, row: Finding) -> bool:
        return row.is_title

    def _refill(self) -> None:
        self.refill(tuple(self._rows()))

    def _rows(self) -> Iterator[Finding]:
        branches: Sequence[_Branch] = self._branches
        if self._order is Order.WEAKEST:
            branches = sorted(branches, key=lambda b: (not b.of, -b.weakness, -b.of))
        section = ""
        for branch in branches:
            if self._order is Order.QUESTION and branch.section.id != section:
                section = branch.section.id
                figure, count = _theme_figures(self._themes.get(section))
                title = branch.section.title
                yield Finding(f"section {section}", title, figure=figure, count=count)
            yield from self._of(branch)

    def _of(self, branch: _Branch) -> Iterator[Finding]:
        question = branch.question
        # Where only the parts are answered, they are what there is to see: not folded at first.
        folded = (branch.whole is not None) != (question.id in self._toggled)
        figure, count = _figures(branch.whole)
        if branch.whole is None:
            count = plural(len(branch.under), "part")
        yield Finding(
            question.id,
            question.name,
            question.id if has_number(question) else "",
            question,
            branch.whole,
            figure,
            count,
            folds=bool(branch.under),
            folded=folded,
            change=self._changes.get((question.id, ""), ("", "")),
        )
        if folded:
            return
        for number, share in enumerate(branch.under):
            figure, count = _figures(share)
            part = share.part
            lead = share.question.id if part is None and has_number(share.question) else ""
            name = part.text if part else share.question.name
            key = f"{question.id} {number}"
            change = self._changes.get((share.question.id, part.id if part else ""), ("", ""))
            yield Finding(
                key, name, lead, share.question, share, figure, count, depth=1, change=change
            )


def _theme_figures(theme: Theme | None) -> tuple[str, str]:
    if theme is None or not theme.of:
        return "", ""
    return percent(theme.good, theme.of), f"{theme.good} of {plural(theme.of, 'answer')} good"


def _figures(share: Share | None) -> tuple[str, str]:
    if share is None:
        return "", ""
    if not share.of:
        return "", "not answered"
    if share.reported is None:
        return "", share_count(share)
    figure = percent(share.n, share.of)
    label = f"{share.reported.label} " if needs_label(share) else ""
    return f"{label}{figure}", share_count(share)


def _branches(tool: AuditTool, found: Findings) -> Iterator[_Branch]:
    by_question: dict[str, list[Share]] = {}
    for share in found.shares:
        by_question.setdefault(share.question.id, []).append(share)
    for section in tool.sections:
        for question in section.questions:
            own = by_question.get(question.id, [])
            whole = next((share for share in own if share.part is None), None)
            under = [share for share in own if share.part is not None]
            for follow_up in question.follow_ups:
                under.extend(by_question.get(follow_up.id, []))
            if own and not (question.retired and not any(share.of for share in own)):
                yield _Branch(question, section, whole, tuple(under))
