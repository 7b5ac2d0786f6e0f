"""Letters from the partnership to the police, made by its own services."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from app.domain.letters import QueryPoint
from app.domain.returns import Form
from app.handover.files import read_file, write_file
from app.sealing.clear import AgencyName, AuditName
from app.sealing.documents import v1_letters
from app.sealing.keys import SigningKey, fingerprint
from app.sealing.letters import open_query, seal_query
from app.services.answer_case import answer_whole
from app.services.ask_agency import Asked, ask_agency, recipients_of_agency
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import encryption_identity, signing_key
from app.services.write_receipt import WrittenReceipt, write_receipt
from tests.builders import clock, full_form
from tests.flow.desks import Round
from tests.ui.agency.scene import Scene

QUESTIONS = {"Q1": "Who did it, and when?", "J1": "Why is it good?"}


def send(scene: Scene, round_: Round, *uins: str, form: Form | None = None) -> Path:
    """Answer cases whole, seal them, and bring the package in at the partnership."""
    workspace, audit_id = scene.session.workspace, scene.desk.views[-1].audit.id
    for uin in uins:
        answer_whole(workspace, audit_id, uin, form or full_form())
    path = seal_returns(workspace, audit_id, uins, round_.folder / "out", clock=clock).path
    assert all(result.changes.topics for result in round_.bring_in(path))
    scene.desk.show_audit(audit_id)
    scene.settle()
    return path


def ask(
    round_: Round, uin: str = "T-1", points: dict[str, str] | None = None, **more: Any
) -> Asked:
    """The partnership asks the police about a case."""
    return ask_agency(
        round_.partnership,
        "T-2018",
        "police",
        uin,
        QUESTIONS if points is None else points,
        round_.folder / "letters",
        clock=clock,
        **more,
    )


def remade(
    scene: Scene,
    round_: Round,
    folder: Path,
    *,
    audit: str = "",
    agency: str = "",
    uin: str = "T-1",
    points: tuple[QueryPoint, ...] = (QueryPoint("Q1", "Who?"),),
    key: SigningKey | None = None,
    recipient: str = "",
) -> Path:
    """A query as no program of ours would write it, sealed for the desk."""
    asked = ask(round_)
    with scene.session.workspace.work() as work:
        opened = open_query(read_file(asked.path), [encryption_identity(work)])
    with round_.partnership.work() as work:
        own, recipients = signing_key(work), recipients_of_agency(work, round_.audit.agencies[0])
    key, clear = key or own, opened.clear
    recipients = (recipient,) if recipient else recipients
    clear = msgspec.structs.replace(clear, signed_by=fingerprint(key.public))
    if audit:
        clear = msgspec.structs.replace(clear, audit=AuditName(audit, "X", "Another audit"))
    if agency:
        clear = msgspec.structs.replace(clear, agency=AgencyName(agency, "Another agency"))
    query = replace(asked.query, points=points, uin=uin)
    path = folder / "remade.paudit"
    write_file(path, seal_query(v1_letters.query_of(query, clear), recipients, key))
    return path


def receipt(round_: Round) -> WrittenReceipt:
    """The partnership says what has arrived from the police."""
    return write_receipt(
        round_.partnership, "T-2018", "police", round_.folder / "letters", clock=clock
    )


def drop(scene: Scene, path: Path) -> None:
    """Drop a file into the window."""
    scene.desk.open_file(path)
    scene.settle()
