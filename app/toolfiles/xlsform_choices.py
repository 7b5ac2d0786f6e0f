"""The choices sheet of an XLSForm as scales."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from app.domain.tool import Asks, Meaning, Option, Scale
from app.toolfiles.checks import MAX_LINE, MAX_LIST
from app.toolfiles.reading import quiet, quoted
from app.toolfiles.shapes import ID
from app.toolfiles.xlsform_columns import CHOICES, OWN, NotCarried, Row

LOOKS, PLAIN = "Bold, colours and other looks of texts", "Texts are plain"
PIPED = "A text is the same for everybody: the name of that question stands in brackets"
T = TypeVar("T", bound=StrEnum)

_KNOWN = frozenset(("list_name", "name", "label"))
_NOT_APPLICABLE = re.compile(r"(?:n\s?/?\s?a|not applicable)", re.IGNORECASE)
_OTHER = Option("other", "Other", asks=Asks.COMMENT, prompt="Which other?")


@dataclass(frozen=True)
class ChoiceList:
    """One list: its scale, and the ids of the options by the names that the form has for them."""

    scale: Scale
    ids: Mapping[str, str]
    row: int
    too_long: bool = False

    def with_other(self) -> ChoiceList:
        """The list with "Other" at its end, as ``or_other`` asks for."""
        if "other" in self.ids:
            return self
        scale = replace(
            self.scale, id=f"{self.scale.id[:50]}_or_other", options=(*self.scale.options, _OTHER)
        )
        return replace(self, scale=scale, ids={**self.ids, "other": "other"})


def read_choices(
    rows: tuple[Row, ...], *, own: bool
) -> tuple[dict[str, ChoiceList], list[NotCarried]]:
    """Every list by its name, in the order of the sheet."""
    lost: list[NotCarried] = []
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        name = row.word("list_name")
        if name and row.word("name"):
            grouped.setdefault(name, []).append(row)
        else:
            missing = "name" if name else "list_name"
            lost.append(_lost(row, "A choice", f"It has nothing under “{missing}”"))
    lists: dict[str, ChoiceList] = {}
    taken: set[str] = set()
    for name, members in grouped.items():
        fitted = fit_id(name, taken, "list")
        taken.add(fitted)
        lists[name] = _list(name, fitted, members, lost, own=own)
    for column in dict.fromkeys(column for row in rows for column in row.cells):
        if column not in _KNOWN and not column.startswith(OWN):
            what, why = f"The column {quoted(column)}", "A choice has only a name and a label"
            lost.append(NotCarried(CHOICES, 0, what, why))
    return lists, lost


def _list(
    name: str, fitted: str, rows: list[Row], lost: list[NotCarried], *, own: bool
) -> ChoiceList:
    ids: dict[str, str] = {}
    options: list[Option] = []
    for row in rows:
        given = row.word("name")
        if given in ids:
            lost.append(_lost(row, f"The choice {quoted(given)}", "Its list has that name twice"))
            continue
        if len(options) == MAX_LIST:
            break
        ids[given] = fit_id(given, set(ids.values()), "c")
        options.append(_option(row, ids[given], lost, own=own))
    changed = [f"{quiet(given, 20)} → {ids[given]}" for given in ids if given != ids[given]]
    if changed:
        shown = ", ".join(changed[:5]) + ("…" if len(changed) > 5 else "")
        why = f"Ids begin with a letter, without spaces or dots. They are now: {shown}"
        lost.append(_lost(rows[0], f"The names of choices in {quoted(name)}", why))
    label = rows[0].text(f"{OWN}list_label")
    words = name.replace("_", " ").replace("-", " ").strip()
    scale = Scale(fitted, label or words[:1].upper() + words[1:], tuple(options))
    return ChoiceList(scale, ids, rows[0].number, too_long=len(rows) > MAX_LIST)


def _option(row: Row, own_id: str, lost: list[NotCarried], *, own: bool) -> Option:
    label = row.text("label") if own else plain_text(row.text("label"))
    definition = row.text(f"{OWN}definition")
    if not own and has_marks(row.text("label")):
        lost.append(NotCarried(CHOICES, 0, LOOKS, PLAIN))
    if not own and refers(row.text("label")):
        lost.append(_lost(row, "An earlier answer within the label", PIPED))
    shown = one_line(label) or own_id
    if shown != label and len(label) > MAX_LINE:
        definition = definition or label
        lost.append(_lost(row, "The end of a long label", "The whole stands as its definition"))
    means = row.word(f"{OWN}means")
    if not means and _NOT_APPLICABLE.fullmatch(shown.strip()):
        means = str(Meaning.NOT_APPLICABLE)
    counts = row.word(f"{OWN}counts").lower()
    return Option(
        id=own_id,
        label=shown,
        means=_word_of(Meaning, means, Meaning.NEUTRAL, row, lost),
        definition=definition,
        asks=_word_of(Asks, row.word(f"{OWN}asks"), Asks.NOTHING, row, lost),
        prompt=one_line(row.text(f"{OWN}prompt")),
        key=row.word(f"{OWN}key"),
        counts={"yes": True, "no": False}.get(counts),
        exclusive=row.word(f"{OWN}exclusive").lower() == "yes",
    )


def _word_of(kind: type[T], word: str, otherwise: T, row: Row, lost: list[NotCarried]) -> T:
    if not word:
        return otherwise
    found = next((one for one in kind if one == word.lower()), None)
    if found is None:
        lost.append(_lost(row, f"The word {quoted(word)}", f"Expected one of: {', '.join(kind)}"))
    return found or otherwise


def fit_id(name: str, taken: set[str], otherwise: str) -> str:
    """The name as an id: itself where it is one that is not taken, else one made from it."""
    if ID.fullmatch(name) and name not in taken:
        return name
    letters = re.sub(r"[^A-Za-z0-9_-]+", "_", name).strip("_") or otherwise
    if not letters[0].isalpha():
        letters = f"{otherwise}{letters}"
    fitted, number = letters[:60], 2
    while fitted in taken:
        fitted, number = f"{letters[:56]}_{number}", number + 1
    return fitted


def one_line(text: str) -> str:
    """A text as a line that is not too long: line breaks become spaces."""
    line = " ".join(text.split("\n")) if "\n" in text else text
    return line if len(line) <= MAX_LINE else f"{line[: MAX_LINE - 1]}…"


_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|\*\*|^#{1,6}\s+", re.MULTILINE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PIPED = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")


def plain_text(text: str) -> str:
    """A text without the marks for bold, colours and headings; ${name} becomes [name]."""
    return _PIPED.sub(r"[\1]", _MARKUP.sub("", _BREAK.sub("\n", text))).strip()


def has_marks(text: str) -> bool:
    """Whether a text has marks for bold, colours or headings."""
    return bool(_MARKUP.search(text))


def refers(text: str) -> bool:
    """Whether a text would show the answer to another question."""
    return bool(_PIPED.search(text))


def _lost(row: Row, what: str, why: str) -> NotCarried:
    return NotCarried(CHOICES, row.number, what, why)
