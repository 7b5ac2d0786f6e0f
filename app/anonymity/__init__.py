"""Finds text that may identify a person: pure, offline, with word lists that it brings along."""

from app.anonymity.context import NOTHING_KNOWN, ScanContext, WatchEntry, parse_watch_list
from app.anonymity.findings import Confidence, Finding, Kind
from app.anonymity.forms import NOTE, InForm, context_for_report, context_of, role_place, scan_form
from app.anonymity.pen_pictures import RareCombination, rare_combination
from app.anonymity.replacing import replaced
from app.anonymity.short_cells import looks_like_name

__all__ = [
    "NOTE",
    "NOTHING_KNOWN",
    "Confidence",
    "Finding",
    "InForm",
    "Kind",
    "RareCombination",
    "ScanContext",
    "WatchEntry",
    "context_for_report",
    "context_of",
    "looks_like_name",
    "parse_watch_list",
    "rare_combination",
    "replaced",
    "role_place",
    "scan",
    "scan_form",
]


def scan(text: str, context: ScanContext = NOTHING_KNOWN) -> tuple[Finding, ...]:
    """What may identify a person in a text: sorted, without overlaps."""
    # Imported here: a program that starts should not wait for patterns that it may not need.
    from app.anonymity.scanning import scan_text

    return scan_text(text, context)
