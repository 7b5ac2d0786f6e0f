"""The ways into the pages of the reports, and from one to another."""

from __future__ import annotations

from functools import partial

from app.domain.audits import Audit
from app.domain.reporting import ReportKind
from app.services.publish_report import PUBLISHABLE
from app.ui.pages.partnership.report.paper import Paper
from app.ui.pages.partnership.report.papers import report_paper
from app.ui.pages.partnership.report.preview_page import PreviewPage
from app.ui.pages.partnership.report.publish_page import PublishPage
from app.ui.pages.partnership.report.texts_page import TextsPage
from app.ui.pages.partnership.room import Floor

_WITH_TEXTS = {ReportKind.AUDIT, ReportKind.GUIDE}


def open_paper(floor: Floor, paper: Paper, *, back: str = "Reports") -> None:
    """Open the preview of a paper, with what can be done about it."""
    report = paper.kind is not None and not paper.frozen
    edit = partial(open_texts, floor, back="Back") if paper.kind in _WITH_TEXTS else None
    check = partial(open_check, floor, back="Back") if paper.kind in PUBLISHABLE else None
    floor.open(
        PreviewPage(
            floor,
            paper,
            back=back,
            edit=edit if report else None,
            check=check if report else None,
        )
    )


def open_texts(floor: Floor, *, back: str = "Reports") -> None:
    """Open the list of texts."""
    floor.open(TextsPage(floor, back=back))


def open_check(
    floor: Floor,
    kind: ReportKind = ReportKind.AUDIT,
    about: str = "",
    *,
    back: str = "Reports",
) -> None:
    """Open the check before publication."""
    paper = partial(open_paper, floor, back="Back")
    floor.open(PublishPage(floor, kind, about, open_paper=paper, back=back))


def open_report_of_text(floor: Floor, audit: Audit, place: str) -> None:
    """Open the preview of the report in which a text stands."""
    kind = ReportKind.GUIDE if place.startswith("guide") else ReportKind.AUDIT
    session = floor.session
    paper = report_paper(session.workspace, audit, kind, "", session.context.clock)
    floor.open(
        PreviewPage(floor, paper, back="Back", check=partial(open_check, floor, back="Back"))
    )
