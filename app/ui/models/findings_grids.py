"""The findings as tables: by agency, by case, the judgements, the agreement, and over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.analysis.agreement import Agreement
from app.analysis.groups import Group, Theme, is_fact, themes
from app.analysis.shares import Share
from app.analysis.small_numbers import is_small
from app.domain.audits import Case
from app.reports.wording import has_number, needs_label, percent, plural, share_count
from app.services.spread_findings import SpreadFindings
from app.ui.models.grid_model import Column, Grid, Line
from app.ui.models.tracker_model import in_two_lines
from app.ui.theme.tokens import Tone
from app.ui.widgets.grid_table import Cell
from app.ui.widgets.plain import one_line

FEW = "few"
WEAKEST = "weakest"
RETURNS, ALL, NAME = "returns", "all", "name"
_LONGEST = 58
_BREAK = 14
_HEAD = 24


def shortened(text: str, most: int = _LONGEST) -> str:
    """A text on one line, cut where it is very long."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def broken(name: str) -> str:
    """A title of a column, on two lines where it is long."""
    short = shortened(name, 40)
    return in_two_lines(short) if len(short) > _BREAK else short


def share_key(share: Share) -> str:
    """The question, or part of one, by which a row or column is opened."""
    return f"{share.question.id}.{share.part.id}" if share.part else share.question.id


def share_cell(share: Share, *, weakest: bool = False, total: bool = False) -> Cell:
    """A share with its n of N, few where it is a small number, marked where it is the weakest."""
    if not share.of:
        outside = f"{share.not_applicable} not applicable" if share.not_applicable else ""
        return Cell("–", Tone.SECONDARY, detail=outside, total=total)
    if share.reported is None:
        return Cell(plural(share.of, "answer"), Tone.SECONDARY, total=total)
    words = [share_count(share)]
    if is_small(share.of) and not total:
        words.append(FEW)
    if weakest:
        words.append(WEAKEST)
    return Cell(
        percent(share.n, share.of),
        Tone.ATTENTION if weakest else Tone.TEXT,
        "attention" if weakest else "",
        " · ".join(words),
        strong=True,
        total=total,
    )


def weakest_of(shares: Sequence[Share]) -> frozenset[int]:
    """Where in a row of the same question the most answers stand at the bad end.

    None where all are alike, where many are equally weak, and for facts, which are never weak.
    """
    there = [(at, share.weakness) for at, share in enumerate(shares) if share.of]
    if len(there) < 2 or is_fact(shares[0]):
        return frozenset()
    worst, best = max(w for _, w in there), min(w for _, w in there)
    found = frozenset(at for at, weakness in there if weakness == worst)
    if worst == best or len(found) > max(1, len(there) // 3):
        return frozenset()
    return found


# --- by agency ------------------------------------------------------------------------------------


def agencies_grid(spread: SpreadFindings) -> Grid:
    """Questions down, agencies across; the theme of the questions above them."""
    tool, agencies = spread.audit.tool, spread.audit.agencies
    found = [group.findings(tool) for group in spread.agencies]
    columns = (
        Column(NAME, "Question"),
        *(Column(agency.id, broken(agency.name), one_line(agency.name)) for agency in agencies),
        Column(ALL, "All"),
    )
    whole = Group("", (), spread.tracker.returns)
    lines = [_returns_line((*spread.agencies, whole))]
    by_agency = [{theme.section.id: theme for theme in themes(one)} for one in found]
    at = 0
    for theme in spread.themes:
        parts = [one.get(theme.section.id) for one in by_agency]
        lines.append(_theme_line(theme, parts))
        for share in theme.shares:
            lines.append(_share_line(share, [one.shares[at] for one in found]))
            at += 1
    return Grid(columns, tuple(lines))


def _returns_line(groups: Sequence[Group]) -> Line:
    cells = [Cell("Returns", strong=True, total=True)]
    cells += [_returns_cell(group) for group in groups]
    return Line(RETURNS, Cell("", total=True), tuple(cells), "Returns")


def _returns_cell(group: Group) -> Cell:
    words = []
    if group.returns.nil:
        words.append(f"{group.returns.nil} nil")
    if group.returns.missing:
        words.append(f"{group.returns.missing} missing")
    if group.not_asked:
        words.append(f"{group.not_asked} not asked")
    return Cell(f"{group.returns.full} full", detail=" · ".join(words), total=True)


def _theme_line(theme: Theme, parts: Sequence[Theme | None]) -> Line:
    title = shortened(theme.section.title)
    cells = [Cell(title, strong=True, total=True), *(_theme_cell(each) for each in parts)]
    spoken = f"Theme {one_line(theme.section.title)}, good answers"
    return Line("", Cell("", total=True), (*cells, _theme_cell(theme)), spoken)


def _theme_cell(theme: Theme | None) -> Cell:
    if theme is None or not theme.of:
        return Cell("–", Tone.SECONDARY, total=True)
    count = f"good: {theme.good} of {theme.of}"
    return Cell(percent(theme.good, theme.of), detail=count, total=True, strong=True)


def _share_line(whole: Share, shares: Sequence[Share]) -> Line:
    weak = weakest_of(shares)
    cells = [share_cell(share, weakest=at in weak) for at, share in enumerate(shares)]
    name, spoken = question_name(whole)
    return Line(
        share_key(whole),
        question_head(whole),
        (name, *cells, share_cell(whole, total=True)),
        spoken,
    )


def question_head(share: Share) -> Cell:
    """The head of a question's row: its number, if people know it by one."""
    known = has_number(share.question) and share.part is None
    return Cell(share.question.id if known else "", Tone.SECONDARY)


def question_name(share: Share) -> tuple[Cell, str]:
    """The cell with the name of a share, and how it is spoken of."""
    label = f"“{share.reported.label}”" if share.reported and needs_label(share) else ""
    name = f"· {share.part.text}" if share.part else share.question.name
    number = f"{share.question.id} " if has_number(share.question) else ""
    cell = Cell(shortened(name), detail=shortened(label, _HEAD))
    return cell, one_line(f"{number}{share.name} {label}")


# --- by case --------------------------------------------------------------------------------------


def cases_grid(spread: SpreadFindings) -> Grid:
    """Cases down, questions across, and how far the agencies agree on each case."""
    tool, total = spread.audit.tool, spread.findings
    shown = [at for at, share in enumerate(total.shares) if share.of]
    found = [group.findings(tool).shares for group in spread.cases]
    weak = {at: weakest_of([shares[at] for shares in found]) for at in shown}
    columns = (
        Column(RETURNS, "Returns"),
        Column(ALL, "Agreement", "Pairs of agencies that agree"),
        *(_share_column(total.shares[at]) for at in shown),
    )
    lines = []
    for row, (group, shares) in enumerate(zip(spread.cases, found, strict=True)):
        case = spread.audit.cases[row]
        cells = (
            _plain(_returns_cell(group)),
            agreement_cell(spread.agreement[case.uin]),
            *(share_cell(shares[at], weakest=row in weak[at]) for at in shown),
        )
        lines.append(Line(case.uin, case_head(case), cells, f"Case {case.label or case.uin}"))
    whole = (
        _returns_cell(Group("", (), spread.tracker.returns)),
        agreement_cell(spread.agreement_on_all, total=True),
        *(share_cell(total.shares[at], total=True) for at in shown),
    )
    lines.append(Line("", Cell("All", strong=True, total=True), whole, "All cases"))
    return Grid(columns, tuple(lines))


def case_head(case: Case) -> Cell:
    """The head of a case's row."""
    label = shortened(case.label or case.uin, _HEAD)
    return Cell(label, detail=shortened(case.initials, _HEAD), strong=True)


def _plain(cell: Cell) -> Cell:
    return Cell(cell.text, detail=cell.detail)


def _share_column(share: Share) -> Column:
    number = share.question.id if has_number(share.question) else broken(share.question.name)
    title = f"{number}\n{shortened(share.part.text, 18)}" if share.part else number
    label = f" “{share.reported.label}”" if share.reported and needs_label(share) else ""
    spoken = one_line(f"{share.question.id} {share.name}{label}")
    return Column(share_key(share), f"{title}{label if not share.part else ''}", spoken)


# --- agreement ------------------------------------------------------------------------------------


def agreement_cell(agreement: Agreement, *, total: bool = False) -> Cell:
    """How far the agencies agree, with its n of N."""
    if not agreement.of:
        return Cell("–", Tone.SECONDARY, detail="nothing to compare", total=total)
    count = f"{agreement.n} of {plural(agreement.of, 'pair')}"
    return Cell(percent(agreement.n, agreement.of), detail=count, strong=True, total=total)


def agreement_grid(cases: Sequence[Case], agreement: Mapping[str, Agreement]) -> Grid:
    """The cases, those on which the agencies agree least first."""
    columns = (
        Column("agree", "Agree"),
        Column("opposed", "Good against bad"),
        Column("different", "Otherwise different"),
    )
    known = [(case, agreement.get(case.uin, Agreement())) for case in cases]
    known.sort(key=lambda pair: 101.0 if pair[1].percent is None else pair[1].percent)
    whole = sum(agreement.values(), Agreement())
    total = Line("", Cell("All", strong=True, total=True), _pairs(whole, True), "All cases")
    lines = (
        Line(case.uin, case_head(case), _pairs(one, False), f"Case {case.label or case.uin}")
        for case, one in known
    )
    return Grid(columns, (*lines, total))


def _pairs(one: Agreement, total: bool) -> tuple[Cell, ...]:
    opposed = Cell(
        plural(one.opposed, "pair"),
        Tone.ATTENTION if one.opposed else Tone.SECONDARY,
        "attention" if one.opposed else "",
        total=total,
    )
    different = Cell(plural(one.different, "pair"), Tone.SECONDARY, total=total)
    return agreement_cell(one, total=total), opposed, different
