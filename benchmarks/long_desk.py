"""The agency's desk on which typing and turning pages are timed: one form, answered at length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.returns import Form
from app.domain.tool import AuditTool
from benchmarks.rounds import clock, folder, generated_form, large_audit

if TYPE_CHECKING:
    from app.storage import Workspace
    from app.ui.interview.interview import Interview

ROOT = Path(__file__).parent.parent
WORDS = 2_000
PASSPHRASE = "for this run only"  # noqa: S105  of a workspace that is gone after the run
WIDTH, HEIGHT = 1320, 860


def in_paragraphs(text: str, words: int = 120) -> str:
    """The text in paragraphs, as people write."""
    found = text.split()
    return "\n".join(" ".join(found[at : at + words]) for at in range(0, len(found), words))


def long_form(tool: AuditTool) -> Form:
    """A form with a comment of 2,000 words to every question. One is a single paragraph."""
    form = generated_form(tool, random.Random(1), WORDS)  # noqa: S311  reproducible, and no secret
    answers = {
        key: replace(answer, comment=in_paragraphs(answer.comment), text=in_paragraphs(answer.text))
        for key, answer in form.answers.items()
    }
    answers["Q1"] = replace(answers["Q1"], comment=form.answers["Q1"].comment)
    return replace(form, answers=answers)


def agency_desk(base: Path) -> tuple[Workspace, str]:
    """An agency's workspace with the sample's tool, one case of it answered at length."""
    from app.handover.files import read_file
    from app.services.answer_case import start_form
    from app.services.issue_packs import issue_packs
    from app.services.open_pack import open_pack
    from app.services.set_up_desk import (
        set_up_agency_desk,
        set_up_partnership_desk,
        try_recovery_words,
    )

    audit = large_audit(3, 1)
    partnership, sheet = set_up_partnership_desk(
        base / "partnership", passphrase=PASSPHRASE, clock=clock
    )
    with closing(partnership):
        try_recovery_words(partnership, " ".join(sheet.words))
        with partnership.work() as work:
            work.audits.add(audit)
            work.commit()
        (pack,) = issue_packs(partnership, audit.id, folder(base, "packs"), clock=clock).packs
    desk = set_up_agency_desk(base / "agency", passphrase=PASSPHRASE, clock=clock)
    opened = open_pack(desk, read_file(pack.path), clock=clock).audit
    start_form(desk, opened.id, opened.cases[0].uin, long_form(audit.tool))
    return desk, opened.id


@contextmanager
def open_form(desk: Workspace, audit_id: str) -> Iterator[Interview]:
    """The window with the desk and the form in it."""
    from PySide6.QtWidgets import QApplication

    from app.services.context import Context
    from app.ui.frame import MainWindow
    from app.ui.garbage import GarbageCollector
    from app.ui.pages.agency.desk import AgencyDesk
    from app.ui.session import Session
    from app.ui.tasks import TaskRunner

    def crashed(error: BaseException) -> None:
        raise error

    window, tasks = MainWindow(), TaskRunner(crashed)
    collector = GarbageCollector()
    context = Context(clock=clock, resources=ROOT / "resources", data=lambda: desk.folder)
    agency = AgencyDesk(window, Session(desk, context, tasks))
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.activateWindow()
    agency.start()

    def settle() -> None:
        while tasks.is_busy:
            tasks.finish()
            QApplication.processEvents()

    settle()
    agency.show_audit(audit_id)
    settle()
    agency.open_case(agency.views[-1].audit.cases[0].uin, "Q1")
    settle()
    interview = agency.interview
    if interview is None:
        raise RuntimeError("the form did not open")
    collector.keep()
    try:
        yield interview
    finally:
        collector.stop()
        agency.close()
        tasks.finish()
        window.close()
        tasks.shutdown()
