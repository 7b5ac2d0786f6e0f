"""A partnership's desk with a real workspace, finished or in mid-round, in a real window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap import resources_folder
from app.domain.audits import Audit
from app.domain.returns import Answer, Form
from app.handover.files import read_file
from app.services.answer_case import answer_whole
from app.services.context import Context
from app.services.define_audit import define_audit
from app.services.import_returns import import_returns
from app.services.issue_packs import issue_packs
from app.services.open_pack import open_pack
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import (
    RecoverySheet,
    set_up_agency_desk,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.storage import Workspace
from app.toolfiles import parse_answers
from app.ui.frame import MainWindow
from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.session import Session
from app.ui.tasks import TaskRunner
from tests.builders import NOW
from tests.flow.desks import CHEAP, PASSPHRASE, agency_desk, answer_and_seal, define

ISSUED = datetime(2018, 1, 22, 9, 0, tzinfo=UTC)
SEALED = datetime(2018, 2, 8, 15, 30, tzinfo=UTC)
MID_ROUND = datetime(2018, 2, 12, 13, 40, tzinfo=UTC)
FINISHED = datetime(2018, 2, 22, 13, 40, tzinfo=UTC)
LATE = {("CE-0417", "police"), ("CE-0438", "police"), ("CE-0423", "probation")}
"""In the mid-round, these returns have not come; Social Care has revised its one on case C."""


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: datetime = ISSUED

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Scene:
    """The parts of an open desk. ``close`` what is opened."""

    folder: Path
    workspace: Workspace
    sheet: RecoverySheet
    clock: Clock
    context: Context
    window: MainWindow | None = None
    tasks: TaskRunner | None = None
    session: Session | None = None
    desk: PartnershipDesk | None = None

    def open(self, crashed: Callable[[BaseException], None]) -> PartnershipDesk:
        """Open the desk in a window."""
        self.window = MainWindow()
        self.tasks = TaskRunner(crashed)
        self.session = Session(self.workspace, self.context, self.tasks)
        self.desk = PartnershipDesk(self.window, self.session)
        self.window.show()
        self.desk.start()
        return self.desk

    def close(self) -> None:
        """Close the desk as the program does."""
        if self.desk is not None and self.tasks is not None and self.window is not None:
            self.desk.close()
            self.tasks.finish()
            self.tasks.shutdown()
            self.window.close()
            self.window.deleteLater()
            self.desk = None
        self.workspace.close()


def new_scene(folder: Path, *, small: bool = False) -> Scene:
    """A desk that was only just set up; with ``small`` its only tool is that of the tests."""
    clock = Clock(ISSUED)
    workspace, sheet = set_up_partnership_desk(
        folder / "workspace", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    clock.now = NOW if small else ISSUED
    resources = folder if small else resources_folder()
    context = Context(clock=clock, resources=resources, data=lambda: folder / "data")
    if small:
        define(folder)
    return Scene(folder, workspace, sheet, clock, context)


def small_scene(folder: Path) -> Scene:
    """A desk with the small audit, its packs issued."""
    scene = new_scene(folder, small=True)
    try_recovery_words(scene.workspace, " ".join(scene.sheet.words))
    audit = define_audit(scene.workspace, *define(folder)).audit
    issue_packs(scene.workspace, audit.id, folder / "packs", clock=scene.clock)
    return scene


def package(scene: Scene, agency: str, name: str, forms: Iterable[tuple[str, Form]]) -> Path:
    """A package from a fresh desk of an agency of the small audit."""
    desk = agency_desk(scene.folder / name)
    pack = scene.folder / "packs" / f"T-2018 audit pack for {agency}.paudit"
    path = answer_and_seal(desk, pack, forms, scene.folder / f"{name}-out")
    desk.close()
    return path


def issued_scene(folder: Path) -> tuple[Scene, Audit]:
    """A desk with the sample audit and its packs."""
    scene = new_scene(folder)
    try_recovery_words(scene.workspace, " ".join(scene.sheet.words))
    context = scene.context
    audit = define_audit(scene.workspace, context.sample / "audit.toml", context.tools).audit
    issue_packs(scene.workspace, audit.id, folder / "packs", clock=scene.clock)
    return scene, audit


def sealed_returns(scene: Scene, audit: Audit, *, late: bool) -> list[Path]:
    """One package of each agency; with ``late`` those of ``LATE`` are left out."""
    files = []
    for pack in sorted((scene.folder / "packs").iterdir()):
        agency_id = next(a.id for a in audit.agencies if f"for {a.name}." in pack.name)
        desk = set_up_agency_desk(
            scene.folder / "agencies" / agency_id,
            passphrase=PASSPHRASE,
            clock=lambda: ISSUED,
            cost=CHEAP,
        )
        opened = open_pack(desk, read_file(pack), clock=lambda: ISSUED).audit
        cases = [c.uin for c in opened.cases if not late or (c.uin, agency_id) not in LATE]
        for uin in cases:
            path = scene.context.sample / "returns" / agency_id / f"{uin}.json"
            _, form = parse_answers(read_file(path), path.name)
            answer_whole(desk, opened.id, uin, form)
        to = scene.folder / "returns"
        files.append(seal_returns(desk, opened.id, cases, to, clock=lambda: SEALED).path)
        if late and agency_id == "childrens-social-care":
            answer_whole(desk, opened.id, "CE-0423", _revised(form))
            again = scene.folder / "returns" / "again"
            revised = seal_returns(desk, opened.id, ["CE-0423"], again, clock=lambda: SEALED)
            files.append(revised.path)
        desk.close()
    return files


def _revised(form: Form) -> Form:
    comment = "Two recordings of the strategy meeting were found after the first return."
    return replace(form, answers={**form.answers, "Q3": Answer(("yes",), comment=comment)})


def round_scene(folder: Path, *, finished: bool) -> tuple[Scene, Audit]:
    """The sample audit with its returns: all of them, or as on the third day after it was due."""
    scene, audit = issued_scene(folder)
    files = sealed_returns(scene, audit, late=not finished)
    scene.clock.now = FINISHED if finished else MID_ROUND
    results = list(import_returns(scene.workspace, files, clock=scene.clock))
    refused = [result.reason for result in results if not result.changes.topics]
    if refused:
        raise AssertionError(refused)
    return scene, audit
