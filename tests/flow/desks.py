"""Both desks, set up for a test with real workspaces and real files."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.audits import Audit
from app.domain.returns import Answer, Form, ReturnState
from app.handover.files import read_file
from app.services.answer_case import answer_whole
from app.services.define_audit import define_audit
from app.services.import_returns import Imported, import_returns
from app.services.issue_packs import issue_packs
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import (
    set_up_agency_desk,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.storage import PassphraseCost, Workspace
from app.toolfiles import write_tool
from tests.builders import clock, small_tool

CHEAP = PassphraseCost(memory_kib=64, time=1, lanes=1)
PASSPHRASE = "invented words for a test"

DEFINITION = """
format = 1
reference = "{reference}"
title = "A small audit"
tool = "small"
opened = 2018-01-22
due = 2018-02-09

[body]
name = "A Safeguarding Partnership"
short_name = "ASP"
reply_address = "audit@example.org"

[[agencies]]
id = "police"
name = "Police"
email = "police@example.org"

[[agencies]]
id = "health-visiting"
name = "Health Visiting"

[[cases]]
uin = "T-1"
label = "A"
initials = "JS"

[[cases]]
uin = "T-2"
label = "B"
initials = "unborn baby"
"""


@dataclass(frozen=True)
class Round:
    """A partnership's desk with an audit issued into ``folder / "packs"``."""

    folder: Path
    partnership: Workspace
    audit: Audit
    recovery_words: str = ""

    def pack(self, agency: str) -> Path:
        """The pack of an agency, by its name."""
        return self.folder / "packs" / f"{self.audit.reference} audit pack for {agency}.paudit"

    def bring_in(self, *files: Path, accept_new_keys: bool = False) -> list[Imported]:
        """Import files."""
        return list(
            import_returns(self.partnership, files, clock=clock, accept_new_keys=accept_new_keys)
        )


def define(folder: Path, reference: str = "T-2018") -> tuple[Path, Path]:
    """The definition of the small audit and the folder of its tool."""
    tools = folder / "tools"
    tools.mkdir(parents=True, exist_ok=True)
    (tools / "small.toml").write_text(write_tool(small_tool()), encoding="utf-8")
    definition = folder / f"{reference}.toml"
    definition.write_text(DEFINITION.format(reference=reference), encoding="utf-8")
    return definition, tools


def start_round(folder: Path, reference: str = "T-2018") -> Round:
    """Set the partnership's desk up, define the small audit and issue its packs."""
    partnership, sheet = set_up_partnership_desk(
        folder / "partnership", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    words = " ".join(sheet.words)
    try_recovery_words(partnership, words)
    audit = define_audit(partnership, *define(folder, reference)).audit
    issue_packs(partnership, audit.id, folder / "packs", clock=clock)
    return Round(folder, partnership, audit, words)


def agency_desk(folder: Path) -> Workspace:
    """An agency's desk."""
    return set_up_agency_desk(folder, passphrase=PASSPHRASE, clock=clock, cost=CHEAP)


def answer_and_seal(
    desk: Workspace, pack: Path, forms: Iterable[tuple[str, Form]], to: Path
) -> Path:
    """Open the pack, take the forms, seal them: the path of the package."""
    audit = open_pack(desk, read_file(pack), clock=clock).audit
    answered = dict(forms)
    for uin, form in answered.items():
        answer_whole(desk, audit.id, uin, form)
    return seal_returns(desk, audit.id, tuple(answered), to, clock=clock).path


def package_from(round_: Round, agency: str, name: str, forms: Iterable[tuple[str, Form]]) -> Path:
    """A package of a fresh workspace of an agency; ``name`` names the workspace's folder."""
    with closing(agency_desk(round_.folder / name)) as desk:
        return answer_and_seal(desk, round_.pack(agency), forms, round_.folder / f"{name}-out")


def revise(workspace: Workspace, audit_id: str, comment: str) -> None:
    """The police's comment on Q1 of T-1 as a revision that comes in has it.

    The earlier revision is superseded.
    """
    with workspace.work() as work:
        before = work.returns.latest(audit_id, "police", "T-1")
        assert before is not None
        work.returns.set_state(before.ref, ReturnState.SUPERSEDED)
        ref = replace(before.ref, revision=before.ref.revision + 1)
        form = before.form.with_answer("Q1", Answer(("no",), comment=comment))
        work.returns.add(replace(before, ref=ref, form=form))
        work.commit()
