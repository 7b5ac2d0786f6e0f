"""The guard over a whole form: every text that was written in it, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.anonymity.context import ScanContext, WatchEntry
from app.anonymity.findings import Confidence, Finding
from app.domain.audits import Audit, Case
from app.domain.returns import Form

NOTE = "note"


@dataclass(frozen=True)
class InForm:
    """Something found in a form. ``place`` is the key of the answer, or the note."""

    place: str
    finding: Finding


def context_of(
    audit: Audit, case: Case, form: Form, watch_list: tuple[WatchEntry, ...] = ()
) -> ScanContext:
    """What is known of a return: the child's own initials and number identify nobody here."""
    return ScanContext(
        initials=case.initials,
        uins=tuple(each.uin for each in audit.cases),
        agencies=(audit.body.name, *(agency.name for agency in audit.agencies)),
        roles=tuple(person.role for person in form.people),
        watch_list=watch_list,
    )


def scan_form(
    form: Form, context: ScanContext, least: Confidence = Confidence.POSSIBLE
) -> tuple[InForm, ...]:
    """Everything in a form that may identify somebody, of that confidence at the least.

    Who completed the form and for whom is known to the partnership, and is not scanned.
    """
    from app.anonymity.scanning import scan_text

    return tuple(
        InForm(place, finding)
        for place, text in _texts(form)
        for finding in scan_text(text, context)
        if finding.confidence >= least
    )


def _texts(form: Form) -> Iterator[tuple[str, str]]:
    for key, answer in form.answers.items():
        for text in (answer.text, answer.comment):
            if text.strip():
                yield key, text
    if form.note.strip():
        yield NOTE, form.note
