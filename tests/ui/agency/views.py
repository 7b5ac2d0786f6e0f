"""Audits as the desk shows them, made without a workspace or a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from app.domain.audits import Audit, Case
from app.domain.returns import Form, ReturnRef, ReturnState
from app.services.answer_case import CaseForm
from app.services.compare_words import SenderKey
from app.ui.pages.agency.overview import AuditView, line_of
from tests.builders import small_audit

SENDER = SenderKey("six words that are made up here")


def audit_of(count: int) -> Audit:
    """The small audit with so many cases: T-1, T-2, …"""
    cases = tuple(Case(f"T-{at}", f"{at}", "JS") for at in range(1, count + 1))
    return replace(small_audit(), cases=cases)


def view_of(
    audit: Audit, forms: Mapping[str, Form], *, sealed: frozenset[str] = frozenset()
) -> AuditView:
    """The view of an audit; a case without a form was not begun. Later ones were saved later."""
    lines = []
    for at, case in enumerate(audit.cases):
        form = forms.get(case.uin)
        state = ReturnState.SEALED if case.uin in sealed else ReturnState.DRAFT
        ref = ReturnRef(audit.id, audit.agencies[0].id, case.uin)
        stored = form is not None
        whole = CaseForm(audit, case, ref, form or Form(), state, stored=stored)
        saved = datetime(2018, 2, 1, 9, at % 60, tzinfo=UTC) if stored else None
        lines.append(line_of(whole, saved_at=saved))
    return AuditView(audit, SENDER, tuple(lines))
