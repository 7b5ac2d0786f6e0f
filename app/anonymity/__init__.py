"""Finds text that may identify a person: pure, offline, with word lists that it brings along."""

from app.anonymity.context import NOTHING_KNOWN, ScanContext, WatchEntry, parse_watch_list
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.forms import NOTE, InForm, context_of, scan_form
from app.anonymity.replacing import replaced

__all__ = [
    "NOTE",
    "NOTHING_KNOWN",
    "Confidence",
    "Finding",
    "InForm",
    "Kind",
    "ScanContext",
    "WatchEntry",
    "context_of",
    "parse_watch_list",
    "replaced",
    "scan",
    "scan_form",
]


def scan(text: str, context: ScanContext = NOTHING_KNOWN) -> tuple[Finding, ...]:
    """What may identify a person in a text: sorted, without overlaps."""
    # Imported here: a program that starts should not wait for patterns that it may not need.
    from app.anonymity.scanning import scan_text

    return scan_text(text, context)
