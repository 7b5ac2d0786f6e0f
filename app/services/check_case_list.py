"""Check a case list as the guard reads it: what stops it, and what deserves a second look."""

from __future__ import annotations

from collections.abc import Sequence

from app.anonymity import Confidence, Kind, rare_combination, scan
from app.domain.case_list import CaseColumn, CaseRow, CellFault, check_rows
from app.domain.tool import Subject
from app.services.read_case_list import is_name
from app.storage import Workspace


def check_case_list(
    rows: Sequence[CaseRow], uin_format: str, subject: Subject
) -> tuple[CellFault, ...]:
    """What is wrong in the cells. Pen pictures are not read: see ``check_pictures``."""
    return check_rows(rows, uin_format=uin_format, subject=subject, is_name=is_name)


def check_pictures(texts: Sequence[str]) -> dict[str, str]:
    """The sentence for each pen picture that may tell who the child is."""
    found = {text: _warning(text) for text in set(texts) if text.strip()}
    return {text: sentence for text, sentence in found.items() if sentence}


def picture_faults(rows: Sequence[CaseRow], sentences: dict[str, str]) -> tuple[CellFault, ...]:
    """The warnings at the pen pictures of these rows."""
    return tuple(
        CellFault(at, CaseColumn.PEN_PICTURE, sentences[row.pen_picture], warning=True)
        for at, row in enumerate(rows)
        if row.pen_picture in sentences
    )


def cases_with_returns(workspace: Workspace, audit_id: str) -> frozenset[str]:
    """The UINs of which returns are in: they stay on the case list."""
    with workspace.work() as work:
        return frozenset(mark.ref.uin for mark in work.returns.marks(audit_id))


def _warning(text: str) -> str:
    named = [one for one in scan(text) if one.kind is Kind.NAME]
    surely = next((one for one in named if one.confidence is Confidence.STRONG), None)
    if surely is not None:
        return f"“{surely.text}” looks like a name. Write who it is instead, such as “mother”."
    rare = rare_combination(text)
    return f"{rare.why} Say less, for example {rare.advice[0]}." if rare is not None else ""
