"""The tags on what the agencies wrote: a heading of the meeting, or a theme of one's own.

A tag is kept as a text: the value of the heading, or "theme: " and the theme's name.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.meeting import NoteHeading

LONGEST_THEME = 40
_THEME = "theme: "
_ORDER = tuple(heading.value for heading in NoteHeading)

HEADING_WORDS: dict[NoteHeading, str] = {
    NoteHeading.WORRIED: "Worried",
    NoteHeading.WELL: "Going well",
    NoteHeading.TO_DO: "To do",
}


def theme_tag(name: str) -> str:
    """The tag of a theme."""
    return f"{_THEME}{clean_theme(name)}"


def clean_theme(name: str) -> str:
    """The name of a theme as it is kept: on one line, and not too long. Empty says nothing."""
    return " ".join(name.split())[:LONGEST_THEME].strip()


def theme_of(tag: str) -> str:
    """The name of the theme that a tag stands for; empty for a heading."""
    return tag[len(_THEME) :] if tag.startswith(_THEME) else ""


def heading_of(tag: str) -> NoteHeading | None:
    """The heading that a tag stands for; None for a theme."""
    return NoteHeading(tag) if tag in _ORDER else None


def tag_words(tag: str) -> str:
    """A tag as it is shown."""
    heading = heading_of(tag)
    return HEADING_WORDS[heading] if heading is not None else theme_of(tag) or tag


def in_order(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags once each: the headings in their order, then the themes by name."""
    return tuple(sorted(set(tags), key=_place))


def themes_in(tags: Iterable[str]) -> tuple[str, ...]:
    """The names of the themes among some tags, by name."""
    return tuple(theme for tag in in_order(tags) if (theme := theme_of(tag)))


def same_theme(name: str, themes: Iterable[str]) -> str:
    """The theme that is there already under another spelling of its capitals, or the name."""
    wanted = clean_theme(name)
    found = (each for each in themes if each.casefold() == wanted.casefold())
    return next(found, wanted)


def _place(tag: str) -> tuple[int, str, str]:
    at = _ORDER.index(tag) if tag in _ORDER else len(_ORDER)
    return at, tag.casefold(), tag
