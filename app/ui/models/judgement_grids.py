"""The judgements by case and agency, and the findings over the years, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from app.analysis.over_years import Comparable, OverYears, Then
from app.analysis.shares import Share, best_first
from app.analysis.small_numbers import is_small
from app.analysis.tracking import CellState
from app.domain.meeting import agreed_scale
from app.domain.tool import Meaning, Option, Question, Scale
from app.reports.wording import percent, plural, share_count
from app.services.compare_audits import Compared
from app.services.compare_grades import Grades
from app.ui.models.findings_grids import (
    FEW,
    NAME,
    broken,
    case_head,
    question_head,
    question_name,
    share_key,
    shortened,
)
from app.ui.models.grid_model import Column, Grid, Line
from app.ui.theme.tokens import Tone
from app.ui.widgets.grid_table import Cell
from app.ui.widgets.plain import one_line

_LAST_SHADE = 3
AGREED, APART, NOW, CHANGE = "agreed", "apart", "now", "change"
_STATES = {
    CellState.NIL: Cell("nil return", Tone.SECONDARY, "not-known"),
    CellState.RECEIVED: Cell("no grade", Tone.SECONDARY, "dash"),
    CellState.EXPECTED: Cell("not in yet", Tone.SECONDARY, "clock"),
    CellState.OVERDUE: Cell("not in yet", Tone.SECONDARY, "clock"),
    CellState.NOT_ASKED: Cell("not asked", Tone.SECONDARY, "dash"),
}


def grade_cell(scale: Scale, option: Option) -> Cell:
    """A grade with its step."""
    grades = [one for one in best_first(scale) if one.in_denominator]
    if option not in grades:
        return Cell(shortened(option.label, 32), Tone.SECONDARY)
    step, last = grades.index(option), max(len(grades) - 1, 1)
    shade = round(step * _LAST_SHADE / last)
    return Cell(shortened(option.label, 32), detail=f"{step + 1} of {last + 1}", grade=shade)


def judgement_grid(given: Grades, judgement: Question) -> Grid:
    """Cases down, agencies across; how far their grades lie apart, and the agreed one."""
    audit, tool = given.audit, given.audit.tool
    scale, of_agreed = tool.scale(judgement), agreed_scale(tool)
    columns = (
        *(
            Column(agency.id, broken(agency.name), one_line(agency.name))
            for agency in audit.agencies
        ),
        Column(APART, "Apart", "How far the grades lie apart"),
        Column(AGREED, "Agreed\ntogether", "Agreed by the partnership"),
    )
    lines = []
    for case in audit.cases:
        grades = [given.grade(judgement, case.uin, one.id) for one in audit.agencies]
        cells = [
            grade_cell(scale, grade)
            if grade is not None
            else _STATES[given.tracker.cell(case.uin, agency.id).state]
            for agency, grade in zip(audit.agencies, grades, strict=True)
        ]
        agreed = given.agreed.get(case.uin)
        cells.append(_apart(scale, [grade for grade in grades if grade is not None]))
        cells.append(
            grade_cell(of_agreed, agreed)
            if of_agreed is not None and agreed is not None
            else Cell("not agreed yet", Tone.SECONDARY, "clock")
        )
        spoken = f"Case {case.label or case.uin}"
        lines.append(Line(case.uin, case_head(case), tuple(cells), spoken))
    return Grid(columns, tuple(lines))


def _apart(scale: Scale, grades: Sequence[Option]) -> Cell:
    order = [one for one in best_first(scale) if one.in_denominator]
    steps = [order.index(grade) for grade in grades if grade in order]
    if len(steps) < 2:
        return Cell("–", Tone.SECONDARY)
    apart = max(steps) - min(steps)
    means = {grade.means for grade in grades}
    if {Meaning.GOOD, Meaning.BAD} <= means:
        return Cell(plural(apart, "step"), Tone.ATTENTION, "attention", "good against bad")
    return Cell(plural(apart, "step") if apart else "the same", Tone.SECONDARY)


# --- over the years -------------------------------------------------------------------------------


def change_words(change: float) -> tuple[str, str]:
    """A change in percentage points, to be seen and to be heard."""
    points = int(abs(change) + 0.5)
    if not points:
        return "0", "no change"
    way, arrow = ("up", "▲") if change > 0 else ("down", "▼")
    return f"{arrow} {points}", f"{way} {plural(points, 'percentage point')}"


def years_grid(compared: Compared) -> Grid:
    """Questions down, audits across, the oldest first; the change since the last that counts."""
    earlier = compared.questions[0].then if compared.questions else ()
    columns = (
        Column(NAME, "Question"),
        *(Column(then.audit.id, broken(then.audit.reference)) for then in earlier),
        Column(NOW, broken(compared.now.reference), "now"),
        Column(CHANGE, "Change", "Change"),
    )
    lines: list[Line] = []
    section = ""
    for one in compared.questions:
        if one.share.section.id != section:
            section = one.share.section.id
            lines.append(_section_line(one.share, len(columns)))
        lines.append(_years_line(one))
    return Grid(columns, tuple(lines))


def _section_line(share: Share, wide: int) -> Line:
    title = Cell(shortened(share.section.title), strong=True, total=True)
    blank = (Cell("", total=True),) * (wide - 1)
    return Line("", Cell("", total=True), (title, *blank), one_line(share.section.title))


def _years_line(one: OverYears) -> Line:
    name, spoken = question_name(one.share)
    cells = [_year_cell(then.share) for then in one.then]
    return Line(
        share_key(one.share),
        question_head(one.share),
        (name, *cells, _year_cell(one.share), change_cell(one)),
        spoken,
    )


def _year_cell(share: Share | None) -> Cell:
    if share is None:
        return Cell("not asked", Tone.SECONDARY, "dash")
    if not share.of or share.reported is None:
        return Cell("–", Tone.SECONDARY)
    words = [share_count(share)] + ([FEW] if is_small(share.of) else [])
    return Cell(percent(share.n, share.of), detail=" · ".join(words), strong=True)


def change_cell(one: OverYears) -> Cell:
    """The change since the latest audit in which the question was asked, or why there is none."""
    then = one.last
    if then is None:
        return Cell("new", Tone.SECONDARY, "plus")
    if then.change is None:
        return Cell("not comparable", Tone.SECONDARY, "info", then.comparable.value)
    seen, heard = change_words(then.change)
    nearly = then.comparable is Comparable.NEARLY
    detail = f"points · {then.comparable.value}" if nearly else "points"
    return Cell(seen, detail=detail if heard != "no change" or nearly else "no change", strong=True)


def change_of(then: Then | None) -> tuple[str, str]:
    """The same for a list, without a word where nothing is to be compared."""
    if then is None or then.change is None:
        return "", ""
    seen, heard = change_words(then.change)
    return seen, f"{heard} since {then.audit.reference}"
