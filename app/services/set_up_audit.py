"""Set an audit up step by step, or change one that stands: kept at every step, then finished."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.audits import Agency, Audit, Body
from app.domain.changes import Changes, Topic, changed
from app.domain.policy import NO_POLICY, Policy
from app.domain.set_up import (
    Missing,
    SetUp,
    Step,
    StepState,
    ToolName,
    audit_of,
    missing,
    set_up_of,
    step_states,
)
from app.domain.tool import AuditTool
from app.errors import FlowError
from app.services.choose_tool import tool_named
from app.services.define_audit import Defined, ReferenceTakenError, with_preset_address
from app.services.keep_agencies import remember_agencies
from app.services.set_up_desk import require_desk
from app.storage import AuditSummary, Desk, SetUpSummary, Work, Workspace


@dataclass(frozen=True)
class Begun:
    """A set-up to go on with."""

    set_up: SetUp
    changes: Changes


@dataclass(frozen=True)
class SetUpInHand:
    """A set-up with what is told of it.

    ``tool`` is what it names, None where it names none. ``taken`` are the references of the
    other audits. ``fixed_tool``: agencies have packs with it, so that it stays.
    """

    set_up: SetUp
    tool: AuditTool | None
    missing: tuple[Missing, ...]
    states: Mapping[Step, StepState]
    logo: bytes | None = None
    taken: frozenset[str] = frozenset()
    fixed_tool: bool = False


@dataclass(frozen=True)
class Dropped:
    """A set-up that was taken away, to bring it back with ``bring_back_set_up``."""

    set_up: SetUp
    logo: bytes | None
    changes: Changes


class SetUpMissingError(FlowError):
    """An audit was to be finished from which something is missing."""

    def __init__(self, lacking: tuple[Missing, ...]) -> None:
        self.lacking = lacking
        rest = len(lacking) - 1
        more = f" And {rest} more." if rest else ""
        super().__init__(
            f"This audit is not ready yet. {lacking[0].sentence}{more} Nothing was changed."
        )


class ToolFixedError(FlowError):
    """The tool of an audit would be changed while agencies answer it."""

    sentence = (
        "Packs with this audit’s tool have been issued, so the tool can’t be changed any more. "
        "Nothing was changed. Choose the earlier tool again, or copy the audit as a new one."
    )


def begin_set_up(workspace: Workspace, *, copy_of: str = "", policy: Policy = NO_POLICY) -> Begun:
    """Begin an audit: the body as in the last one, and with ``copy_of`` what repeats of that.

    The address for replies is the preset one where there is one.

    One that was begun and left without a word is gone on with.

    Raises:
        NotFoundError: there is no audit to copy.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        fresh, logo = _copy(work, copy_of) if copy_of else _like_the_last(work)
        fresh = replace(fresh, body=with_preset_address(fresh.body, policy))
        for line in work.set_ups.all():
            if not copy_of and work.set_ups.find(line.id) == replace(fresh, id=line.id):
                return Begun(replace(fresh, id=line.id), Changes())
        work.set_ups.keep(fresh)
        work.set_ups.keep_logo(fresh.id, logo)
        work.commit()
    return Begun(fresh, changed(Topic.SET_UPS))


def change_audit(workspace: Workspace, audit_id: str) -> Begun:
    """Change an audit that stands, or go on with what was begun.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        begun = work.set_ups.find(audit_id)
        if begun is not None:
            return Begun(begun, Changes())
        until = next((line.retain_until for line in work.audits.all() if line.id == audit_id), None)
        set_up = replace(set_up_of(work.audits.get(audit_id)), retain_until=until)
        work.set_ups.keep(set_up)
        work.set_ups.keep_logo(audit_id, work.audits.logo(audit_id))
        work.commit()
    return Begun(set_up, changed(Topic.SET_UPS))


def set_ups_of(workspace: Workspace) -> tuple[SetUpSummary, ...]:
    """Every set-up that was begun, the last saved first."""
    with workspace.work() as work:
        return work.set_ups.all()


def set_up_in_hand(workspace: Workspace, set_up_id: str, tools: Path) -> SetUpInHand:
    """A set-up as it was left, and where its steps stand.

    Raises:
        NotFoundError: there is none of that id.
    """
    with workspace.work() as work:
        set_up = work.set_ups.get(set_up_id)
        tool = _tool_of(work, set_up, tools)
        others = frozenset(s.reference.casefold() for s in _others(work, set_up_id))
        fixed = set_up.of_audit and bool(work.packs.all(set_up_id))
        logo = work.set_ups.logo(set_up_id)
    lacking, states = missing(set_up, tool), step_states(set_up, tool)
    return SetUpInHand(set_up, tool, lacking, states, logo, others, fixed)


def keep_set_up(workspace: Workspace, set_up: SetUp) -> Changes:
    """Keep a set-up as it is now.

    Raises:
        NotFoundError: it became an audit, or was taken away.
    """
    with workspace.work() as work:
        if work.set_ups.get(set_up.id) == set_up:
            return Changes()
        work.set_ups.keep(set_up)
        work.commit()
    return changed(Topic.SET_UPS)


def keep_logo(workspace: Workspace, set_up_id: str, logo: bytes | None) -> Changes:
    """Keep the picture of the body's logo with a set-up; None takes it away."""
    with workspace.work() as work:
        work.set_ups.keep_logo(set_up_id, logo)
        work.commit()
    return changed(Topic.SET_UPS)


def drop_set_up(workspace: Workspace, set_up_id: str) -> Dropped:
    """Take a set-up away. An audit that it would have changed stays as it is.

    Raises:
        NotFoundError: there is none of that id.
    """
    with workspace.work() as work:
        set_up, logo = work.set_ups.get(set_up_id), work.set_ups.logo(set_up_id)
        work.set_ups.drop(set_up_id)
        work.commit()
    return Dropped(set_up, logo, changed(Topic.SET_UPS))


def bring_back_set_up(workspace: Workspace, dropped: Dropped) -> Changes:
    """Put a set-up back that was taken away."""
    with workspace.work() as work:
        work.set_ups.keep(dropped.set_up)
        work.set_ups.keep_logo(dropped.set_up.id, dropped.logo)
        work.commit()
    return changed(Topic.SET_UPS)


def finish_set_up(
    workspace: Workspace, set_up_id: str, tools: Path, *, policy: Policy = NO_POLICY
) -> Defined:
    """Make a set-up the audit that it describes, in place of the one that it changes.

    Its agencies are remembered in the address book.

    Raises:
        SetUpMissingError: something is missing from it.
        ReferenceTakenError: another audit has its reference.
        ToolFixedError: agencies already answer another tool.
        FlowError: a case or an agency is gone from it of which there are returns or packs.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        set_up = work.set_ups.get(set_up_id)
        set_up = replace(set_up, body=with_preset_address(set_up.body, policy))
        tool = _tool_of(work, set_up, tools)
        lacking = missing(set_up, tool)
        if tool is None or lacking:
            raise SetUpMissingError(lacking)
        audit = audit_of(set_up, tool)
        if audit.reference.casefold() in {s.reference.casefold() for s in _others(work, audit.id)}:
            raise ReferenceTakenError(audit.reference)
        if set_up.of_audit:
            _replace(work, audit)
        else:
            work.audits.add(audit)
        work.audits.retain(audit.id, set_up.retain_until)
        work.audits.keep_logo(audit.id, work.set_ups.logo(set_up_id))
        remember_agencies(work, audit.agencies)
        work.set_ups.drop(set_up_id)
        work.commit()
    topics = (Topic.AUDITS, Topic.SET_UPS, Topic.AGENCIES)
    return Defined(audit, changed(*topics, audit_id=audit.id))


def _replace(work: Work, audit: Audit) -> None:
    before = work.audits.get(audit.id).tool
    if before != audit.tool and work.packs.all(audit.id):
        raise ToolFixedError
    work.audits.replace(audit)


def _others(work: Work, audit_id: str) -> tuple[AuditSummary, ...]:
    return tuple(line for line in work.audits.all() if line.id != audit_id)


def _tool_of(work: Work, set_up: SetUp, tools: Path) -> AuditTool | None:
    if set_up.tool is None:
        return None
    if set_up.of_audit:
        # The audit's own copy goes first: it is what agencies answer, whatever the library says.
        mine = work.audits.get(set_up.id).tool
        if ToolName(mine.id, mine.version) == set_up.tool:
            return mine
    return tool_named(work, tools, set_up.tool)


def _like_the_last(work: Work) -> tuple[SetUp, bytes | None]:
    new = SetUp(id=secrets.token_hex(8))
    last = next(iter(work.audits.all()), None)
    if last is None:
        return replace(new, body=Body("", "", "")), None
    return replace(new, body=work.audits.get(last.id).body), work.audits.logo(last.id)


def _copy(work: Work, audit_id: str) -> tuple[SetUp, bytes | None]:
    audit = work.audits.get(audit_id)
    tool = audit.tool
    if work.library.find(tool.id, tool.version) is None:
        work.library.keep(tool, f"From the audit {audit.reference}")
    known = {entry.agency.id: entry.agency for entry in work.address_book.all()}
    agencies: tuple[Agency, ...] = tuple(known.get(a.id, a) for a in audit.agencies)
    copied = SetUp(
        id=secrets.token_hex(8),
        theme=audit.theme or tool.theme,
        body=audit.body,
        tool=ToolName(tool.id, tool.version),
        agencies=agencies,
        uin_format=audit.uin_format,
        context=audit.context,
        methodology=audit.methodology,
    )
    return copied, work.audits.logo(audit_id)
