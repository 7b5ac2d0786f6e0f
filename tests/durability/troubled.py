"""Every verb of a desk while its drive is in trouble, in a process of its own.

``python -m tests.durability.troubled TROUBLE FOLDER DESK``. Before each verb the trouble begins,
after it the trouble ends. What came of each is told on the standard output, a line of JSON each:
the failure and its sentence, whether what the desk holds is as before, and what was left about.

A network drive that is slow or cut can't be made without a file system of one's own. ``gone`` is
what a drive looks like that was unplugged, ``cut`` one whose folder is there and empty: both while
the desk is open. A file that is open already goes on in them, as on a drive that comes back.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import text

from app.domain.meeting import Matter, NoteHeading, Scope
from app.domain.returns import Answer
from app.errors import PartnershipAuditError
from app.services.answer_case import form_of, save_answer
from app.services.destroy_audit import destroy_audit
from app.services.hold_meeting import keep_note, new_note
from app.services.import_returns import import_returns
from app.services.keep_copies import copy_now
from app.services.keep_keys import add_passphrase, rotate_database_key
from app.services.publish_report import publish_report
from app.services.seal_returns import seal_returns
from app.services.write_receipt import write_receipt
from app.storage import Desk, Workspace, open_workspace
from app.storage.schema import metadata
from tests.builders import clock
from tests.flow.desks import CHEAP, PASSPHRASE

_DAC: Final = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: to whom modes of files say nothing
_VERSION: Final = 0x20080522
FULL_AT: Final = (1_000, 8_000, 40_000, 120_000, 300_000, 600_000)
_OWN_NOTES: Final = {"history", "settings"}


class _Cap(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


class _CapHead(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def become_ordinary() -> bool:
    """Let the modes of files count for this process, also where it is root's."""
    if os.geteuid() != 0:
        return True
    libc = ctypes.CDLL(None, use_errno=True)
    head, data = _CapHead(_VERSION, 0), (_Cap * 2)()
    if libc.capget(ctypes.byref(head), data) != 0:
        return False
    data[0].effective &= ~_DAC
    return bool(libc.capset(ctypes.byref(head), data) == 0)


@dataclass(frozen=True)
class Trouble:
    """What happens to the folder of a desk, and how it is mended; ``mend`` names what was left."""

    begin: Callable[[Path], None]
    mend: Callable[[Path], list[str]]


def _full_at(limit: int) -> Trouble:
    """No file grows beyond so many bytes, as on a drive that fills up in the middle."""

    def fill(_folder: Path) -> None:
        _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))

    return Trouble(fill, _make_room)


def _make_room(_folder: Path) -> list[str]:
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    return []


def _lock_up(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
    for path in (*folder.rglob("*/"), folder):
        path.chmod(0o555)


def _unlock(folder: Path) -> list[str]:
    for path in (folder, *folder.rglob("*/")):
        path.chmod(0o700)
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o600)
    return []


def _away(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.away")


def _unplug(folder: Path) -> None:
    folder.rename(_away(folder))


def _cut(folder: Path) -> None:
    _unplug(folder)
    folder.mkdir()


def _plug_in(folder: Path) -> list[str]:
    left = [path.name for path in folder.rglob("*")] if folder.exists() else []
    shutil.rmtree(folder, ignore_errors=True)
    _away(folder).rename(folder)
    return left


_broken = [False]


def _refuse_the_last_step(event: str, arguments: tuple[object, ...]) -> None:
    """A hook: the renaming by which new slots come in place of the old ones does not work."""
    if _broken[0] and event == "os.rename" and str(arguments[0]).endswith("slots.next.json"):
        raise OSError(errno.EIO, "the drive does not answer")


def _break(_folder: Path) -> None:
    _broken[0] = True


def _heal(_folder: Path) -> list[str]:
    _broken[0] = False
    return []


TROUBLES: Final = {
    "broken off": Trouble(_break, _heal),
    **{f"full at {limit}": _full_at(limit) for limit in FULL_AT},
    "read-only": Trouble(_lock_up, _unlock),
    "gone": Trouble(_unplug, _plug_in),
    "cut": Trouble(_cut, _plug_in),
}

Verb = tuple[str, Callable[[], object]]


def verbs_of(desk: Workspace, folder: Path) -> Iterator[Verb]:
    """What can be done at a desk, each with its name."""
    with desk.work() as work:
        (summary,) = work.audits.all()
    audit_id, out = summary.id, folder / "out"
    if desk.desk is Desk.AGENCY:
        answer = Answer(("no",), comment="It was late. " * 200)
        form = form_of(desk, audit_id, "T-1")
        yield "an answer", lambda: save_answer(desk, form, "Q1", answer)
        yield "sealing", lambda: seal_returns(desk, audit_id, ["T-2"], out, clock=clock)
    else:
        note = new_note(Matter(Scope.CASE, "T-1"), NoteHeading.WORRIED, "It was late. " * 500)
        packages = sorted((folder / "post").iterdir())
        yield "a note of the meeting", lambda: keep_note(desk, audit_id, note)
        yield "import", lambda: _bring_in(desk, packages)
        yield (
            "a receipt",
            lambda: write_receipt(desk, audit_id, "health-visiting", out, clock=clock),
        )
        yield (
            "publication",
            lambda: publish_report(desk, audit_id, by="Officer", reason="A test.", clock=clock),
        )
    yield "a copy", lambda: copy_now(desk)
    yield "a passphrase", lambda: add_passphrase(desk, "four more invented words", cost=CHEAP)
    yield (
        "a new key",
        lambda: rotate_database_key(desk, passphrase=PASSPHRASE, cost=CHEAP),
    )
    if desk.desk is Desk.PARTNERSHIP:
        reference = summary.reference
        yield (
            "destruction",
            lambda: destroy_audit(desk, audit_id, typed=reference, by="Officer", clock=clock),
        )


def _bring_in(desk: Workspace, packages: list[Path]) -> None:
    """What is refused is told by raising, as by the other verbs."""
    for imported in import_returns(desk, packages, clock=clock):
        if imported.error is not None:
            raise imported.error


def state_of(desk: Workspace) -> str:
    """One word for all that the desk holds, but for what it notes about itself."""
    digest = sha256(repr([way.id for way in desk.ways_in()]).encode())
    with desk.work() as work:
        connection = work.history._transaction.connection
        for table in metadata.sorted_tables:
            if table.name not in _OWN_NOTES:
                rows = connection.execute(text(f"SELECT * FROM {table.name}")).all()  # noqa: S608
                digest.update(f"{table.name} {sorted(map(repr, rows))}".encode())
    return digest.hexdigest()


def main(trouble: Trouble, folder: Path, name: str, only: str = "") -> None:
    """Open the desk, and do everything, or ``only`` one thing, each while there is trouble."""
    at = folder / name
    with closing(open_workspace(at, passphrase=PASSPHRASE, clock=clock)) as desk:
        for verb, act in verbs_of(desk, folder):
            if verb != (only or verb):
                continue
            before, kind, sentence = state_of(desk), "", ""
            trouble.begin(at)
            try:
                act()
            except PartnershipAuditError as error:
                kind, sentence = type(error).__name__, error.sentence
            except Exception as error:
                kind = f"crash: {type(error).__name__}: {error}"
            left = trouble.mend(at)
            told = {
                "verb": verb,
                "kind": kind,
                "sentence": sentence,
                "same": verb != only and state_of(desk) == before,
                "left": left,
                "out": sorted(path.name for path in (folder / "out").glob(".*")),
            }
            print(json.dumps(told), flush=True)


if __name__ == "__main__":
    sys.addaudithook(_refuse_the_last_step)
    if not become_ordinary():
        sys.exit("the modes of files can't be made to count")
    main(TROUBLES[sys.argv[1]], Path(sys.argv[2]), *sys.argv[3:])
