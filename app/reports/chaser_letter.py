"""The letter that reminds an agency of its returns: one page, to be posted or attached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from reportlab.platypus import Flowable

from app.domain.audits import Agency, Audit, Case
from app.domain.days import long_day
from app.reports.blocks import bullet, cell, gap, table
from app.reports.output import into
from app.reports.paper import BODY, COVER_BODY, H1, H3, NOTE, Paper, Para, Setting
from app.reports.text import one_line, plain
from app.reports.wording import plural


def write_chaser_letter(
    audit: Audit, agency: Agency, missing: Sequence[Case], today: date, target: Path | BinaryIO
) -> int:
    """Write the letter as a PDF and return the number of pages. Cases go by letter and UIN.

    Raises:
        FileWriteError: the file could not be written.
    """
    setting = Setting(
        title=one_line(f"Reminder to {agency.name}"),
        author=one_line(audit.body.name),
        marking=one_line(audit.body.marking),
        subject=one_line(f"{audit.reference}: returns that are missing"),
        foot=long_day(today),
    )
    story = _story(audit, agency, missing, today)
    return into(target, lambda file: Paper(file, setting).write(story))


def _story(
    audit: Audit, agency: Agency, missing: Sequence[Case], today: date
) -> Iterator[Flowable]:
    late = (today - audit.due).days
    yield Para(plain(audit.body.name), COVER_BODY)
    yield gap(8)
    to = "<br/>".join(plain(line) for line in (agency.contact, agency.name) if line)
    yield Para(to, BODY)
    yield Para(plain(long_day(today)), NOTE)
    yield Para("Returns that are missing" if late > 0 else "Returns that are due soon", H1)
    yield Para(plain(f"{audit.title} ({audit.reference})"), BODY)
    yield Para("Dear colleague,", BODY)
    yield Para(_when(audit, agency, len(missing), late), BODY)
    rows = [[cell(case.label or "–"), cell(case.uin)] for case in missing]
    yield table(("Case", "Unique number (UIN)"), rows, (1, 4))
    yield Para("How to send them", H3)
    yield bullet("Open the audit in Partnership Audit, complete the forms and seal the returns.")
    yield bullet(f"Send the sealed file to {plain(audit.body.reply_address)}.")
    yield Para("If a child is not known to you", H3)
    yield Para(
        "If neither the child nor the parents are known to your agency, choose “Not known to us” "
        "for that case and seal it. A nil return counts as an answer.",
        BODY,
    )
    yield Para(
        "If you have sent these returns already, thank you. Please tell us on which day, so that "
        "we can look for them.",
        BODY,
    )
    yield gap(8)
    yield Para(f"Yours sincerely,<br/>{plain(audit.body.name)}", BODY)


def _when(audit: Audit, agency: Agency, count: int, late: int) -> str:
    returns, due = plural(count, "return"), long_day(audit.due)
    are = "is" if count == 1 else "are"
    if late > 0:
        return plain(
            f"{returns} of {agency.name} {are} still missing. The date for returns was {due}, "
            f"{plural(late, 'day')} ago."
        )
    return plain(f"{returns} of {agency.name} {are} not yet in. The date for returns is {due}.")
