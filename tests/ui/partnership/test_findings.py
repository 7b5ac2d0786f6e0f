"""The findings by agency and case, the judgements, the agreement, and over the years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.analysis.agreement import Contrast
from app.analysis.comment_search import Narrowing
from app.domain.audits import Audit
from app.domain.meeting import Agreed
from app.domain.returns import Answer, Return, ReturnRef, ReturnState
from app.services.compare_agencies import compare_agencies
from app.services.compare_audits import compare_audits
from app.services.compare_grades import compare_grades
from app.services.spread_findings import spread_findings
from app.ui.models.findings_grids import agencies_grid, cases_grid
from app.ui.models.grid_model import Grid
from app.ui.models.judgement_grids import change_words, judgement_grid, years_grid
from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.findings import FindingsRoom
from app.ui.pages.partnership.findings_parts.agreement import AgreementPart
from app.ui.pages.partnership.findings_parts.groups import AgenciesPart, CasesPart
from app.ui.pages.partnership.findings_parts.judgements import JudgementsPart
from app.ui.pages.partnership.findings_parts.side_by_side import SideBySidePage
from app.ui.pages.partnership.findings_parts.years import YearsPart
from app.ui.pages.partnership.return_page import ReturnPage
from tests.builders import full_form, nil_form
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.findings_scene import BEFORE, LARGE, LONG_BEFORE, findings_scene
from tests.ui.partnership.scene import Scene, package


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Scene, Audit]]:
    """The sample with every return, two earlier audits and a large one."""
    scene, audit = findings_scene(tmp_path_factory.mktemp("counted"), cases=30, agencies=12)
    yield scene, audit
    scene.workspace.close()


def words(grid: Grid, line: str, column: str) -> str:
    """What a cell says."""
    at = next(n for n, one in enumerate(grid.columns) if one.key == column)
    cell = next(one for one in grid.lines if one.key == line).cells[at]
    return f"{cell.text} {cell.detail}".strip()


# --- the sample -----------------------------------------------------------------------------------


def test_the_agencies_of_the_sample_add_up(counted: tuple[Scene, Audit]) -> None:
    scene, audit = counted
    spread = spread_findings(scene.workspace, audit.id, clock=scene.clock)
    grid = agencies_grid(spread)

    assert (spread.findings.returns.full, spread.findings.returns.nil) == (27, 3)
    assert words(grid, "returns", "all") == "27 full 3 nil"
    assert words(grid, "Q6", "all") == "67% 18 of 27"
    found = [group.findings(audit.tool).share("Q6") for group in spread.agencies]
    assert (sum(one.n for one in found), sum(one.of for one in found)) == (18, 27)
    facts = next(line for line in grid.lines if line.key == "Q18")
    assert "“No”" in facts.cells[0].detail
    assert not any("weakest" in cell.detail for cell in facts.cells)


def test_the_weakest_is_marked_in_words_and_by_an_icon(counted: tuple[Scene, Audit]) -> None:
    scene, audit = counted
    spread = spread_findings(scene.workspace, audit.id, clock=scene.clock)
    for grid in (agencies_grid(spread), cases_grid(spread)):
        marked = [cell for line in grid.lines for cell in line.cells if cell.icon == "attention"]
        assert marked
        assert all("weakest" in cell.detail for cell in marked)


def test_the_agreement_of_the_sample(counted: tuple[Scene, Audit]) -> None:
    scene, audit = counted
    spread = spread_findings(scene.workspace, audit.id, clock=scene.clock)
    opinions = compare_agencies(scene.workspace, audit.id)

    assert opinions.agreement == spread.agreement
    assert len(spread.agreement) == 5
    whole = spread.agreement_on_all
    listed = [one.found for one in opinions.disagreements]
    assert sum(one.pairs.of - one.pairs.n for one in listed) == whole.of - whole.n
    order = [one.contrast for one in listed]
    assert order == sorted(order, key=list(Contrast).index)


def test_the_earlier_audits_are_those_opened_before(counted: tuple[Scene, Audit]) -> None:
    scene, audit = counted
    compared = compare_audits(scene.workspace, audit.id, clock=scene.clock)

    assert [one.summary.id for one in compared.earlier] == [BEFORE, LONG_BEFORE]
    assert compared.with_ids == (BEFORE,)
    both = compare_audits(scene.workspace, audit.id, (BEFORE, LONG_BEFORE), clock=scene.clock)
    grid = years_grid(both)
    assert [column.title for column in grid.columns][1:3] == ["CSA-2016", "CSA-2017"]
    assert words(grid, "Q5", "change") == "not comparable reworded"
    by_id = {one.share.question.id: one for one in both.questions if one.share.part is None}
    assert by_id["Q5"].last is not None
    assert by_id["Q5"].last.change is None
    assert by_id["Q4"].last is not None
    assert by_id["Q4"].last.change is not None


@pytest.mark.parametrize(
    ("change", "seen", "heard"),
    [
        (4.4, "▲ 4", "up 4 percentage points"),
        (-0.6, "▼ 1", "down 1 percentage point"),
        (0.3, "0", "no change"),
    ],
)
def test_a_change_in_words(change: float, seen: str, heard: str) -> None:
    assert change_words(change) == (seen, heard)


# --- in the window --------------------------------------------------------------------------------


def save(driver: Driver, agency: str, uin: str, **chosen: str) -> None:
    """A return of the small audit with other answers."""
    form = full_form()
    answers = {key: replace(form.answer(key), options=(option,)) for key, option in chosen.items()}
    form = replace(form, answers={**form.answers, **answers})
    ref = ReturnRef(driver.desk.audit_id, agency, uin)
    with driver.scene.workspace.work() as work:
        work.returns.save(Return(ref, ReturnState.RECEIVED, form, date(2018, 2, 1)))
        work.commit()


def test_before_the_first_return_there_is_nothing_to_choose(issued: Driver) -> None:
    room = issued.go(5, FindingsRoom)
    assert not room.views.isVisible()
    assert "No full returns yet" in issued.words()
    nil = package(issued.scene, "Police", "nil", [("T-1", nil_form())])
    issued.bring_in(nil)
    issued.go(5, FindingsRoom)
    assert "No full returns yet" in issued.words()


def test_every_part_of_an_audit_with_one_return(issued: Driver) -> None:
    save(issued, "police", "T-1")
    room = issued.go(5, FindingsRoom)
    said = {
        "agencies": "Each agency’s share",
        "cases": "Each case’s share",
        "judgements": "agreed its own judgement on 0 of 2 cases",
        "agreement": "Nothing to compare yet",
        "years": "No earlier audit to compare with",
        "questions": "In the agencies’ own words",
    }
    for key, sentence in said.items():
        issued.click(room.views.button(key))
        issued.settle()
        assert sentence in issued.words(), key


def test_agencies_that_contradict_each_other(issued: Driver) -> None:
    save(issued, "police", "T-1", Q1="yes", J1="good")
    save(issued, "health-visiting", "T-1", Q1="no", J1="good")
    room = issued.go(5, FindingsRoom)
    issued.click(room.views.button("agreement"))
    issued.settle()
    part = room.part
    assert isinstance(part, AgreementPart)
    assert "Of 4 pairs of answers, 3 agree (75%)" in issued.words()
    assert part.tasks is not None
    (row,) = part.tasks.rows()
    assert row.row_task.title == "Case A: Q1 Was it done?"
    assert row.row_task.hint == "Yes: Police. No: Health Visiting."
    row.setFocus()
    issued.key(row, Qt.Key.Key_Return)
    issued.settle()
    page = issued.page(SideBySidePage)
    assert "0 of 1 pair of agencies agree here" in issued.words()
    assert "The records show that this was done in good time." in issued.words()
    issued.click(page.case)
    issued.settle()
    issued.page(CasePage)
    issued.desk.back()
    issued.desk.back()
    assert issued.page(FindingsRoom) is room
    assert room.part is part


def test_a_new_return_is_seen_in_the_part_that_is_open(issued: Driver) -> None:
    save(issued, "police", "T-1", Q1="yes")
    room = issued.go(5, FindingsRoom)
    issued.click(room.views.button("agencies"))
    issued.settle()
    part = room.part
    assert isinstance(part, AgenciesPart)
    assert words(part.table.grid_model.grid, "Q1", "all") == "100% 1 of 1"
    path = package(issued.scene, "Health Visiting", "more", [("T-1", full_form())])
    issued.bring_in(path)
    issued.go(5, FindingsRoom)
    assert words(part.table.grid_model.grid, "Q1", "all") == "100% 2 of 2"


def test_the_agreed_judgement_stands_beside_the_grades(issued: Driver) -> None:
    save(issued, "police", "T-1", J1="poor")
    save(issued, "health-visiting", "T-1", J1="good")
    with issued.scene.workspace.work() as work:
        work.meetings.keep_agreed(issued.desk.audit_id, Agreed("T-1", "poor"))
        work.commit()
    room = issued.go(5, FindingsRoom)
    issued.click(room.views.button("judgements"))
    issued.settle()
    part = room.part
    assert isinstance(part, JudgementsPart)
    grid = part.table.grid_model.grid
    assert words(grid, "T-1", "police") == "Poor 2 of 2"
    assert words(grid, "T-1", "apart") == "1 step good against bad"
    assert words(grid, "T-1", "agreed") == "Poor 2 of 2"
    assert words(grid, "T-2", "agreed") == "not agreed yet"
    assert words(grid, "T-2", "police") == "not in yet"
    part.table.setCurrentIndex(part.table.grid_model.index(0, 0))
    part.table.setFocus()
    issued.key(part.table, Qt.Key.Key_Return)
    issued.settle()
    issued.page(ReturnPage)


def test_a_tool_without_judgements_says_so(issued: Driver) -> None:
    audit_id = issued.desk.audit_id
    with issued.scene.workspace.work() as work:
        audit = work.audits.get(audit_id)
        first, *rest = audit.tool.sections
        questions = tuple(one for one in first.questions if not one.judgement)
        tool = replace(audit.tool, sections=(replace(first, questions=questions), *rest))
        work.audits.add(replace(audit, id="plain", reference="P-1", tool=tool))
        ref = ReturnRef("plain", "police", "T-1")
        form = replace(full_form(), answers={"Q1": Answer(("yes",))})
        work.returns.save(Return(ref, ReturnState.RECEIVED, form, date(2018, 2, 1)))
        work.commit()
    issued.desk.choose_audit("plain")
    room = issued.go(5, FindingsRoom)
    issued.click(room.views.button("judgements"))
    issued.settle()
    assert "The audit tool asks for no judgement." in issued.words()


# --- a large audit --------------------------------------------------------------------------------


@pytest.fixture
def large(
    tmp_path: Path, open_desk: Callable[[Scene], Driver]
) -> tuple[Driver, FindingsRoom, Audit]:
    """The findings of a large audit."""
    scene, audit = findings_scene(tmp_path, cases=30, agencies=12)
    driver = open_desk(scene)
    driver.desk.choose_audit(LARGE)
    driver.settle()
    return driver, driver.go(5, FindingsRoom), audit


def test_a_large_audit_by_keyboard(large: tuple[Driver, FindingsRoom, Audit]) -> None:
    driver, room, _audit = large
    driver.click(room.views.button("cases"))
    driver.settle()
    cases = room.part
    assert isinstance(cases, CasesPart)
    assert cases.table.grid_model.rowCount() == 31
    assert words(cases.table.grid_model.grid, "L-001", "returns").endswith("1 not asked")
    cases.table.setFocus()
    driver.key(cases.table, Qt.Key.Key_Down)
    driver.key(cases.table, Qt.Key.Key_Return)
    driver.settle()
    driver.page(CasePage)
    driver.desk.back()
    table = cases.table.grid_model
    cases.table.setCurrentIndex(table.index(1, 2))
    cases.table.setFocus()
    driver.key(cases.table, Qt.Key.Key_Return)
    driver.settle()
    shown = driver.page(CommentsPage)
    wanted = Narrowing(question=table.grid.columns[2].key, case=table.grid.lines[1].key)
    assert shown.bar.narrowing == wanted
    driver.desk.back()
    driver.click(room.views.button("agencies"))
    driver.settle()
    agencies = room.part
    assert isinstance(agencies, AgenciesPart)
    grid = agencies.table.grid_model
    agencies.table.setCurrentIndex(grid.index(2, 1))
    agencies.table.setFocus()
    driver.key(agencies.table, Qt.Key.Key_Return)
    driver.settle()
    shown = driver.page(CommentsPage)
    wanted = Narrowing(question=grid.grid.lines[2].key, agency=grid.grid.columns[1].key)
    assert shown.bar.narrowing == wanted


def test_disagreements_come_a_few_at_a_time(large: tuple[Driver, FindingsRoom, Audit]) -> None:
    driver, room, _audit = large
    driver.click(room.views.button("agreement"))
    driver.settle()
    part = room.part
    assert isinstance(part, AgreementPart)
    assert part.tasks is not None
    assert part.pills is not None
    assert part.more is not None
    before = part.tasks.rows()
    driver.click(part.more)
    assert len(part.tasks.rows()) == 2 * len(before)
    assert part.tasks.rows()[len(before)].hasFocus()
    driver.click(part.pills.button(Contrast.GRADE.value))
    assert {row.row_task.status for row in part.tasks.rows()} == {"Different grade"}


def test_one_chooses_the_audits_to_compare_with(large: tuple[Driver, FindingsRoom, Audit]) -> None:
    driver, room, audit = large
    driver.click(room.views.button("years"))
    driver.settle()
    part = room.part
    assert isinstance(part, YearsPart)
    assert [key for key, box in part.boxes.items() if box.isChecked()] == [audit.id]
    driver.click(part.boxes[BEFORE])
    driver.settle()
    titles = [column.title for column in part.table.grid_model.grid.columns]
    assert titles[1:4] == ["CSA-2017", audit.reference, "CSA-2019"]
    for box in (part.boxes[BEFORE], part.boxes[audit.id]):
        driver.click(box)
        driver.settle()
    assert [column.title for column in part.table.grid_model.grid.columns][1:2] == ["CSA-2019"]


def test_the_grades_of_every_case(counted: tuple[Scene, Audit]) -> None:
    scene, audit = counted
    grades = compare_grades(scene.workspace, audit.id, clock=scene.clock)
    overall = audit.tool.judgements[-1]
    grid = judgement_grid(grades, overall)

    given = [cell for line in grid.lines for cell in line.cells[:6] if cell.grade >= 0]
    nil = [cell for line in grid.lines for cell in line.cells[:6] if cell.text == "nil return"]
    assert (len(given), len(nil)) == (27, 3)


def test_hostile_names_stand_in_the_tables_as_they_are(counted: tuple[Scene, Audit]) -> None:
    hostile = "<b>Police</b> & \u202eecilop\n=1+1 " + "x" * 50_000
    scene, audit = counted
    named = replace(
        audit,
        cases=tuple(replace(case, label=hostile) for case in audit.cases),
        agencies=tuple(replace(agency, name=hostile) for agency in audit.agencies),
    )
    spread = replace(spread_findings(scene.workspace, audit.id, clock=scene.clock), audit=named)
    grades = replace(compare_grades(scene.workspace, audit.id, clock=scene.clock), audit=named)
    for grid in (
        agencies_grid(spread),
        cases_grid(spread),
        judgement_grid(grades, audit.tool.judgements[0]),
    ):
        titles = [column.title for column in grid.columns]
        assert all(len(title) < 80 and "\u202e" not in title for title in titles)
        assert all(len(line.head.text) < 80 for line in grid.lines)
