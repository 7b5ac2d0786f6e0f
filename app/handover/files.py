"""Names that people understand for files that travel, and their reading and writing."""

from __future__ import annotations

import io
import os
import re
import tempfile
from pathlib import Path

from app.domain.audits import Agency, Audit, Case
from app.domain.reporting import ReportKind
from app.errors import FileWriteError, PartnershipAuditError, TooLargeError, why_not_written

EXTENSION = ".paudit"
TEXT_EXTENSION = ".txt"
"""Added to the name of a file in text form, for gateways that stop unknown files."""

MAX_FILE_BYTES = 35 * 1024 * 1024
"""The largest attachment that NHS mail takes: nothing that travels is larger."""

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')


def pack_file_name(audit: Audit, agency: Agency) -> str:
    """The name of a pack: which audit, for whom. Never anything about a child."""
    return _file_name(f"{audit.reference} audit pack for {agency.name}")


def pack_draft_name(audit: Audit, agency: Agency) -> str:
    """The name of the draft of the e-mail that carries a pack."""
    return _file_name(f"{audit.reference} e-mail to {agency.name}", ".eml")


def pack_letter_name(audit: Audit, agency: Agency) -> str:
    """The name of the letter that goes by post, apart from the pack."""
    return _file_name(f"{audit.reference} letter to {agency.name}", ".pdf")


def package_file_name(audit: Audit, agency: Agency, cases: int, revision: int) -> str:
    """The name of a return package: which audit, from whom, how many cases."""
    count = "1 case" if cases == 1 else f"{cases} cases"
    again = f", revision {revision}" if revision > 1 else ""
    return _file_name(f"{audit.reference} return from {agency.name}, {count}{again}")


def test_file_name(audit: Audit, agency: Agency) -> str:
    """The name of a test package: which audit, from whom."""
    return _file_name(f"{audit.reference} test package from {agency.name}")


def query_file_name(audit: Audit, agency: Agency, case: Case) -> str:
    """The name of a query: which audit, for whom, and the letter of the case."""
    return _file_name(f"{audit.reference} query to {agency.name}, case {case.label}")


def receipt_file_name(audit: Audit, agency: Agency) -> str:
    """The name of a receipt: which audit, for whom."""
    return _file_name(f"{audit.reference} receipt for {agency.name}")


def reply_file_name(reference: str, agency: str) -> str:
    """The name of a draft reply to an agency: which audit, to whom."""
    return _file_name(f"{reference} reply to {agency}", ".eml")


def chaser_file_name(audit: Audit, agency: Agency) -> str:
    """The name of a draft that reminds an agency: which audit, to whom."""
    return _file_name(f"{audit.reference} reminder to {agency.name}", ".eml")


def chaser_letter_name(audit: Audit, agency: Agency) -> str:
    """The name of the same as a letter."""
    return _file_name(f"{audit.reference} reminder letter to {agency.name}", ".pdf")


def request_file_name(audit: Audit, agency: Agency) -> str:
    """The name of a colleague's request to take cases over: which audit, in which agency."""
    return _file_name(f"{audit.reference} request to take over, {agency.name}")


def hand_over_file_name(audit: Audit, agency: Agency, cases: int) -> str:
    """The name of a hand-over: which audit, in which agency, how many cases."""
    count = "1 case" if cases == 1 else f"{cases} cases"
    return _file_name(f"{audit.reference} handed over in {agency.name}, {count}")


def unused(path: Path) -> Path:
    """The path, or one with a number after its name where a file of that name is there already.

    Two packages may well have the same name, and the first may not have been sent yet.
    """
    suffixes = "".join(path.suffixes[-2:]) if path.suffix == TEXT_EXTENSION else path.suffix
    stem, number, free = path.name.removesuffix(suffixes), 2, path
    while free.exists():
        free = path.with_name(f"{stem} ({number}){suffixes}")
        number += 1
    return free


def form_file_name(audit: Audit, case: Case | None) -> str:
    """The name of a printed form: which audit, and which case by the letter of the case list.

    Nothing of the child is in it: names of files show where contents do not.
    """
    which = f"audit form, case {case.label}" if case else "blank audit form"
    return _file_name(f"{audit.reference} {which}", ".pdf")


def return_form_name(audit: Audit, case: Case, agency: Agency) -> str:
    """The name of a return printed as a form: which audit, which case, from whom."""
    return _file_name(f"{audit.reference} return, case {case.label}, {agency.name}", ".pdf")


def report_file_name(audit: Audit, kind: ReportKind, about: str = "") -> str:
    """The name of a report: which audit, which report, and which case or agency it is about."""
    which = f"{audit.reference} {kind.value}"
    return _file_name(f"{which}, {about}" if about else which, ".pdf")


def data_file_name(audit: Audit) -> str:
    """The name of the workbook with an audit's data: which audit."""
    return _file_name(f"{audit.reference} data", ".xlsx")


def word_file_name(audit: Audit, kind: ReportKind) -> str:
    """The name of a report for Word: which audit, which report."""
    return _file_name(f"{audit.reference} {kind.value}", ".docx")


def _file_name(stem: str, extension: str = EXTENSION) -> str:
    return _NOT_IN_NAMES.sub("-", stem).strip(" .")[:150] + extension


def read_file(path: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """The bytes of a file that came from outside; its size is looked at before it is read.

    Raises:
        TooLargeError: it is larger than ``limit``.
        PartnershipAuditError: it can't be read.
    """
    try:
        with path.open("rb", buffering=0) as stream:  # a buffered stream takes the room twice
            size = os.fstat(stream.fileno()).st_size
            # As much as there is and one byte more: room for the limit would be taken each time.
            data = b"" if size > limit else _read_up_to(stream, size + 1)
    except OSError as error:
        raise PartnershipAuditError(
            f"“{path.name}” could not be read ({error.strerror or 'unknown reason'}). "
            "Nothing was changed. Check that the file is there and is not open elsewhere."
        ) from error
    if max(size, len(data)) > limit:
        raise TooLargeError(limit // (1024 * 1024))
    return data


def _read_up_to(stream: io.FileIO, most: int) -> bytes:
    """The system may give less at a time than was asked for."""
    parts: list[bytes] = []
    while most > 0 and (part := stream.read(most)):
        parts.append(part)
        most -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        FileWriteError: the folder can't be written to, or is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FileWriteError(path.name, why_not_written(error)) from error
