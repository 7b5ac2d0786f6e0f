"""What an organisation has preset: the line that says so, and controls that only show it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.policy import SET_BY_ORGANISATION
from app.ui.theme.tokens import Tone
from app.ui.widgets.fields import LineField
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.small import Pills

ICON = "organisation"


class PresetLine(IconLine):
    """Stands under what a person can't change here. ``what`` goes on after the words."""

    def __init__(self, what: str = "") -> None:
        super().__init__(ICON, preset_words(what), Tone.SECONDARY)

    def say(self, what: str) -> None:
        """Go on in another way."""
        self.set_text(preset_words(what))


def preset_words(what: str = "") -> str:
    """ "Set by your organisation", or "Set by your organisation: files go by e-mail." """
    return f"{SET_BY_ORGANISATION}: {what}" if what else SET_BY_ORGANISATION


def lock_field(field: LineField) -> None:
    """Let a field be read and copied, not changed, and say why: to the eye and the ear."""
    field.lock(SET_BY_ORGANISATION)
    field.column.addWidget(PresetLine())


def lock_pills(pills: Pills) -> PresetLine:
    """Leave the pill that is on, which can still be reached. The line goes below them."""
    pills.lock(SET_BY_ORGANISATION)
    return PresetLine()


def lock_control(control: QWidget) -> None:
    """Let a control show what it shows, and say why it can't be changed."""
    control.setEnabled(False)
    control.setAccessibleDescription(SET_BY_ORGANISATION)
