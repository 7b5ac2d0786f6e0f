"""Who wrote an answer that passed from desk to desk, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from app.domain.days import long_day
from app.domain.returns import Auditor, Written

Authors = Mapping[str, Sequence[Written]]
"""Who wrote what, by place; whoever wrote first stands first. Nameless is this desk's auditor."""

YOU = "you"

NO_AUTHORS: Authors = MappingProxyType({})


def authors_words(written: Sequence[Written], own: str = YOU) -> str:
    """ "Written by Anna Muir, handed over on 3 February 2018, changed by you since".

    ``own`` is how the auditor of this desk is called. Nothing where the answer is of this desk.
    """
    named = [each for each in written if each.by != Auditor()]
    if not named:
        return ""
    first, *others = [_name(each.by) for each in named]
    words = [f"Written by {first}"]
    words += [f"changed by {name}" for name in dict.fromkeys(others)]
    words.append(f"handed over on {long_day(named[-1].on)}")
    if written[-1].by == Auditor():
        words.append(f"changed by {own} since")
    return ", ".join(words)


def authors_at(authors: Authors, places: Iterable[str]) -> tuple[Written, ...]:
    """Who wrote at several places together: each once, in the order of their first words."""
    found: dict[Auditor, Written] = {}
    for place in places:
        for each in authors.get(place, ()):
            before = found.get(each.by)
            found[each.by] = each if before is None else replace(each, on=max(each.on, before.on))
    own = found.pop(Auditor(), None)
    return (*found.values(), own) if own else tuple(found.values())


def _name(by: Auditor) -> str:
    return by.name.strip() or by.title.strip()
