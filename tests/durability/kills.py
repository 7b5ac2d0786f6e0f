"""Kill the program at random moments, and look at what is left."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.returns import ReturnKind, ReturnState
from app.handover.files import read_file
from app.sealing.age import HybridIdentity
from app.sealing.packages import open_package
from app.services.answer_case import form_of, mark_nil
from app.services.open_pack import open_pack
from app.services.preferences import Whereabouts, whereabouts_of
from app.services.set_up_desk import encryption_identity
from app.storage import Workspace, open_workspace
from tests.builders import clock, nil_form
from tests.durability.victim import WORD
from tests.flow.desks import PASSPHRASE, agency_desk, start_round

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Field:
    """Where it happens: an agency's desk with its pack opened, and the partnership's key."""

    folder: Path
    audit_id: str
    identity: HybridIdentity
    pack: Path


@dataclass
class Tally:
    """What the kills came to."""

    kills: int = 0
    saves: int = 0
    seals: int = 0


@contextmanager
def field(folder: Path) -> Iterator[Field]:
    """Set the scene."""
    round_ = start_round(folder / "round")
    with closing(round_.partnership) as partnership, partnership.work() as work:
        identity = encryption_identity(work)
    with closing(agency_desk(folder / "agency")) as desk:
        open_pack(desk, read_file(round_.pack("Police")), clock=clock)
        mark_nil(desk, round_.audit.id, ["T-2"], nil_form().completed_by)
    yield Field(folder, round_.audit.id, identity, round_.pack("Police"))


def kill_while(doing: str, at: Field, after: float, *, begun: bool = False) -> dict[str, int]:
    """Run the program until it has opened the desk, and so many seconds more, then kill it.

    With ``begun`` the seconds count from the first thing that it has saved, however slow it is.
    Returns the last number that it said of each kind: what it knew to be saved.
    """
    said: dict[str, int] = {}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.durability.victim", doing, str(at.folder), at.audit_id],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process, process.stderr, process.stdout as lines:
        opened = lines.readline()
        assert opened == "open 0\n", process.stderr.read()
        killer = threading.Timer(after, process.kill)
        if not begun:
            killer.start()
        for line in lines:
            kind, number = line.split()
            said[kind] = int(number)
            if begun:
                begun = False
                killer.start()
        process.wait()
        killer.cancel()
        assert process.returncode == -9, process.stderr.read()
    return said


def look(at: Field, said: dict[str, int]) -> None:
    """The desk opens, and all that was said to be saved is there, whole."""
    desk = open_workspace(at.folder / "agency", passphrase=PASSPHRASE, clock=clock)
    with closing(desk):
        _look_at_text(desk, at, said.get("typed", 0))
        _look_at_seals(desk, at, said.get("sealed", 0))


def _look_at_text(desk: Workspace, at: Field, typed: int) -> None:
    comment = form_of(desk, at.audit_id, "T-1").form.answer("Q1").comment
    assert len(comment) >= typed, f"{typed} characters were saved, {len(comment)} are there"
    assert (WORD * (len(comment) // len(WORD) + 1)).startswith(comment)


def look_where(at: Field) -> None:
    """It is known where one was typing."""
    with closing(open_workspace(at.folder / "agency", passphrase=PASSPHRASE, clock=clock)) as desk:
        assert whereabouts_of(desk) == Whereabouts("audits", at.audit_id, "T-1", "Q1")


def _look_at_seals(desk: Workspace, at: Field, sealed: int) -> None:
    now = form_of(desk, at.audit_id, "T-2")
    done = now.ref.revision if now.state is ReturnState.SEALED else now.ref.revision - 1
    assert done >= sealed, f"revision {sealed} was sealed, {done} is there"
    assert now.form.kind is ReturnKind.NIL
    revisions = []
    for path in sorted((at.folder / "out").glob("*.paudit")):
        (ret,) = open_package(read_file(path), [at.identity]).document.returns
        revisions.append(ret.revision)
        assert ret.revision <= done + 1, "a package of a revision that was never begun"
    if done:
        assert max(revisions) >= done, "a sealed return without its package"


def kill_often(folder: Path, kills: int, seed: int = 1) -> Tally:
    """Kill it so many times, in turn while typing and while sealing."""
    rng = random.Random(seed)  # noqa: S311  reproducible, and no secret
    tally = Tally()
    with field(folder) as at:
        before: dict[str, int] = {}
        for number in range(kills):
            doing = "typing" if number % 2 else "sealing"
            after = rng.uniform(0.0, 1.2 if number % 2 else 0.25)
            said = kill_while(doing, at, after, begun=number % 4 > 1)
            for kind in ("typed", "sealed"):
                assert said.get(kind, before.get(kind, 0)) >= before.get(kind, 0)
            before.update(said)
            look(at, before)
            if "typed" in said:
                look_where(at)
            tally.kills += 1
        tally.saves, tally.seals = before.get("typed", 0), before.get("sealed", 0)
    return tally
