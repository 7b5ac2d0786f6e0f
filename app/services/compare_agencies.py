"""Compare what the agencies answered about the same case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.analysis.agreement import (
    Agreement,
    Disagreement,
    compared_in,
    compared_places,
)
from app.domain.audits import Audit, Case
from app.services.set_up_desk import require_desk
from app.storage import ChoiceRow, Desk, Workspace


@dataclass(frozen=True)
class OnCase:
    """One disagreement, and the case that it is about."""

    case: Case
    found: Disagreement


@dataclass(frozen=True)
class Opinions:
    """Where the agencies agree and where they do not.

    ``agreement`` is by UIN; ``disagreements`` are the most opposed first, over all cases.
    """

    audit: Audit
    agreement: Mapping[str, Agreement]
    disagreements: tuple[OnCase, ...]


def compare_agencies(workspace: Workspace, audit_name: str) -> Opinions:
    """Lay the answers of the agencies about each case side by side.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.find(audit_name)
        rows = work.queries.choices(audit.id)
    given = _given(audit, rows)
    places = tuple(compared_places(audit.tool))
    compared = {case: compared_in(places, given.get(case.uin, {})) for case in audit.cases}
    found = [OnCase(case, one) for case, (_, some) in compared.items() for one in some]
    found.sort(key=lambda one: one.found.how_opposed, reverse=True)
    return Opinions(
        audit=audit,
        agreement={case.uin: agreement for case, (agreement, _) in compared.items()},
        disagreements=tuple(found),
    )


_Given = Mapping[str, Mapping[str, Mapping[str, str]]]


def _given(audit: Audit, rows: Iterable[ChoiceRow]) -> _Given:
    """The option by UIN, place and agency id, the agencies in their order."""
    by_agency: dict[str, list[ChoiceRow]] = {agency.id: [] for agency in audit.agencies}
    for row in rows:
        if len(row.options) == 1:
            by_agency[row.agency_id].append(row)
    given: dict[str, dict[str, dict[str, str]]] = {case.uin: {} for case in audit.cases}
    for some in by_agency.values():
        for uin, agency_id, key, options in some:
            given[uin].setdefault(key, {})[agency_id] = options[0]
    return given
