"""What the checks found in a tool, each entry leading to its field."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.tool import AuditTool
from app.domain.tool_answers import scale_of
from app.domain.tool_checks import ToolWarning, check_tool
from app.ui.pages.partnership.tools.form import ToolForm
from app.ui.pages.partnership.tools.places import CHECKS, at_question, at_scale, at_section
from app.ui.pages.partnership.tools.workbench import Workbench
from app.ui.theme.tokens import Tone
from app.ui.widgets.error_summary import Entry, ErrorSummary
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import hint


@dataclass(frozen=True)
class Found:
    """Something to look at: where in the editor, in which field, and a sentence."""

    place: str
    field: str
    sentence: str


_IN_FORM = {"retired": "retire", "questions": ""}
"""What is called otherwise in the form, or has no field of its own there."""


def found_in(tool: AuditTool) -> tuple[Found, ...]:
    """What the checks find, each with its place in the editor."""
    return tuple(_found(tool, warning) for warning in check_tool(tool))


def _found(tool: AuditTool, warning: ToolWarning) -> Found:
    if warning.scale:
        options = scale_of(tool, warning.scale).options
        option = warning.option or next((each.id for each in options), "")
        return Found(at_scale(warning.scale), f"{warning.field} {option}", warning.sentence)
    place = at_question(warning.question) if warning.question else at_section(warning.section)
    return Found(place, _IN_FORM.get(warning.field, warning.field), warning.sentence)


class ChecksForm(ToolForm):
    """The list of what was found; or that nothing was."""

    def __init__(self, bench: Workbench, found: tuple[Found, ...]) -> None:
        super().__init__(bench, CHECKS, "Checks")
        self.add(
            hint(
                "Nothing here stops the tool from being used. Look whether each is meant to be so."
            )
        )
        self._found = found
        entries = [Entry(str(at), each.sentence) for at, each in enumerate(found)]
        count = "1 thing to look at" if len(found) == 1 else f"{len(found)} things to look at"
        self.summary = ErrorSummary(title=count, tone=Tone.ATTENTION)
        self.summary.entry_chosen.connect(self._lead)
        self.add(self.summary)
        self.summary.set_entries(entries)  # shows it, which must not be before it has a place
        if not found:
            self.add(IconLine("check", "The checks found nothing to look at.", Tone.GOOD))
        else:
            self.fields["found"] = self.summary
        self.end()

    def _lead(self, key: str) -> None:
        each = self._found[int(key)]
        self.go.emit(f"{each.place}#{each.field}" if each.field else each.place)
