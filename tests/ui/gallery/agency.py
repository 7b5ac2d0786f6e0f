"""The auditor's desk: empty, the sample audit half way, other tools, its dialogs and menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.returns import Auditor
from app.errors import PackLockedError, WrongPassphraseError
from app.handover.files import read_file, write_file
from app.services.open_pack import open_pack
from app.ui.frame import DEFAULT
from app.ui.pages.agency.nil_sheet import NilSheet
from tests.ui.agency import sample, shots
from tests.ui.gallery.showing import Visit, dialogs, popup, present

Do = Callable[[shots.Camera], object]


@dataclass(frozen=True)
class Packs:
    """The sample audit's pack, and those of the same audit with other tools."""

    sample: Path
    others: dict[str, Path]


def make_packs(folder: Path) -> Packs:
    """Issue the packs."""
    others = {name: sample.sample_pack(folder / name, name) for name, *_ in shots.TOOLS}
    return Packs(sample.sample_pack(folder / "sample"), others)


def agency(visit: Visit, packs: Packs, folder: Path) -> None:
    """Every screen of the desk with the sample audit."""
    _with_desk(visit, folder / "empty", lambda camera: camera.take("agency-empty"))

    def half_way(camera: shots.Camera) -> None:
        out = folder / "Documents"
        audit_id = sample.half_way(camera.session.workspace, packs.sample, out)
        camera.desk.show_home()
        camera.settle()
        _dialogs(visit, camera, audit_id)
        shots.tour(_renamed(camera), audit_id, out)

    _with_desk(visit, folder / "half-way", half_way)


def other_tools(visit: Visit, packs: Packs, folder: Path) -> None:
    """The pages of other tools: other kinds of answers."""
    for tool, name, steps in shots.TOOLS:

        def pages(
            camera: shots.Camera,
            tool: str = tool,
            name: str = name,
            steps: tuple[str, ...] = steps,
        ) -> None:
            pack, workspace = read_file(packs.others[tool]), camera.session.workspace
            opened = open_pack(workspace, pack, clock=sample.sample_clock).audit
            asked = steps or shots.first_of_each_kind(tuple(opened.tool.questions.values()))
            shots.other_tools(_renamed(camera), opened.id, name, asked)

        _with_desk(visit, folder / name, pages)


def _with_desk(visit: Visit, folder: Path, act: Do) -> None:
    workspace = sample.sample_desk(folder)
    camera = shots.Camera(workspace, DEFAULT, lambda name, widget: present(visit, name, widget))
    act(camera)
    camera.close()


def _renamed(camera: shots.Camera) -> shots.Camera:
    """The camera, with the desk's name before the names of its screens."""
    keep = camera.keep
    camera.keep = lambda name, widget: keep(f"agency-{name}", widget)
    return camera


def _dialogs(visit: Visit, camera: shots.Camera, audit_id: str) -> None:
    """The dialogs and the menus of the cases. All are cancelled."""
    desk = camera.desk
    desk.show_audit(audit_id)
    camera.settle()
    view = desk.views[0]
    sealed, _second, nil, *_ = (line.uin for line in view.lines)
    with dialogs(visit, "dialog-reopen"):
        desk.deeds.reopen(view, sealed)
    with dialogs(visit, "dialog-known-after-all"):
        desk.deeds.take_nil_back(view, nil)
    sheet = NilSheet(camera.window, "Case E · LP", Auditor("", ""))
    sheet.action.click()
    sheet.fit()
    present(visit, "dialog-nil-refused", sheet)
    sheet.close()
    sheet.deleteLater()
    for error, name in ((PackLockedError(), "locked"), (WrongPassphraseError(), "wrong")):
        with dialogs(visit, f"dialog-pack-{name}"):
            desk.opener._failed(Path("pack.paudit"), error)
    stranger = camera.session.workspace.folder / "minutes.docx"
    write_file(stranger, b"Minutes of the last meeting")
    with dialogs(visit, "dialog-not-a-pack"):
        desk.open_file(stranger)
        camera.settle()
    page = desk.audit_page
    assert page is not None
    for uin, name in ((sealed, "sealed"), (nil, "nil")):
        page.cases.row(uin).more.click()
        popup(visit, f"menu-{name}")
