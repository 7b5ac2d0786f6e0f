"""Try every part of the program in a temporary folder, as it is installed here."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.errors import FlowError, WrongPassphraseError
from app.handover.files import read_file
from app.services.analyse_audit import analyse_audit
from app.services.answer_case import answer_whole
from app.services.context import Context
from app.services.define_audit import define_audit
from app.services.import_returns import Outcome, import_returns
from app.services.issue_packs import issue_packs
from app.services.open_desk import open_desk
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import (
    new_passphrase,
    set_up_agency_desk,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.services.write_report import write_report
from app.toolfiles import parse_answers, read_tool


def run(context: Context) -> int:
    """One line per step. Exit code 0 when all of them went well."""
    with tempfile.TemporaryDirectory(prefix="partnership-audit-") as folder:
        for number, step in enumerate(_steps(context, Path(folder)), start=1):
            print(f"{number}. {step}: good", flush=True)
    print("All parts of the program work on this computer.")
    return 0


def _steps(context: Context, folder: Path) -> Iterator[str]:
    clock = context.clock
    tools = sorted(context.tools.glob("*.toml"))
    for path in tools:
        read_tool(path)
    yield f"read {len(tools)} audit tools"

    passphrase = new_passphrase()
    workspace, sheet = set_up_partnership_desk(
        folder / "partnership", passphrase=passphrase, clock=clock
    )
    workspace.close()
    yield "made an encrypted workspace and brought it to the current version"

    _refuses_wrong_passphrase(context, folder / "partnership")
    partnership = open_desk(folder / "partnership", passphrase=passphrase, clock=clock)
    with closing(partnership):
        yield "opened the workspace, and not with a wrong passphrase"

        try_recovery_words(partnership, " ".join(sheet.words))
        yield "opened a test package with the recovery words"

        audit = define_audit(partnership, context.sample / "audit.toml", context.tools).audit
        packs = issue_packs(partnership, audit.id, folder / "packs", clock=clock).packs
        yield f"issued {len(packs)} audit packs"

        pack = packs[0]
        with closing(
            set_up_agency_desk(folder / "agency", passphrase=passphrase, clock=clock)
        ) as agency:
            audit = open_pack(agency, read_file(pack.path), clock=clock).audit
            yield "opened an audit pack at an agency"

            answers = context.sample / "returns" / pack.agency.id
            for case in audit.cases:
                path = answers / f"{case.uin}.json"
                answer_whole(agency, audit.id, *parse_answers(read_file(path), path.name))
            uins = [case.uin for case in audit.cases]
            sealed = seal_returns(agency, audit.id, uins, folder / "returns", clock=clock)
        yield f"sealed {sealed.full + sealed.nil} returns"

        for result in import_returns(partnership, [sealed.path], clock=clock):
            if result.outcome is not Outcome.IMPORTED:
                raise FlowError(result.reason)
        yield "brought the returns in"

        found = analyse_audit(partnership, audit.id, clock=clock).findings
        if found.returns.full != sealed.full:
            raise FlowError("The findings do not count what was brought in.")
        yield "counted the answers"

        written = write_report(partnership, audit.id, folder / "report.pdf", clock=clock)
        yield f"wrote a report of {written.pages} pages"


def _refuses_wrong_passphrase(context: Context, folder: Path) -> None:
    try:
        open_desk(folder, passphrase="not the passphrase", clock=context.clock).close()  # noqa: S106  wrong on purpose
    except WrongPassphraseError:
        return
    raise FlowError("The workspace opened with a wrong passphrase.")
