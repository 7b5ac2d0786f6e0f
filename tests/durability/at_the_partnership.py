"""Kill the partnership's desk while it imports, makes copies, changes its key, or is updated."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.returns import Form, ReturnState
from app.services.import_returns import import_returns
from app.services.keep_keys import rotate_database_key
from app.storage import Workspace, copies_in, open_workspace
from app.storage.copies import is_sound
from tests.builders import clock, full_form
from tests.durability.kills import ROOT
from tests.flow.desks import CHEAP, PASSPHRASE
from tests.flow.packages import Post, start_post

RELEASE = ROOT / "tests" / "data" / "releases" / "0.1.0"
CASES = 40
DEEDS = ("importing", "copying", "new key", "updating")
_LONGEST = {"importing": 0.5, "copying": 0.3, "new key": 0.3, "updating": 0.6}


@dataclass
class Desk:
    """A desk with packages that wait, and what is known to be in."""

    folder: Path
    audit_id: str
    known: int = 0
    tally: dict[str, int] = field(default_factory=dict)


def set_up(folder: Path) -> Desk:
    """An audit with many packages of one agency waiting, a return in each."""
    post = start_post(folder, cases=CASES)
    with closing(post.partnership):
        for number, case in enumerate(post.audit.cases, start=1):
            _send(post, case.uin, number)
    return Desk(folder, post.audit.id)


def _send(post: Post, uin: str, number: int) -> None:
    post.write(f"{number:03}.paudit", post.package("police", [(uin, 1, _form(number))]))


def _form(number: int) -> Form:
    """Short and long ones in turn."""
    return full_form(f"note {number}") if number % 2 else full_form("x" * 20_000)


def work_on(doing: str, folder: Path) -> None:
    """What is killed: open the desk, say so, and work until the end comes."""
    if doing == "updating":
        print("open 0", flush=True)
        open_workspace(folder / "old", passphrase=PASSPHRASE, clock=clock).close()
        print("updated 1", flush=True)
        threading.Event().wait()
    desk = open_workspace(folder / "partnership", passphrase=PASSPHRASE, clock=clock)
    print("open 0", flush=True)
    files = sorted((folder / "post").iterdir())
    while True:
        if doing == "importing":
            for number, _ in enumerate(import_returns(desk, files, clock=clock), start=1):
                print(f"imported {number}", flush=True)
            threading.Event().wait()
        elif doing == "copying":
            print(f"copied {desk.back_up().path.name}", flush=True)
        else:
            rotate_database_key(desk, passphrase=PASSPHRASE, cost=CHEAP)
            print("changed 1", flush=True)


def kill_once(at: Desk, doing: str, chance: random.Random) -> None:
    """Let it work for a moment, kill it, and look at what is left."""
    if doing == "updating":
        shutil.rmtree(at.folder / "old", ignore_errors=True)
        shutil.copytree(RELEASE / "partnership", at.folder / "old")
    said = _kill(at, doing, chance.uniform(0.0, _LONGEST[doing]))
    name = "old" if doing == "updating" else "partnership"
    with closing(open_workspace(at.folder / name, passphrase=PASSPHRASE, clock=clock)) as desk:
        if doing == "updating":
            _look_at_old(desk)
        else:
            _look(desk, at, said)
    at.tally[doing] = at.tally.get(doing, 0) + 1


def _kill(at: Desk, doing: str, after: float) -> list[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.durability.at_the_partnership", doing, str(at.folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process, process.stderr, process.stdout as lines:
        assert lines.readline() == "open 0\n", process.stderr.read()
        killer = threading.Timer(after, process.kill)
        killer.start()
        said = [line.strip() for line in lines]
        process.wait()
        killer.cancel()
        assert process.returncode == -9, process.stderr.read()
    return said


def _look(desk: Workspace, at: Desk, said: list[str]) -> None:
    """All that was said to be in is in, whole; copies that were said to be made are sound."""
    imported = [int(line.split()[1]) for line in said if line.startswith("imported")]
    at.known = max([at.known, *imported])
    with desk.work() as work:
        found = work.returns.all(at.audit_id, states=(ReturnState.RECEIVED,))
        packages = len(work.packages.digests())
        assert work.history.chain().is_whole
    assert len(found) == packages >= at.known, "a package without its return, or one that is lost"
    for one in found:
        number = int(one.ref.uin.removeprefix("T-"))
        expected = _form(number)
        assert one.form == expected, "half a return"
    left = [path.name for path in desk.folder.rglob(".*")]
    assert left == [], "something half done was left"
    key = desk._open_key()
    there = {copy.path.name: copy for copy in copies_in(at.folder / "partnership")}
    made = [line.split()[1] for line in said if line.startswith("copied")]
    assert not made or made[-1] in there
    for name in made[-1:]:
        assert is_sound(there[name], key)


def _look_at_old(desk: Workspace) -> None:
    with desk.work() as work:
        (summary,) = work.audits.all()
        assert work.returns.all(summary.id, states=(ReturnState.RECEIVED,))
        assert work.history.chain().is_whole


def kill_at_the_partnership(folder: Path, kills: int, seed: int = 1) -> dict[str, int]:
    """Kill it so many times, in turn while it does each of these."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, and no secret
    at = set_up(folder)
    for number in range(kills):
        kill_once(at, DEEDS[number % len(DEEDS)], chance)
    return at.tally


if __name__ == "__main__":
    work_on(sys.argv[1], Path(sys.argv[2]))
