"""Pages made of the product's widgets with invented content, for the gallery and the tests."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.ui.frame import MainWindow
from app.ui.theme import Tone
from app.ui.theme.icons import icon_folder
from app.ui.widgets.banner import Banner
from app.ui.widgets.buttons import (
    danger_button,
    icon_button,
    primary_button,
    quiet_button,
    secondary_button,
)
from app.ui.widgets.choices import ChoiceCards, GradeCards
from app.ui.widgets.date_field import DateField
from app.ui.widgets.drop_zone import DropZone
from app.ui.widgets.error_summary import Entry, ErrorSummary
from app.ui.widgets.fields import ChoiceField, LineField, NumberField, check_box
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.grid_table import CELL_ROLE, Cell, GridTable
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.icon_view import IconView
from app.ui.widgets.labels import (
    body_text,
    caption,
    hint,
    page_title,
    question_title,
    section_title,
)
from app.ui.widgets.marked_line import MarkedLine
from app.ui.widgets.navigation import Mark, NavHead, NavSection, NavStep, Place, StepNav
from app.ui.widgets.option_card import Choice
from app.ui.widgets.parts_grid import PartsGrid
from app.ui.widgets.small import KeyHint, Pills, ProgressBar, StatusTag, SvgView
from app.ui.widgets.surfaces import Card, EmptyState, Page, ReadingColumn, Stat, button_row
from app.ui.widgets.task_list import Task, TaskList
from app.ui.widgets.text_marks import MarkLine, TextMark

YES_NO = (
    Choice("yes", "Yes", key="Y"),
    Choice("no", "No", key="N"),
    Choice("na", "Not applicable", key="A"),
)
GRADES = (
    Choice(
        "outstanding",
        "Outstanding",
        "Practice is consistently effective and improves the experience of children.",
        step=0,
    ),
    Choice("good", "Good", "Practice is effective in most of what was seen.", step=1),
    Choice(
        "improve",
        "Requires improvement",
        "Children are not at risk of immediate harm, but practice is not yet good.",
        step=2,
    ),
    Choice(
        "inadequate",
        "Inadequate",
        "There are widespread or serious failures that leave children at risk of harm.",
        step=3,
    ),
)
TEXT = (
    "Religion was recorded as “withheld” on the case system; this may be the option chosen at "
    "loading rather than the family’s answer. The Health Visitor discussed culture with mum once, "
    "in May. Mrs Okonkwo from school raised it again at the core group, but it was not carried "
    "into the plan."
)
PLACES = (
    Place("overview", "Overview"),
    Place("cases", "Cases and agencies"),
    Place("inbox", "Inbox", count=2),
    Place("tracker", "Tracker"),
    Place("findings", "Findings"),
    Place("meeting", "Meeting"),
    Place("recommendations", "Recommendations"),
    Place("reports", "Reports"),
    Place("tools", "Audit tools", gap_before=True),
    Place("settings", "Settings"),
)
_STEPS = (
    ("Q1", "Safeguarding processes", Mark.DONE),
    ("Q2", "Referral", Mark.DONE),
    ("Q3", "Agencies’ evidence", Mark.DONE),
    ("Q4", "Screening tool", Mark.LOOK),
    ("Q5", "Assessment in time", Mark.DONE),
    ("Q6", "Origin, religion, culture", Mark.DONE),
    ("Q7", "Impact of the risks", Mark.NOT_YET),
    ("Q8", "SMART plan", Mark.NOT_YET),
    ("Q9", "Family involved", Mark.NOT_YET),
    ("Q10", "Multi-agency working", Mark.OPTIONAL),
)
Index = QModelIndex | QPersistentModelIndex


def sections() -> tuple[NavSection, ...]:
    """The way through an invented form."""
    steps = tuple(NavStep(key, title, key, mark) for key, title, mark in _STEPS)
    return (
        NavSection("about", "About this case", mark=Mark.DONE),
        NavSection("qa", "Quality assurance", note="6/16", spoken="6 of 16 done", steps=steps),
        NavSection("judgement", "Judgement"),
        NavSection("areas", "Areas of sexual abuse"),
        NavSection("overall", "Overall judgement"),
        NavSection("closing", "Closing statements"),
        NavSection("check", "Check your answers"),
    )


class TrackerModel(QAbstractTableModel):
    """Five invented cases by six agencies."""

    agencies = (
        "Children’s Social Care",
        "Police",
        "Health Visiting",
        "Education",
        "Probation",
        "Domestic abuse",
        "In",
    )
    cases = (("A", "unborn"), ("B", "JS"), ("C", "TM"), ("D", "AK"), ("E", "LP"), ("In", ""))

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self.cases)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self.agencies)

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell."""
        if row == 5 or column == 6:
            return Cell("5/6" if row < 5 else "5/5", total=row == 5)
        odd = {
            (1, 1): Cell("3 days late", Tone.ATTENTION, "attention"),
            (0, 3): Cell("nil", Tone.TEXT, "circle"),
            (2, 2): Cell("queried", Tone.ACCENT, "question"),
            (2, 0): Cell("received", Tone.GOOD, "check", detail="rev 2"),
            (3, 4): Cell("nil", Tone.TEXT, "circle"),
            (4, 1): Cell("3 days late", Tone.ATTENTION, "attention"),
        }
        return odd.get((row, column), Cell("received", Tone.GOOD, "check"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        return cell.text if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal:
            return self.agencies[section] if role == Qt.ItemDataRole.DisplayRole else None
        name, detail = self.cases[section]
        if role == CELL_ROLE:
            return Cell(name, detail=detail, strong=section < 5, total=section == 5)
        return f"{name} {detail}" if role == Qt.ItemDataRole.DisplayRole else None


def question_window() -> MainWindow:
    """The page at the heart: one question of the interview."""
    window = MainWindow()
    window.set_audit_title("Child Sexual Abuse audit · February 2018")
    window.set_who("Health Visiting")
    window.set_status("Saved 14:02   Nothing leaves this computer by itself", "Alt+→ next question")
    head = NavHead("Case B · JS", "UIN CE-0417 · 6 months to 22 Nov 2017", 9, 24, "saved 14:02")
    window.set_side(StepNav(head, sections(), "Q6"))
    page = Page(gap=8)
    page.add(caption("Quality assurance · question 6 of 16"))
    page.add(
        question_title(
            "Is there evidence that the needs of the child or young person due to their ethnic "
            "origin, religion and culture were considered?"
        )
    )
    page.add(hint("Give detail against the point, and say what could have been done better."))
    cards = ChoiceCards(YES_NO, "Question 6", letters=True)
    cards.set_value("no")
    page.add(cards, gap_before=8)
    text = GrowingText("What did you find? What could have been better?", value=TEXT)
    text.set_marks([TextMark(TEXT.index("Mrs"), len("Mrs Okonkwo"))])
    text.set_remark("1 place may identify someone")
    page.add(text, gap_before=16)
    page.end()
    page.set_buttons(secondary_button("Back", icon="back"), primary_button("Continue"))
    window.show_page(page)
    return window


def tracker_window() -> MainWindow:
    """Who has sent what."""
    window = MainWindow()
    window.set_audit_title("Child Sexual Abuse audit · February 2018")
    window.set_who("Partnership desk")
    window.set_status("Last brought in 13:40 · 4 files", "Backed up today 09:00")
    window.set_places(PLACES, "tracker")
    page = ReadingColumn(wide=True)
    page.add(page_title("Tracker"))
    page.body.setSpacing(4)
    page.add(hint("27 of 30 returns are in. The meeting is in 6 days, on 28 February."))
    stats = FlowLayout(gap=36, row_gap=8)
    for number, word, tone in (
        ("23", "received", Tone.TEXT),
        ("3", "not known (nil)", Tone.TEXT),
        ("1", "queried", Tone.TEXT),
        ("3", "overdue", Tone.ATTENTION),
    ):
        stats.addWidget(Stat(number, word, tone))
    page.add(stats, gap_before=12)
    page.add(
        Banner(
            Tone.ATTENTION,
            "Police and Probation are 3 days late with 3 returns.",
            "A message to each, with what is missing, is ready.",
            action="Prepare chasers",
        ),
        gap_before=12,
    )
    table = GridTable("Returns by case and agency", row_headers=True, corner="Case")
    table.setModel(TrackerModel(table))
    page.add(table, gap_before=10)
    page.end()
    window.show_page(page)
    return window


def marked_line() -> MarkedLine:
    """A line with the three marks of the guard."""
    words = "Grandmother, Mrs Okonkwo; PK; of Thornbury"
    field = MarkedLine("People", value=words, characters=44)
    marks = (
        ("Mrs Okonkwo", MarkLine.BAR), ("PK", MarkLine.WAVE), ("Thornbury", MarkLine.DOTS),
    )  # fmt: skip
    field.set_marks([TextMark(words.index(each), len(each), "", line) for each, line in marks])
    field.set_remark("2 places may identify someone, perhaps 1 more")
    return field


def fields_sheet() -> QWidget:
    """Every field."""
    page = ReadingColumn()
    page.add(page_title("Fields"))
    page.add(
        ErrorSummary(
            [
                Entry("name", "Enter your name."),
                Entry("date", "There is no 31 November 2017."),
            ]
        )
    )
    name = LineField("Your name", hint="As it will be known to the partnership", value="")
    name.set_error("Enter your name.")
    page.add(name)
    page.add(LineField("Your role", value="Named nurse & safeguarding lead", characters=30))
    page.add(marked_line())
    bad = DateField("Last involvement")
    bad.day.setText("31")
    bad.month.setText("November")
    bad.year.setText("2017")
    bad.set_error(bad.problem())
    page.add(bad)
    page.add(DateField("Due", value=date(2018, 2, 22)))
    page.add(NumberField("Months to look back", value=6, least=1, most=60))
    choices = [("post", "Letter"), ("phone", "Telephone")]
    page.add(ChoiceField("How was it agreed?", choices, value="phone"))
    row = QHBoxLayout()
    spin = QSpinBox()
    spin.setAccessibleName("Copies")
    row.addWidget(spin)
    row.addWidget(check_box("Ask for a passphrase", checked=True))
    row.addWidget(check_box("Print the recovery sheet"))
    row.addStretch(1)
    page.add(row)
    page.add(GrowingText("What happened?", hint="Use roles, not names.", value="", least_lines=3))
    page.end()
    return page


def choices_sheet() -> QWidget:
    """Every way to choose."""
    page = ReadingColumn()
    page.add(page_title("Choices"))
    page.add(section_title("How well was the child safeguarded?"))
    grades = GradeCards(GRADES, "Judgement")
    grades.set_value("good")
    page.add(grades)
    page.add(section_title("Which of these apply?"), gap_before=8)
    several = ChoiceCards(
        [
            Choice("family", "Within the family"),
            Choice("peer", "Between peers"),
            Choice("online", "Online"),
            Choice("none", "None of these", exclusive=True),
        ],
        "Areas",
        several=True,
    )
    several.set_value(("family", "online"))
    page.add(several)
    page.add(section_title("Were their views sought?"), gap_before=8)
    card = Card()
    parts = PartsGrid(
        [
            ("child", "The child’s or young person’s"),
            ("mother", "The mother’s"),
            ("others", "Those of other adults with care of the child, and of the wider family"),
        ],
        YES_NO,
        "Whose views",
    )
    parts.set_values({"child": "yes", "mother": "no"})
    card.body.addWidget(parts)
    page.add(card)
    page.add(
        Pills(
            [("weak", "Weakest first"), ("question", "By question"), ("agency", "By agency")],
            "Order",
        ),
        gap_before=8,
    )
    for number, buttons in enumerate(
        (
            (secondary_button("Back", icon="back"), primary_button("Continue")),
            (danger_button("Delete for good"), quiet_button("Not identifying…")),
        )
    ):
        first, second = buttons
        extra = icon_button("Print", "print") if number else primary_button("Seal returns")
        extra.setEnabled(bool(number))
        page.add(button_row(first, second, extra, right=False))
    page.end()
    return page


def lists_sheet() -> QWidget:
    """Lists, banners, empty places and small things."""
    page = ReadingColumn()
    page.add(page_title("Lists and messages"))
    page.add(
        TaskList(
            [
                Task("a", "Case A · unborn", "UIN CE-0411", "Sealed", Tone.GOOD, "check"),
                Task("b", "Case B · JS", "UIN CE-0417 · 9 of 24 done", "Needs a look",
                     Tone.ATTENTION, "attention"),
                Task("c", "Case C · TM", "UIN CE-0420", "Not yet"),
                Task("d", "Seal returns", "When all forms are done", enabled=False),
            ],
            "Forms",
        )
    )  # fmt: skip
    for tone, sentence in (
        (Tone.GOOD, "All 30 returns are in."),
        (Tone.PROBLEM, "One file was set aside."),
        (Tone.ACCENT, "A newer tool is there."),
    ):
        page.add(Banner(tone, sentence, "The others were brought in.", action="Look at it"))
    page.add(Banner(Tone.GOOD, "The recovery sheet works."))
    row = FlowLayout(gap=8)
    for tag in (
        StatusTag("received", Tone.GOOD, "check"),
        StatusTag("3 days late", Tone.ATTENTION, "attention"),
        StatusTag("set aside", Tone.PROBLEM, "problem"),
        StatusTag("queried", Tone.ACCENT, "question"),
        StatusTag("not yet"),
        KeyHint("Ctrl"),
        KeyHint("L"),
    ):
        row.addWidget(tag)
    page.add(row)
    page.add(ProgressBar("Returns read", 9, 24))
    page.add(DropZone("Drop the returns here", "As many at once as you like."))
    page.add(
        EmptyState(
            "mail",
            "No returns yet",
            "When an agency’s e-mail arrives, save its file and drop it here.",
            primary_button("Bring returns in"),
        )
    )
    page.add(body_text(TEXT, selectable=True))
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40">'
        b'<rect width="270" height="20" fill="#0B5D78"/>'
        b'<rect x="270" width="130" height="20" fill="#B8D1DA"/></svg>'
    )
    page.add(SvgView("67 %: 18 of 27", svg))
    icons = FlowLayout(gap=14)
    for path in sorted(icon_folder().glob("*.svg")):
        icons.addWidget(IconView(path.stem))
    page.add(icons)
    page.end()
    return page


def as_page(content: QWidget) -> QWidget:
    """A page on its ground, for a picture of it alone."""
    ground = QWidget()
    ground.setObjectName("page")
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(content)
    return ground
