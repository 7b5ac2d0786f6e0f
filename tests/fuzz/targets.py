"""The parsers, each as a function of bytes: it returns, or refuses with a sentence of ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from app.bootstrap import resources_folder
from app.domain.audits import Audit
from app.handover.mail import attachments
from app.sealing.age import HybridIdentity, is_armored, read_sealed
from app.sealing.age.armor import dearmor
from app.sealing.description import describe
from app.sealing.documents import v1
from app.sealing.documents.v1_letters import (
    decode_hand_over,
    decode_hand_over_request,
    decode_query,
    decode_receipt,
)
from app.sealing.envelope import open_envelope
from app.sealing.hand_over import open_hand_over
from app.sealing.in_text import sealed_in_text
from app.sealing.keys import SigningKey
from app.sealing.letters import open_query
from app.sealing.packages import open_package
from app.sealing.packs import open_pack
from app.services.read_case_list import read_list_text
from app.storage.slots import parse_slots
from app.toolfiles import (
    parse_answers,
    parse_tool,
    read_definition,
    read_meeting,
    read_xlsform,
    tool_from_json,
)
from app.toolfiles.case_lists import read_case_list
from app.toolfiles.reading import text_of

Target = Callable[[bytes], object]

IDENTITY: Final = HybridIdentity.from_seed(bytes(range(32)))
KEY: Final = SigningKey(bytes(range(32, 64)))


@cache
def sample_audit() -> Audit:
    """The audit whose notes and answers are read."""
    resources = resources_folder()
    return read_definition(
        resources / "sample" / "audit.toml", tools=resources / "tools", audit_id="fuzzed"
    )


@cache
def _file() -> Path:
    """Where a parser that wants a file finds it."""
    return Path(mkdtemp(prefix="fuzz-")) / "fuzzed.toml"


def _definition(data: bytes) -> object:
    _file().write_bytes(data)
    return read_definition(_file(), tools=resources_folder() / "tools", audit_id="fuzzed")


def _meeting(data: bytes) -> object:
    _file().write_bytes(data)
    return read_meeting(_file(), sample_audit(), lambda: "id")


def _pack_inside(data: bytes) -> object:
    pack = v1.decode_pack(data)
    return v1.audit_from(pack, "fuzzed", tool_from_json(bytes(pack.tool)))


def _returns_inside(data: bytes) -> object:
    return [v1.form_from(each) for each in v1.decode_return_package(data).returns]


TARGETS: Final[dict[str, Target]] = {
    "age": lambda data: read_sealed(data).decrypt([IDENTITY]),
    "armour": lambda data: (is_armored(data), dearmor(data)),
    "sealed in text": sealed_in_text,
    "describe": describe,
    "envelope": open_envelope,
    "pack": open_pack,
    "pack, inside": _pack_inside,
    "return package": lambda data: open_package(data, [IDENTITY]),
    "return package, inside": _returns_inside,
    "query": lambda data: open_query(data, [IDENTITY]),
    "query, inside": decode_query,
    "receipt, inside": decode_receipt,
    "hand-over": lambda data: open_hand_over(data, [IDENTITY]),
    "hand-over, inside": decode_hand_over,
    "request, inside": decode_hand_over_request,
    "tool": lambda data: parse_tool(text_of(data, "fuzzed.toml"), "fuzzed.toml"),
    "tool in a pack": tool_from_json,
    "definition": _definition,
    "meeting": _meeting,
    "answers": lambda data: parse_answers(data, "fuzzed.json"),
    "xlsform": lambda data: read_xlsform(data, "fuzzed.xlsx"),
    "case list": lambda data: read_case_list(data, "fuzzed.csv"),
    "workbook": lambda data: read_case_list(data, "fuzzed.xlsx"),
    "pasted cells": lambda data: read_list_text(data.decode("utf-8", "replace")),
    "mail": attachments,
    "slots": parse_slots,
}
