"""What is there before the run: a partnership with the sample audit, and a pack for an agency."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap import build_context
from app.domain.audits import Audit
from app.domain.returns import Form
from app.handover.files import read_file
from app.services.context import Context
from app.services.define_audit import define_audit
from app.services.issue_packs import issue_packs
from app.services.set_up_desk import set_up_partnership_desk, try_recovery_words
from app.storage import Clock, Workspace, open_workspace
from app.toolfiles import parse_answers
from tests.flow.desks import CHEAP, PASSPHRASE

_ISSUED = datetime(2018, 1, 22, 9, 0, tzinfo=UTC)
_BEGUN = datetime(2018, 1, 31, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Stage:
    """``pack`` is as the agency saved it from its e-mail; ``answers`` are the sample's, by UIN."""

    folder: Path
    audit: Audit
    agency: str
    pack: Path
    answers: Mapping[str, Form]
    clock: Clock

    @property
    def documents(self) -> Path:
        """Where the program puts what goes out, unless told otherwise."""
        return self.folder / "home" / "Documents"

    def context(self) -> Context:
        """The program's own context, on a day in the sample's year."""
        return replace(build_context(), clock=self.clock)

    def open_partnership(self) -> Workspace:
        """The partnership's workspace."""
        return open_workspace(self.folder / "partnership", passphrase=PASSPHRASE, clock=self.clock)


def set_stage(folder: Path, agency: str) -> Stage:
    """Issue the sample's packs into a folder, and make that folder the home of this process."""
    home = make_home(folder)
    context = build_context()
    partnership, sheet = set_up_partnership_desk(
        folder / "partnership", passphrase=PASSPHRASE, clock=lambda: _ISSUED, cost=CHEAP
    )
    with closing(partnership):
        try_recovery_words(partnership, " ".join(sheet.words))
        audit = define_audit(partnership, context.sample / "audit.toml", context.tools).audit
        issued = issue_packs(partnership, audit.id, folder / "packs", clock=lambda: _ISSUED)
    sent = next(each.path for each in issued.packs if each.agency.id == agency)
    pack = Path(shutil.copy(sent, home / "Downloads"))
    return Stage(folder, audit, agency, pack, _answers(context, audit, agency), clock_from(_BEGUN))


def _answers(context: Context, audit: Audit, agency: str) -> dict[str, Form]:
    found: dict[str, Form] = {}
    for case in audit.cases:
        path = context.sample / "returns" / agency / f"{case.uin}.json"
        uin, form = parse_answers(read_file(path), path.name)
        found[uin] = form
    return found


def make_home(folder: Path) -> Path:
    """An empty home of this process in a folder."""
    home = folder / "home"
    for name in ("Documents", "Downloads"):
        (home / name).mkdir(parents=True)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ.pop(name, None)
    os.environ["HOME"] = str(home)
    return home


def clock_from(day: datetime) -> Clock:
    """A clock that goes on from a day in the sample's year, so that nothing is years overdue."""
    began = datetime.now(UTC)
    return lambda: day + (datetime.now(UTC) - began)
