"""The screens of the case list: the table, the matching of columns, the draw.

``python -m tests.ui.partnership.shots_cases DIR [ONLY]`` draws them in every look.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.case_list import CaseColumn, CaseRow
from app.domain.set_up import SetUp, Step
from app.ui.frame import DEFAULT, SMALLEST
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.room import Room
from app.ui.pages.partnership.set_up import opening
from app.ui.pages.partnership.set_up.cases_page import CasesPage
from app.ui.pages.partnership.set_up.draw_page import DrawPage
from app.ui.pages.partnership.set_up.list_page import ListPage
from app.ui.pages.partnership.set_up.task_page import SetUpPage
from app.ui.theme import apply_theme
from tests.ui.partnership.case_lists import list_file
from tests.ui.partnership.set_up_scene import setting_up_scene
from tests.ui.partnership.shots import LOOKS, settle

Shot = tuple[str, Callable[[], None]]
WRONG = (
    CaseRow("CE-0412", "JS", "Lives with her mother; a child in need plan since last spring."),
    CaseRow("CE-0413", "Jane Smith", "Lives with a relative."),
    CaseRow("CE-0412", "TB", ""),
    CaseRow("CE-415", "am", "A Polish, Jewish boy of 14 with a stammer, the oldest of seven."),
    CaseRow("CE-0416", "", "Came to notice after a call to the police."),
)


def case_shots(
    desk: PartnershipDesk, settled: Callable[[], None], which: SetUp, folder: Path
) -> Iterator[Shot]:
    """The case list of a set-up without cases."""

    def cases() -> CasesPage:
        desk.go("overview")
        settled()
        room = desk.window.page()
        assert isinstance(room, Room)
        opening.go_on(room, which.id)
        settled()
        tasks = desk.window.page()
        assert isinstance(tasks, SetUpPage)
        tasks.tasks.row(Step.CASES.value).click()
        settled()
        page = desk.window.page()
        assert isinstance(page, CasesPage)
        page.model.remove(range(len(page.model.rows)))
        page.notice.put()
        return page

    def wrong() -> CasesPage:
        page = cases()
        page.form.set_value("CE-####")
        page.change(uin_format="CE-####")
        page.take(WRONG)
        page.notice.put()
        page.go_on()
        settled()
        return page

    def writing() -> None:
        page = cases()
        page.take(WRONG[:1])
        page.table.go_to(0, CaseColumn.PEN_PICTURE, write=True)

    def removed() -> None:
        page = cases()
        page.take([CaseRow(f"CE-{4100 + n}", "AB") for n in range(30)])
        page.table.selectRow(3)
        page.remove_rows()

    def importing(*, drawing: bool = False) -> ListPage:
        page = cases()
        page.open_list(list_file(folder), drawing=drawing)
        settled()
        found = desk.window.page()
        assert isinstance(found, ListPage)
        return found

    def drawing() -> DrawPage:
        importing(drawing=True).open_draw()
        page = desk.window.page()
        assert isinstance(page, DrawPage)
        page.seed.set_number(4711)
        page.by.set_value(page.by.box.itemData(1))
        page.look_again()
        return page

    def guessed() -> None:
        path = folder / "list.csv"
        path.write_text("CE-0412;Jane Smith;JS;Crewe\nCE-0413;Tom Jones;TJ;Crewe\n", "utf-8")
        page = cases()
        page.open_list(path)

    def unreadable() -> None:
        path = folder / "letter.pdf"
        path.write_bytes(b"%PDF-1.7 no list")
        page = cases()
        page.open_list(path)

    def choosing() -> None:
        cases().open_list()

    yield "empty", lambda: _done(cases())
    yield "errors", lambda: _done(wrong())
    yield "writing", writing
    yield "removed", removed
    yield "choosing", choosing
    yield "matching", lambda: _done(importing())
    yield "guessed", guessed
    yield "draw", lambda: _done(drawing())
    yield "drawn", lambda: drawing().use.click()
    yield "unreadable", unreadable


def _done(_page: object) -> None:
    """The page is on the screen."""


def main(folder: Path, only: str = "") -> None:
    """Draw every screen in every look."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        scene, half, _ = setting_up_scene(Path(place))
        desk = scene.open(_crashed)
        settle(scene)
        for look, scheme, scale in LOOKS:
            apply_theme(app, scheme, scale)
            desk.window.resize(SMALLEST if look.startswith("small") else DEFAULT)
            for name, act in case_shots(desk, lambda: settle(scene), half, Path(place)):
                if only and only not in f"{name}-{look}.":
                    continue
                act()
                settle(scene)
                QTest.qWait(30)
                desk.window.grab().save(str(folder / f"cases-{name}-{look}.png"))
        scene.close()


def _crashed(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
