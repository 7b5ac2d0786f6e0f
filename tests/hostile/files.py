"""Files that somebody could send to bring the program down, each made when it is asked for."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook

MB: Final = 1_000_000

_HEAD = b"age-encryption.org/v1\n"
_FORWARDED = b"From: a@b\nSubject: x\nTo: b\nContent-Type: message/rfc822\n\n"
_SHEET = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
    b'main"><sheetData>%b</sheetData></worksheet>'
)


def _book(sheet: bytes) -> bytes:
    """A workbook with this in place of its sheet."""
    plain, made = BytesIO(), BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            is_sheet = entry.filename.startswith("xl/worksheets/")
            new.writestr(entry.filename, sheet if is_sheet else old.read(entry))
    return made.getvalue()


def _bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<" + b" " * (300 * MB))
    return made.getvalue()


def _mail(body: bytes) -> bytes:
    return (
        b"From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=b\n\n" + body
    )


FILES: Final[dict[str, tuple[str, Callable[[], bytes]]]] = {
    "100 MB of nothing": ("x.paudit", lambda: bytes(100 * MB)),
    "100 MB behind an age head": ("x.paudit", lambda: _HEAD + b"-> X25519 " * (10 * MB)),
    "30 MB of stanzas": ("x.paudit", lambda: _HEAD + b"-> a b\nYWJj\n" * (2 * MB)),
    "100 MB of armour": (
        "x.txt", lambda: b"-----BEGIN AGE ENCRYPTED FILE-----\n" + (b"A" * 64 + b"\n") * 1_500_000),
    "100 MB of JSON": ("x.paudit", lambda: b'{"payload":"' + b"A" * (100 * MB)),
    "deep JSON": ("x.paudit", lambda: b'{"a":' * (5 * MB)),
    "100 MB mail": ("x.eml", lambda: _mail(b"--b\n\n" + b"words\n" * 17_000_000)),
    "45 MB mail of one part": ("x.eml", lambda: _mail(b"--b\n\n" + (b"A" * 76 + b"\n") * 590_000)),
    "45 MB mail of short lines": ("x.eml", lambda: _mail(b"--b\n\n" + b"a\n" * 22_000_000)),
    "mail of many parts": ("x.eml", lambda: _mail(b"--b\n\nx\n" * 1_000_000)),
    "mail of mails": ("x.eml", lambda: _FORWARDED * 20_000),
    "100 MB case list": ("x.csv", lambda: b"UIN,Initials\n" + b"T-1,JS\n" * 14_000_000),
    "4 MB case list of quotes": ("x.csv", lambda: b'"' * (4 * MB)),
    "workbook that unpacks to 300 MB": ("x.xlsx", _bomb),
    "workbook of a million cells": (
        "x.xlsx",
        lambda: _book(_SHEET % (b"<row>" + b"<c><v>1</v></c>" * 1_000_000 + b"</row>"))),
    "workbook of empty rows": ("x.xlsx", lambda: _book(_SHEET % (b"<row/>" * 3_000_000))),
    "workbook of one long cell": (
        "x.xlsx",
        lambda: _book(_SHEET % (
            b'<row><c t="inlineStr"><is><t>' + b"a" * (15 * MB) + b"</t></is></c></row>"))),
    "100 MB tool": ("x.toml", lambda: b"a = 1\n" * 17_000_000),
    "deep tool": ("x.toml", lambda: b"a = " + b"[" * 900_000),
    "tool of long numbers": ("x.toml", lambda: b"a = " + b"9" * 900_000),
    "tool of long hex numbers": ("x.toml", lambda: b"a = 0x" + b"f" * 900_000),
    "deep answers": ("x.json", lambda: b'{"a":' * 190_000),
    "answers of long numbers": ("x.json", lambda: b'{"a":' + b"9" * 900_000 + b"}"),
    "100 MB answers": ("x.json", lambda: b"[" * (100 * MB)),
}  # fmt: skip


def write(name: str, folder: Path) -> Path:
    """Write one of them."""
    file_name, make = FILES[name]
    path = folder / file_name
    path.write_bytes(make())
    return path
