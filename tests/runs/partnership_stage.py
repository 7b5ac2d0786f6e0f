"""What is there before the partnership's run: an Excel case list among the downloads, no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap import build_context
from app.services.context import Context
from app.storage import Clock
from tests.runs.stage import clock_from, make_home

_BEGUN = datetime(2018, 1, 22, 9, 0, tzinfo=UTC)
HEADINGS = ("Unique ref", "Child name", "Initials", "Date of birth", "Pen picture")
CASES = (
    ("CE-0412", "Amelia Invented", "AI", "03/04/2005", "In care since last spring; lives apart."),
    ("CE-0417", "Jack Invented", "JI", "11/09/2009", "A child in need plan, closed in the autumn."),
    (
        "CE-0423",
        "Olivia Invented",
        "OI",
        "21/01/2012",
        "The school was worried.",
    ),
    (
        "CE-0431",
        "Harry Invented",
        "HI",
        "30/06/2003",
        "Missing twice last year.",
    ),
    ("CE-0438", "Isla Invented", "II", "08/12/2010", "Lives with a relative since the summer."),
)
"""Invented children, with the columns that nobody should send on."""

AGENCIES = (
    ("Police", "audits@police.example"),
    ("Children’s Social Care", "quality@social-care.example"),
    ("Health Visiting", "health.visiting@nhs.example"),
    ("Probation", "audits@probation.example"),
    ("Youth Justice", "youth.justice@council.example"),
    ("Schools", "safeguarding@schools.example"),
)
TITLE = "Child Sexual Abuse Partnership Audit"


@dataclass(frozen=True)
class PartnershipStage:
    """``case_list`` is as a case management system gave it out."""

    folder: Path
    case_list: Path
    clock: Clock

    @property
    def packs(self) -> Path:
        """Where the packs are to lie."""
        return self.folder / "home" / "Documents" / "packs"

    @property
    def sheet(self) -> Path:
        """Where the recovery sheet is saved to be printed."""
        return self.folder / "home" / "Documents" / "sheet.pdf"

    def context(self) -> Context:
        """The program's own context, on a day in the sample's year."""
        return replace(build_context(), clock=self.clock)


def set_partnership_stage(folder: Path) -> PartnershipStage:
    """Make a folder the home of this process, and write the case list into its downloads."""
    from openpyxl import Workbook

    home = make_home(folder)
    path = home / "Downloads" / "open cases.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for case in CASES:
        sheet.append(case)
    book.save(path)
    stage = PartnershipStage(folder, path, clock_from(_BEGUN))
    stage.packs.mkdir()
    return stage
