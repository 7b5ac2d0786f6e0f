"""The address book: agencies, kept between audits, with the words of their keys once known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.audits import Agency
from app.domain.changes import Changes, Topic, changed
from app.sealing.keys import fingerprint_words
from app.storage import BookEntry, Work, Workspace

USUAL_AGENCIES = (
    "Children’s Social Care",
    "Police",
    "Health Visiting",
    "School Nursing",
    "Education",
    "Early Help",
    "Hospital trust",
    "General practice",
    "CAMHS",
    "Youth Justice",
    "Probation",
    "Housing",
    "Adult mental health",
    "Substance misuse service",
    "Sexual health",
    "Children’s Centres",
)
"""Who sits at the table of most safeguarding partnerships, to be added with one click."""

_LONGEST_ID = 40


@dataclass(frozen=True)
class SeenKey:
    """A desk of an agency: the words by which its key is known, and when it was first seen."""

    words: str
    first_seen: datetime


@dataclass(frozen=True)
class BookLine:
    """An agency of the address book, its keys, and the references of the audits that ask it."""

    entry: BookEntry
    keys: tuple[SeenKey, ...] = ()
    audits: tuple[str, ...] = ()

    @property
    def agency(self) -> Agency:
        """The agency itself."""
        return self.entry.agency


def book_of(workspace: Workspace) -> tuple[BookLine, ...]:
    """Every agency, by name."""
    with workspace.work() as work:
        used = work.queries.audits_of_agencies()
        return tuple(
            BookLine(
                entry,
                tuple(
                    SeenKey(fingerprint_words(key.signing_key), key.first_seen)
                    for key in work.keys.known(entry.agency.id)
                ),
                used.get(entry.agency.id, ()),
            )
            for entry in work.address_book.all()
        )


def keep_agency(workspace: Workspace, entry: BookEntry) -> Changes:
    """Keep an agency in the book, new or as it is now. Audits that stand are not changed."""
    with workspace.work() as work:
        work.address_book.keep(entry)
        work.commit()
    return changed(Topic.AGENCIES)


def drop_agency(workspace: Workspace, agency_id: str) -> Changes:
    """Take an agency out of the book. Audits that ask it keep it; ``keep_agency`` undoes it."""
    with workspace.work() as work:
        work.address_book.drop(agency_id)
        work.commit()
    return changed(Topic.AGENCIES)


def remember_agencies(work: Work, agencies: Iterable[Agency]) -> None:
    """Put the agencies of an audit into the book, as they are now; notes on them stay."""
    known = {entry.agency.id: entry for entry in work.address_book.all()}
    for agency in agencies:
        before = known.get(agency.id)
        if before is None or before.agency != agency:
            work.address_book.keep(BookEntry(agency, before.note if before else ""))


def agency_id_of(name: str, taken: Collection[str]) -> str:
    """An id for a new agency, made of its name, that no other has. It stays when the name does not.

    It names the agency in files and keys, so that it is plain letters whatever the name is.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    slug = "-".join(words)[:_LONGEST_ID].strip("-") or "agency"
    if slug not in taken:
        return slug
    return next(one for n in range(2, len(taken) + 3) if (one := f"{slug}-{n}") not in taken)
