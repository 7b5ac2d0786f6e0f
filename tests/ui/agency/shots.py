"""Pictures of every screen of the auditor's desk: ``python -m tests.ui.agency.shots DIR``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/London"

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.anonymity import role_place
from app.domain.policy import NO_POLICY, Policy
from app.domain.returns import Auditor
from app.handover.files import read_file
from app.services.answer_case import start_form
from app.services.open_pack import open_pack
from app.services.seal_returns import IdentifyingError
from app.storage import Workspace
from app.ui.frame import MainWindow
from app.ui.interview.guard_menu import GuardMenu
from app.ui.interview.question_page import QuestionPage
from app.ui.messages import first_sentence
from app.ui.pages.agency.desk import AgencyDesk
from app.ui.pages.agency.nil_note_sheet import NilNoteSheet
from app.ui.pages.agency.nil_sheet import nil_for_all_sheet, nil_sheet
from app.ui.session import Session
from app.ui.tasks import TaskRunner
from app.ui.theme import Scheme, apply_theme
from tests.ui.agency import sample

LOOKS = (
    ("light", Scheme.LIGHT, 1.0, QSize(1320, 860)),
    ("dark", Scheme.DARK, 1.0, QSize(1320, 860)),
    ("light-200", Scheme.LIGHT, 2.0, QSize(1320, 860)),
    ("small-200", Scheme.LIGHT, 2.0, QSize(900, 620)),
    ("small", Scheme.LIGHT, 1.0, QSize(900, 620)),
    ("dark-200", Scheme.DARK, 2.0, QSize(1320, 860)),
    ("contrast", Scheme.HIGH_CONTRAST, 1.0, QSize(1320, 860)),
)


def _crash(error: BaseException) -> None:
    raise error


PROXIED = "education"

Keep = Callable[[str, QWidget], object]
"""Is given every screen with its name, when it is to be seen."""


def keep_in(folder: Path, look: str) -> Keep:
    """Keeps every screen as a picture in a folder."""
    return lambda name, widget: widget.grab().save(str(folder / f"{name}-{look}.png"))


class Camera:
    """A desk in a window; ``keep`` is shown its screens one after the other."""

    def __init__(
        self, workspace: Workspace, size: QSize, keep: Keep, policy: Policy = NO_POLICY
    ) -> None:
        self.keep = keep
        self.window = MainWindow()
        self.window.resize(size)
        self.tasks = TaskRunner(_crash)
        context = sample.sample_context(workspace.folder, policy)
        self.session = Session(workspace, context, self.tasks)
        self.desk = AgencyDesk(self.window, self.session)
        self.window.show()
        self.desk.start()
        self.settle()

    def settle(self) -> None:
        """Let everything arrive, and what follows from it."""
        for _ in range(5):
            self.tasks.finish()
            QTest.qWait(2)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Show one screen as it is now."""
        self.settle()
        self.keep(name, widget or self.window)

    def close(self) -> None:
        """Close the desk and its workspace."""
        self.desk.close()
        self.tasks.finish()
        self.session.workspace.close()
        self.tasks.shutdown()
        self.window.close()
        self.window.deleteLater()


def tour(camera: Camera, audit_id: str, out: Path) -> None:
    """Through the sample audit, from screen to screen."""
    desk = camera.desk
    camera.take("home")
    desk.show_audit(audit_id)
    camera.take("audit")
    uins = [line.uin for line in desk.views[0].lines]
    desk.open_case(uins[1], "about")
    camera.take("about")
    interview = desk.interview
    assert interview is not None
    interview.go("Q6")
    camera.take("question")
    page = interview.page()
    assert isinstance(page, QuestionPage)
    guarded(camera, page)
    page.guidance.button.click()
    camera.take("guidance")
    page.guidance.button.click()
    for step, name in (("Q4", "needs-a-look"), ("Q7", "parts"), ("Q10", "follow-up"),
                       ("J1", "judgement"), ("areas", "several"), ("C4", "closing"),
                       ("check", "check")):  # fmt: skip
        interview.go(step)
        if name == "follow-up":
            interview.draft.edit("Q10", options=("no",))
            interview.go("Q9")
            interview._pages.pop("Q10").deleteLater()
            interview.go("Q10")
        if name == "needs-a-look":
            interview.go("Q3")
            interview.go("Q4")
        camera.take(name)
    if not interview.steps.isHidden():
        interview.go("Q6")
        interview.steps.click()
        camera.settle()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            camera.take("steps", popup)
            popup.close()
    desk.open_case(uins[0])
    camera.take("sealed")
    desk.show_audit(audit_id)
    camera.settle()
    desk.show_sealing()
    camera.take("seal")
    refused(camera, uins[1])
    guarded_note(camera, uins[2])
    sealing = desk.sealing.page
    assert sealing is not None
    sealing.set_folder(out)
    sealing.seal.click()
    camera.take("done")
    desk.show_sent()
    camera.take("sent")
    desk.sent.page.buttons[0].click()
    camera.take("sent-return")
    desk.show_home()
    camera.settle()
    desk.home.cards[audit_id].words.same.click()
    camera.take("home-compared")
    view = desk.views[0]
    for name, sheet in (
        ("nil", nil_sheet(None, "Case E · LP", Auditor())),
        ("nil-for-all", nil_for_all_sheet(None, view.lines[2:], view.lines[:2], view.auditor)),
        ("nil-for-all-name", nil_for_all_sheet(None, view.lines, (), Auditor())),
    ):
        sheet.fit()
        sheet.show()
        camera.take(name, sheet)
        sheet.close()
        sheet.deleteLater()


GUARDED = (
    "Spoke to PK and Mrs Khan at Thornbury. The social worker Jane Smith rang, as PK had asked."
)


def guarded(camera: Camera, page: QuestionPage) -> None:
    """A comment in which something may identify someone, and what can be done about it."""
    field = page.blocks()[0].comment
    field.box.selectAll()
    field.box.insertPlainText(GUARDED)
    for _ in range(250):
        if field.box.mark_at(GUARDED.index("Jane") + 1) is not None:
            break
        QTest.qWait(20)
    camera.take("guard")
    for name, words in (("guard-menu", "Jane"), ("guard-menu-role", "PK")):
        field.setFocus()
        cursor = field.box.textCursor()
        cursor.setPosition(GUARDED.index(words) + 1)
        field.box.setTextCursor(cursor)
        period, ctrl = Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(field.box, period, ctrl)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, GuardMenu)
        camera.take(name, menu)
        if words == "PK":
            QTest.keyClick(menu, Qt.Key.Key_Right)
            inner = QApplication.activePopupWidget()
            assert inner is not None
            camera.take("guard-roles", inner)
        while (still := QApplication.activePopupWidget()) is not None:
            still.close()
    field.flush()
    interview = camera.desk.interview
    assert interview is not None
    interview.go("check")
    camera.take("guard-check")
    interview.go("Q6")
    field.box.undo()
    field.flush()
    page.activateWindow()


def refused(camera: Camera, uin: str) -> None:
    """The sealing, stopped by what the guard found in a form."""
    page = camera.desk.sealing.page
    assert page is not None
    case = camera.desk.views[0].line(uin).form.case
    error = IdentifyingError(case, (role_place("p1"), "Q6"))
    page.fail(*first_sentence(error.sentence), uin=uin)
    camera.take("guard-seal")
    page.identifies.hide()


def guarded_note(camera: Camera, uin: str) -> None:
    """The note of a nil return in which something may identify someone."""
    line = camera.desk.views[0].line(uin)
    form = replace(line.form.form, note="Looked up by Mrs Khan on 07700 900123, with PK.")
    line = replace(line, form=replace(line.form, form=form))
    sheet = NilNoteSheet(camera.window, camera.session, line)
    sheet.fit()
    sheet.show()
    for _ in range(250):
        if sheet.note.box.mark_at(form.note.index("PK") + 1) is not None:
            break
        QTest.qWait(20)
    camera.take("guard-note", sheet)
    sheet.close()
    sheet.deleteLater()


def help_tour(camera: Camera, audit_id: str) -> None:
    """Through Help: the list, what is found in it, topics, and the tour of the desk."""
    desk = camera.desk
    desk.show_audit(audit_id)
    camera.settle()
    room = desk.help
    room.show_list()
    camera.take("help")
    room.list.search.set_value("passphrase")
    room.list.search.edited.emit("passphrase")
    camera.take("help-found")
    room.list.search.set_value("zebra")
    room.list.search.edited.emit("zebra")
    camera.take("help-nothing-found")
    room.list.search.set_value("")
    room.list.search.edited.emit("")
    for topic, name in (
        ("answer-the-questions", "topic"),
        ("keyboard", "shortcuts"),
        ("guidance-notes0", "guidance-notes"),
    ):
        room.show_topic(topic)
        camera.take(f"help-{name}")
    room.show_list()
    room.list.tour.click()
    camera.settle()
    for at in range(1, 6):
        assert room.tour is not None
        camera.take(f"tour-{at}")
        room.tour.next.click()
    camera.settle()


def coming_back(camera: Camera, audit_id: str) -> None:
    """The desk as the next start opens it: in the form, and in the list of the cases."""
    for uin, name in ((camera.desk.views[0].lines[1].uin, "back"), ("", "back-audit")):
        camera.desk.show_audit(audit_id)
        camera.settle()
        if uin:
            camera.desk.open_case(uin, "Q6")
            camera.settle()
        camera.desk.close()
        camera.desk = AgencyDesk(camera.window, camera.session)
        camera.desk.start()
        camera.take(name)


def many_cases(camera: Camera, audit_id: str) -> None:
    """The home page with an audit of thirty-one cases."""
    home = camera.desk.home
    camera.desk.show_home()
    camera.settle()
    view = next(view for view in camera.desk.views if view.audit.id == audit_id)
    begun = [replace(line, form=replace(line.form, case=replace(line.form.case, uin=f"X{at}")))
             for at in range(26) for line in (view.lines[at % 2 + 3],)]  # fmt: skip
    home.show_audits([replace(view, lines=(*view.lines, *begun))], sample.sample_clock().date())
    camera.take("home-many")


def by_proxy(camera: Camera, pack: Path) -> None:
    """A form that the education team fills in for a school: both are named."""
    workspace, desk = camera.session.workspace, camera.desk
    audit = open_pack(workspace, read_file(pack), clock=sample.sample_clock).audit
    uin = audit.cases[1].uin
    form = sample.sample_form(uin, PROXIED)
    form = replace(form, completed_by=sample.WHO, on_behalf_of="An invented primary school")
    start_form(workspace, audit.id, uin, form)
    desk.show_audit(audit.id)
    camera.settle()
    desk.open_case(uin, "about")
    camera.take("proxy-about")
    desk.open_case(uin, "check")
    camera.take("proxy-check")
    desk.show_sealing()
    camera.take("proxy-seal")


def other_tools(camera: Camera, audit_id: str, name: str, steps: tuple[str, ...]) -> None:
    """Pages of a tool with other kinds of answers."""
    desk = camera.desk
    desk.show_audit(audit_id)
    camera.take(f"{name}-cases")
    desk.open_case(desk.views[0].lines[0].uin, "about")
    camera.take(f"{name}-about")
    interview = desk.interview
    assert interview is not None
    for step in steps:
        interview.go(step)
        camera.take(f"{name}-{step}")


TOOLS = (
    ("practice-grading", "grading", ("G1", "P1")),
    ("organisation-self-assessment", "organisation", ()),
    ("neglect", "neglect", ("F1",)),
    ("domestic-abuse", "domestic-abuse", ("V2",)),
    ("criminal-exploitation", "exploitation", ("P1",)),
)


def draw(app: QApplication, folder: Path, only: str = "") -> None:
    """Write the pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        packs = {name: sample.sample_pack(Path(temporary) / name, name) for name, *_ in TOOLS}
        pack = sample.sample_pack(Path(temporary))
        proxied = sample.sample_pack(Path(temporary) / PROXIED, agency=PROXIED)
        for look, scheme, scale, size in LOOKS:
            if only and only != look:
                continue
            apply_theme(app, scheme, scale)
            work = Path(temporary) / look

            def shoot(
                name: str,
                run: Callable[[Camera, Workspace], None],
                work: Path = work,
                look: str = look,
                size: QSize = size,
            ) -> None:
                workspace = sample.sample_desk(work / name)
                camera = Camera(workspace, size, keep_in(folder, look))
                run(camera, workspace)
                camera.close()

            shoot("empty", lambda camera, _desk: camera.take("empty"))
            out = work / "Documents"

            def audit(camera: Camera, desk: Workspace, out: Path = out) -> None:
                audit_id = sample.half_way(desk, pack, out)
                camera.desk.show_home()
                camera.settle()
                coming_back(camera, audit_id)
                many_cases(camera, audit_id)
                camera.desk.show_home()
                camera.settle()
                tour(camera, audit_id, out)
                help_tour(camera, audit_id)

            shoot("sample", audit)
            shoot("proxy", lambda camera, _desk: by_proxy(camera, proxied))
            for tool, name, steps in TOOLS:

                def pages(
                    camera: Camera,
                    desk: Workspace,
                    tool: str = tool,
                    name: str = name,
                    steps: tuple[str, ...] = steps,
                ) -> None:
                    clock = sample.sample_clock
                    opened = open_pack(desk, read_file(packs[tool]), clock=clock).audit
                    asked = steps or first_of_each_kind(tuple(opened.tool.questions.values()))
                    other_tools(camera, opened.id, name, asked)

                shoot(name, pages)


def first_of_each_kind(questions: Sequence[object]) -> tuple[str, ...]:
    """The first question of every kind of answer."""
    first: dict[object, str] = {}
    for question in questions:
        first.setdefault(getattr(question, "answer", None), str(getattr(question, "id", "")))
    return tuple(first.values())


def main() -> int:
    """Draw into the folder that is named."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "shots")
    draw(app, folder, sys.argv[2] if len(sys.argv) > 2 else "")
    return 0


if __name__ == "__main__":
    sys.exit(main())
