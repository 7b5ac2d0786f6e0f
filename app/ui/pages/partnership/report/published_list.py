"""What was published: each version with its day, who published it, and its fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.audits import Audit
from app.domain.days import long_day
from app.domain.reporting import Published
from app.services.publish_report import Version
from app.ui.pages.partnership.report.papers import published_title
from app.ui.pages.partnership.wording import clock_time
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import quiet_button, secondary_button
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import caption, hint, strong_text
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card

_SHOWN = 16  # letters of a fingerprint of 64


def published_card(
    audit: Audit,
    versions: Sequence[Version],
    preview: Callable[[Published], object],
    save: Callable[[Published], object],
) -> Card:
    """One part for each version, with what has changed since."""
    card = Card()
    for version in versions:
        each = version.published
        if card.body.count():
            card.body.addSpacing(Space.XS)
            card.body.addWidget(Rule())
            card.body.addSpacing(Space.XS)
        title = published_title(audit, each)
        card.body.addWidget(strong_text(title))
        day = f"{long_day(each.at.date())}, {clock_time(each.at)}"
        card.body.addWidget(hint(f"Published on {day} by {each.by or 'somebody unnamed'}"))
        if each.note.strip():
            card.body.addWidget(hint(each.note.strip()))
        if version.changed_since:
            line = IconLine("attention", version.changed_since, Tone.ATTENTION)
            line.label.set_tone(Tone.TEXT)
            card.body.addWidget(line)
        card.body.addWidget(caption(f"Fingerprint (SHA-256) {each.digest[:_SHOWN]}…"))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=Space.S)
        look = secondary_button("Preview", icon="document")
        look.setAccessibleName(f"Preview: {title}")
        look.clicked.connect(partial(preview, each))
        keep = secondary_button("Save as PDF", icon="download")
        keep.setAccessibleName(f"Save as PDF: {title}")
        keep.clicked.connect(partial(save, each))
        copy = quiet_button("Copy fingerprint", icon="copy")
        copy.setAccessibleName(f"Copy fingerprint: {title}")
        copy.clicked.connect(partial(_copy, each.digest))
        for button in (look, keep, copy):
            flow.addWidget(button)
        card.body.addWidget(buttons)
    return card


def _copy(digest: str) -> None:
    QApplication.clipboard().setText(digest)
