"""The data behind the reports, for people who count for themselves."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.services.export_data import Export
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import secondary_button
from app.ui.widgets.fields import check_box
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint
from app.ui.widgets.surfaces import Card


class DataCard(Card):
    """``asked(Export, bool, bool)``: in which form, with the agencies' comments, small numbers."""

    asked = Signal(object, bool, bool)

    def __init__(self) -> None:
        super().__init__(padding=Space.M)
        self.body.addWidget(
            hint(
                "A workbook for Excel with every answer, ready for pivot tables, and charts. Or "
                "plain tables (CSV) for other programs, with a list that explains each column. "
                "For publication, leave comments and small numbers out; the single answers behind "
                "small numbers go with them."
            )
        )
        self.comments = check_box("With the agencies’ comments")
        self.body.addWidget(self.comments)
        self.small = check_box("With small numbers")
        self.small.setChecked(True)
        self.body.addWidget(self.small)
        self.workbook = secondary_button("Save workbook", icon="download")
        self.workbook.clicked.connect(lambda: self._ask(Export.XLSX))
        self.tables = secondary_button("Save tables", icon="download")
        self.tables.clicked.connect(lambda: self._ask(Export.CSV))
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.workbook)
        row.addWidget(self.tables)
        self.body.addLayout(row)

    def _ask(self, kind: Export) -> None:
        self.asked.emit(kind, self.comments.isChecked(), self.small.isChecked())
