"""What the agencies wrote as a list, each comment with what the partnership made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt

from app.analysis.comment_search import Comment, Place
from app.domain.comment_tags import heading_of, tag_words
from app.domain.meeting import NoteHeading
from app.domain.tool import Meaning
from app.reports.wording import has_number
from app.ui.models.row_list import RowList
from app.ui.theme.tokens import Tone
from app.ui.widgets.plain import one_line, visible

COMMENT_ROLE = Qt.ItemDataRole.UserRole + 21

MEANS: dict[Meaning | None, tuple[str, Tone]] = {
    Meaning.GOOD: ("check", Tone.GOOD),
    Meaning.BAD: ("attention", Tone.ATTENTION),
    Meaning.NEUTRAL: ("circle", Tone.SECONDARY),
    Meaning.NOT_APPLICABLE: ("dash", Tone.SECONDARY),
    None: ("", Tone.SECONDARY),
}
_HEADINGS = {
    NoteHeading.WORRIED: ("attention", Tone.ATTENTION),
    NoteHeading.WELL: ("check", Tone.GOOD),
    NoteHeading.TO_DO: ("forward", Tone.ACCENT),
}


@dataclass(frozen=True)
class Chip:
    """A word below a comment."""

    words: str
    icon: str = ""
    tone: Tone = Tone.SECONDARY


@dataclass(frozen=True)
class Made:
    """What the partnership made of the comments."""

    tags: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    quoted: frozenset[Place] = frozenset()
    noted: frozenset[Place] = frozenset()
    recommended: frozenset[Place] = frozenset()

    def chips(self, place: Place) -> tuple[Chip, ...]:
        """The words below a comment."""
        chips = [_tag_chip(tag) for tag in self.tags[place]] if place in self.tags else []
        for places, words in (
            (self.quoted, "Quoted"),
            (self.noted, "In the meeting"),
            (self.recommended, "In a recommendation"),
        ):
            if place in places:
                chips.append(Chip(words, "document"))
        return tuple(chips)


def _tag_chip(tag: str) -> Chip:
    heading = heading_of(tag)
    if heading is None:
        return Chip(one_line(tag_words(tag)), "dot")
    return Chip(tag_words(tag), *_HEADINGS[heading])


def question_words(one: Comment) -> str:
    """What a comment was written to: "Q6  Origin, culture", "Nil return"."""
    if one.question is None:
        return "Why it is a nil return" if one.nil else "Note on the return"
    lead = f"{one.question.id}  " if has_number(one.question) else ""
    return one_line(f"{lead}{one.question.name}")


class CommentsModel(RowList[Comment]):
    """Rows of ``Comment`` by ``COMMENT_ROLE``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COMMENT_ROLE, parent)
        self.made = Made()

    def set_rows(self, rows: Sequence[Comment]) -> bool:
        """Show these comments; whether they are others than before."""
        new = tuple(rows)
        if new == self.rows:
            return False
        self.refill(new)
        return True

    def set_made(self, made: Made) -> None:
        """Show what was made of them."""
        if made == self.made:
            return
        self.made = made
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def row_of(self, place: Place) -> int:
        """Where a comment stands; -1 where it is not shown."""
        return next((at for at, one in enumerate(self.rows) if one.place == place), -1)

    def line(self, row: Comment) -> str:
        return one_line(row.text)

    def spoken(self, one: Comment) -> str:
        """A comment for those who hear it."""
        chips = ", ".join(chip.words for chip in self.made.chips(one.place))
        about = [one.agency.name, case_words(one), question_words(one), one.about, one.answer]
        lead = ", ".join(part for part in about if part)
        return one_line(f"{lead}: {visible(one.text)}{f'. Marked: {chips}' if chips else ''}")


def case_words(one: Comment) -> str:
    """The case of a comment: "Case B · JS"."""
    label = one.case.label or one.case.uin
    name = label if label.lower().startswith("case") else f"Case {label}"
    return f"{name} · {one.case.initials}" if one.case.initials else name
