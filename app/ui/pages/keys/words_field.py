"""The field for the 24 recovery words: it counts them, and names a word that no sheet has."""

from __future__ import annotations

from app.services.recovery_words import HOW_MANY, TypedWords, typed_words
from app.ui.widgets.growing_text import GrowingText
from app.ui.widgets.plain import one_line

_MOST_NAMED = 3
_LONGEST = 20  # letters that are shown of a word


class WordsField(GrowingText):
    """Typed or pasted, with or without their numbers. ``words`` are what was understood."""

    def __init__(self, label: str = "The 24 recovery words", *, hint: str = "") -> None:
        hint = hint or "In the order of their numbers, with spaces between them."
        super().__init__(label, hint=hint, least_lines=3)
        self.box.textChanged.connect(self._name_wrong)

    def set_value(self, text: str) -> None:
        """Show these words, and name those that are wrong."""
        super().set_value(text)
        self._name_wrong()

    def words(self) -> str:
        """The words alone, to be tried."""
        return typed_words(self.value()).text

    def complete(self) -> bool:
        """Whether there are 24 that could be right; else what is wrong is said at the field."""
        typed = typed_words(self.value(), ended=True)
        if typed.is_whole:
            return True
        self.set_error(_wrong_words(typed) or _missing(len(typed.words)))
        self.setFocus()
        return False

    def _name_wrong(self) -> None:
        self.set_error(_wrong_words(typed_words(self.value())))

    def _show_count(self) -> None:
        count = len(typed_words(self.box.toPlainText()).words)
        self._count.setText(f"{count} of {HOW_MANY} words")


def _wrong_words(typed: TypedWords) -> str:
    if not typed.wrong:
        return ""
    named = [f"{n}, “{_short(typed.words[n - 1])}”" for n in typed.wrong[:_MOST_NAMED]]
    if len(typed.wrong) == 1:
        return f"Word {named[0]}, is on no recovery sheet. Compare it with yours."
    more = len(typed.wrong) - len(named)
    last = f"{more} more" if more else named.pop()
    return f"These words are on no recovery sheet: {'; '.join(named)}; and {last}."


def _missing(count: int) -> str:
    if not count:
        return f"Type the {HOW_MANY} words from the recovery sheet."
    return f"These are {count} words; a recovery sheet has {HOW_MANY}. Compare them with it."


def _short(word: str) -> str:
    shown = one_line(word)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
