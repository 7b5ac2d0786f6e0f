"""Commands of an agency's desk."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from app.cli.workspaces import folder_of, open_named, read_passphrase
from app.errors import FlowError
from app.handover.files import read_file
from app.services.answer_case import answer_whole, form_of
from app.services.context import Context
from app.services.guard import wave_all
from app.services.open_desk import desk_exists
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import set_up_agency_desk
from app.storage import Desk, Workspace
from app.toolfiles import check_answers, parse_answers


def seal(
    context: Context,
    pack: Path,
    answers: list[Path],
    to: Path,
    lock_file: Path | None = None,
    armor: bool = False,
    let_pass: str = "",
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
) -> int:
    """Open the pack, take the answers of each file, and seal them into one package.

    Answers that differ from what was sealed before go out as the next revision. What surely
    identifies somebody stops it, unless ``let_pass`` says why it does not.
    """
    lock = read_passphrase(lock_file) if lock_file else None
    with closing(_open_or_set_up(context, workspace, passphrase_file)) as desk:
        opened = open_pack(
            desk, read_file(pack), clock=context.clock, passphrase=lock, policy=context.policy
        )
        audit = opened.audit
        forms = {}
        for path in answers:
            uin, form = parse_answers(read_file(path), path.name)
            check_answers(audit.tool, form, path.name)
            if uin in forms:
                raise FlowError(
                    f"Two of the files answer for case {uin}. Nothing was sealed. "
                    "Leave one of them out."
                )
            forms[uin] = form
        for uin, form in forms.items():
            answer_whole(desk, audit.id, uin, form)
            if let_pass:
                wave_all(desk, form_of(desk, audit.id, uin), let_pass)
        sealed = seal_returns(
            desk,
            audit.id,
            tuple(forms),
            to,
            clock=context.clock,
            armored=armor,
            policy=context.policy,
        )
    print(f"{sealed.path.name}: {sealed.full} full, {sealed.nil} nil")
    return 0


def _open_or_set_up(
    context: Context, workspace: Path | None, passphrase_file: Path | None
) -> Workspace:
    folder = folder_of(context, workspace, Desk.AGENCY)
    if desk_exists(folder):
        return open_named(context, workspace, passphrase_file, Desk.AGENCY)
    passphrase = read_passphrase(passphrase_file) if passphrase_file else None
    return set_up_agency_desk(
        folder,
        passphrase=passphrase,
        keyring=passphrase is None,
        clock=context.clock,
        policy=context.policy,
    )
