"""The comments browser, by keys and clicks: search, filters, tags, quotations, and what follows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.analysis.comment_search import Comment, Narrowing, Place
from app.domain.audits import Agency, Case
from app.domain.meeting import NoteHeading
from app.domain.returns import Answer
from app.services.browse_comments import Browsed, browse_comments
from app.ui.models.comments_model import CommentsModel
from app.ui.pages.partnership.comment_lines import Breaker
from app.ui.pages.partnership.comment_take import TakePage
from app.ui.pages.partnership.comment_themes import ThemesPage
from app.ui.pages.partnership.comments import CommentsPage
from app.ui.pages.partnership.comments_filter import NarrowingBar
from app.ui.pages.partnership.comments_list import CommentsList
from app.ui.pages.partnership.findings import FindingsRoom
from app.ui.pages.partnership.quotes_page import QuotesPage
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.theme.current import theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.text_layout import lay_out
from tests.builders import full_form, nil_form, small_audit
from tests.flow.desks import revise
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import package

LATE = "The strategy meeting was late. The child was seen on time."
WORRIED, WELL = NoteHeading.WORRIED.value, NoteHeading.WELL.value
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(issued: Driver) -> Driver:
    """A desk on which two agencies have written."""
    form = full_form().with_answer("Q1", Answer(options=("no",), comment=LATE))
    first = package(issued.scene, "Police", "one", [("T-1", form), ("T-2", nil_form())])
    other = full_form("Seen at home by the health visitor.")
    second = package(issued.scene, "Health Visiting", "two", [("T-1", other)])
    issued.bring_in(first, second)
    return issued


def all_comments(desk: Driver) -> CommentsPage:
    room = desk.go(5, FindingsRoom)
    desk.click(room.comments)
    desk.settle()
    return desk.page(CommentsPage)


def key(
    desk: Driver, widget: QWidget, pressed: Qt.Key, how: Qt.KeyboardModifier | None = None
) -> None:
    desk.qtbot.keyClick(widget, pressed, how or Qt.KeyboardModifier.NoModifier)
    desk.settle()


def search(desk: Driver, page: CommentsPage, words: str) -> None:
    page.focus_search()
    desk.qtbot.keyClicks(page.bar.search.box, words)
    key(desk, page.bar.search.box, Qt.Key.Key_Return)


def stand_on(page: CommentsPage, place: str, agency: str = "police") -> Comment:
    row = page.model.row_of(Place("T-1", agency, place))
    assert row >= 0
    page.list.stand_on(row)
    return page.model.rows[row]


def tags(desk: Driver) -> dict[Place, tuple[str, ...]]:
    return dict(browse_comments(desk.scene.workspace, desk.desk.audit_id).tags)


def status(desk: Driver) -> str:
    return desk.desk.window._status_left.text()


# --- finding --------------------------------------------------------------------------------------


def test_all_comments_are_opened_from_the_findings(desk: Driver) -> None:
    page = all_comments(desk)
    assert page.model.rowCount() == 9
    assert "9 comments in 3 returns" in desk.words()
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 0
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Police, Case A · JS, Q1 Was it done?, No: {LATE}".replace("Q1 ", "Q1  ")
    key(desk, page.list, Qt.Key.Key_Escape)
    desk.page(FindingsRoom)


def test_words_narrow_are_counted_and_remembered(desk: Driver) -> None:
    page = all_comments(desk)
    search(desk, page, "late STRATEGY")
    assert [one.text for one in page.model.rows] == [LATE]
    assert page.list.hasFocus()
    assert page.found.count.text() == "1 of 9 comments"
    desk.desk.back()
    again = all_comments(desk)
    assert again.bar.search.value() == "late STRATEGY"
    assert again.model.rowCount() == 1
    search(desk, again, "zebra")
    assert "Nothing found" in desk.words()
    everything = next(b for b in again.found.findChildren(Button) if b.text() == "Show everything")
    desk.click(everything)
    assert again.model.rowCount() == 9
    assert again.bar.search.value() == ""


def test_filters_are_chosen_in_a_menu_and_taken_away_as_chips(desk: Driver) -> None:
    page = all_comments(desk)

    def choose(menu: str, words: str) -> None:
        inner = next(a.menu() for a in page.bar.menu.actions() if a.text() == menu)
        assert isinstance(inner, QMenu)
        next(action for action in inner.actions() if action.text() == words).trigger()

    choose("Agency", "Police")
    choose("Answer", "At the bad end")
    assert [one.place.key for one in page.model.rows] == ["Q1"]
    assert [chip.text() for chip in page.found.chips.values()] == [
        "Agency: Police",
        "Answer: At the bad end",
    ]
    assert page.found.chips["end"].accessibleName() == (
        "Take the filter away: Answer: At the bad end"
    )
    desk.click(page.found.chips["end"])
    assert {one.agency.id for one in page.model.rows} == {"police"}
    choose("Section", "Notes on the returns")
    (nil,) = page.model.rows
    assert "Why it is a nil return" in page.model.spoken(nil)
    page.bar.clear()
    page.bar.sorts.actions()[2].trigger()
    agencies = [one.agency.id for one in page.model.rows]
    assert agencies == sorted(agencies, reverse=True)


def test_a_row_of_the_findings_opens_its_question_and_leads_on_to_all(desk: Driver) -> None:
    room = desk.go(5, FindingsRoom)
    desk.click(room.pills.button("question"))
    row = next(n for n, row in enumerate(room.model.rows) if row.key == "Q1")
    room.list.opened.emit(room.model.index(row))
    desk.settle()
    page = desk.page(CommentsPage)
    assert page.title.text() == "Q1  Was it done?"
    assert page.share.isVisible()
    assert {one.place.key for one in page.model.rows} == {"Q1"}
    desk.click(page.found.chips["question"])
    assert page.title.text() == "Comments"
    assert not page.share.isVisible()
    assert page.model.rowCount() == 9


def test_what_is_read_stays_where_it_is_when_the_filter_goes(desk: Driver) -> None:
    page = all_comments(desk)
    search(desk, page, "visits")
    one = stand_on(page, "C1", "health-visiting")
    page.bar.clear()
    assert page.list.chosen_comments() == (one,)


# --- tags -----------------------------------------------------------------------------------------


def test_letters_tag_and_the_same_letter_takes_it_off(desk: Driver) -> None:
    page = all_comments(desk)
    place = stand_on(page, "Q1").place
    key(desk, page.list, Qt.Key.Key_W)
    key(desk, page.list, Qt.Key.Key_D)
    assert tags(desk) == {place: (WORRIED, NoteHeading.TO_DO.value)}
    assert [chip.words for chip in page.model.made.chips(place)] == ["Worried", "To do"]
    assert page.pills["W"].isChecked()
    key(desk, page.list, Qt.Key.Key_W)
    assert tags(desk) == {place: (NoteHeading.TO_DO.value,)}
    assert status(desk) == "No longer tagged “Worried”: 1 comment"
    key(desk, page.list, Qt.Key.Key_Z, CTRL)
    assert tags(desk)[place] == (WORRIED, NoteHeading.TO_DO.value)
    for _ in range(4):
        key(desk, page.list, Qt.Key.Key_Z, CTRL)
    assert tags(desk) == {}


def test_letters_typed_into_the_search_tag_nothing(desk: Driver) -> None:
    page = all_comments(desk)
    search(desk, page, "wgdtqnr")
    assert tags(desk) == {}
    desk.page(CommentsPage)


def test_several_are_tagged_at_once_and_filtered_by_their_tag(desk: Driver) -> None:
    page = all_comments(desk)
    page.list.stand_on(0)
    key(desk, page.list, Qt.Key.Key_Down, SHIFT)
    desk.click(page.pills["G"])
    desk.settle()
    assert list(tags(desk).values()) == [(WELL,), (WELL,)]
    assert not page.buttons["Q"].isEnabled()
    key(desk, page.list, Qt.Key.Key_Q)
    assert status(desk) == "2 comments are chosen: choose one of them first"
    page.bar._filter("tag", WELL)
    assert page.model.rowCount() == 2
    page.bar._filter("tag", "none")
    assert page.model.rowCount() == 7


def test_a_theme_is_typed_once_offered_again_renamed_and_removed(desk: Driver) -> None:
    page = all_comments(desk)
    first = stand_on(page, "Q1").place
    key(desk, page.list, Qt.Key.Key_T)
    themes = desk.page(ThemesPage)
    assert themes.new.box.hasFocus()
    desk.qtbot.keyClicks(themes.new.box, "Delay")
    key(desk, themes.new.box, Qt.Key.Key_Return)
    assert tags(desk) == {first: ("theme: Delay",)}
    assert desk.page(CommentsPage) is page
    assert page.list.hasFocus()
    second = stand_on(page, "C1").place
    key(desk, page.list, Qt.Key.Key_T)
    themes = desk.page(ThemesPage)
    row = themes.rows["Delay"]
    assert row.box.hasFocus()
    key(desk, row.box, Qt.Key.Key_Space)
    desk.click(row.rename)
    row.name.box.selectAll()
    desk.qtbot.keyClicks(row.name.box, "Drift")
    desk.click(themes.keep)
    desk.settle()
    assert tags(desk) == {first: ("theme: Drift",), second: ("theme: Drift",)}
    key(desk, page.list, Qt.Key.Key_T)
    themes = desk.page(ThemesPage)
    desk.click(themes.rows["Drift"].drop)
    assert "It is taken off 2 comments when you keep this." in desk.words()
    desk.click(themes.keep)
    desk.settle()
    assert tags(desk) == {}
    assert not page.model.made.chips(second)


# --- quotations -----------------------------------------------------------------------------------


def test_a_comment_is_shortened_and_quoted(desk: Driver) -> None:
    page = all_comments(desk)
    place = stand_on(page, "Q1").place
    key(desk, page.list, Qt.Key.Key_Q)
    take = desk.page(TakePage)
    assert take.text.box.hasFocus()
    take.text.box.put_text("The strategy meeting was very late.")
    take._show_preview()
    desk.click(take.keep)
    desk.settle()
    assert "“very” is not what the agency wrote there" in take.text.error()
    take.text.box.selectAll()
    desk.qtbot.keyClicks(take.text.box, "The strategy meeting was late. seen on time.")
    assert take.preview.text() == "“The strategy meeting was late. … seen on time.”"
    desk.click(take.keep)
    desk.settle()
    assert desk.page(CommentsPage) is page
    assert page.quotes.text() == "Quotations (1)"
    assert [chip.words for chip in page.model.made.chips(place)] == ["Quoted"]
    assert page.list.chosen_comments()[0].place == place


def test_words_that_may_identify_are_told_before_it_is_kept(desk: Driver) -> None:
    revise(desk.scene.workspace, desk.desk.audit_id, "Mrs Brindlehurst said that she would ring.")
    page = all_comments(desk)
    stand_on(page, "Q1")
    key(desk, page.list, Qt.Key.Key_Q)
    take = desk.page(TakePage)
    desk.click(take.keep)
    desk.settle()
    assert desk.page(TakePage) is take
    assert "Brindlehurst" in take.text.error()
    assert take.keep.text() == "Keep it anyway"
    take.text.box.selectAll()
    desk.qtbot.keyClicks(take.text.box, "said that she would ring.")
    assert take.keep.text() == "Quote this"
    desk.click(take.keep)
    desk.settle()
    (quoted,) = browse_comments(desk.scene.workspace, desk.desk.audit_id).quotes
    assert quoted.quote.text == "said that she would ring."


def test_quotations_are_moved_removed_and_brought_back(desk: Driver) -> None:
    page = all_comments(desk)
    for place in ("Q1", "C1"):
        stand_on(page, place)
        key(desk, page.list, Qt.Key.Key_Q)
        desk.click(desk.page(TakePage).keep)
        desk.settle()
    desk.click(page.quotes)
    desk.settle()
    quotes = desk.page(QuotesPage)

    def shown() -> list[str]:
        browsed = browse_comments(desk.scene.workspace, desk.desk.audit_id)
        return [each.quote.key for each in browsed.quotes]

    first = next(quote_id for quote_id, name in quotes.buttons if name == "down")
    desk.click(quotes.buttons[first, "down"])
    desk.settle()
    assert shown() == ["C1", "Q1"]
    assert quotes.buttons[first, "up"].hasFocus(), "the keyboard goes on with the same one"
    desk.click(quotes.buttons[first, "drop"])
    desk.settle()
    assert shown() == ["C1"]
    again = next(b for b in quotes.undo.findChildren(Button) if b.text() == "Quote it again")
    assert again.hasFocus()
    desk.click(again)
    desk.settle()
    assert shown() == ["C1", "Q1"]
    revise(desk.scene.workspace, desk.desk.audit_id, "Other words.")
    quotes.look()
    desk.settle()
    assert "The agency has since changed these words" in desk.words()
    desk.click(quotes.buttons[first, "edit"])
    assert desk.page(TakePage).back.text() == "Quotations"


# --- taken on -------------------------------------------------------------------------------------


def test_a_comment_is_noted_under_the_heading_of_its_tag(desk: Driver) -> None:
    page = all_comments(desk)
    one = stand_on(page, "Q1")
    key(desk, page.list, Qt.Key.Key_N)
    take = desk.page(TakePage)
    assert take.pills is not None
    assert take.pills.current() == WORRIED, "the answer stands at the bad end"
    key(desk, take.text.box, Qt.Key.Key_Escape)
    key(desk, page.list, Qt.Key.Key_D)
    key(desk, page.list, Qt.Key.Key_N)
    take = desk.page(TakePage)
    assert take.pills is not None
    assert take.pills.current() == NoteHeading.TO_DO.value
    take.text.box.selectAll()
    desk.qtbot.keyClicks(take.text.box, "Hold meetings in time.")
    desk.click(take.keep)
    desk.settle()
    with desk.scene.workspace.work() as work:
        (note,) = work.meetings.of(desk.desk.audit_id).notes
    assert (note.text, note.heading) == ("Hold meetings in time.", NoteHeading.TO_DO)
    assert note.matter.uin == one.case.uin
    chips = [chip.words for chip in page.model.made.chips(one.place)]
    assert chips == ["To do", "In the meeting"]


def test_a_comment_begins_a_recommendation(desk: Driver) -> None:
    page = all_comments(desk)
    one = stand_on(page, "Q1")
    key(desk, page.list, Qt.Key.Key_R)
    take = desk.page(TakePage)
    take.text.box.selectAll()
    key(desk, take.text.box, Qt.Key.Key_Delete)
    desk.click(take.keep)
    assert take.text.error() == "Write something."
    desk.qtbot.keyClicks(take.text.box, "Meetings come late.")
    desk.click(take.keep)
    desk.settle()
    with desk.scene.workspace.work() as work:
        (found,) = work.recommendations.all(desk.desk.audit_id)
    assert found.finding == "Meetings come late."
    assert [chip.words for chip in page.model.made.chips(one.place)] == ["In a recommendation"]


def test_enter_opens_the_return_at_the_place(desk: Driver) -> None:
    page = all_comments(desk)
    stand_on(page, "C1")
    key(desk, page.list, Qt.Key.Key_Return)
    opened = desk.page(ReturnPage)
    desk.until(lambda: opened.rows["C1"].mark.hasFocus())
    key(desk, opened.rows["C1"].mark, Qt.Key.Key_Escape)
    assert desk.page(CommentsPage) is page
    assert page.list.chosen_comments()[0].place.key == "C1"


def test_what_is_chosen_is_copied_with_who_wrote_it(desk: Driver) -> None:
    page = all_comments(desk)
    stand_on(page, "Q1")
    key(desk, page.list, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == f"{LATE}\n(Police, Case A · JS, Q1  Was it done?)"


def test_many_cases_are_offered_by_parts(qtbot: QtBot) -> None:
    cases = tuple(Case(f"T-{at}", f"{at}", "JS") for at in range(60))
    some = tuple(replace(one, case=case) for one, case in zip(_many(60, str), cases, strict=True))
    bar = NarrowingBar(Narrowing())
    qtbot.addWidget(bar)
    bar.set_choices(Browsed(replace(small_audit(), cases=cases), some))
    menu = next(a.menu() for a in bar.menu.actions() if a.text() == "Case")
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions()]
    assert names == [
        "Case 0 · JS – Case 24 · JS",
        "Case 25 · JS – Case 49 · JS",
        "Case 50 · JS – Case 59 · JS",
    ]
    last = menu.actions()[2].menu()
    assert isinstance(last, QMenu)
    last.actions()[0].trigger()
    assert bar.narrowing.case == "T-50"
    assert bar.filters() == (("case", "Case: Case 50 · JS"),)


# --- many, long and hostile -----------------------------------------------------------------------


def _many(count: int, text: Callable[[int], str]) -> tuple[Comment, ...]:
    agency = Agency("police", "Police")
    return tuple(
        Comment(Place(f"T-{at}", "police", "Q1"), Case(f"T-{at}", f"{at}", "JS"), agency, text(at))
        for at in range(count)
    )


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[tuple[Comment, ...]], CommentsList]:
    def show(rows: tuple[Comment, ...]) -> CommentsList:
        model = CommentsModel()
        model.set_rows(rows)
        view = CommentsList(model, "W")
        model.setParent(view)
        view.resize(1_000, 600)
        qtbot.addWidget(view)
        view.show()
        return view

    return show


def test_five_thousand_comments_open_at_once(
    shown: Callable[[tuple[Comment, ...]], CommentsList],
) -> None:
    words = "The child was seen by the health visitor and the strategy meeting was held".split()
    rows = _many(5_000, lambda at: " ".join(words[(at + n) % 14] for n in range(75)) + f" {at}")
    started = time.perf_counter()
    view = shown(rows)
    view.stand_on(4_999)
    view.grab()
    assert time.perf_counter() - started < 5
    assert view.verticalScrollBar().maximum() > 5_000 * 60


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000,
        "<b>bold</b> =1+1 \u202eturned 🙂 “Å”",
        "x" * 50_000,
        "العربية עברית mixed with Latin, and 漢字.",
        "one\n\n\ntwo\tthree",
    ],
)
def test_any_text_is_shown(text: str, shown: Callable[[tuple[Comment, ...]], CommentsList]) -> None:
    view = shown(_many(2, lambda _at: text))
    view.mark("w t l", "")
    image = view.grab().toImage()
    assert image != QImage()
    high = view.visualRect(view.model().index(0, 0)).height()
    view.setFocus()
    before = view.verticalScrollBar().value()
    view.stand_on(0)
    assert view._read_on(1) == (high > view.viewport().height())
    assert (view.verticalScrollBar().value() > before) == (high > view.viewport().height())


@pytest.mark.usefixtures("qapp")
def test_lines_break_where_there_is_room() -> None:
    font = theme().font()
    text = "The strategy meeting was held within two days, and everybody who was asked came to it. "
    for width in (120, 300, 640):
        breaker = Breaker(font, width)
        laid = breaker.lay_out(text * 4)
        assert laid.width <= width
        assert laid.height == breaker.height(text * 4)
        assert abs(laid.height - lay_out(text * 4, font, width).height) <= laid.line_height
        assert len(laid.layout.text()) == len(text * 4)
