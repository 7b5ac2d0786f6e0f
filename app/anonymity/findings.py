"""What the guard says of a text: where something identifies a person, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What was found."""

    WATCH_LIST = "watch list"
    NAME = "name"
    INITIALS = "initials"
    NHS_NUMBER = "NHS number"
    PUPIL_NUMBER = "UPN"
    NI_NUMBER = "NI number"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    DATE_OF_BIRTH = "date of birth"
    REFERENCE = "reference"
    CAR_REGISTRATION = "car registration"
    URL = "url"
    ONLINE_NAME = "online name"
    STREET = "street"
    SCHOOL = "school"
    GP_PRACTICE = "GP practice"
    PLACE = "place"


class Confidence(IntEnum):
    """How sure the guard is, and so how much it asks of the auditor.

    STRONG stops the sealing until it is replaced or said not to be identifying. LIKELY is shown
    clearly and listed before sealing. POSSIBLE is a quiet underline, and asks for nothing.
    """

    POSSIBLE = 1
    LIKELY = 2
    STRONG = 3

    @property
    def word(self) -> str:
        """The confidence as it is written in files."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of text that may identify somebody. Offsets count characters."""

    start: int
    end: int
    kind: Kind
    confidence: Confidence
    text: str
    why: str
    suggestion: str
