"""What is found by looking at a file before anything of it is brought in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.differences import Difference
from app.reports.wording import plural
from app.services.read_batch import Item
from app.services.unpack_files import Found


class Verdict(StrEnum):
    """What a file is."""

    NEW = "new"
    NEWER = "newer revision"
    TEST = "test package"
    FIRST_KEY = "first file"
    CHANGED_KEY = "new key"
    IDENTICAL = "in already"
    OLDER = "older"
    TWICE = "twice"
    CONFLICT = "conflicting"
    OTHER_AUDIT = "another audit"
    NOT_ASKED = "not asked"
    TOOL = "other tool"
    DAMAGED = "damaged"
    NEWER_PROGRAM = "newer program"
    TOO_LARGE = "too large"
    NOT_A_RETURN = "not a return"
    NO_PACKAGE = "nothing in it"
    NOT_OURS = "other file"
    UNREADABLE = "not readable"


class Group(StrEnum):
    """What can be done with a file."""

    READY = "ready"
    DECIDE = "decide"
    REFUSED = "refused"
    NOTHING = "nothing to do"


GROUPS = {
    Verdict.NEW: Group.READY,
    Verdict.NEWER: Group.READY,
    Verdict.TEST: Group.READY,
    Verdict.FIRST_KEY: Group.DECIDE,
    Verdict.CHANGED_KEY: Group.DECIDE,
    Verdict.IDENTICAL: Group.NOTHING,
    Verdict.OLDER: Group.NOTHING,
    Verdict.TWICE: Group.NOTHING,
}
_IN_TOTALS = {
    Group.READY: "ready",
    Group.DECIDE: "to decide on",
    Group.REFUSED: "not to be brought in",
    Group.NOTHING: "in already or older",
}


@dataclass(frozen=True)
class CaseChange:
    """What a newer revision changes on one case, by the case's letter, and why it was reopened."""

    case: str
    before: int
    after: int
    differences: tuple[Difference, ...]
    reason: str = ""


@dataclass(frozen=True)
class Looked:
    """One package, or a file without one: what it is, in a sentence for people.

    ``then`` is what it is once its key is taken. ``returns`` counts the returns in it, ``fresh``
    those that would come in. ``words`` are the key's, ``words_before`` those that were known.
    """

    item: Item
    verdict: Verdict
    sentence: str
    audit: str = ""
    agency: str = ""
    agency_id: str = ""
    email: str = ""
    phone: str = ""
    cases: tuple[str, ...] = ()
    returns: int = 0
    fresh: int = 0
    changes: tuple[CaseChange, ...] = ()
    then: Verdict | None = None
    words: str = ""
    words_before: str = ""

    @property
    def group(self) -> Group:
        """What can be done with it."""
        return GROUPS.get(self.verdict, Group.REFUSED)

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.item.found.name

    @property
    def mail(self) -> str:
        """The mail it came in, or nothing."""
        return self.item.found.mail


@dataclass(frozen=True)
class Preview:
    """What was looked at. ``stopped`` and ``left_out`` say that there are more files than that."""

    looked: tuple[Looked, ...] = ()
    stopped: bool = False
    left_out: bool = False

    def of(self, group: Group) -> tuple[Looked, ...]:
        """The files with which the same can be done."""
        return tuple(each for each in self.looked if each.group is group)

    def counts(self, settled: Collection[Found] = ()) -> dict[Group, int]:
        """How many there are of each group, but for those that are ``settled``."""
        return {
            group: sum(each.item.found not in settled for each in self.of(group)) for group in Group
        }


def in_all(counts: Mapping[Group, int], done: int = 0) -> str:
    """All files in one line, and how many can be done what with: the parts add up."""
    parts = [f"{done} brought in"] if done else []
    parts += [f"{counts[group]} {words}" for group, words in _IN_TOTALS.items() if counts[group]]
    return f"{plural(sum(counts.values()) + done, 'file')}: {', '.join(parts) or 'none'}"
