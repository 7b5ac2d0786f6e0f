"""Puts a copy back, or rescues, and stops like a power cut before the n-th change of a file.

Each attempt is a process of its own, made by forking, in a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from app.services.keep_copies import copies_of, restore
from app.services.open_desk import open_desk
from app.services.rescue import rescue
from app.storage import copies_in
from tests.builders import clock

_CHANGES = ("shutil.copyfile", "os.rename", "os.remove", "os.mkdir", "shutil.rmtree")


def attempt(doing: str, folder: Path, passphrase: str, stop_before: int) -> bool:
    """Whether it came to its end before it was to be stopped."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code not in {0, 9}:
            raise RuntimeError(f"{doing} ended with {code}")
        return code == 0
    seen = 0

    def count(event: str, _arguments: object) -> None:
        nonlocal seen
        if event in _CHANGES:
            seen += 1
            if seen == stop_before:
                os._exit(9)

    try:
        sys.addaudithook(count)
        if doing == "rescue":
            rescue(folder, passphrase=passphrase, clock=clock)
        else:
            restore(folder, copies_in(folder)[-1], passphrase=passphrase, clock=clock)
        os._exit(0)
    except BaseException as error:  # a fork must never go on with what its parent was about
        os.write(2, repr(error).encode())
        os._exit(1)


def main(doing: str, where: str, passphrase: str, *opens_with: str) -> None:
    """Stop before every change once. Afterwards one of the passphrases always opens the desk."""
    number, ended = 0, False
    while not ended:
        number += 1
        folder = Path(where) / f"stopped-{number}"
        shutil.copytree(Path(where) / "desk", folder)
        ended = attempt(doing, folder, passphrase, number)
        opened, by = None, 0
        for place, each in enumerate(opens_with):
            by = place
            try:
                opened = open_desk(folder, passphrase=each, clock=clock)
            except Exception as error:
                print(number, type(error).__name__, file=sys.stderr)
                continue
            break
        if opened is None:
            raise RuntimeError(f"nothing opens what was left after {number - 1} changes")
        with opened.work() as work:
            whole = work.history.chain().is_whole
            said = work.settings.get("said")
        copies = len(copies_of(opened))
        opened.close()
        print(number, said, whole, copies, by)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
