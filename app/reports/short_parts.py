"""What the short reports have in common: the part of an audit they are about, and their front."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.analysis.shares import Findings, OptionCount, ReturnCounts, Share, findings
from app.analysis.small_numbers import is_suppressed
from app.domain.audits import Agency, Case
from app.domain.meeting import HEADINGS, Matter, NoteHeading, Scope
from app.domain.returns import Form, ReturnKind
from app.reports.content import AuditReport, Comment
from app.reports.document import (
    Document,
    EmptyTable,
    Heading,
    Labelled,
    Logo,
    Paragraph,
    Piece,
    Remark,
    Run,
    Table,
    Voice,
    three_columns,
)
from app.reports.wording import share_words

NOTES_HEADS = tuple(HEADINGS.values())
NO_NOTES = "Nothing has been noted yet. The notes of the multi-agency meeting stand here."
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\")]*\s+")


def document(report: AuditReport, title: str, *, landscape: bool = False) -> Document:
    """A short report without its pieces: no cover, the body's colour and marking."""
    audit = report.audit
    return Document(
        title=f"{title}: {audit.title}",
        author=audit.body.name,
        subject=f"{audit.reference}, {audit.tool.theme}",
        marking=audit.body.marking,
        foot="",
        pieces=lambda: iter(()),
        draft=report.draft,
        cover=False,
        accent=audit.body.accent,
        landscape=landscape,
    )


def front(report: AuditReport, title: str, facts: Sequence[str] = ()) -> Iterator[Piece]:
    """The head of a short report: the logo small, what it is, of which audit."""
    if report.logo:
        yield Logo(report.logo, f"The logo of {report.audit.body.name}", height=28)
    yield Heading(title, 1)
    line = (report.audit.title, *facts)
    yield Paragraph("  ·  ".join(each for each in line if each.strip()), Voice.NOTE)


def narrowed(report: AuditReport, *, uin: str = "", agency_id: str = "") -> AuditReport:
    """The same with the returns on one case, or of one agency, alone.

    The figures stay those of everybody.
    """
    cases = tuple(case for case in report.audit.cases if uin in {"", case.uin})
    returns = tuple(
        one
        for one in report.returns
        if uin in {"", one.ref.uin} and agency_id in {"", one.ref.agency_id}
    )
    return replace(report, audit=replace(report.audit, cases=cases), returns=returns)


def findings_of(report: AuditReport, forms: Sequence[Form]) -> Findings:
    """The findings of some forms alone."""
    full = [form for form in forms if form.kind is ReturnKind.FULL]
    tally = Counter(
        (key, answer.options)
        for form in full
        for key, answer in form.answers.items()
        if answer.options
    )
    counts = (OptionCount(key, options, count) for (key, options), count in tally.items())
    returns = ReturnCounts(len(full), len(forms) - len(full), 0)
    return findings(report.audit.tool, counts, returns)


def is_hidden(report: AuditReport, share: Share) -> bool:
    """Whether a share is too small to be shown in what is published."""
    below = 0 if report.draft else report.options.suppress_below
    return is_suppressed(share.n, share.of, below)


def words_of(share: Share) -> str:
    """A share with what is outside of it: "80% (4 of 5), not applicable 1"."""
    words = share_words(share)
    outside = share.not_applicable
    return f"{words}, not applicable {outside}" if outside else words


def case_name(case: Case) -> str:
    """A case as it is spoken of: "Case A"."""
    label = case.label.strip() or case.uin
    return label if label.lower().startswith("case") else f"Case {label}"


def notes_table(
    report: AuditReport,
    matter: Matter,
    most: int | None = None,
    longest: int | None = None,
    *,
    empty: str = NO_NOTES,
) -> Table | EmptyTable:
    """What the meeting noted on a matter, in three columns; of many the first that fit."""
    columns: list[tuple[str, ...]] = []
    for heading in NoteHeading:
        texts = [note.text for note in report.meeting.notes_on(matter, heading)]
        columns.append(chosen(texts, most, longest))
    return three_columns(NOTES_HEADS, columns, empty)


def chosen(
    texts: Sequence[str], most: int | None = None, longest: int | None = None
) -> tuple[str, ...]:
    """Whole points in their order, and how many more there are."""
    fitting = [text for text in texts if longest is None or len(text) <= longest]
    shown = fitting if most is None else fitting[:most]
    more = len(texts) - len(shown)
    if not more:
        return tuple(shown)
    return (*shown, f"… and {more} more in the report" if shown else f"{more} in the report")


@dataclass(frozen=True)
class Fitted:
    """As much of a text as there is room for, in whole sentences; ``left`` words are left out."""

    text: str
    left: int = 0


def fitted(text: str, most: int) -> Fitted:
    """The whole text, or as many of its first sentences as there is room for."""
    text = text.strip()
    if len(text) <= most:
        return Fitted(text)
    end = 0
    for match in _SENTENCE_END.finditer(text):
        if match.start() > most:
            break
        end = match.start()
    return Fitted(text[:end].strip(), len(text[end:].split()))


def discussed_cases(report: AuditReport, agency: Agency) -> tuple[Case, ...]:
    """The cases that an agency knows, on which the meeting noted or agreed something."""
    return tuple(
        case
        for case in report.audit.cases
        if (form := report.forms.get((case.uin, agency.id)))
        and form.kind is ReturnKind.FULL
        and (
            report.meeting.notes_on(Matter(Scope.CASE, case.uin))
            or report.meeting.agreed_on(case.uin)
        )
    )


def said(comment: Comment, who: str, place: Remark = Remark.COMMENT) -> Labelled:
    """A comment with who or what it is about run in, and the answer that it goes with."""
    label = [Run(who, bold=True)] if who else []
    if comment.follow_up:
        label.append(Run(f"· {comment.question.name}", italic=True))
    if comment.about:
        label.append(Run(f"· {comment.about}"))
    if comment.answer:
        label.append(Run("·"))
        label.append(Run(comment.answer, bold=comment.weak))
    if comment.text and label:
        label.append(Run("–"))
    return Labelled(tuple(label), comment.text, Remark.FOLLOW_UP if comment.follow_up else place)
