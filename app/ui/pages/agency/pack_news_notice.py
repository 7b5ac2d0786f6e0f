"""On an audit's page: what a later pack changed, until the auditor has read it."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.days import long_day
from app.services.pack_news import LookAgain, PackNews
from app.ui.pages.agency.overview import AuditView
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import Button, quiet_button
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, caption
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card, button_row

_SHOW, _HIDE = "Show what they said", "Hide what they said"


class PackNewsNotice(QWidget):
    """``read`` when the auditor says that it was read. Without news only what is no longer asked
    is shown, in a quiet line.
    """

    read = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._news: PackNews | None = None
        self.banner: Banner | None = None
        self.show_said: Button | None = None
        self._said: Card | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self._column = QVBoxLayout()
        self._column.setSpacing(Space.S)
        column.addLayout(self._column)
        self.gone = IconLine("info", "", Tone.SECONDARY)
        self.gone.hide()
        column.addWidget(self.gone)
        self.hide()

    def set(self, view: AuditView) -> None:
        """Show what is new in an audit."""
        self.gone.set_text(gone_words(view))
        self.gone.setVisible(bool(view.gone))
        if view.news != self._news:
            self._news = view.news
            self._fill(view.news)
        self.setVisible(view.news is not None or bool(view.gone))

    def _fill(self, news: PackNews | None) -> None:
        for part in (self.banner, self.show_said, self._said):
            if part is not None:
                part.hide()
                part.deleteLater()
        while self._column.takeAt(0) is not None:
            pass
        self.banner = self.show_said = self._said = None
        if news is None:
            return
        again = news.look_again
        text = list(news.sentences)
        if again:
            text.append(f"{_need(again)} {_places(again)}.")
        self.banner = Banner(
            Tone.ATTENTION if again else Tone.ACCENT,
            f"What changed since the pack of {long_day(news.since)}",
            "\n".join(text),
            action="I have read it",
        )
        self.banner.acted.connect(self.read)
        self._column.addWidget(self.banner)
        if again:
            self._add_said(again)

    def _add_said(self, again: tuple[LookAgain, ...]) -> None:
        self.show_said = quiet_button(_SHOW)
        self.show_said.clicked.connect(self._turn)
        self._column.addLayout(button_row(self.show_said, right=False))
        said = self._said = Card()
        for one in again:
            if said.body.count():
                said.body.addWidget(Rule())
            said.body.addWidget(caption(f"Case {one.label} · {one.name}"))
            said.body.addWidget(body_text(one.said, selectable=True))
        said.hide()
        self._column.addWidget(said)

    def _turn(self) -> None:
        if self._said is not None and self.show_said is not None:
            unfolds = self._said.isHidden()
            self._said.setVisible(unfolds)
            self.show_said.set_text(_HIDE if unfolds else _SHOW)


def news_words(news: PackNews) -> str:
    """The same in one line, for the list of the audits."""
    first = news.sentences[0] if news.sentences else _need(news.look_again)
    more = len(news.sentences) - 1
    return f"Changed by a later pack: {first}{f' And {more} more.' if more > 0 else ''}"


def gone_words(view: AuditView) -> str:
    """Which cases are not asked any more, and that what was written is there."""
    labels = [form.case.label for form in view.gone]
    cases = f"Case {labels[0]} is" if len(labels) == 1 else f"Cases {', '.join(labels)} are"
    return f"{cases} not asked about any more. What you wrote is kept here, and is not sealed."


def _need(again: tuple[LookAgain, ...]) -> str:
    count = len(again)
    return "1 answer needs another look:" if count == 1 else f"{count} answers need another look:"


def _places(again: tuple[LookAgain, ...]) -> str:
    return "; ".join(
        f"case {label} {', '.join(dict.fromkeys(one.question for one in of_case))}"
        for label, of_case in groupby(again, lambda one: one.label)
    )
