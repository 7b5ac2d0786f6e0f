"""Seal finished returns at the agency into one package for the partnership."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.anonymity import NOTE
from app.domain.audits import Case
from app.domain.changes import Changes, Topic, changed
from app.domain.policy import NO_POLICY, Policy
from app.domain.returns import Return, ReturnKind, ReturnState
from app.domain.rules import ABOUT_PEOPLE, question_id_of, sealable
from app.errors import NotReadyError
from app.handover.files import package_file_name
from app.sealing.documents import v1
from app.services.answer_case import CaseForm, forms_of
from app.services.guard import guard_of, guarded
from app.services.keep_to_policy import require_way
from app.services.return_package import write_package
from app.services.set_up_desk import require_desk
from app.services.taken_back import taken_back_if_full
from app.storage import Clock, Desk, Workspace


class IdentifyingError(NotReadyError):
    """A form has words in it that surely identify somebody. The sentence names places only.

    ``uin`` is the case where they are.
    """

    def __init__(self, case: Case, places: Sequence[str]) -> None:
        self.uin = case.uin
        where = f"Case {case.label} has words in it that identify somebody"
        what = "Write the role instead, or say there that they identify nobody."
        if tuple(places) == (NOTE,):
            super().__init__(
                f"{where}: they are in its note. Nothing was sealed, and the note is saved. Open "
                f"the case: the words are underlined in the note. {what}"
            )
        else:
            named = ", ".join(dict.fromkeys(map(_place_words, places)))
            super().__init__(
                f"{where} ({named}). Nothing was sealed, and your answers are saved. “Check your "
                f"answers” of the case lists the words and leads to each. {what}"
            )


def _place_words(place: str) -> str:
    if place == NOTE:
        return "the note"
    question = question_id_of(place)
    return "the people on the first page" if question == question_id_of(ABOUT_PEOPLE) else question


@dataclass(frozen=True)
class Sealed:
    """A package that was written, and how many returns are in it."""

    path: Path
    full: int
    nil: int
    changes: Changes


def seal_returns(
    workspace: Workspace,
    audit_id: str,
    uins: Collection[str],
    to: Path,
    *,
    clock: Clock,
    armored: bool = False,
    policy: Policy = NO_POLICY,
) -> Sealed:
    """Seal the returns of some cases into one package and write it into a folder.

    No file is written over. The new one is on disk before the workspace says *sealed*: cut short
    in between, the returns are still drafts and are sealed again.

    Raises:
        WayNotAllowedError: the organisation does not let it leave in this form.
        NotReadyError: a form still has something missing, or nothing was chosen.
        IdentifyingError: something in a form surely identifies somebody.
        FileWriteError: the folder can't be written to.
        DiskFullError: the workspace has no room; the package was taken back.
    """
    require_desk(workspace, Desk.AGENCY)
    require_way(policy, as_text=armored)
    chosen = [form for form in forms_of(workspace, audit_id) if form.case.uin in uins]
    _require_ready(chosen)
    audit, agency = chosen[0].audit, chosen[0].audit.agencies[0]
    today = clock().date()
    waved = _require_unidentifying(workspace, chosen)
    returns = [
        v1.return_of(
            form.case.uin,
            form.ref.revision,
            sealable(audit.tool, form.form),
            today,
            form.reason,
            waved[form.case.uin],
        )
        for form in chosen
    ]
    revision = max(form.ref.revision for form in chosen)
    place = to / package_file_name(audit, agency, len(chosen), revision)
    with taken_back_if_full() as files, workspace.work() as work:
        for form in chosen:
            sealed = Return(
                form.ref,
                ReturnState.SEALED,
                form.form,
                today,
                form.reason,
                waved[form.case.uin],
            )
            work.returns.save(sealed)
        path = write_package(work, audit, returns, place, files, clock=clock, armored=armored)
        work.commit()
    nil = sum(form.form.kind is ReturnKind.NIL for form in chosen)
    return Sealed(path, len(chosen) - nil, nil, changed(Topic.RETURNS, audit_id=audit_id))


def _require_ready(chosen: list[CaseForm]) -> None:
    if not chosen:
        raise NotReadyError("No case was chosen, so nothing was sealed. Choose at least one.")
    waiting = [form.case.label for form in chosen if not form.can_be_sealed]
    if waiting:
        cases = f"Case {waiting[0]}" if len(waiting) == 1 else "Cases " + ", ".join(waiting)
        raise NotReadyError(
            f"{cases} still {'has' if len(waiting) == 1 else 'have'} something missing, "
            "so nothing was sealed. Your answers are saved. "
            "“Check your answers” shows what is missing."
        )


def _require_unidentifying(workspace: Workspace, chosen: list[CaseForm]) -> dict[str, int]:
    """How many findings of the guard were let pass in each form, by UIN."""
    waved = {}
    for form in chosen:
        leaves = sealable(form.audit.tool, form.form)
        known = guard_of(workspace, form.audit.id, form.case.uin)
        said = guarded(form.audit, form.case, leaves, known)
        if said.stops:
            raise IdentifyingError(form.case, tuple(each.place for each in said.stops))
        waved[form.case.uin] = said.waved_through
    return waved
