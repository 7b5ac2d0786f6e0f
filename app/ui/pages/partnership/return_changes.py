"""What was asked about a return, and what its new revision changed: old beside new."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.domain.differences import Difference, place_name
from app.ui.pages.partnership.reading import OneReturn
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, section_title, strong_text
from app.ui.widgets.small import Rule
from app.ui.widgets.surfaces import Card


def changes_card(one: OneReturn) -> Card | None:
    """First the places that were asked about, then what else changed. None for a first revision."""
    if not one.since:
        return None
    card = Card(padding=Space.L)
    card.body.setSpacing(Space.S)
    query = one.answered
    asked = query is not None and query.revision == one.since
    title = "What you asked, and what changed" if asked else "What changed"
    card.body.addWidget(section_title(title))
    card.body.addWidget(hint(f"Revision {one.since} beside revision {one.received.ref.revision}."))
    if one.received.reason.strip():
        card.body.addWidget(body_text(f"Why it was reopened: {one.received.reason.strip()}"))
    keys: set[str] = set()
    if query is not None and asked:
        if query.text.strip():
            card.body.addWidget(IconLine("question", f"Asked: “{query.text.strip()}”", Tone.ACCENT))
        for point in query.points:
            keys.add(point.key)
            card.body.addWidget(Rule())
            card.body.addWidget(
                strong_text(place_name(one.audit.tool, point.key, one.received.form))
            )
            card.body.addWidget(IconLine("question", f"Asked: “{point.text}”", Tone.ACCENT))
            found = [each for each in one.differences if each.key == point.key]
            for line in _lines(found) if found else [hint("Nothing changed here.")]:
                card.body.addWidget(line)
    rest = [each for each in one.differences if each.key not in keys]
    if rest:
        card.body.addWidget(Rule())
        card.body.addWidget(strong_text("Changed besides" if asked else "Changed"))
        for each in rest:
            card.body.addWidget(body_text(each.name))
            for line in _lines([each]):
                card.body.addWidget(line)
    elif not one.differences:
        card.body.addWidget(hint("No answer differs."))
    return card


def _lines(found: list[Difference]) -> Iterator[QWidget]:
    for each in found:
        yield hint(f"Before: {each.before}")
        yield IconLine("edit", f"Now: {each.after}", Tone.TEXT)
