"""A sealed return, to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.days import long_day
from app.domain.letters import Query
from app.ui.pages.agency.look_page import LookPage
from app.ui.pages.agency.overview import CaseLine
from app.ui.theme.tokens import Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import quiet_button
from app.ui.widgets.surfaces import button_row


class SealedPage(LookPage):
    """``acted`` to reopen it, ``queries_asked`` to read what the partnership asked."""

    queries_asked = Signal()

    def __init__(self, line: CaseLine, queries: Sequence[Query] = ()) -> None:
        revision = line.form.ref.revision
        day = f" on {long_day(line.sealed_on)}" if line.sealed_on else ""
        banner = Banner(
            Tone.GOOD,
            f"Sealed{day}, revision {revision}.",
            f"To change it, reopen it: the next package then carries revision {revision + 1}.",
        )
        action = f"Reopen as revision {revision + 1}"
        super().__init__(line.form, line.authors, banner, action, icon="edit")
        self.reopen = self.action
        self.queries = quiet_button(_queries(queries), icon="question")
        self.queries.clicked.connect(self.queries_asked)
        if queries:
            place = QWidget()
            place.setLayout(button_row(self.queries, right=False))
            self.answers.put_under(self.banner, place)


def _queries(queries: Sequence[Query]) -> str:
    days = ", ".join(long_day(query.asked_on) for query in queries)
    return f"{'Query' if len(queries) == 1 else 'Queries'} of {days}"
