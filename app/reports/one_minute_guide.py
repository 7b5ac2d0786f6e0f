"""The one-minute guide: one page for practitioners, with nothing about a single child in it.

It is exactly one page whatever was written: of lists the first whole points are shown, of texts
the first whole sentences, and it says how much more there is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.analysis.shares import Share
from app.analysis.small_numbers import is_small
from app.domain.meeting import THE_AUDIT
from app.domain.recommendations import RecommendationState
from app.domain.reporting import TextPlace
from app.reports.content import AuditReport, strongest, weakest
from app.reports.document import (
    Bullets,
    Document,
    Gap,
    Heading,
    Paragraph,
    Piece,
    Run,
    ShareBars,
    Voice,
    Words,
)
from app.reports.drafts import draft_of, text_at
from app.reports.short_parts import chosen, document, fitted, front, is_hidden, notes_table
from app.reports.wording import plural, share_words

TITLE = "One-minute guide"
_SHARES = 3
_LONGEST_ADDRESS = 60
_DROPPED = {RecommendationState.WITHDRAWN}


@dataclass(frozen=True)
class _Room:
    """How much of each list and text is shown, and how long a point may be, in characters."""

    points: int
    actions: int
    text: int
    longest: int


# From the fullest page to one on which every list is cut short. What to do gives way last.
_ROOMS = tuple(
    _Room(*sizes)
    for sizes in (
        (9, 9, 1400, 320),
        (7, 8, 1000, 300),
        (6, 7, 800, 280),
        (5, 6, 700, 260),
        (4, 6, 600, 240),
        (3, 6, 550, 220),
        (3, 5, 500, 200),
        (2, 5, 450, 200),
        (2, 4, 400, 180),
        (1, 4, 350, 180),
        (1, 3, 300, 160),
        (1, 2, 250, 160),
        (1, 1, 200, 140),
        (0, 1, 160, 100),
        (0, 0, 120, 0),
    )
)


def one_minute_guide(report: AuditReport) -> Document:
    """The guide with as much as fits on its page; it is measured on the paper itself."""
    least, most = 0, len(_ROOMS) - 1
    while least < most:
        middle = (least + most) // 2
        if _fits(report, _ROOMS[middle]):
            most = middle
        else:
            least = middle + 1
    return _with(report, _filled(report, _ROOMS[least]))


def _filled(report: AuditReport, room: _Room) -> _Room:
    """The room with more steps, then more points, one by one, while the page has space left."""
    most = _ROOMS[0]
    while room.actions < most.actions:
        larger = replace(room, actions=room.actions + 1)
        if not _fits(report, larger):
            break
        room = larger
    while room.points < most.points:
        larger = replace(room, points=room.points + 1)
        if not _fits(report, larger):
            break
        room = larger
    return room


def longer_than_a_page(report: AuditReport) -> tuple[TextPlace, ...]:
    """The places of the guide whose text is longer than any page has room for."""
    places = (TextPlace.GUIDE_WHY, TextPlace.GUIDE_FOUND)
    most = _ROOMS[0].text
    return tuple(place for place in places if fitted(report.written(place), most).left)


def _fits(report: AuditReport, room: _Room) -> bool:
    from app.reports.pdf import write_document

    return write_document(_with(report, room), io.BytesIO()) <= 1


def _with(report: AuditReport, room: _Room) -> Document:
    made = document(report, TITLE)
    return replace(made, draft=report.draft, pieces=lambda: _pieces(report, room))


def _pieces(report: AuditReport, room: _Room) -> Iterator[Piece]:
    theme = report.audit.theme.strip() or report.audit.tool.theme.strip()
    yield from front(_short_title(report), TITLE, [theme[:80]])
    yield Heading("Why we did this audit", 3, room=40)
    yield from _why(report, room)
    yield Heading("What we found", 3, room=40)
    yield from _text(text_at(report, TextPlace.GUIDE_FOUND), room.text)
    yield from _shares(report)
    if report.meeting.notes_on(THE_AUDIT):
        yield Heading("What the agencies say together", 3, room=40)
        yield notes_table(report, THE_AUDIT, room.points, room.longest)
    yield Heading("What this means for you", 3, room=40)
    yield from _to_do(report, room)
    yield Heading("Where to read more", 3, room=30)
    yield Paragraph(_more(report), Voice.NOTE)


def _shares(report: AuditReport) -> Iterator[Piece]:
    shown = len(report.findings.shares)
    weak = [share for share in weakest(report, shown) if _is_telling(report, share)][:_SHARES]
    best = [share for share in strongest(report, shown) if _is_telling(report, share)]
    strong = [share for share in best if share not in weak][:_SHARES]
    for title, some, other in (("Strongest", strong, weak), ("Weakest", weak, strong)):
        if some:
            yield Gap(4)
            yield Paragraph((Run(title, bold=True),), Voice.SMALL)
            yield _bars(some, other)
    if strong or weak:
        yield Gap(4)


def _is_telling(report: AuditReport, share: Share) -> bool:
    """Whether enough returns stand behind a share, and it may be shown."""
    return not is_small(share.of) and not is_hidden(report, share)


def _why(report: AuditReport, room: _Room) -> Iterator[Piece]:
    written = report.written(TextPlace.GUIDE_WHY)
    if written:
        yield from _text(written, room.text)
        return
    shown = fitted(draft_of(report, TextPlace.GUIDE_WHY), room.text).text
    yield Paragraph(shown) if shown else Paragraph("It is in the audit report.", Voice.NOTE)


def _bars(shares: Sequence[Share], alongside: Sequence[Share]) -> ShareBars:
    alt = "; ".join(f"{share.name}: {share_words(share)}" for share in shares)
    return ShareBars(tuple(shares), alt, tuple(alongside))


def _to_do(report: AuditReport, room: _Room) -> Iterator[Piece]:
    """What somebody wrote, a step on each line; else what is recommended."""
    written = report.written(TextPlace.GUIDE_DO).splitlines()
    recommended = [
        each.action.strip() or each.finding.strip()
        for each in report.recommendations
        if each.state not in _DROPPED
    ]
    drafted = draft_of(report, TextPlace.GUIDE_DO).splitlines()
    steps = [step.strip(" •-\t") for step in written or recommended or drafted]
    steps = [step for step in steps if step]
    if steps:
        points: tuple[Words, ...] = chosen(steps, room.actions, room.longest)
        yield Bullets(points)
    else:
        yield Paragraph("Nothing has been recommended yet.", Voice.NOTE)


def _text(text: str, most: int) -> Iterator[Piece]:
    found = fitted(" ".join(text.split()), most)
    if found.text:
        yield Paragraph(found.text)
    if found.left:
        what = "The rest of this text" if found.text else "What was written here"
        words = plural(found.left, "word")
        yield Paragraph(f"{what}, {words}, is longer than this page.", Voice.SMALL)


def _more(report: AuditReport) -> str:
    address = report.audit.body.reply_address.strip()
    ask = f" Ask for it at {address}." if 0 < len(address) <= _LONGEST_ADDRESS else ""
    return f"The partnership audit report has every figure.{ask}"


def _short_title(report: AuditReport) -> AuditReport:
    title = report.audit.title
    if len(title) <= 120:
        return report
    short = title[:119].rsplit(" ", 1)[0] + "…"
    return replace(report, audit=replace(report.audit, title=short))
