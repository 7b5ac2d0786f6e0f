"""Which cases and agencies of a tracker are shown when one looks for something."""

from __future__ import annotations

from dataclasses import dataclass

from app.analysis.tracking import Stage, Tracker
from app.domain.audits import Agency, Case


@dataclass(frozen=True)
class Narrowed:
    """The rows and columns that are left."""

    cases: tuple[Case, ...]
    agencies: tuple[Agency, ...]


def narrow(tracker: Tracker, stage: Stage | None = None, words: str = "") -> Narrowed:
    """The cases and agencies that the words name, and of these the ones with a square in a stage.

    Each word names cases (by letter, UIN or initials) or else agencies (by a part of the name): so
    "police b" is the square of case B and the police. A word that names nothing leaves nothing.
    """
    audit = tracker.audit
    cases, agencies = audit.cases, audit.agencies
    for word in words.casefold().split():
        if word == "case":
            continue
        named = {case.uin for case in audit.cases if _names_case(word, case)}
        if named:
            cases = tuple(case for case in cases if case.uin in named)
        else:
            agencies = tuple(each for each in agencies if word in each.name.casefold())
    if stage is not None:
        in_stage = {
            (case.uin, agency.id)
            for case in cases
            for agency in agencies
            if tracker.cell(case.uin, agency.id).stage is stage
        }
        rows, columns = {uin for uin, _ in in_stage}, {agency_id for _, agency_id in in_stage}
        cases = tuple(case for case in cases if case.uin in rows)
        agencies = tuple(agency for agency in agencies if agency.id in columns)
    if not cases or not agencies:
        return Narrowed((), ())
    return Narrowed(cases, agencies)


def _names_case(word: str, case: Case) -> bool:
    label, uin = case.label.casefold(), case.uin.casefold()
    return word in {label, case.initials.casefold()} or (len(word) > 1 and word in uin)
