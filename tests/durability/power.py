"""The power goes while the workspace is written: what was not flushed may be there, torn, or not.

A disk keeps what it was told to flush. Of what was written after that it may have any sectors and
not others, in any order. So states are put together from snapshots of the files around a commit
and around a checkpoint, as a disk could have left them, and each of them is opened.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.domain.meeting import THE_AUDIT, MeetingNote, NoteHeading
from app.storage import Desk, Workspace, create_workspace, open_workspace
from app.storage.engine import connect, look_at
from app.storage.files import DATABASE, SLOTS, WAL, beside
from tests.builders import clock
from tests.storage.builders import CHEAP, an_audit

SECTOR = 512
PASSPHRASE = "correct horse"
COMMITS = 60


@dataclass(frozen=True)
class Snapshot:
    """The files when so many steps had been committed and flushed."""

    step: int
    database: bytes
    log: bytes


@dataclass(frozen=True)
class State:
    """Files as a failing disk could have left them; ``least`` steps were said to be saved."""

    kind: str
    least: int
    most: int
    database: bytes
    log: bytes


def write_and_watch(folder: Path) -> tuple[Workspace, list[Snapshot]]:
    """A workspace written in many commits, with the files after each; a checkpoint now and then."""
    desk = create_workspace(
        folder, Desk.PARTNERSHIP, passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    with desk.work() as work:
        work.audits.add(an_audit())
        work.commit()
    seen = [_snapshot(folder, 0)]
    for step in range(1, COMMITS + 1):
        with desk.work() as work:
            work.settings.put("step", str(step))
            text = f"{step} " * (40 * (step % 7) + 1)
            note = MeetingNote(f"n{step}", THE_AUDIT, NoteHeading.WELL, text)
            work.meetings.keep_note("a1", note)
            work.commit()
        seen.append(_snapshot(folder, step))
        if step % 9 == 0:
            with closing(connect(folder / DATABASE, desk._open_key())) as connection:
                connection.execute("PRAGMA wal_checkpoint(RESTART)")
            seen.append(_snapshot(folder, step))
    return desk, seen


def states(seen: list[Snapshot], chance: random.Random) -> Iterator[State]:
    """States between neighbouring snapshots, at random, for ever."""
    while True:
        place = chance.randrange(len(seen) - 1)
        before, after = seen[place], seen[place + 1]
        if before.step == after.step:
            mixed = _mix(before.database, after.database, chance)
            yield State("checkpoint", before.step, before.step, mixed, before.log)
        elif after.log.startswith(before.log[: 32 + 24]):
            tail = _mix(b"", after.log[len(before.log) :], chance)
            yield State("commit", before.step, after.step, before.database, before.log + tail)
        else:
            mixed = _mix(before.log, after.log, chance)
            yield State("log begun anew", before.step, after.step, after.database, mixed)


def look(state: State, key: bytes, slots: bytes, folder: Path) -> int:
    """Open a state, and say how many steps are in it. Each step is in it whole or not at all."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / DATABASE).write_bytes(state.database)
    beside(folder / DATABASE, WAL).write_bytes(state.log)
    (folder / SLOTS).write_bytes(slots)
    desk = open_workspace(folder, passphrase=PASSPHRASE, clock=clock)
    with closing(desk), desk.work() as work:
        step = int(work.settings.get("step") or 0)
        notes = work.meetings.of("a1").notes
        assert [note.id for note in notes] == [f"n{n}" for n in range(1, step + 1)], state.kind
        assert all(set(note.text.split()) == {note.id[1:]} for note in notes)
        assert work.history.chain().is_whole
    look_at(folder / DATABASE, key, thorough=True)
    assert state.least <= step <= state.most, (state.kind, state.least, step)
    return step


def fail_often(folder: Path, times: int, seed: int = 1) -> dict[str, int]:
    """Let the power fail so many times; how often in the middle of what."""
    chance, counts = random.Random(seed), dict[str, int]()  # noqa: S311 - reproducible
    desk, seen = write_and_watch(folder / "written")
    key, slots = desk._open_key(), (folder / "written" / SLOTS).read_bytes()
    desk.close()
    for state, _ in zip(states(seen, chance), range(times), strict=False):
        look(state, key, slots, folder / "left")
        counts[state.kind] = counts.get(state.kind, 0) + 1
    return counts


def _snapshot(folder: Path, step: int) -> Snapshot:
    log = beside(folder / DATABASE, WAL)
    return Snapshot(step, (folder / DATABASE).read_bytes(), log.read_bytes())


def _mix(old: bytes, new: bytes, chance: random.Random) -> bytes:
    """Some sectors as they were, some as they were to be, some zero where there was nothing."""
    likely = chance.random()
    length = (
        max(len(old), len(new))
        if chance.random() < 0.5
        else chance.randint(min(len(old), len(new)), max(len(old), len(new)))
    )
    pieces = []
    for start in range(0, length, SECTOR):
        end = min(start + SECTOR, length)
        source = new if chance.random() < likely else old
        pieces.append(source[start:end].ljust(end - start, b"\0"))
    return b"".join(pieces)
