"""Copies of a workspace: list them, make one, put one back; and rescue after damage."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.cli.workspaces import read_passphrase
from app.errors import NotFoundError, NoWorkspaceError, PartnershipAuditError
from app.services.context import Context
from app.services.keep_copies import copy_now, kept_copies, restore
from app.services.open_desk import desk_exists, open_desk, usual_folder
from app.services.rescue import rescue, rescue_text, write_rescue_report
from app.storage import Copy, Desk

Add = Callable[[str, str, Callable[..., int]], argparse.ArgumentParser]


def add_commands(add: Add, add_workspace: Callable[[argparse.ArgumentParser], None]) -> None:
    """The commands about copies."""
    add_workspace(add("copies", "the copies of a workspace, the latest first", copies))
    command = add("copy", "make a copy of a workspace now", copy)
    _add_words(command)
    add_workspace(command)
    command = add("restore", "put a copy back in place of a workspace; it is tried first", put_back)
    command.add_argument("copy", metavar="COPY", help="its name, as “copies” lists it")
    _add_words(command)
    add_workspace(command)
    command = add("rescue", "read what can be read of a damaged workspace", rescue_command)
    command.add_argument("--report", type=Path, metavar="FILE.txt", help="write what came of it")
    _add_words(command)
    add_workspace(command)


def copies(context: Context, workspace: Path | None = None) -> int:
    """List the copies: name, date, size in bytes, and what opens each."""
    kept = kept_copies(_folder(context, workspace))
    for each in kept:
        made = each.copy
        ways = ", ".join(sorted(way.value for way in each.ways)) or "nothing: what opens it is lost"
        print(f"{made.path.name}  {made.at:%Y-%m-%d %H:%M} UTC  {made.size}  opens with {ways}")
    if not kept:
        print("There is no copy yet.")
    return 0


def copy(
    context: Context,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
    words_file: Path | None = None,
) -> int:
    """Make a copy."""
    folder = _folder(context, workspace)
    passphrase, words = _given(passphrase_file, words_file)
    opened = open_desk(folder, passphrase=passphrase, words=words, clock=context.clock)
    with closing(opened):
        made = copy_now(opened).copy
    print(f"“{made.path.name}” was made, and every page of it was read.")
    return 0


def put_back(
    context: Context,
    copy: str,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
    words_file: Path | None = None,
) -> int:
    """Put a copy back."""
    folder = _folder(context, workspace)
    wanted = _copy_named(folder, copy)
    passphrase, words = _given(passphrase_file, words_file)
    aside = restore(folder, wanted, passphrase=passphrase, words=words, clock=context.clock)
    print(
        f"“{wanted.path.name}” is in place. It opens with what opened it when it was made. "
        f"What was there before is set aside in “{aside}”."
    )
    return 0


def rescue_command(
    context: Context,
    report: Path | None,
    workspace: Path | None = None,
    passphrase_file: Path | None = None,
    words_file: Path | None = None,
) -> int:
    """Rescue what can be read. 1 where the desk does not open afterwards."""
    folder = _folder(context, workspace)
    passphrase, words = _given(passphrase_file, words_file)
    found = rescue(folder, passphrase=passphrase, words=words, clock=context.clock)
    print(rescue_text(found, clock=context.clock), end="")
    if report is not None:
        write_rescue_report(found, report, clock=context.clock)
    return 0 if found.reopened else 1


def _add_words(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--words-file", type=Path, metavar="FILE", help="the recovery words are in FILE"
    )


def _given(passphrase_file: Path | None, words_file: Path | None) -> tuple[str | None, str | None]:
    passphrase = read_passphrase(passphrase_file) if passphrase_file else None
    return passphrase, read_passphrase(words_file) if words_file else None


def _folder(context: Context, workspace: Path | None) -> Path:
    """The folder that was named, or that of the one desk that is here."""
    if workspace is not None:
        if not desk_exists(workspace):
            raise NoWorkspaceError
        return workspace
    usual = [usual_folder(context.data(), desk, context.policy) for desk in Desk]
    here = [folder for folder in usual if desk_exists(folder)]
    if not here:
        raise NoWorkspaceError
    if len(here) > 1:
        raise PartnershipAuditError(
            "There are two desks on this computer. Nothing was changed. "
            "Say which is meant with --workspace."
        )
    return here[0]


def _copy_named(folder: Path, name: str) -> Copy:
    found = {each.copy.path.name: each.copy for each in kept_copies(folder)}
    wanted = Path(name).name
    if wanted not in found:
        raise NotFoundError("copy", name, ", ".join(found))
    return found[wanted]
