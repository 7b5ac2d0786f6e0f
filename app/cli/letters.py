"""Commands by which the partnership writes back to an agency: queries and receipts."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.cli.workspaces import open_named
from app.errors import FlowError
from app.services.ask_agency import ask_agency
from app.services.context import Context
from app.services.write_receipt import write_receipt
from app.storage import Desk


def ask(
    context: Context,
    audit: str,
    agency: str,
    uin: str,
    to: Path,
    points: list[str] | None = None,
    text: str = "",
    asked_by: str = "",
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Write a query about a return. ``points`` are texts such as ``Q5=Who was told?``."""
    asked: dict[str, str] = {}
    for point in points or ():
        place, sign, words = point.partition("=")
        if not sign or not place.strip() or not words.strip():
            raise FlowError(
                f"“{point}” does not say what is asked at which question. Nothing was written. "
                "Write the question, an equals sign and the text: Q5=Who was told?"
            )
        before = asked.get(place.strip())
        asked[place.strip()] = f"{before}\n\n{words.strip()}" if before else words.strip()
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        written = ask_agency(
            desk,
            audit,
            agency,
            uin,
            asked,
            to,
            clock=context.clock,
            text=text,
            asked_by=asked_by,
            policy=context.policy,
        )
    print(written.path.name)
    return 0


def receipt(
    context: Context,
    audit: str,
    agency: str,
    to: Path,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Write a receipt for an agency."""
    with closing(open_named(context, workspace, passphrase_file, Desk.PARTNERSHIP)) as desk:
        written = write_receipt(desk, audit, agency, to, clock=context.clock, policy=context.policy)
    print(written.path.name)
    return 0
