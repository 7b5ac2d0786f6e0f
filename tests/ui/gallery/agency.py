"""The auditor's desk: empty, the sample audit half way, other tools, its dialogs and menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.anonymity import parse_watch_list
from app.domain.returns import Auditor
from app.errors import PackLockedError, WrongPassphraseError
from app.handover.files import read_file, write_file
from app.services.guard import Guarding
from app.services.help_texts import AUDITORS
from app.services.open_pack import open_pack
from app.services.write_guide import WrittenGuide
from app.ui.frame import DEFAULT
from app.ui.interview.guard_menu import REASONS
from app.ui.pages.agency.nil_sheet import nil_sheet
from app.ui.pages.agency.reopen_sheet import ReopenSheet
from app.ui.pages.agency.watch_list import WatchListSheet
from tests.ui.agency import sample, shots, shots_handing, shots_letters
from tests.ui.gallery.showing import Visit, dialogs, popup, present

Do = Callable[[shots.Camera], object]


@dataclass(frozen=True)
class Packs:
    """The sample audit's pack, and those of the same audit with other tools."""

    sample: Path
    others: dict[str, Path]
    proxied: Path


def make_packs(folder: Path) -> Packs:
    """Issue the packs."""
    others = {name: sample.sample_pack(folder / name, name) for name, *_ in shots.TOOLS}
    proxied = sample.sample_pack(folder / "proxied", agency=shots.PROXIED)
    return Packs(sample.sample_pack(folder / "sample"), others, proxied)


def agency(visit: Visit, packs: Packs, folder: Path) -> None:
    """Every screen of the desk with the sample audit."""
    _with_desk(visit, folder / "empty", lambda camera: camera.take("agency-empty"))

    def half_way(camera: shots.Camera) -> None:
        out = folder / "Documents"
        audit_id = sample.half_way(camera.session.workspace, packs.sample, out)
        camera.desk.show_home()
        camera.settle()
        _dialogs(visit, camera, audit_id)
        shots.coming_back(_renamed(camera), audit_id)
        shots.many_cases(camera, audit_id)
        camera.desk.show_home()
        camera.settle()
        shots.tour(camera, audit_id, out)
        shots.help_tour(camera, audit_id)

    _with_desk(visit, folder / "half-way", half_way)
    _with_desk(
        visit, folder / "proxied", lambda camera: shots.by_proxy(_renamed(camera), packs.proxied)
    )


def handing(visit: Visit, packs: Packs, folder: Path) -> None:
    """Cases that pass from desk to desk, a return that is reopened, and the trying of the way."""

    def dialog(name: str, act: Callable[[], object]) -> None:
        with dialogs(visit, name):
            act()

    def menu(name: str) -> None:
        popup(visit, name)

    _with_desk(
        visit,
        folder / "handing",
        lambda camera: shots_handing.tour(
            _renamed(camera), packs.sample, folder / "handing", dialog, menu
        ),
    )


def letters(visit: Visit, packs: Packs, folder: Path) -> None:
    """A receipt and a query, from their files to the sealed answer."""
    _with_desk(
        visit,
        folder / "letters",
        lambda camera: shots_letters.tour(_renamed(camera), packs.sample, folder / "letters"),
    )


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
    refused = ReopenSheet(camera.window, camera.session, view.line(sealed))
    refused.action.click()
    refused.fit()
    present(visit, "dialog-reopen-refused", refused)
    refused.close()
    refused.deleteLater()
    entries = parse_watch_list("Tizzy\nschool: Hillside")
    some = {"rose": REASONS[0], "the corner house": REASONS[1]}
    many = {**some, "mark": REASONS[0], "07700 900123": REASONS[2], "faith": REASONS[0]}
    for name, waved in (("", {}), ("-let-pass", some), ("-let-pass-many", many)):
        watched = WatchListSheet(camera.window, "Case B · JS", Guarding(entries, waved))
        watched.fit()
        present(visit, f"dialog-watch-list{name}", watched)
        watched.close()
        watched.deleteLater()
    with dialogs(visit, "dialog-nil-note"):
        desk.deeds.ask_about_nil(view, nil)
    sheet = nil_sheet(camera.window, "Case E · LP", Auditor())
    sheet.action.click()
    sheet.fit()
    present(visit, "dialog-nil-refused", sheet)
    sheet.close()
    sheet.deleteLater()
    for error, name in ((PackLockedError(), "locked"), (WrongPassphraseError(), "wrong")):
        with dialogs(visit, f"dialog-pack-{name}"):
            desk.opener._failed(b"", error)
    stranger = camera.session.workspace.folder / "minutes.docx"
    write_file(stranger, b"Minutes of the last meeting")
    with dialogs(visit, "dialog-not-a-pack"):
        desk.open_file(stranger)
        camera.settle()
    with dialogs(visit, "dialog-guide-saved"):
        desk.help._written(WrittenGuide(Path("Documents") / AUDITORS.guide_name, 15))
    page = desk.audit_page
    assert page is not None
    for uin, name in ((sealed, "sealed"), (nil, "nil")):
        page.cases.row(uin).more.click()
        popup(visit, f"menu-{name}")
