"""The few dialogs: a question, a passphrase, a failure.

The sentence comes first, buttons say what they do, and nothing here knows what is done next.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.errors import PartnershipAuditError
from app.ui.theme.current import theme
from app.ui.theme.tokens import Size, Space, Tone
from app.ui.widgets.buttons import Button, Kind
from app.ui.widgets.fields import LineField
from app.ui.widgets.icon_view import IconView
from app.ui.widgets.labels import body_text, hint, section_title
from app.ui.widgets.plain import one_line

PRODUCT = "Partnership Audit"
_FIRST_SENTENCE = re.compile(r"(.+?[.!?:][”\"']?)\s+(?=[A-Z“\"‘'])(.*)", re.DOTALL)


class Sheet(QDialog):
    """A dialog in the product's look: icon, sentence, text, content, buttons at the right."""

    def __init__(
        self, parent: QWidget | None, sentence: str, text: str = "", *, icon: str = "", tone: Tone
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(PRODUCT)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.setAccessibleName(one_line(sentence))
        self.setAccessibleDescription(one_line(text))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L + 4)
        outer.setSpacing(Space.XL)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        if icon:
            picture = IconView(icon, tone, edge=24, line=Size.LEAD)
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.S)
        self.body.addWidget(section_title(sentence))
        if text:
            self.body.addWidget(body_text(text, selectable=True))
        row.addLayout(self.body, 1)
        outer.addLayout(row)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(Space.M)
        self.buttons.addStretch(1)
        outer.addStretch(1)
        outer.addLayout(self.buttons)

    def add_button(
        self, text: str, kind: Kind = Kind.SECONDARY, *, default: bool = False
    ) -> Button:
        """Add a button at the right of those that are there."""
        button = Button(text, kind)
        button.setAutoDefault(default)
        button.setDefault(default)
        self.buttons.addWidget(button)
        if default:
            button.setFocus()
        return button

    def fit(self) -> None:
        """Take the width of a comfortable line, and the height that the text needs in it."""
        room = self.screen().availableGeometry()
        width = min(theme().px(480), room.width() - Space.HUGE)
        self.setFixedWidth(max(width, self.minimumSizeHint().width()))
        high = self.heightForWidth(self.width())
        if high < 0:
            high = self.sizeHint().height()
        self.resize(self.width(), min(high, room.height() - Space.HUGE))


def confirm(
    parent: QWidget | None,
    sentence: str,
    text: str = "",
    *,
    action: str,
    cancel: str = "Cancel",
    danger: bool = False,
) -> bool:
    """Ask before something is done. ``action`` is the verb on the button.

    What can't be taken back has *Cancel* as its default.
    """
    sheet = Sheet(
        parent,
        sentence,
        text,
        icon="attention" if danger else "",
        tone=Tone.PROBLEM if danger else Tone.ACCENT,
    )
    sheet.add_button(cancel, default=danger).clicked.connect(sheet.reject)
    kind = Kind.DANGER if danger else Kind.PRIMARY
    sheet.add_button(action, kind, default=not danger).clicked.connect(sheet.accept)
    return _shown(sheet)


def message_dialog(
    parent: QWidget | None,
    sentence: str,
    text: str = "",
    *,
    tone: Tone = Tone.ACCENT,
    button: str = "Close",
) -> None:
    """Tell something that must not be missed."""
    icon = {Tone.PROBLEM: "problem", Tone.ATTENTION: "attention", Tone.GOOD: "check"}
    sheet = Sheet(parent, sentence, text, icon=icon.get(tone, "info"), tone=tone)
    sheet.add_button(button, Kind.PRIMARY, default=True).clicked.connect(sheet.accept)
    _shown(sheet)


def show_error(parent: QWidget | None, error: PartnershipAuditError) -> None:
    """Tell of an expected failure: what happened stands out, what is safe and to do follows."""
    happened, rest = first_sentence(error.sentence)
    message_dialog(parent, happened, rest, tone=Tone.ATTENTION)


def show_crash(parent: QWidget | None, report_name: str) -> None:
    """Tell of a failure that nobody expected, and where the report of it lies, if there is one."""
    again = (
        f"send the report “{report_name}” to your IT department: it holds no case data. "
        "You find it through Help."
        if report_name
        else "tell your IT department: no report could be written, as its folder can’t be "
        "written to or is full."
    )
    message_dialog(
        parent,
        "Something went wrong in the program.",
        "What you had entered up to a moment ago is saved. Close the program and start it again. "
        f"If it happens again, {again}",
        tone=Tone.PROBLEM,
    )


class PassphraseSheet(Sheet):
    """Asks for a passphrase; with ``new`` twice, and for enough characters."""

    def __init__(
        self,
        parent: QWidget | None,
        sentence: str,
        text: str,
        action: str,
        *,
        new: bool,
        least: int,
    ) -> None:
        super().__init__(parent, sentence, text, icon="lock", tone=Tone.ACCENT)
        self._new, self._least = new, least
        self.first = LineField("New passphrase" if new else "Passphrase", secret=True, longest=500)
        self.body.addSpacing(Space.S)
        self.body.addWidget(self.first)
        self.second = LineField("The same again", secret=True, longest=500)
        self.second.setVisible(new)
        self.body.addSpacing(Space.S if new else 0)
        self.body.addWidget(self.second)
        if new:
            self.body.addWidget(hint(f"{least} characters or more. Three or four words are good."))
        self.add_button("Cancel").clicked.connect(self.reject)
        self.add_button(action, Kind.PRIMARY, default=True).clicked.connect(self._try)
        self.first.setFocus()

    def _try(self) -> None:
        text = self.first.value()
        wrong = ""
        if not text:
            wrong = "Enter the passphrase."
        elif self._new and len(text) < self._least:
            wrong = f"Make it {self._least} characters or more."
        self.first.set_error(wrong)
        differs = self._new and not wrong and text != self.second.value()
        self.second.set_error("This is not the same as above." if differs else "")
        if wrong or differs:
            (self.first if wrong else self.second).setFocus()
            self.fit()
        else:
            self.accept()


def ask_passphrase(
    parent: QWidget | None,
    sentence: str,
    text: str = "",
    *,
    action: str = "Open",
    new: bool = False,
    least: int = 12,
    wrong: bool = False,
) -> str | None:
    """The passphrase that was typed, or None. ``wrong`` says that the last one opened nothing."""
    sheet = PassphraseSheet(parent, sentence, text, action, new=new, least=least)
    if wrong:
        sheet.first.set_error("That passphrase does not open it. Check for capital letters.")
    return sheet.first.value() if _shown(sheet) else None


def first_sentence(text: str) -> tuple[str, str]:
    """A text divided into its first sentence and the rest."""
    found = _FIRST_SENTENCE.fullmatch(text.strip())
    return (found[1].rstrip(":"), found[2]) if found else (text.strip(), "")


def _shown(sheet: Sheet) -> bool:
    sheet.fit()
    answer = sheet.exec() == QDialog.DialogCode.Accepted
    sheet.deleteLater()
    return answer
