"""Which report: its kind, and the case or the agency that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.audits import Audit
from app.domain.reporting import ReportKind
from app.services.make_report import ABOUT_AGENCY, ABOUT_CASE
from app.ui.pages.partnership.report.papers import NAMES
from app.ui.pages.partnership.wording import case_title
from app.ui.theme.tokens import Space
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import one_line


class ReportChoice(QWidget):
    """Two lists, the second only where there is something to choose. ``chosen`` on a change."""

    chosen = Signal()

    def __init__(self, kind: ReportKind, about: str, kinds: Sequence[ReportKind]) -> None:
        super().__init__()
        self._audit: Audit | None = None
        self.about = about
        self.which = ChoiceField("Report", [(each.value, NAMES[each]) for each in kinds])
        self.which.set_value(kind.value)
        self.which.chosen.connect(self._other_kind)
        self.of = ChoiceField("About", [])
        self.of.chosen.connect(self._other_about)
        self.of.hide()
        flow = FlowLayout(self, gap=Space.L)
        flow.addWidget(self.which)
        flow.addWidget(self.of)

    @property
    def kind(self) -> ReportKind:
        """The report that is chosen."""
        return ReportKind(self.which.value())

    @property
    def is_whole(self) -> bool:
        """Whether it is known what the report is about."""
        return bool(self.about) or self.kind not in ABOUT_CASE | ABOUT_AGENCY

    def fill(self, audit: Audit) -> None:
        """Offer the cases and agencies of an audit."""
        self._audit = audit
        self._offer()

    def _offer(self) -> None:
        audit, choices = self._audit, list[tuple[str, str]]()
        if audit is not None and self.kind in ABOUT_CASE:
            self.of.set_label("Case")
            choices = [(case.uin, case_title(case)) for case in audit.cases]
        elif audit is not None and self.kind in ABOUT_AGENCY:
            self.of.set_label("Agency")
            choices = [(agency.id, agency.name) for agency in audit.agencies]
        keys = [key for key, _words in choices]
        self.about = self.about if self.about in keys else (keys[0] if keys else "")
        self.of.box.clear()
        for key, words in choices:
            self.of.box.addItem(one_line(words), key)
        self.of.set_value(self.about)
        self.of.setVisible(bool(choices))

    def _other_kind(self, _kind: str) -> None:
        self.about = ""
        self._offer()
        self.chosen.emit()

    def _other_about(self, about: str) -> None:
        self.about = about
        self.chosen.emit()
