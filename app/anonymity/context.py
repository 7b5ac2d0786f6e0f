"""What the guard may know beyond the text: the child's initials, the audit, the watch list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WatchEntry:
    """A line of the watch list. ``kind`` says what it is, or who: "school", "mother"."""

    value: str
    kind: str = ""


@dataclass(frozen=True)
class ScanContext:
    """What is known of the return whose text is scanned.

    ``agencies`` holds names and addresses of the audit's agencies, ``uins`` the case list's
    numbers: neither is a finding. ``roles`` are the form's words for people ("mum").
    """

    initials: str = ""
    uins: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    watch_list: tuple[WatchEntry, ...] = ()


NOTHING_KNOWN = ScanContext()


def parse_watch_list(text: str) -> tuple[WatchEntry, ...]:
    """The entries of a watch list: one a line, "kind: value" or the value alone."""
    entries: list[WatchEntry] = []
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        kind, colon, value = line.partition(":")
        if colon and value.strip() and not value.startswith("//"):
            entries.append(WatchEntry(value.strip(), kind.strip().lower()))
        else:
            entries.append(WatchEntry(line))
    return tuple(dict.fromkeys(entries))
