"""Who wrote what in the form that is open, true as one writes on. Without Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.authorship import Authors, authors_at, authors_words
from app.domain.returns import Auditor


class Authorship:
    """``authors`` by place, with this desk's auditor added where an answer is changed."""

    def __init__(self, authors: Authors) -> None:
        self.authors = {place: tuple(written) for place, written in authors.items()}

    def touch(self, place: str) -> None:
        """Note that something is changed here, as the workspace does when it is saved."""
        written = self.authors.get(place, ())
        if written and written[-1].by != Auditor():
            self.authors[place] = (*written, replace(written[-1], by=Auditor()))

    def is_like(self, authors: Authors) -> bool:
        """Whether the same people wrote at the same places."""
        return _people(self.authors) == _people(authors)

    def words(self, places: Iterable[str]) -> str:
        """Who wrote at these places; nothing where it was this desk's auditor."""
        return authors_words(authors_at(self.authors, places))


def _people(authors: Authors) -> dict[str, list[Auditor]]:
    return {place: [each.by for each in written] for place, written in authors.items()}
