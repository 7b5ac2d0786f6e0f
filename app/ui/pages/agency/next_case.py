"""Which case comes after another in an audit: to go on with, and to put the keyboard on.

Plain Python.
"""

from __future__ import annotations

from app.domain.interview import first_open_step
from app.ui.interview.ahead import CaseAhead
from app.ui.interview.wording import case_name
from app.ui.pages.agency.overview import SHUT, AuditView, CaseLine


def is_finished(line: CaseLine) -> bool:
    """Whether nothing is left to be written here: ready, not known, sealed, or with a colleague."""
    return line.stand in SHUT or line.is_nil or line.can_be_sealed


def next_case(view: AuditView, uin: str = "") -> CaseLine | None:
    """The first case after one that is not finished, from the top again after the last; that
    case itself is left out. Without a UIN the first of all.
    """
    numbers = [line.uin for line in view.lines]
    after = numbers.index(uin) + 1 if uin in numbers else 0
    order = (*view.lines[after:], *view.lines[:after])
    return next((line for line in order if line.uin != uin and not is_finished(line)), None)


def case_ahead(view: AuditView, uin: str) -> CaseAhead | None:
    """What a form that is finished leads to; None where only the sealing is left."""
    line = next_case(view, uin)
    if line is None:
        return None
    form = line.form
    step = first_open_step(form.audit.tool, form.form, form.audit.opened)
    return CaseAhead(line.uin, case_name(form.case), step)


def case_to_rest_on(view: AuditView, uin: str = "") -> str:
    """Where the keyboard is in the list after a case: on itself while it is open, else on the next
    one that is. Empty where every case is finished.
    """
    own = next((line for line in view.lines if line.uin == uin), None)
    if own is not None and not is_finished(own):
        return uin
    line = next_case(view, uin)
    return line.uin if line is not None else ""
