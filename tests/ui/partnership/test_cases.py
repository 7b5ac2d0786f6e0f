"""The case list in the window: typed, pasted, imported, drawn; what is wrong stands at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from app.domain.case_list import CaseColumn, CaseRow
from app.domain.set_up import SetUp, Step
from app.services.set_up_audit import change_audit, set_up_in_hand
from app.ui.models.case_list_model import CaseListModel
from app.ui.models.preview_model import PreviewModel
from app.ui.pages.partnership.set_up import opening
from app.ui.pages.partnership.set_up.cases_page import CasesPage
from app.ui.pages.partnership.set_up.draw_page import DrawPage
from app.ui.pages.partnership.set_up.list_page import ListPage
from app.ui.pages.partnership.set_up.task_page import SetUpPage
from app.ui.widgets.menus import Menu
from tests.ui.partnership.case_lists import HEADINGS, list_file, long_list
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.keys import Keys
from tests.ui.partnership.scene import round_scene
from tests.ui.partnership.set_up_driving import kept, step_of

Desk = tuple[Driver, SetUp, SetUp]
Key = Qt.Key


def _cases(half_done: Desk) -> tuple[Driver, SetUp, CasesPage]:
    driver, half, _ = half_done
    page = step_of(driver, half, Step.CASES)
    assert isinstance(page, CasesPage)
    return driver, half, page


def _said(page: CasesPage) -> dict[str, str]:
    return {f"{f.row} {f.column.value}": f.sentence for f in page.model.faults}


def _lines(driver: Driver, set_up: SetUp) -> list[tuple[str, str, str]]:
    return [(case.label, case.uin, case.initials) for case in kept(driver, set_up.id).cases]


def test_the_models(qtmodeltester: ModelTester) -> None:
    model = CaseListModel()
    qtmodeltester.check(model)
    model.write(0, 1, [["CE-1", "JS", "A girl"], ["CE-2", "AB", ""]])
    qtmodeltester.check(model)
    assert [row.label for row in model.rows] == ["A", "B"]
    model.remove([0])
    assert [row.uin for row in model.rows] == ["CE-2"]
    assert model.undo()
    assert model.undo()
    assert not model.undo()
    assert model.rows == ()
    preview = PreviewModel(("One", "Two"))
    preview.set_rows([("a", "b" * 200)])
    qtmodeltester.check(preview)


def test_cases_are_typed_as_in_a_spreadsheet(half_done: Desk) -> None:
    driver, half, page = _cases(half_done)
    keys = Keys(driver)
    assert page.table.hasFocus()
    driver.qtbot.keyClicks(keys.here(), "C")
    driver.qtbot.keyClicks(keys.here(), "E-0412")
    for text in ("JS", "A girl of ten", "CE-0413", "AB"):
        keys.press(Key.Key_Tab)
        driver.qtbot.keyClicks(keys.here(), text)
    keys.press(Key.Key_Return)
    driver.settle()
    assert page.table.hasFocus()
    assert (page.table.currentIndex().row(), page.table.currentIndex().column()) == (2, 2)
    assert _lines(driver, half) == [("A", "CE-0412", "JS"), ("B", "CE-0413", "AB")]
    assert kept(driver, half.id).cases[0].pen_picture == "A girl of ten"
    assert page.learned.isVisible()
    driver.click(page.learned)
    assert kept(driver, half.id).uin_format == "CE-####"
    # Delete empties a cell, Ctrl+Z fills it again.
    page.table.go_to(1, CaseColumn.INITIALS)
    keys.press(Key.Key_Delete)
    assert _lines(driver, half)[1] == ("B", "CE-0413", "")
    driver.qtbot.keyClick(page.table, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _lines(driver, half)[1] == ("B", "CE-0413", "AB")


def test_tab_leaves_the_table_when_nothing_is_written(half_done: Desk) -> None:
    driver, _half, page = _cases(half_done)
    keys = Keys(driver)
    keys.press(Key.Key_Tab)
    assert not page.table.hasFocus()
    driver.qtbot.keyClick(keys.here(), Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.hasFocus()


def test_a_name_is_refused_at_its_cell_and_kept_nowhere(half_done: Desk) -> None:
    driver, half, page = _cases(half_done)
    page.table.go_to(0, write=True)
    keys = Keys(driver)
    for text in ("Jane", "Jane Smith"):
        driver.qtbot.keyClicks(keys.here(), text)
        keys.press(Key.Key_Tab)
    assert set(_said(page)) == {"0 uin", "0 initials"}
    assert "looks like a name" in _said(page)["0 initials"]
    assert _lines(driver, half) == [("A", "", "")]
    spoken = page.model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Case A, Initials: Jane Smith. Problem: ")
    # The summary names both cells and leads there.
    keys.press(Key.Key_Escape)
    driver.click(page.next)
    driver.settle()
    links = page.problems.links()
    assert [link.text()[:16] for link in links] == ["Case A, UIN: Tha", "Case A, Initials"]
    driver.click(links[1])
    assert page.table.hasFocus()
    assert page.table.currentIndex().column() == 2


def test_duplicates_and_the_form_are_said_at_once(half_done: Desk) -> None:
    driver, half, page = _cases(half_done)
    page.take([CaseRow("CE-0412", "JS"), CaseRow("CE-0413", "AB")])
    page.table.go_to(1)
    page.model.write(1, 1, [["ce-0412"]])
    assert _said(page) == {"1 uin": "The same number as case A"}
    page.form.setFocus()
    Keys(driver).write("XX-####")
    page.form.flush()
    assert set(_said(page)) == {"0 uin", "1 uin"}
    driver.settle()
    assert kept(driver, half.id).uin_format == "XX-####"


def test_a_rare_pen_picture_is_a_warning_and_stops_nothing(half_done: Desk) -> None:
    driver, _half, page = _cases(half_done)
    rare = "A Polish, Jewish boy of 14 with a stammer, the oldest of seven."
    page.take([CaseRow("CE-0412", "JS", rare)])
    driver.settle()
    (fault,) = page.model.faults
    assert fault.warning
    assert "may know this child" in fault.sentence
    driver.click(page.next)
    driver.settle()
    assert driver.desk.window.page() is not page


def test_a_column_is_pasted_down_and_a_list_by_its_columns(half_done: Desk) -> None:
    driver, half, page = _cases(half_done)
    QApplication.clipboard().setText("CE-0412\r\nCE-0413\r\n")
    driver.qtbot.keyClick(page.table, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.table.go_to(0, CaseColumn.INITIALS)
    QApplication.clipboard().setText("JS\r\nAB\r\n")
    driver.qtbot.keyClick(page.table, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert _lines(driver, half) == [("A", "CE-0412", "JS"), ("B", "CE-0413", "AB")]
    rows = [HEADINGS, *long_list(3)]
    QApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    driver.qtbot.keyClick(page.table, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert [line[1] for line in _lines(driver, half)[2:]] == ["CE-4100", "CE-4107", "CE-4114"]
    assert "3 columns were not read: they may identify children" in driver.words()
    banner = page.notice.first()
    assert banner is not None
    driver.click(banner.button)  # type: ignore[attr-defined]
    assert len(_lines(driver, half)) == 2


def test_rows_are_removed_and_brought_back(half_done: Desk) -> None:
    driver, half, page = _cases(half_done)
    page.take([CaseRow(f"CE-{4100 + n}", "AB") for n in range(300)])
    driver.settle()
    page.table.selectRow(7)
    driver.click(page.remove)
    assert len(_lines(driver, half)) == 299
    driver.click(page.undo)
    assert len(_lines(driver, half)) == 300
    assert page.table.height() < driver.desk.window.height()


def test_a_right_click_offers_what_can_be_done(half_done: Desk) -> None:
    driver, half, page = _cases(half_done)
    page.take([CaseRow("CE-0412", "JS"), CaseRow("CE-0413", "AB")])
    cell = page.table.visualRect(page.model.index(0, 1)).center()
    page.table.customContextMenuRequested.emit(cell)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    words = [action.text() for action in menu.actions()]
    assert words == ["Write here", "Copy", "Paste", "Remove the case", "Undo"]
    menu.actions()[3].trigger()
    menu.close()
    assert [line[1] for line in _lines(driver, half)] == ["CE-0413"]


def test_what_is_only_guessed_is_said(half_done: Desk, tmp_path: Path) -> None:
    driver, _half, page = _cases(half_done)
    path = tmp_path / "list.csv"
    path.write_text("CE-0412;Jane Smith;JS\nCE-0413;Tom Jones;TJ\n", "utf-8")
    page.open_list(path)
    driver.settle()
    words = driver.words()
    assert "1 column was not read: it may identify children (“Column 2”)." in words
    assert words.count("Guessed from what is in it") == 2


def test_a_workbook_is_matched_and_brought_in(half_done: Desk, tmp_path: Path) -> None:
    driver, half, cases = _cases(half_done)
    urls = QMimeData()
    urls.setUrls([QUrl.fromLocalFile(str(list_file(tmp_path)))])
    cases.dropEvent(
        QDropEvent(
            QPointF(QPoint(20, 20)),
            Qt.DropAction.CopyAction,
            urls,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    driver.settle()
    page = driver.page(ListPage)
    words = driver.words()
    assert "48 rows were read. 3 columns were not read" in words
    for row in long_list():
        assert row[1] not in words
    uin = next(at for at, choice in page.choices.items() if choice.value() == "uin")
    team = next(column.at for column in page.proposal.columns if column.title == "Team")  # type: ignore[union-attr]
    page.choices[team].set_value("uin")
    page.choices[team].chosen.emit("uin")
    assert page.choices[uin].value() == "ignored"
    page.choices[uin].set_value("uin")
    page.choices[uin].chosen.emit("uin")
    assert page.take.text() == "Bring in 48 cases"
    driver.click(page.take)
    driver.settle()
    assert driver.page(CasesPage) is cases
    assert len(_lines(driver, half)) == 48
    stored = repr(kept(driver, half.id))
    for row in long_list():
        assert row[1] not in stored
        assert row[3] not in stored


def test_five_are_drawn_with_a_seed_that_is_recorded(half_done: Desk, tmp_path: Path) -> None:
    driver, half, cases = _cases(half_done)
    driver.click(cases.draw)
    driver.settle()
    page = driver.page(ListPage)
    page.read_file(list_file(tmp_path))
    driver.settle()
    driver.click(page.take)
    draw = driver.page(DrawPage)
    keys = Keys(driver)
    draw.seed.box.setFocus()
    keys.write("4711")
    draw.seed.flush()
    draw.by.set_value(draw.by.box.itemData(1))
    draw.by.chosen.emit(draw.by.value())
    shown = [draw.preview.index(row, 0).data() for row in range(draw.preview.rowCount())]
    draw.number.box.setFocus()
    keys.write("500")
    draw.number.flush()
    assert not draw.use.isEnabled()
    keys.write("5")
    draw.number.flush()
    driver.click(draw.use)
    driver.settle()
    assert driver.page(CasesPage) is cases
    found = kept(driver, half.id)
    assert [case.uin for case in found.cases] == shown
    sentence = "5 of 48 cases were drawn at random, by age band, with the seed 4711."
    assert found.selection == sentence == cases.chosen.value()
    driver.click(cases.undo)
    driver.settle()
    assert kept(driver, half.id).cases == ()
    assert kept(driver, half.id).selection == half.selection == cases.chosen.value()


def test_a_file_that_is_no_list_is_told_of(half_done: Desk, tmp_path: Path) -> None:
    driver, half, cases = _cases(half_done)
    bad = tmp_path / "letter.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook")
    cases.open_list(bad)
    driver.settle()
    assert "This list can’t be read. Nothing was brought in from it." in driver.words()
    assert driver.page(ListPage).zone.isVisible()
    assert kept(driver, half.id).cases == ()


def test_cases_with_returns_stay(tmp_path: Path, open_desk: object) -> None:
    scene, audit = round_scene(tmp_path, finished=True)
    driver = open_desk(scene)  # type: ignore[operator]
    change_audit(scene.workspace, audit.id)
    opening.go_on(driver.desk.window.page(), audit.id)
    driver.settle()
    driver.click(driver.page(SetUpPage).tasks.row(Step.CASES.value))
    driver.settle()
    page = driver.page(CasesPage)
    assert "Returns are in about" in driver.words()
    page.table.selectRow(0)
    driver.click(page.remove)
    assert "stays: returns about it are in." in driver.words()
    page.model.write(0, 1, [["OTHER-1"]])
    tools = scene.context.tools
    driver.settle()
    assert set_up_in_hand(scene.workspace, audit.id, tools).set_up.cases == audit.cases


def test_an_entry_of_the_summary_brings_its_cell_into_sight(half_done: Desk) -> None:
    driver, _half, page = _cases(half_done)
    page.take([CaseRow(f"CE-{4100 + n}", "AB" if n != 60 else "") for n in range(80)])
    driver.click(page.next)
    driver.settle()
    (link,) = page.problems.links()
    driver.click(link)
    driver.settle()
    table = page.table
    assert table.currentIndex().row() == 60

    def in_sight() -> bool:
        middle = table.visualRect(table.currentIndex()).center()
        here = table.viewport().mapTo(page.viewport(), middle)
        return page.viewport().rect().contains(here) and table.viewport().rect().contains(middle)

    driver.until(in_sight)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_to_paste_changes_nothing(half_done: Desk, text: str) -> None:
    _driver, _half, page = _cases(half_done)
    page.paste(text)
    assert page.model.rows == ()
