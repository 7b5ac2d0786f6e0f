"""Drafts of what the partnership writes into its reports, made from the figures.

What somebody wrote always goes before a draft; a draft changes with the figures.
"""

from __future__ import annotations

from collections import Counter

from app.analysis.shares import best_first
from app.domain.meeting import THE_PROCESS, NoteHeading, Scope, agreed_grade, agreed_scale
from app.domain.recommendations import RecommendationState
from app.domain.reporting import TextPlace, section_place
from app.domain.tool import Section
from app.reports.content import AuditReport, strongest, weakest
from app.reports.narrative import found_sentence, grades_sentence, joined, named_shares
from app.reports.wording import listed, number, plural, sentence

_SECTION = section_place("")
_MOST_POINTS = 5
_IN_PARAGRAPH = 4


def text_at(report: AuditReport, place: str) -> str:
    """What stands at a place: what was written there, or the draft."""
    return report.written(place) or draft_of(report, place)


def draft_of(report: AuditReport, place: str) -> str:
    """The draft for a place; empty where nothing can be said from the data."""
    if place.startswith(_SECTION):
        return section_draft(report, place.removeprefix(_SECTION))
    match place:
        case TextPlace.SUMMARY:
            return summary_draft(report)
        case TextPlace.CONTEXT:
            return report.audit.context.strip()
        case TextPlace.METHODOLOGY:
            return report.audit.methodology.strip()
        case TextPlace.PROCESS:
            return process_draft(report)
        case TextPlace.FINDINGS:
            return findings_draft(report)
        case TextPlace.RECOMMENDATIONS:
            return recommendations_draft(report)
        case TextPlace.GUIDE_WHY:
            return why_draft(report)
        case TextPlace.GUIDE_FOUND:
            return found_draft(report)
        case TextPlace.GUIDE_DO:
            return do_draft(report)
        case _:
            return ""


def sections_with_figures(report: AuditReport) -> tuple[Section, ...]:
    """The sections of the tool on whose findings something can be said."""
    told = {share.section.id for share in report.findings.shares if share.of}
    told |= {
        report.audit.tool.section_of[spread.question.id].id
        for spread in report.findings.judgements
        if spread.of
    }
    return tuple(section for section in report.audit.tool.sections if section.id in told)


def what_was_done(report: AuditReport) -> str:
    """How many cases and agencies, what came in, and what is missing."""
    audit, returns = report.audit, report.tracker.returns
    cases = plural(len(audit.cases), "case")
    if len(audit.cases) <= 10:
        cases = f"{number(len(audit.cases))} case{'' if len(audit.cases) == 1 else 's'}"
    verb = "was" if len(audit.cases) == 1 else "were"
    agencies = number(len(audit.agencies))
    noun = "agency was" if len(audit.agencies) == 1 else "agencies were"
    came = [plural(returns.full, "full return")]
    if returns.nil:
        came.append(f"{plural(returns.nil, 'nil return')} (“not known to us”)")
    missing = (
        "None is missing."
        if not returns.missing
        else f"{returns.missing} {'is' if returns.missing == 1 else 'are'} missing: "
        "the figures may still change."
    )
    return (
        f"{sentence(cases)} {verb} audited. {sentence(agencies)} {noun} asked for "
        f"{plural(returns.expected, 'return')}; {listed(came)} came in. {missing}"
    )


def summary_draft(report: AuditReport) -> str:
    """What was done, where practice is strongest and weakest, what was agreed, what follows."""
    return _paragraphs(
        what_was_done(report),
        _strong_and_weak(report),
        joined(_agreed(report), recommendations_draft(report)),
    )


def findings_draft(report: AuditReport) -> str:
    """What the figures are made of, and how to read them."""
    returns = report.tracker.returns
    if not returns.full:
        return ""
    nil = ""
    if returns.nil:
        verb = "says" if returns.nil == 1 else "say"
        nil = f"{plural(returns.nil, 'nil return')} {verb} that the child was not known."
    return joined(
        f"The findings are made from {plural(returns.full, 'full return')} on "
        f"{plural(len(report.audit.cases), 'case')}.",
        nil,
        "A question that was not asked or does not apply is not counted, so that the number of "
        "audits differs from question to question; it stands beside every share.",
    )


def section_draft(report: AuditReport, section_id: str) -> str:
    """The findings of one section of the tool as sentences, in the order of its questions."""
    below = report.options.suppress_below
    section = next((s for s in report.audit.tool.sections if s.id == section_id), None)
    if section is None:
        return ""
    asked = [
        found_sentence(share, below)
        for share in report.findings.shares
        if share.section.id == section_id
        and share.part is None
        and share.question.id not in report.parents
    ]
    graded = [
        grades_sentence(spread, below)
        for spread in report.findings.judgements
        if report.audit.tool.section_of[spread.question.id].id == section_id
    ]
    told = [words for words in asked if words]
    parts = [told[at : at + _IN_PARAGRAPH] for at in range(0, len(told), _IN_PARAGRAPH)]
    return _paragraphs(*(joined(*part) for part in parts), joined(*graded))


def process_draft(report: AuditReport) -> str:
    """What the meeting noted on the audit itself: who was there, and how much was noted."""
    meeting = report.meeting
    notes = meeting.notes_on(THE_PROCESS)
    if not notes:
        return ""
    counts = Counter(note.heading for note in notes)
    words = (
        (NoteHeading.WORRIED, "worry", "worries"),
        (NoteHeading.WELL, "strength", "strengths"),
        (NoteHeading.TO_DO, "step to take", "steps to take"),
    )
    parts = [
        f"{number(counts[head])} {one if counts[head] == 1 else many}"
        for head, one, many in words
        if counts[head]
    ]
    return (
        "The multi-agency meeting also looked at how the audit itself went, and noted "
        f"{listed(parts)}."
    )


def recommendations_draft(report: AuditReport) -> str:
    """How many recommendations there are, and how many have no lead or no date yet."""
    made = [r for r in report.recommendations if r.state is not RecommendationState.WITHDRAWN]
    if not made:
        return ""
    count = "One recommendation is made." if len(made) == 1 else ""
    count = count or f"{sentence(number(len(made)))} recommendations are made."
    waiting = sum(1 for each in made if each.due is None)
    verb = "has" if waiting == 1 else "have"
    dates = f"{sentence(number(waiting))} of them {verb} no date for completion yet."
    return joined(count, dates if waiting else "")


def why_draft(report: AuditReport) -> str:
    """Why there was an audit: its first words of context; without any, what was audited."""
    audit = report.audit
    context = next((part for part in audit.context.split("\n\n") if part.strip()), "")
    if context:
        return " ".join(context.split())
    cases = plural(len(audit.cases), "case")
    asked = f"{plural(len(audit.agencies), 'agency', 'agencies')} looked at {cases}"
    theme = f" on {audit.theme.strip().lower()}" if audit.theme.strip() else ""
    return f"In this audit{theme}, {asked}."


def found_draft(report: AuditReport) -> str:
    """What was audited; the strongest and the weakest shares are drawn below it."""
    return what_was_done(report)


def do_draft(report: AuditReport) -> str:
    """What to do: the actions of the recommendations, and what the meeting wants done."""
    actions = [
        each.action.strip()
        for each in report.recommendations
        if each.state is not RecommendationState.WITHDRAWN and each.action.strip()
    ]
    if not actions:
        actions = [
            note.text.strip()
            for note in report.meeting.notes
            if note.heading is NoteHeading.TO_DO and note.matter.scope is Scope.AUDIT
        ]
    return "\n".join(actions[:_MOST_POINTS])


def _strong_and_weak(report: AuditReport) -> str:
    below = report.options.suppress_below
    weak = weakest(report, _MOST_POINTS)
    strong = [share for share in strongest(report, _MOST_POINTS) if share not in weak]
    best, worst = named_shares(strong, below), named_shares(weak, below)
    return joined(
        f"The answers are strongest on {best}." if best else "",
        f"They are weakest on {worst}." if worst and best else "",
        f"The answers are weakest on {worst}." if worst and not best else "",
    )


def _agreed(report: AuditReport) -> str:
    """The judgements that the partnership agreed, by how many cases they were given."""
    tool, scale = report.audit.tool, agreed_scale(report.audit.tool)
    if scale is None:
        return ""
    grades = [agreed_grade(tool, report.meeting, case.uin) for case in report.audit.cases]
    counts = Counter(grade.id for grade in grades if grade is not None)
    given = [
        f"“{option.label}” in {plural(counts[option.id], 'case')}"
        for option in best_first(scale)
        if counts[option.id]
    ]
    return f"The partnership agreed its own judgement: {listed(given)}." if given else ""


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text.strip())
