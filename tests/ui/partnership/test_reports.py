"""The room of the reports, by mouse and keyboard: preview, save, print, write, check, publish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.changes import Topic, changed
from app.domain.reporting import ReportKind, ReportOptions
from app.reports.page_pictures import PagePicture, PagePictures
from app.services.make_report import make_report
from app.services.publish_report import published, published_content
from app.services.report_texts import keep_report_text, report_texts
from app.ui.pages.partnership.report import printing
from app.ui.pages.partnership.report.making import MakingCard
from app.ui.pages.partnership.report.preview_page import PreviewPage
from app.ui.pages.partnership.report.publish_page import PublishPage
from app.ui.pages.partnership.report.text_page import TextPage
from app.ui.pages.partnership.report.texts_page import TextsPage
from app.ui.pages.partnership.reports import ReportsRoom
from tests.ui.gallery.partnership import leave
from tests.ui.partnership.driver import Driver
from tests.ui.partnership.scene import Scene, round_scene

NAMED = "The referral by Jane Smithson came in time. "


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The sample audit with every return: made once, as its returns are sealed one by one."""
    made, _audit = round_scene(tmp_path_factory.mktemp("round"), finished=True)
    yield made
    made.workspace.close()


@pytest.fixture
def driver(qtbot: QtBot, scene: Scene) -> Iterator[Driver]:
    """Its desk at the reports, nothing written and every count shown."""
    with scene.workspace.work() as work:
        audit_id = work.audits.all()[0].id
        for place in work.reports.texts(audit_id):
            work.reports.drop_text(audit_id, place)
        work.reports.keep_options(audit_id, ReportOptions())
        work.settings.put("officer", "")
        work.commit()
    crashes: list[BaseException] = []
    driver = Driver(qtbot, scene, scene.open(crashes.append))
    driver.settle()
    driver.desk.go("reports")
    driver.settle()
    yield driver
    leave(scene)
    assert crashes == []


def preview(driver: Driver, kind: ReportKind) -> PreviewPage:
    driver.click(driver.page(ReportsRoom).rows[kind].open)
    page = driver.page(PreviewPage)
    driver.until(lambda: page.content is not None)
    driver.settle()
    return page


def test_a_report_is_previewed_page_by_page(driver: Driver) -> None:
    page = preview(driver, ReportKind.AUDIT)
    pages = page.pages
    assert len(pages.views) > 20
    assert page.number.text() == "1"
    first = pages.views[0]
    driver.until(lambda: first.is_sharp)
    assert first.accessibleName() == f"Page 1 of {len(pages.views)}"
    assert "Child Sexual Abuse audit" in first.accessibleDescription()
    drawn = [at for at, view in enumerate(pages.views) if view.image is not None]
    assert len(drawn) < 4, "pages that nobody sees were drawn"
    pages.setFocus()
    driver.key(pages, Qt.Key.Key_End)
    driver.settle()
    assert pages.current == len(pages.views)
    last = pages.views[-1]
    driver.until(lambda: last.is_sharp)
    assert first.image is None, "a page far away keeps its picture"
    driver.key(pages, Qt.Key.Key_PageUp)
    driver.key(pages, Qt.Key.Key_Home)
    assert pages.current == 1
    driver.key(pages, Qt.Key.Key_PageDown)
    assert pages.bar.value() > 0


def test_the_pages_grow_and_shrink_and_stay_where_one_reads(driver: Driver) -> None:
    page = preview(driver, ReportKind.AUDIT)
    page.number.setFocus()
    page.number.selectAll()
    QTest.keyClicks(page.number, "9")
    driver.key(page.number, Qt.Key.Key_Return)
    driver.settle()
    assert page.pages.current == 9
    before = page.pages.factor
    page.pages.setFocus()
    driver.qtbot.keyClick(page.pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert page.pages.factor < before
    assert page.pages.current == 9
    driver.click(page.larger)
    driver.click(page.larger)
    driver.settle()
    assert page.pages.factor > 1
    sharp = page.pages.views[8]
    driver.until(lambda: sharp.is_sharp)
    assert sharp.image is not None
    assert sharp.image.width() >= sharp.width() * sharp.devicePixelRatioF() - 1
    driver.click(page.whole)
    driver.settle()
    assert sharp.height() <= page.pages.height()
    driver.click(page.wide)
    driver.settle()
    assert page.pages.current == 9
    assert page.number.text() == "9"


def test_words_are_found_on_the_next_page_that_has_them(driver: Driver) -> None:
    page = preview(driver, ReportKind.AUDIT)
    page.focus_search()
    QTest.keyClicks(page.find_box, "audit methodology")
    driver.key(page.find_box, Qt.Key.Key_Return)
    driver.settle()
    first = page.pages.current
    assert page.found.text() == f"On page {first}"
    driver.key(page.find_box, Qt.Key.Key_Return)
    driver.settle()
    assert page.pages.current != first
    page.find_box.setText("zebra crossing")
    driver.key(page.find_box, Qt.Key.Key_Return)
    driver.settle()
    assert page.found.text() == "Not in this report"


def test_the_making_can_be_stopped_and_begun_again(driver: Driver) -> None:
    driver.click(driver.page(ReportsRoom).rows[ReportKind.AUDIT].open)
    page = driver.page(PreviewPage)
    driver.click(page.stop)
    driver.until(lambda: "Stopped before every page was made." in driver.words())
    assert page.content is None
    again = next(b for b in page.making.findChildren(QPushButton) if b.text() == "Make it again")
    driver.click(again)
    driver.until(lambda: page.content is not None)


def test_what_was_changed_meanwhile_is_in_the_preview(driver: Driver) -> None:
    page = preview(driver, ReportKind.AUDIT)
    workspace, audit_id = driver.scene.workspace, driver.desk.audit_id
    assert driver.scene.session is not None
    before = page.content
    driver.scene.session.tell(keep_report_text(workspace, audit_id, "summary", "Anew.", ""))
    driver.until(lambda: page.content is not None and page.content != before)


def test_a_report_is_saved_where_one_says(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "plan.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    page = preview(driver, ReportKind.PLAN)
    driver.click(page.save)
    driver.until(to.exists)
    driver.settle()
    assert to.read_bytes() == page.content
    assert "It is saved as a PDF." in driver.words()
    assert "Nothing is encrypted there" in driver.words()


def test_the_feedback_of_every_agency_is_saved_at_once(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "feedback"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    row = driver.page(ReportsRoom).rows[ReportKind.FEEDBACK]
    driver.click(row.more)
    assert row.menu is not None
    entry = next(a for a in row.menu.actions() if a.text() == "Save for every agency")
    entry.trigger()
    row.menu.close()
    driver.until(lambda: "files are saved in" in driver.words())
    assert len(list(folder.glob("*.pdf"))) == 6


def test_the_audit_report_is_saved_for_word(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "report"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    row = driver.page(ReportsRoom).rows[ReportKind.AUDIT]
    driver.click(row.more)
    assert row.menu is not None
    entry = next(a for a in row.menu.actions() if a.text() == "Save for Word")
    entry.trigger()
    row.menu.close()
    driver.until(lambda: "It is saved for Word." in driver.words())
    assert to.with_name("report.docx").read_bytes()[:2] == b"PK"


def test_the_document_for_word_can_be_stopped(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "report.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    room = driver.page(ReportsRoom)
    assert room.seen is not None
    room.deeds.save_word(room.seen.standing.audit)
    card = room.result.first()
    assert isinstance(card, MakingCard)
    driver.click(card.stop)
    driver.until(lambda: "Stopped before it was done." in driver.words())
    assert not to.exists()


@pytest.mark.parametrize("asked", ["workbook", "tables"])
def test_the_data_can_be_stopped(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    room = driver.page(ReportsRoom)
    button = getattr(room.data, asked)
    assert isinstance(button, QPushButton)
    driver.click(button)
    card = room.result.first()
    assert isinstance(card, MakingCard)
    driver.click(card.stop)
    driver.until(lambda: "Stopped before it was done." in driver.words())
    assert "Nothing was saved." in driver.words()
    assert list(tmp_path.iterdir()) == []


def test_data_leave_without_what_is_too_small(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    room = driver.page(ReportsRoom)
    for small in (True, False):
        room.data.small.setChecked(small)
        driver.click(room.data.tables)
        driver.until(lambda: "7 files are saved" in driver.words())
        room.result.put()
        answers = (tmp_path / "answers.csv").read_text(encoding="utf-8-sig")
        # Q19 has a share of four returns: too few to be published.
        assert (",Q19," in answers) is small


def test_a_return_is_shown_as_the_form_it_was(driver: Driver) -> None:
    row = driver.page(ReportsRoom).filled
    assert row.then is not None
    driver.click(row.open)
    page = driver.page(PreviewPage)
    driver.until(lambda: page.content is not None)
    assert "Children’s Social Care" in page.title.text()
    assert not page.check.isVisible()


# --- printing -----------------------------------------------------------------------------------


def pdf_printer(to: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(to))
    printer.setResolution(300)
    size, way = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, way, QMarginsF()))
    return printer


def test_pages_are_printed_as_they_are_shown(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "printed.pdf"
    printer = pdf_printer(to)
    monkeypatch.setattr(printing, "ask_for_printer", lambda *_: printer)
    page = preview(driver, ReportKind.GUIDE)
    driver.click(page.print)
    driver.until(lambda: "went to the printer" in driver.words())
    assert len(PdfReader(to).pages) == len(page.pages.views)


def test_only_the_pages_that_were_asked_for_are_printed(driver: Driver, tmp_path: Path) -> None:
    scene = driver.scene
    made = make_report(scene.workspace, driver.desk.audit_id, ReportKind.AUDIT, clock=scene.clock)
    to = tmp_path / "some.pdf"
    printer = pdf_printer(to)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 4)
    seen: list[tuple[int, int]] = []
    assert printing.print_pages(made.content, printer, lambda at, of: seen.append((at, of))) == 3
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert len(PdfReader(to).pages) == 3
    with PagePictures(to.read_bytes()) as printed, PagePictures(made.content) as shown:
        one, other = ink(printed.picture(1, 900)), ink(shown.picture(2, 900))
    assert all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True)), "it is not in its place"


def ink(picture: PagePicture) -> tuple[int, int, int, int]:
    """The rectangle in which something dark is printed."""
    dark = [at for at, red in enumerate(picture.pixels[::4]) if red < 200]
    rows, columns = [at // picture.width for at in dark], [at % picture.width for at in dark]
    return min(rows), max(rows), min(columns), max(columns)


# --- the texts ----------------------------------------------------------------------------------


def open_text(driver: Driver, place: str) -> TextPage:
    driver.click(driver.page(ReportsRoom).texts)
    driver.settle()
    texts = driver.page(TextsPage)
    driver.click(texts.rows.row(place))
    driver.settle()
    return driver.page(TextPage)


def kept(driver: Driver, place: str) -> tuple[str, bool]:
    texts = report_texts(driver.scene.workspace, driver.desk.audit_id, clock=driver.scene.clock)
    found = texts.at(place)
    assert found is not None
    return found.stands, found.is_written


def test_a_text_begins_as_the_draft_and_is_kept_as_it_is_written(driver: Driver) -> None:
    page = open_text(driver, "summary")
    assert page.text.value().startswith("Five cases were audited.")
    assert not page.draft_card.isVisible()
    page.text.box.setFocus()
    QTest.keyClicks(page.text.box, NAMED)
    driver.until(lambda: kept(driver, "summary")[1])
    driver.settle()
    assert kept(driver, "summary")[0].startswith(f"{NAMED}Five cases")
    assert page.draft_card.isVisible()
    driver.until(lambda: "1 place may identify someone" in driver.words())
    assert page.text.box.textCursor().position() == len(NAMED), "the cursor was moved"
    # Undo brings the draft back, which is nobody's own words.
    page.text.box.undo()
    page.text.flush()
    driver.settle()
    while page.text.box.document().isUndoAvailable():
        page.text.box.undo()
    page.text.flush()
    driver.settle()
    assert not kept(driver, "summary")[1]


def outdated(driver: Driver) -> TextPage:
    scene, audit_id = driver.scene, driver.desk.audit_id
    texts = report_texts(scene.workspace, audit_id, clock=scene.clock)
    summary = texts.at("summary")
    assert summary is not None
    before = summary.draft.replace("27 full returns", "26 full returns")
    keep_report_text(scene.workspace, audit_id, "summary", "In my own words.", before)
    assert scene.session is not None
    scene.session.tell(changed(Topic.REPORTS, audit_id=audit_id))
    driver.settle()
    assert "The figures have changed since 1 text was written." in driver.words()
    page = open_text(driver, "summary")
    assert "The figures have changed since this was written." in driver.words()
    return page


def test_when_figures_change_the_text_stays_and_one_may_keep_it(driver: Driver) -> None:
    page = outdated(driver)
    assert page.text.value() == "In my own words."
    page.text.box.setFocus()
    QTest.keyClicks(page.text.box, "Still ")
    driver.until(lambda: kept(driver, "summary")[0] == "Still In my own words.")
    driver.settle()
    assert "The figures have changed since this was written." in driver.words()
    driver.click(page.keep)
    driver.until(lambda: "The figures have changed" not in driver.words())
    assert kept(driver, "summary") == ("Still In my own words.", True)


def test_when_figures_change_one_may_take_the_new_draft_and_undo_that(driver: Driver) -> None:
    page = outdated(driver)
    driver.click(page.take)
    driver.until(lambda: not kept(driver, "summary")[1])
    driver.settle()
    assert page.text.value().startswith("Five cases were audited.")
    driver.qtbot.keyClick(page.text.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: kept(driver, "summary") == ("In my own words.", True))


def test_one_goes_from_text_to_text_and_leaves_nothing_unsaved(driver: Driver) -> None:
    page = open_text(driver, "summary")
    page.text.box.setFocus()
    QTest.keyClicks(page.text.box, "A")
    driver.click(page.after)
    driver.settle()
    assert page.title.text() == "Context"
    assert kept(driver, "summary")[0].startswith("AFive cases")
    assert not kept(driver, "context")[1], "a text went to the wrong place"
    QTest.keyClicks(page.text.box, "B")
    driver.desk.back()
    driver.settle()
    assert kept(driver, "context")[0].startswith("B")
    assert "2 of" in driver.page(TextsPage).sentence.text()


# --- before publication -------------------------------------------------------------------------


def check(driver: Driver) -> PublishPage:
    driver.click(driver.page(ReportsRoom).check)
    page = driver.page(PublishPage)
    driver.until(lambda: page.checked is not None)
    driver.settle()
    return page


def test_a_report_is_published_and_kept_as_it_went_out(driver: Driver) -> None:
    page = check(driver)
    assert not page.reason.isVisible()
    driver.click(page.publish)
    assert page.who.error() == "Say who publishes it."
    QTest.keyClicks(page.who.box, "LSCB officer")
    driver.click(page.publish)
    driver.until(lambda: "is published." in driver.words())
    workspace, audit_id = driver.scene.workspace, driver.desk.audit_id
    version = published(workspace, audit_id, clock=driver.scene.clock)[0].published
    assert version.by == "LSCB officer"
    title = f"Partnership audit report, version {version.version}"
    assert f"{title}, is published." in driver.words()
    driver.settle()
    assert version.digest[:16] in driver.words()
    named(page, f"Copy fingerprint: {title}").click()
    assert QApplication.clipboard().text() == version.digest
    driver.desk.back()
    driver.settle()
    room = driver.page(ReportsRoom)
    named(room.published, f"Preview: {title}").click()
    shown = driver.page(PreviewPage)
    driver.until(lambda: shown.content is not None)
    assert shown.content == published_content(workspace, version.number)
    assert shown.content is not None
    with PagePictures(shown.content) as pages:
        assert len(pages) > 20
    assert not shown.edit.isVisible()
    assert not shown.check.isVisible()
    driver.desk.back()
    keep_report_text(workspace, audit_id, "summary", "Later words.", "")
    room.look()
    driver.until(lambda: "changed since it was published" in driver.words())


def test_what_may_identify_somebody_stops_it_until_it_is_mended_or_explained(
    driver: Driver,
) -> None:
    scene, audit_id = driver.scene, driver.desk.audit_id
    keep_report_text(scene.workspace, audit_id, "summary", NAMED, "")
    before = published(scene.workspace, audit_id, clock=scene.clock)
    page = check(driver)
    assert "1 place stops this report." in driver.words()
    page.who.set_value("LSCB officer")
    driver.click(page.publish)
    assert page.reason.error().startswith("Say why")
    assert published(scene.workspace, audit_id, clock=scene.clock) == before
    rows = page.found.findChildren(QWidget)
    row = next(each for each in rows if "Jane Smithson" in each.accessibleName())
    driver.click(row)
    driver.settle()
    text = driver.page(TextPage)
    assert text.title.text() == "Executive summary"
    text.text.box.selectAll()
    QTest.keyClicks(text.text.box, "The referral came in time.")
    text.text.flush()
    driver.settle()
    driver.desk.back()
    driver.settle()
    assert driver.page(PublishPage) is page
    driver.until(lambda: "Nothing stops this report." in driver.words())
    assert not page.reason.isVisible()


def test_a_reason_is_kept_with_the_version(driver: Driver) -> None:
    scene, audit_id = driver.scene, driver.desk.audit_id
    keep_report_text(scene.workspace, audit_id, "summary", NAMED, "")
    page = check(driver)
    page.who.set_value("LSCB officer")
    page.reason.box.setFocus()
    QTest.keyClicks(page.reason.box, "An invented name.")
    driver.click(page.publish)
    driver.until(lambda: "is published." in driver.words())
    version = published(scene.workspace, audit_id, clock=scene.clock)[0].published
    assert version.note.startswith("An invented name.")


def test_chapters_and_small_counts_are_chosen_there(driver: Driver) -> None:
    page = check(driver)
    driver.key(page.options.boxes["comments"], Qt.Key.Key_Space)
    page.options.below.box.setFocus()
    driver.key(page.options.below.box, Qt.Key.Key_Down)
    driver.settle()
    texts = report_texts(driver.scene.workspace, driver.desk.audit_id, clock=driver.scene.clock)
    assert texts.options.left_out == ("comments",)
    assert texts.options.suppress_below == 3
    driver.until(
        lambda: any("Counts below 3" in w.accessibleName() for w in page.findChildren(QWidget))
    )


def test_a_report_about_one_case_is_checked_for_that_case(driver: Driver) -> None:
    page = check(driver)
    page.choice.which.box.setFocus()
    driver.key(page.choice.which.box, Qt.Key.Key_Down)
    driver.key(page.choice.which.box, Qt.Key.Key_Down)
    driver.settle()
    assert page.choice.kind is ReportKind.CASE
    assert page.choice.of.isVisible()
    driver.until(lambda: page.checked is not None)
    assert not page.options.isVisible()
    page.who.set_value("LSCB officer")
    driver.settle()
    driver.click(page.publish)
    driver.until(lambda: "is published." in driver.words())
    scene = driver.scene
    version = published(scene.workspace, driver.desk.audit_id, clock=scene.clock)[0].published
    assert version.about == page.choice.about


def named(within: QWidget, words: str) -> QPushButton:
    return next(
        each
        for each in within.findChildren(QPushButton)
        if each.accessibleName().startswith(words) and each.isVisible()
    )
