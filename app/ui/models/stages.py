"""How each stage of a return is shown: a word, an icon and a tone, the same on every page."""

from __future__ import annotations

from app.analysis.tracking import Cell as Square
from app.analysis.tracking import Stage
from app.reports.wording import plural
from app.ui.theme.tokens import Tone

LOOKS = {
    Stage.EXPECTED: ("not yet", Tone.SECONDARY, "dash"),
    Stage.TESTED: ("test received", Tone.SECONDARY, "mail"),
    Stage.RECEIVED: ("received", Tone.GOOD, "check"),
    Stage.NIL: ("nil", Tone.TEXT, "circle"),
    Stage.QUERIED: ("queried", Tone.ACCENT, "question"),
    Stage.ANSWERED: ("answered again", Tone.ACCENT, "redo"),
    Stage.REVISED: ("revised", Tone.ACCENT, "edit"),
    Stage.ACCEPTED: ("accepted", Tone.GOOD, "box-ticked"),
    Stage.OVERDUE: ("late", Tone.ATTENTION, "attention"),
    Stage.NOT_ASKED: ("not asked", Tone.SECONDARY, ""),
}
"""Word, tone and icon. No two stages that have an icon share it: nothing rests on colour."""

COUNTED = {
    Stage.NIL: "not known (nil)",
    Stage.EXPECTED: "not yet in",
    Stage.OVERDUE: "overdue",
}
"""The words of stages that stand under a number, where they differ."""


def look_of(square: Square) -> tuple[str, Tone, str]:
    """The word, tone and icon of one square."""
    word, tone, icon = LOOKS[square.stage]
    if square.stage is Stage.OVERDUE:
        word = f"{plural(square.days_late, 'day')} late"
    return word, tone, icon


def counted(stage: Stage) -> str:
    """The word under the number of squares in a stage."""
    return COUNTED.get(stage, LOOKS[stage][0])
