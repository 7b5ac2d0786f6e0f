"""The audit: its body, its cases and its agencies, and who is asked about whom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.tool import AuditTool


@dataclass(frozen=True)
class Body:
    """The partnership that holds the audit. Its name and words are settings, never constants.

    ``accent`` is the colour of its reports as "#RRGGBB", empty for the program's own.
    """

    name: str
    short_name: str
    reply_address: str
    marking: str = "Official-Sensitive"
    accent: str = ""


@dataclass(frozen=True)
class Agency:
    """An agency that is asked. ``proxy`` names who fills in its forms for it, if anyone does.

    ``phone`` is where its key's words are compared.
    """

    id: str
    name: str
    email: str = ""
    contact: str = ""
    proxy: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Case:
    """A child on the case list: the unique number, a letter for the meeting, the initials."""

    uin: str
    label: str
    initials: str
    pen_picture: str = ""


@dataclass(frozen=True)
class Audit:
    """An audit as it was set up.

    ``opened`` is the day from which agencies look back; ``not_asked`` holds the pairs
    (UIN, agency id) for which no return is expected. ``uin_format`` is how this body writes its
    UINs (:mod:`app.domain.uin`), empty where any will do; ``selection`` says how the cases were
    chosen.
    """

    id: str
    reference: str
    title: str
    body: Body
    tool: AuditTool
    opened: date
    due: date
    cases: tuple[Case, ...]
    agencies: tuple[Agency, ...]
    meeting: date | None = None
    not_asked: frozenset[tuple[str, str]] = frozenset()
    context: str = ""
    methodology: str = ""
    reconstruction: str = ""
    theme: str = ""
    uin_format: str = ""
    selection: str = ""

    def case(self, uin: str) -> Case | None:
        """The case with that UIN, or None."""
        return next((case for case in self.cases if case.uin == uin), None)

    def agency(self, agency_id: str) -> Agency | None:
        """The agency with that id, or None."""
        return next((agency for agency in self.agencies if agency.id == agency_id), None)

    def cases_of(self, agency_id: str) -> tuple[Case, ...]:
        """The cases about which an agency is asked, in the order of the case list."""
        return tuple(case for case in self.cases if (case.uin, agency_id) not in self.not_asked)

    def asked(self) -> Iterator[tuple[Case, Agency]]:
        """Every return that is expected."""
        for case in self.cases:
            for agency in self.agencies:
                if (case.uin, agency.id) not in self.not_asked:
                    yield case, agency


_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is a colour as "#RRGGBB"."""
    return bool(_COLOUR.fullmatch(text))


_LETTER = r"[^\W\d_]"
_INITIALS = re.compile(rf"{_LETTER}\.?(?:[ '’-]?{_LETTER}\.?){{0,3}}")
_NAME_IN_CAPITALS = re.compile(rf"{_LETTER}{{4}}")
_UNBORN = re.compile(r"unborn(?: baby)?(?: (?P<initials>.+))?", re.IGNORECASE)


def is_initials(text: str) -> bool:
    """Whether a text names a child by initials only: "JS", "J.S.", "A-M K", "unborn baby (S)".

    Guidance notes of the seed: "please use initials instead of names". Initials are one to
    four capitals. Four in a row are rather a name ("JOHN"), so that four need a mark between
    them ("A-M JK"); three may be either ("AMK", "AMY") and pass. Letters of a script without
    capitals are refused: two of them can be a whole name.
    """
    text = unicodedata.normalize("NFC", text.strip())
    unborn = _UNBORN.fullmatch(text)
    if unborn is not None:
        text = unborn["initials"]
        if text is None:
            return True
    if not _INITIALS.fullmatch(text) or _NAME_IN_CAPITALS.search(text):
        return False
    return all(ch.isupper() for ch in text if ch.isalpha())
