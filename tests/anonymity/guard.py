"""The guard as the scorer calls it, with everything that it underlines or only what is loud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app import anonymity
from app.anonymity import Confidence, Kind, ScanContext, WatchEntry

_FAMILY = {
    Kind.WATCH_LIST: "watch",
    Kind.NAME: "name",
    Kind.INITIALS: "initials",
    Kind.NHS_NUMBER: "nhs_number",
    Kind.PUPIL_NUMBER: "upn",
    Kind.NI_NUMBER: "ni_number",
    Kind.PHONE: "phone",
    Kind.EMAIL: "email",
    Kind.POSTCODE: "postcode",
    Kind.DATE_OF_BIRTH: "date_of_birth",
    Kind.REFERENCE: "reference",
    Kind.CAR_REGISTRATION: "registration",
    Kind.URL: "url",
    Kind.ONLINE_NAME: "name",
    Kind.STREET: "address",
    Kind.SCHOOL: "school",
    Kind.GP_PRACTICE: "practice",
    Kind.PLACE: "place",
}


@dataclass(frozen=True)
class Found:
    """A finding under the name that the corpus has for its kind."""

    kind: str
    start: int
    end: int


def scan(text: str, watch_list: Sequence[str], child: str) -> list[Found]:
    """Everything that the guard underlines."""
    return _scan(text, watch_list, child, Confidence.POSSIBLE)


def scan_loud(text: str, watch_list: Sequence[str], child: str) -> list[Found]:
    """What it shows clearly: without the quiet underlines."""
    return _scan(text, watch_list, child, Confidence.LIKELY)


def _scan(text: str, watch_list: Sequence[str], child: str, least: Confidence) -> list[Found]:
    context = ScanContext(
        initials=child, watch_list=tuple(WatchEntry(entry) for entry in watch_list)
    )
    return [
        Found(_FAMILY[found.kind], found.start, found.end)
        for found in anonymity.scan(text, context)
        if found.confidence >= least
    ]
