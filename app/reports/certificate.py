"""The certificate of destruction: one page on what of an audit is gone, when, by whom and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.domain.days import long_day
from app.reports.document import Box, Cell, Document, Heading, Paragraph, Piece, Run, Table, Voice
from app.reports.wording import listed, plural

TITLE = "Certificate of destruction"
THEIRS = (
    "What the agencies keep in their own workspaces, and e-mails with packs and packages, was not "
    "destroyed by this: that is for the agencies and for whoever keeps the mailboxes. So are "
    "copies that were made of files outside this desk."
)
_LINE = "_" * 44


@dataclass(frozen=True)
class Certified:
    """What the certificate says. ``numbers`` are what was destroyed, each with how many.

    ``cleared`` is when the files were cleared; None where that is still to be done.
    """

    body: str
    reference: str
    title: str
    by: str
    reason: str
    at: datetime
    numbers: tuple[tuple[str, int], ...]
    published: bool
    end: str
    cleared: datetime | None
    marking: str = ""


def certificate_document(found: Certified) -> Document:
    """The certificate as a document of one page."""
    return Document(
        title=f"{TITLE}: {found.reference}",
        author=found.body,
        subject=found.title,
        marking=found.marking,
        foot="",
        pieces=lambda: _pieces(found),
        draft=False,
        cover=False,
    )


def moment(at: datetime) -> str:
    """A moment where the person is: "22 February 2018, 13:40"."""
    local = at.astimezone()
    return f"{long_day(local.date())}, {local:%H:%M}"


def how(found: Certified) -> str:
    """How it was destroyed, in sentences."""
    if found.cleared is None:
        return (
            "The entries were taken out of the encrypted database and overwritten. The files are "
            "not cleared yet: earlier copies of the workspace may still hold them."
        )
    return (
        "The entries were taken out of the encrypted database and overwritten, the database file "
        "was written anew so that no free page is left, and every copy of the workspace was "
        f"replaced by one made afterwards ({moment(found.cleared)})."
    )


def stays(found: Certified) -> str:
    """What is kept, in a sentence."""
    reports = "" if found.published else " the reports that were published,"
    return (
        "Kept are the name of the audit and of its agencies, its recommendations and their "
        f"progress,{reports} and the history, which names cases by their number alone."
    )


def _pieces(found: Certified) -> Iterator[Piece]:
    yield Heading(TITLE, 1)
    yield Paragraph(found.body, Voice.LEAD)
    facts = (
        ("Audit", f"{found.title} ({found.reference})"),
        ("Destroyed on", moment(found.at)),
        ("By", found.by or "Not stated"),
        ("Why", found.reason or "Not stated"),
        ("Legal basis", _LINE),
    )
    yield Table(
        ("", ""),
        tuple((Cell(name, quiet=True), Cell(value)) for name, value in facts),
        (1.3, 5.0),
        alt="The facts of the destruction",
    )
    yield Heading("What was destroyed", 2)
    yield Paragraph(f"{listed(numbers_words(found.numbers))}.")
    yield Paragraph(stays(found))
    yield Heading("How", 2)
    yield Paragraph(how(found))
    yield Paragraph(THEIRS)
    yield Box(
        (
            Paragraph((Run("End of the history after it: "), Run(found.end, bold=True))),
            Paragraph(
                "The destruction is a line of the history, which is chained line by line. "
                "Whoever rewrote it later could not make it end so again.",
                Voice.NOTE,
            ),
        )
    )
    yield Paragraph(f"Signed {_LINE}    Date {'_' * 18}")


_MANY = {
    "case": "cases",
    "return": "returns",
    "answer": "answers",
    "pack": "packs",
    "package": "return packages",
    "letter": "queries and receipts",
    "note": "notes of the meeting",
    "published report": "published reports",
}
_ONE = {"package": "return package", "letter": "query or receipt", "note": "note of the meeting"}


def _counted(name: str, count: int) -> str:
    return plural(count, _ONE.get(name, name), _MANY.get(name, ""))


def numbers_words(numbers: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Each number with its noun: "5 cases"."""
    return tuple(_counted(name, count) for name, count in numbers)
