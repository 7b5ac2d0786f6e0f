"""What the program says about itself: topics with their parts, and which of them hold some words.

The same texts are shown in the window and printed as the user guide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter


@dataclass(frozen=True)
class HelpPicture:
    """A picture of the program, and the words that say the same to those who can't see it."""

    file: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class HelpPart:
    """A part of a topic: paragraphs, then numbered steps, then points."""

    title: str = ""
    text: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class HelpTopic:
    """One thing that somebody may want to know."""

    id: str
    chapter: str
    title: str
    summary: str
    parts: tuple[HelpPart, ...]
    tips: tuple[str, ...] = ()
    picture: HelpPicture | None = None

    def texts(self) -> Iterator[str]:
        """Everything that it says, in its order."""
        yield self.title
        yield self.summary
        for part in self.parts:
            yield part.title
            yield from (*part.text, *part.steps, *part.points)
        yield from self.tips

    def holds(self, words: str) -> bool:
        """Whether each of these words, or a word that begins so, is said somewhere in it."""
        said = _words(" ".join(self.texts()))
        return all(any(one.startswith(word) for one in said) for word in _words(words))


def by_chapter(topics: Iterable[HelpTopic]) -> tuple[tuple[str, tuple[HelpTopic, ...]], ...]:
    """The topics under the titles of their chapters, in the order in which they come."""
    return tuple((name, tuple(some)) for name, some in groupby(topics, attrgetter("chapter")))


def _words(text: str) -> set[str]:
    parted = "".join(ch if ch.isalnum() or ch in "+’'" else " " for ch in text.casefold())
    return {word.strip("’'") for word in parted.replace("'", "’").split()} - {""}
