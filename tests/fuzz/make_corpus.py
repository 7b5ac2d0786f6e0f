"""Write the first inputs of each parser: good files (``python -m tests.fuzz.make_corpus``).

What fuzzing finds is put beside them, so that every run of the tests tries it again.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import msgspec
from openpyxl import Workbook

from app.bootstrap import resources_folder
from app.sealing.age import armor, encrypt
from app.sealing.age.hybrid import HybridRecipient
from app.sealing.clear import FORMAT, HAND_OVER, QUERY, RETURN_PACKAGE, ClearPart
from app.sealing.documents import v1
from app.sealing.documents import v1_letters as letters
from app.sealing.envelope import sign_envelope
from app.sealing.hand_over import seal_hand_over
from app.sealing.letters import seal_query
from app.sealing.packages import seal_package
from app.services.clear_part import clear_part
from app.toolfiles import answers_to_json, tool_to_json, write_tool, write_xlsform
from tests.builders import clock, full_form, nil_form, small_audit, small_tool
from tests.flow.packages import mail
from tests.fuzz.fuzzer import CORPUS, folder_of
from tests.fuzz.targets import IDENTITY, KEY

_CSV = b"UIN,Initials,Pen picture\nT-1,JS,A boy of six\nT-2,unborn baby,\n"


def make() -> None:
    """Write what is not there yet."""
    resources, recipient = resources_folder(), IDENTITY.recipient().to_string()
    audit, tool = small_audit(), small_tool()
    clear = clear_part(RETURN_PACKAGE, audit, audit.agencies[0], KEY, clock().date())
    sent = tuple(
        v1.return_of(case.uin, 1, form, clock().date())
        for case, form in zip(audit.cases, (full_form(), nil_form()), strict=False)
    )
    package = v1.ReturnPackageV1(
        FORMAT, clear, "0" * 64, recipient, sent, tool=v1.ToolNameV1(tool.id, tool.version)
    )
    sealed = seal_package(package, [recipient], KEY)
    age = encrypt(b"something sealed", [HybridRecipient.from_string(recipient)])
    pack = v1.pack_of(
        audit, audit.agencies[0], tool_to_json(tool), "0" * 64, (recipient, recipient)
    )
    inside = msgspec.json.encode(package)
    for target, data in {
        "age": age,
        "armour": armor(age).encode(),
        "sealed in text": b"> Hello,\n>\n" + b"\n> ".join(armor(sealed).encode().split(b"\n")),
        "describe": sealed,
        "envelope": sign_envelope("application/vnd.partnership-audit.return+json", inside, KEY),
        "return package": sealed,
        "return package, inside": inside,
        "pack, inside": msgspec.json.encode(pack),
        "pack": sign_envelope(
            "application/vnd.partnership-audit.pack+json", msgspec.json.encode(pack), KEY
        ),
        "tool": write_tool(tool).encode(),
        "tool in a pack": tool_to_json(tool),
        "definition": (resources / "sample" / "audit.toml").read_bytes(),
        "meeting": (resources / "sample" / "meeting.toml").read_bytes(),
        "answers": answers_to_json("T-1", full_form()),
        "xlsform": write_xlsform(tool),
        "case list": _CSV,
        "workbook": _workbook(),
        "pasted cells": _CSV.replace(b",", b"\t"),
        "mail": mail(("return.paudit", sealed), text="Here:\n" + armor(age)),
    }.items():
        _keep(target, data)
    _letters(clear, recipient, sent)
    _from_releases()


def _letters(clear: ClearPart, recipient: str, sent: tuple[v1.ReturnV1, ...]) -> None:
    day, who = clock().date(), v1.AuditorV1("An auditor", "Nurse")
    documents: dict[str, msgspec.Struct] = {
        "query, inside": letters.QueryV1(
            FORMAT, clear, "T-1", 1, (letters.QueryPointV1("Q1", "Why?"),), "All of it?", "Officer"
        ),
        "receipt, inside": letters.ReceiptV1(
            FORMAT, clear, (letters.ReceiptLineV1("T-1", 1, "full", day),), ("T-2",), day
        ),
        "request, inside": letters.HandOverRequestV1(FORMAT, clear, who, recipient, "0" * 64),
        "hand-over, inside": letters.HandOverV1(
            FORMAT,
            clear,
            "0" * 64,
            who,
            who,
            (letters.DraftV1(sent[0], {"Q1": (letters.WrittenV1("An auditor", "Nurse", day),)}),),
            (),
        ),
    }
    for target, document in documents.items():
        _keep(target, msgspec.json.encode(document))
    kinds = {"query": QUERY, "hand-over": HAND_OVER}
    for target, kind in kinds.items():
        document = msgspec.structs.replace(
            documents[f"{target}, inside"], clear=msgspec.structs.replace(clear, document=kind)
        )
        if isinstance(document, letters.QueryV1):
            _keep(target, seal_query(document, [recipient], KEY))
        elif isinstance(document, letters.HandOverV1):
            _keep(target, seal_hand_over(document, recipient, KEY))


def _keep(target: str, data: bytes) -> None:
    path = CORPUS / folder_of(target) / "good"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _workbook() -> bytes:
    book, made = Workbook(), BytesIO()
    sheet = book.create_sheet("Cases", 0)
    for row in (("UIN", "Initials"), ("T-1", "JS"), ("T-2", "AK")):
        sheet.append(row)
    book.save(made)
    return made.getvalue()


def _from_releases() -> None:
    for name, target in (("return.paudit", "return package"), ("pack.paudit", "pack")):
        for release in (Path(__file__).parents[1] / "data" / "releases").iterdir():
            path = CORPUS / folder_of(target) / f"release-{release.name}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((release / name).read_bytes())
            slots = CORPUS / "slots" / f"release-{release.name}"
            slots.parent.mkdir(parents=True, exist_ok=True)
            slots.write_bytes((release / "partnership" / "slots.json").read_bytes())


if __name__ == "__main__":
    make()
