"""The chapter of findings: an overview, the judgements, then every question with its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.analysis.shares import Share
from app.domain.reporting import Quote, TextPlace, section_place
from app.domain.rules import question_id_of
from app.domain.tool import AnswerKind, Question, Section
from app.reports.audit.judgements import judgements
from app.reports.audit.outline import Outline
from app.reports.audit.shown import (
    hidden_words,
    may_be_told,
    sentence_on_small,
    shown,
    words_shown,
)
from app.reports.audit.summary import alt_of
from app.reports.content import AuditReport, ticks
from app.reports.document import (
    ContentsEntry,
    FigureLine,
    Heading,
    OneBar,
    PageBreak,
    Paragraph,
    PartBars,
    Piece,
    Run,
    ShareBars,
    ShareLegend,
    Together,
    Voice,
    paragraphs,
    place,
)
from app.reports.drafts import text_at
from app.reports.short_parts import case_name, is_hidden
from app.reports.wording import (
    condition_words,
    counts_words,
    listed,
    plural,
    question_title,
    share_words,
)

KEY = "findings"
_ROWS_OF_A_CHART = 26
_Quotes = Mapping[str, list[Quote]]


def findings(report: AuditReport, outline: Outline) -> Iterator[Piece]:
    """The chapter."""
    yield PageBreak()
    yield outline.heading(KEY)
    yield from paragraphs(text_at(report, TextPlace.FINDINGS))
    yield from _overview(report)
    yield from judgements(report, KEY)
    quotes = _quotes(report)
    for section in report.audit.tool.sections:
        yield from _section(report, outline, section, quotes)


def finding_entries(report: AuditReport) -> Iterator[ContentsEntry]:
    """The lines of the contents for the judgements and the sections with something to say."""
    if report.findings.judgements:
        yield ContentsEntry("The judgements", f"{KEY}-judgements", 1)
    quotes = _quotes(report)
    for section in report.audit.tool.sections:
        if _says_something(report, section, quotes):
            yield ContentsEntry(section.title, place(KEY, section.id), 1)


def _overview(report: AuditReport) -> Iterator[Piece]:
    every = [
        share
        for share in report.findings.shares
        if share.part is None
        and share.question.id not in report.parents
        and not share.question.retired
    ]
    shares = shown(report, every)
    hidden = [share for share in every if share not in shares]
    if not every:
        return
    small = sentence_on_small(report)
    yield Paragraph(
        f"The figures count {plural(report.tracker.returns.full, 'full return')}. Dark is the "
        "answer that is counted; hatched are the returns to which a question did not apply. "
        f"{small}".strip()
    )
    for section in report.audit.tool.sections:
        own = tuple(share for share in shares if share.section.id == section.id)
        if not own:
            continue
        yield Heading(section.title, 3, room=70)
        for start in range(0, len(own), _ROWS_OF_A_CHART):
            some = own[start : start + _ROWS_OF_A_CHART]
            yield ShareBars(some, alt_of(some), shares)
    if shares:
        yield ShareLegend(shares)
    if hidden:
        names = listed(question_title(share.question, share.name) for share in hidden)
        yield Paragraph(f"Not shown: {names}.", Voice.NOTE)


def _section(
    report: AuditReport, outline: Outline, section: Section, quotes: _Quotes
) -> Iterator[Piece]:
    if not _says_something(report, section, quotes):
        return
    yield Heading(section.title, 2, place(KEY, section.id), 100)
    yield from paragraphs(text_at(report, section_place(section.id)))
    if section.when:
        words = condition_words(report.audit.tool, section.when)
        yield Paragraph(f"Asked only {words[:1].lower()}{words[1:]}.", Voice.NOTE)
    counted = _counted(section)
    for question in counted:
        yield from _question(report, outline, question)
        for quote in _quotes_on(question, quotes):
            yield from _quote(report, quote)
    for question in section.questions:
        own = _quotes_on(question, quotes) if question not in counted else []
        if own:
            yield Heading(question_title(question, question.name), 3, room=60)
        for quote in own:
            yield from _quote(report, quote)


def _says_something(report: AuditReport, section: Section, quotes: _Quotes) -> bool:
    return bool(
        _counted(section)
        or any(_quotes_on(question, quotes) for question in section.questions)
        or text_at(report, section_place(section.id))
    )


def _counted(section: Section) -> list[Question]:
    return [
        question
        for question in section.questions
        if not question.judgement
        and not question.retired
        and question.answer in {AnswerKind.CHOICE, AnswerKind.MATRIX, AnswerKind.SEVERAL}
    ]


def _question(report: AuditReport, outline: Outline, question: Question) -> Iterator[Piece]:
    shares = [share for share in report.findings.shares if share.question.id == question.id]
    whole = next((share for share in shares if share.part is None), None)
    parts = [share for share in shares if share.part is not None]
    key = outline.comments_key(question.id) if report.comments(question) else ""
    block: list[Piece] = [Heading(question_title(question, question.text), 3)]
    if whole and is_hidden(report, whole):
        block.append(FigureLine("", hidden_words(report), key))
    elif whole:
        block.append(OneBar(whole, share_words(whole)))
        block.append(FigureLine(share_words(whole), counts_words(whole), key))
    elif question.answer is AnswerKind.SEVERAL:
        words = "  ·  ".join(f"{option.label} {count}" for option, count in ticks(report, question))
        told = may_be_told(report, question)
        block.append(FigureLine("Ticked by", words if told else hidden_words(report), key))
    elif key:
        block.append(FigureLine("", "", key))
    told_parts = shown(report, parts)
    if told_parts:
        block.append(PartBars(told_parts))
    hidden = [share.part.text for share in parts if share.part and share not in told_parts]
    if hidden:
        block.append(Paragraph(f"Not shown: {listed(hidden)}.", Voice.SMALL))
    yield Together(tuple(block))
    for follow_up in question.follow_ups:
        for share in report.findings.shares:
            if share.question.id == follow_up.id and share.part is None and share.of:
                yield Paragraph(_follow_up(report, follow_up, share), Voice.FOLLOW_UP)


def _follow_up(report: AuditReport, follow_up: Question, share: Share) -> tuple[Run, ...]:
    tool = report.audit.tool
    condition = condition_words(tool, follow_up.when) if follow_up.when else "Follow-up"
    words = [
        Run(f"{condition}: "),
        Run(follow_up.text, italic=True),
        Run(" "),
        Run(words_shown(report, share), bold=True),
    ]
    if not is_hidden(report, share):
        words.append(Run(f"  {counts_words(share)}"))
    return tuple(words)


def _quotes(report: AuditReport) -> _Quotes:
    """The quotations by the question, or the follow-up, that they answer."""
    found: dict[str, list[Quote]] = {}
    for quote in report.quotes:
        found.setdefault(question_id_of(quote.key), []).append(quote)
    return found


def _quotes_on(question: Question, quotes: _Quotes) -> list[Quote]:
    ids = (question.id, *(follow_up.id for follow_up in question.follow_ups))
    return [quote for one in ids for quote in quotes.get(one, ())]


def _quote(report: AuditReport, quote: Quote) -> Iterator[Piece]:
    agency, case = report.audit.agency(quote.agency_id), report.audit.case(quote.uin)
    who = [agency.name if agency else "", case_name(case) if case else ""]
    source = ", ".join(word for word in who if word)
    yield Paragraph((Run(f"“{quote.text.strip()}”"), Run(f" – {source}", quiet=True)), Voice.QUOTE)
