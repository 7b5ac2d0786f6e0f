"""The guard over a whole form: every text that was written in it, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.anonymity.context import ScanContext, WatchEntry
from app.anonymity.findings import Confidence, Finding
from app.domain.audits import Audit, Case
from app.domain.returns import Form
from app.domain.rules import ABOUT_PEOPLE, item_key

NOTE = "note"


@dataclass(frozen=True)
class InForm:
    """Something found in a form: in an answer, a person's role, or the note.

    ``place`` is the key of the answer, :func:`role_place` or ``NOTE``.
    """

    place: str
    finding: Finding
    in_comment: bool = False


def role_place(person_id: str) -> str:
    """The place of the role of one person around the child."""
    return item_key(ABOUT_PEOPLE, person_id=person_id)


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


def context_for_report(
    audit: Audit, roles: tuple[str, ...] = (), watch_list: tuple[WatchEntry, ...] = ()
) -> ScanContext:
    """What is known of a text about the whole audit: a report, a meeting's notes, a letter.

    It belongs to no child, and is to be published: everybody's initials are findings, the
    children's too. The names of the partnership and of its agencies are not.
    """
    bodies = (audit.body.name, audit.body.short_name, *(agency.name for agency in audit.agencies))
    return ScanContext(
        uins=tuple(each.uin for each in audit.cases),
        agencies=tuple(name for name in bodies if name),
        roles=roles,
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
        InForm(place, finding, in_comment)
        for place, text, in_comment in _texts(form)
        for finding in scan_text(text, context)
        if finding.confidence >= least
    )


def _texts(form: Form) -> Iterator[tuple[str, str, bool]]:
    for person in form.people:
        if person.role.strip():
            yield role_place(person.id), person.role, False
    for key, answer in form.answers.items():
        for text, in_comment in ((answer.text, False), (answer.comment, True)):
            if text.strip():
                yield key, text, in_comment
    if form.note.strip():
        yield NOTE, form.note, False
