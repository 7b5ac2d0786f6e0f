"""What goes and what stays of an audit, and what is typed to confirm that it goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.days import long_day
from app.reports.certificate import numbers_words
from app.reports.wording import plural
from app.services.destroy_audit import ToDestroy, numbers_of
from app.ui.pages.slot import Slot
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.buttons import danger_button
from app.ui.widgets.fields import LineField, check_box
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import body_text, hint, section_title


class DestroyForm(QWidget):
    """``confirmed`` when everything is typed that is needed."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: ToDestroy | None = None
        self.kept_until = body_text("")
        self.goes, self.stays = Slot(gap=Space.S), Slot(gap=Space.S)
        self.published = check_box("Destroy the published reports too")
        self.published.toggled.connect(lambda _on: self._show_lists())
        self.by = LineField("Your name or role", characters=34, longest=120)
        self.reason = LineField("Why is it destroyed?", characters=60, longest=300)
        self.typed = LineField(
            "Type the audit’s reference to confirm",
            hint="As it stands in brackets below the title of this page",
            characters=24,
            longest=200,
        )
        self.go = danger_button("Destroy the audit", icon="attention")
        self.go.clicked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.kept_until)
        for title, slot in (("What goes", self.goes), ("What stays", self.stays)):
            column.addWidget(section_title(title))
            column.addWidget(slot)
            column.addSpacing(Space.S)
        column.addWidget(self.published)
        column.addSpacing(Space.S)
        column.addWidget(section_title("To confirm"))
        column.addWidget(hint("This stands on the certificate. Leave names of children out."))
        for field in (self.by, self.reason, self.typed):
            column.addWidget(field)
        column.addSpacing(Space.S)
        column.addWidget(body_text("This can’t be taken back."))
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.go)
        column.addLayout(row)

    def show_found(self, found: ToDestroy) -> None:
        """Say what goes and what stays; what was typed stays too."""
        self._found = found
        until = found.summary.retain_until
        self.kept_until.setText(f"It is to be kept until {long_day(until)}." if until else "")
        self.kept_until.setVisible(until is not None)
        self.published.setVisible(bool(found.gone.published))
        if not self.by.value():
            self.by.set_value(found.officer)
        self._show_lists()

    def _show_lists(self) -> None:
        found = self._found
        if found is None:
            return
        too = self.published.isChecked()
        numbers = tuple(pair for pair in numbers_of(found.gone, published=too) if pair[1])
        copies = "Every copy of this desk; a new one is made of what is left"
        self.goes.put(*(_line("close", words) for words in (*numbers_words(numbers), copies)))
        kept = ["The audit’s name, and the names of its agencies"]
        if found.recommendations:
            kept.append(f"{plural(found.recommendations, 'recommendation')}, followed up as before")
        if found.gone.published and not too:
            kept.append(plural(found.gone.published, "published report"))
        kept.append("The history: it names cases by their number, never what was written")
        kept.append("The certificate of destruction")
        self.stays.put(*(_line("check", words) for words in kept))

    def _ask(self) -> None:
        wrong = None
        for field, sentence in self._problems():
            field.set_error(sentence)
            wrong = wrong or (field if sentence else None)
        if wrong is None:
            self.confirmed.emit()
        else:
            wrong.box.setFocus()

    def _problems(self) -> list[tuple[LineField, str]]:
        reference = self._found.summary.reference if self._found else ""
        right = self.typed.value().strip().casefold() == reference.casefold()
        return [
            (self.by, "" if self.by.value().strip() else "Say who destroys it."),
            (self.reason, "" if self.reason.value().strip() else "Say why, in a few words."),
            (self.typed, "" if right else f"Type the reference “{reference}”."),
        ]


def _line(icon: str, words: str) -> IconLine:
    line = IconLine(icon, words, Tone.TEXT)
    line.icon.set_icon(icon, Tone.GOOD if icon == "check" else Tone.PROBLEM)
    return line
