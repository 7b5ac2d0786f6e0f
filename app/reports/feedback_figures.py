"""The figures of one agency beside those of all others together, for its feedback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.analysis.shares import Findings, Share, Spread
from app.analysis.small_numbers import is_suppressed
from app.domain.audits import Agency, Case
from app.domain.meeting import agreed_grade
from app.domain.returns import ReturnKind
from app.domain.tool import Meaning
from app.reports.audit.shown import shown_spreads, suppressed_below
from app.reports.content import AuditReport
from app.reports.document import Bullets, Cell, Heading, Paragraph, Piece, Run, Table, Voice, cells
from app.reports.short_parts import case_name, findings_of
from app.reports.wording import best_first, question_title, share_words

_APART = 4
_ENOUGH = 3  # fewer answers of its own say too little to be held against others
_MOST_JUDGEMENTS = 4
_TOO_FEW = Cell("too few to show", quiet=True)


@dataclass(frozen=True)
class _Beside:
    """A share of the agency's own beside that of the others and of all."""

    own: Share
    others: Share
    every: Share

    @property
    def difference(self) -> float | None:
        """Own less others, in parts of one; None where either has no answer."""
        if not self.own.of or not self.others.of:
            return None
        return self.own.n / self.own.of - self.others.n / self.others.of


def figures_of(report: AuditReport, agency: Agency, own: Findings) -> Iterator[Piece]:
    """What it answered and how it judged, beside the others; ``own`` are its own findings."""
    theirs = [form for (_, who), form in report.forms.items() if who != agency.id]
    others = findings_of(report, theirs)
    beside = [
        _Beside(*shares)
        for shares in zip(own.shares, others.shares, report.findings.shares, strict=True)
    ]
    yield from _apart(report, beside)
    yield from _answers(report, beside)
    yield from _judgements(report, agency, own, others)


def _apart(report: AuditReport, beside: Sequence[_Beside]) -> Iterator[Piece]:
    """Where the agency's answers lie furthest from the others', to either side."""
    whole = [
        each
        for each in beside
        if each.own.part is None
        and each.own.question.id not in report.parents
        and each.own.reported is not None
        and each.own.reported.means is Meaning.GOOD
        and each.difference
        and each.own.of >= _ENOUGH
        and not _is_hidden(report, each)
    ]
    below = sorted((e for e in whole if (e.difference or 0) < 0), key=lambda e: e.difference or 0)
    above = sorted(
        (e for e in whole if (e.difference or 0) > 0), key=lambda e: -(e.difference or 0)
    )
    if not below and not above:
        return
    yield Heading("Where your answers lie furthest from the others’", 2)
    for title, some in (("More often good", above), ("Less often good", below)):
        if some:
            yield Heading(title, 3, room=50)
            yield Bullets(tuple(_apart_words(each) for each in some[:_APART]))


def _apart_words(each: _Beside) -> str:
    name = question_title(each.own.question, each.own.name)
    return f"{name}: you {share_words(each.own)}, the others {share_words(each.others)}"


def _answers(report: AuditReport, beside: Sequence[_Beside]) -> Iterator[Piece]:
    yield Heading("Your answers beside the partnership’s", 2, room=130)
    yield Paragraph(
        "Each share counts the full returns that gave an answer, out of those to which the "
        "question applied. “The others” are all other agencies together. In bold: less often "
        "good than the others.",
        Voice.NOTE,
    )
    for section in report.audit.tool.sections:
        own = [each for each in beside if each.own.section.id == section.id and _says(each)]
        if not own:
            continue
        yield Heading(section.title, 3, room=80)
        rows = tuple(_answer_row(report, each) for each in own)
        yield Table(
            ("Question", "Your agency", "The others", "All agencies"),
            rows,
            (4, 2, 2, 2),
            alt=f"{section.title}: your shares beside the partnership’s",
        )


def _says(each: _Beside) -> bool:
    return any(each.every.counts.values())


def _answer_row(report: AuditReport, each: _Beside) -> tuple[Cell, ...]:
    share = each.own
    name = share.name if share.part else question_title(share.question, share.name)
    own = _counted(share, bold=_is_less_good(each))
    if _is_hidden(report, each):
        return (Cell(name), own, _TOO_FEW, _TOO_FEW)
    return (Cell(name), own, _counted(each.others), _counted(each.every))


def _counted(share: Share, *, bold: bool = False) -> Cell:
    """A share with what is outside of it on a line of its own."""
    if not any(share.counts.values()):
        return Cell("not asked", quiet=True)
    outside = share.not_applicable
    if not share.of:
        return Cell(f"not applicable {outside}", quiet=True)
    words = [Run(share_words(share), bold=bold)]
    if outside:
        words.append(Run(f"\nnot applicable {outside}", quiet=True))
    return Cell(tuple(words))


def _is_less_good(each: _Beside) -> bool:
    good = each.own.reported is not None and each.own.reported.means is Meaning.GOOD
    return good and (each.difference or 0) < 0


def _is_hidden(report: AuditReport, each: _Beside) -> bool:
    """Whether the others' share is too small to be shown; it follows from that of all."""
    below = suppressed_below(report)
    return any(is_suppressed(one.n, one.of, below) for one in (each.others, each.every))


def _judgements(
    report: AuditReport, agency: Agency, own: Findings, others: Findings
) -> Iterator[Piece]:
    spreads = tuple(spread for spread in report.findings.judgements if spread.of)
    if not spreads:
        return
    yield Heading("Your judgements", 2, room=130)
    told = {spread.question.id for spread in shown_spreads(report)}
    rows = tuple(
        (
            Cell(mine.question.name),
            Cell(_given(mine)),
            Cell(_given(theirs)) if mine.question.id in told else _TOO_FEW,
        )
        for mine, theirs in zip(own.judgements, others.judgements, strict=True)
    )
    heads = ("Judgement", "Your agency", "The others")
    yield Table(heads, rows, (2.4, 3.4, 3.4), alt="How often each grade was given")
    yield from _grades_by_case(report, agency)


def _given(spread: Spread) -> str:
    given = [
        f"{option.label} {spread.counts[option.id]}"
        for option in best_first(spread.scale)
        if spread.counts[option.id]
    ]
    return ", ".join(given) if given else "none given"


def _grades_by_case(report: AuditReport, agency: Agency) -> Iterator[Piece]:
    judgements = report.audit.tool.judgements[-_MOST_JUDGEMENTS:]
    rows = []
    for case in report.audit.cases:
        form = report.forms.get((case.uin, agency.id))
        if form is None or form.kind is not ReturnKind.FULL:
            continue
        grades = [report.grade(case, agency, judgement) for judgement in judgements]
        own = [grade.label if grade else "–" for grade in grades]
        rows.append(
            (Cell(case_name(case), bold=True), *cells(own), _agreed_cell(report, case, own[-1]))
        )
    if rows:
        yield Heading("Case by case", 3, room=90)
        words = "In bold: the partnership agreed another judgement than your overall one."
        yield Paragraph(words, Voice.NOTE)
        heads = ("Case", *(j.name for j in judgements), "Agreed by the partnership")
        widths = (1.2, *[2.0] * len(judgements), 2.6)
        yield Table(heads, tuple(rows), widths, alt="Your judgements by case, and the agreed one")


def _agreed_cell(report: AuditReport, case: Case, own: str) -> Cell:
    grade = agreed_grade(report.audit.tool, report.meeting, case.uin)
    if grade is None:
        return Cell("Not yet agreed", quiet=True)
    return Cell(grade.label, bold=grade.label != own)
