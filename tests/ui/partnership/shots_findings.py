"""The screens of the findings, and the way to each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt

from app.ui.pages.partnership.desk import PartnershipDesk
from app.ui.pages.partnership.findings import FindingsRoom
from app.ui.pages.partnership.findings_parts.agreement import AgreementPart
from app.ui.pages.partnership.findings_parts.judgements import JudgementsPart
from app.ui.pages.partnership.findings_parts.part import FindingsTable
from app.ui.pages.partnership.findings_parts.years import YearsPart
from tests.ui.partnership.findings_scene import LARGE, LONG_BEFORE
from tests.ui.partnership.scene import Scene
from tests.ui.partnership.shots import Shot, settle

PARTS = ("questions", "agencies", "cases", "judgements", "agreement", "years")


def shown(scene: Scene, desk: PartnershipDesk, audit_id: str, part: str) -> FindingsRoom:
    """The findings of an audit, at one part."""
    desk.choose_audit(audit_id)
    settle(scene)
    desk.go("findings")
    settle(scene)
    room = desk.window.page()
    assert isinstance(room, FindingsRoom)
    room.show_part(part)
    settle(scene)
    return room


def shots_of_findings(scene: Scene, desk: PartnershipDesk, audit_id: str) -> Iterator[Shot]:
    """Every part of the sample and of a large audit, and what one does there."""

    def go(audit: str, part: str) -> None:
        shown(scene, desk, audit, part)

    def by_theme() -> None:
        shown(scene, desk, audit_id, "questions").pills.button("question").click()

    def in_table() -> None:
        room = shown(scene, desk, audit_id, "agencies")
        table = room.part.first()
        assert isinstance(table, FindingsTable)
        table.setFocus(Qt.FocusReason.TabFocusReason)
        table.setCurrentIndex(table.grid_model.index(4, 2))

    def first_judgement() -> None:
        part = shown(scene, desk, audit_id, "judgements").part
        assert isinstance(part, JudgementsPart)
        assert part.which is not None
        part.which.buttons()[0].click()

    def opposed() -> AgreementPart:
        part = shown(scene, desk, audit_id, "agreement").part
        assert isinstance(part, AgreementPart)
        if part.pills is not None:
            part.pills.button("opposed").click()
        return part

    def only_opposed() -> None:
        opposed()

    def side_by_side() -> None:
        part = opposed()
        assert part.tasks is not None
        part.tasks.row("0").click()

    def two_years() -> None:
        part = shown(scene, desk, audit_id, "years").part
        assert isinstance(part, YearsPart)
        if not part.boxes[LONG_BEFORE].isChecked():
            part.boxes[LONG_BEFORE].click()

    for part in PARTS:
        yield f"{part}", partial(go, audit_id, part)
    more: list[tuple[str, Callable[[], None]]] = [
        ("by-theme", by_theme),
        ("in-table", in_table),
        ("first-judgement", first_judgement),
        ("opposed", only_opposed),
        ("side-by-side", side_by_side),
        ("two-years", two_years),
        ("no-earlier", partial(go, LONG_BEFORE, "years")),
    ]
    yield from more
    for part in PARTS:
        yield f"large-{part}", partial(go, LARGE, part)
