"""Answer a query: its return is reopened as the next revision, with the query as the reason."""

from __future__ import annotations

from app.domain.changes import NO_CHANGES, Changes
from app.domain.days import long_day
from app.domain.letters import Query
from app.domain.returns import ReturnState
from app.services.answer_case import HandedOverError, form_of, reopen
from app.storage import Workspace


def answer_query(workspace: Workspace, query: Query) -> Changes:
    """Make the return that a query is about ready to be written in.

    A draft is left as it is: it is being answered already.

    Raises:
        HandedOverError: a colleague goes on with the case.
    """
    current = form_of(workspace, query.audit_id, query.uin)
    if current.state is ReturnState.HANDED_OVER:
        raise HandedOverError
    if current.state is not ReturnState.SEALED:
        return NO_CHANGES
    reason = f"The partnership’s query of {long_day(query.asked_on)}."
    return reopen(workspace, query.audit_id, query.uin, reason)
