"""What came out of the partnership's run: packs that open at an agency, with nobody named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.domain.audits import Audit
from app.handover.files import read_file
from app.services.open_pack import open_pack
from app.services.set_up_desk import set_up_agency_desk
from tests.flow.desks import CHEAP, PASSPHRASE
from tests.runs.partnership_stage import AGENCIES, CASES, TITLE, PartnershipStage
from tests.runs.proof import Proof


def prove_packs(stage: PartnershipStage) -> list[Proof]:
    """Open every pack at a desk of its agency, and look at what it asks."""
    packs = sorted(stage.packs.rglob("*.paudit"))
    audits = [_opened(stage, number, path) for number, path in enumerate(packs)]
    asked = sorted(audit.agencies[0].name for audit in audits)
    return [
        Proof(f"{len(AGENCIES)} packs are written", len(packs) == len(AGENCIES)),
        Proof("each opens at a desk of its agency", asked == sorted(name for name, _ in AGENCIES)),
        *(_asks(audit) for audit in audits),
        *_drafts(stage),
        Proof("no name and no date of birth is in any of them", not _named(audits)),
    ]


def _opened(stage: PartnershipStage, number: int, path: Path) -> Audit:
    desk = set_up_agency_desk(
        stage.folder / f"agency {number}", passphrase=PASSPHRASE, clock=stage.clock, cost=CHEAP
    )
    with closing(desk):
        return open_pack(desk, read_file(path), clock=stage.clock).audit


def _asks(audit: Audit) -> Proof:
    listed = [(case.uin, case.initials) for case in audit.cases]
    wanted = [(uin, initials) for uin, _name, initials, _born, _picture in CASES]
    says = f"{audit.agencies[0].name} is asked about {len(listed)} cases with “{audit.tool.title}”"
    return Proof(says, listed == wanted and audit.tool.title == TITLE)


def _drafts(stage: PartnershipStage) -> Iterator[Proof]:
    for kind, ending in (("an e-mail", "*.eml"), ("a letter", "*.pdf")):
        count = len(list(stage.packs.rglob(ending)))
        yield Proof(f"{kind} is ready for each", count == len(AGENCIES))


def _named(audits: list[Audit]) -> set[str]:
    said = " ".join(map(repr, audits))
    kept = {secret for _uin, name, _initials, born, _picture in CASES for secret in (name, born)}
    return {secret for secret in kept if secret in said}
