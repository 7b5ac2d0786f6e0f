"""A desk in the middle of setting audits up: one half done, one whole, an address book, many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app.domain.set_up import SetUp, set_up_of
from app.services.keep_agencies import remember_agencies
from app.services.keep_audits import archive_audit, hold_audit, retain_audit
from app.services.set_up_audit import begin_set_up, keep_logo, keep_set_up
from app.toolfiles import read_definition
from tests.ui.partnership.scene import Scene, issued_scene, new_scene

FEW = 12


def sample_set_up(scene: Scene) -> SetUp:
    """The sample audit, as it would be set up."""
    context = scene.context
    path = context.sample / "audit.toml"
    audit = read_definition(path, tools=context.tools, audit_id="sample")
    return replace(set_up_of(audit), of_audit=False, reconstruction="")


def setting_up_scene(folder: Path) -> tuple[Scene, SetUp, SetUp]:
    """A desk with a set-up that is half done, and one from which nothing is missing."""
    scene = new_scene(folder)
    workspace = scene.workspace
    sample = sample_set_up(scene)
    whole = replace(sample, id=begin_set_up(workspace).set_up.id)
    keep_set_up(workspace, whole)
    keep_logo(workspace, whole.id, logo_bytes())
    half = replace(
        whole,
        id=begin_set_up(workspace).set_up.id,
        reference="CE-NEGLECT-2018",
        theme="neglect",
        title="Neglect audit, May 2018",
        due=None,
        meeting=None,
        tool=None,
        cases=(),
        agencies=(),
        not_asked=frozenset(),
        asked_looked_at=False,
    )
    keep_set_up(workspace, half)
    return scene, half, whole


def many_audits_scene(folder: Path, count: int = FEW) -> Scene:
    """The sample audit with its packs, and copies of it of other years, some of them archived."""
    scene, audit = issued_scene(folder)
    workspace, clock = scene.workspace, scene.clock
    today = clock().date()
    with workspace.work() as work:
        remember_agencies(work, audit.agencies)
        for number in range(1, count):
            opened = audit.opened - timedelta(days=90 * number)
            other = replace(
                audit,
                id=f"other-{number}",
                reference=f"CE-{number:03}",
                title=f"{_THEMES[number % len(_THEMES)]} audit, {opened:%B %Y}",
                opened=opened,
                due=opened + timedelta(days=18),
            )
            work.audits.add(other)
        work.commit()
    if count > 4:
        for number in range(4, count):
            archive_audit(workspace, f"other-{number}", clock)
        retain_audit(workspace, "other-2", today + timedelta(days=12))
        retain_audit(workspace, "other-3", date(2024, 3, 31))
        hold_audit(workspace, "other-1", "Asked for by the national review panel")
    return scene


_THEMES = ("Neglect", "Domestic abuse", "Criminal exploitation", "Child sexual abuse")


def logo_bytes() -> bytes:
    """An invented logo."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

    image = QImage(420, 130, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for at, colour in enumerate(("#0B5D78", "#5CB8D6", "#A9B3BD")):
        painter.setBrush(QColor(colour))
        painter.drawEllipse(20 + at * 60, 25, 80, 80)
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(out, QByteArray(b"png")).write(image)
    return bytes(out.data().data())
