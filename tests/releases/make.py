"""Add the databases and files of this version to ``tests/data/releases``: part of a release.

``python -m tests.releases.make``. What was made for an earlier version is never made again.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from pathlib import Path

from app import __version__
from app.handover.files import read_file
from app.services.answer_case import answer_whole, form_of, save_answer
from app.services.open_pack import open_pack
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import PASSPHRASE, agency_desk, package_from, start_round

RELEASES = Path(__file__).parents[1] / "data" / "releases"


def make(folder: Path) -> None:
    """A round in the middle: one return is in, a package is on its way, a draft half written."""
    work = folder / "work"
    round_ = start_round(work)
    with closing(round_.partnership):
        returns = [("T-1", full_form()), ("T-2", nil_form())]
        package = package_from(round_, "Police", "police", returns)
        round_.bring_in(package_from(round_, "Health Visiting", "health-1", returns[1:]))
    with closing(agency_desk(work / "health")) as desk:
        audit = open_pack(desk, read_file(round_.pack("Health Visiting")), clock=clock).audit
        answer_whole(desk, audit.id, "T-1", full_form())
        form = form_of(desk, audit.id, "T-2")
        save_answer(desk, form, "Q1", full_form().answer("Q1"))
    shutil.copytree(work / "partnership", folder / "partnership")
    shutil.copytree(work / "health", folder / "agency")
    shutil.copy(round_.pack("Police"), folder / "pack.paudit")
    shutil.copy(package, folder / "return.paudit")
    (folder / "passphrase.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    shutil.rmtree(work)


if __name__ == "__main__":
    target = RELEASES / __version__
    if target.exists():
        sys.exit(f"{target.name} is there already: a released version is never made again")
    target.mkdir(parents=True)
    make(target)
