"""Keep to what the organisation has preset: what it does not allow is refused before it is done."""

from __future__ import annotations

from app.domain.policy import HandOver, Policy
from app.errors import DeskNotAllowedError, PartnershipNotListedError, WayNotAllowedError
from app.storage import Desk

_WORDS = {
    HandOver.FOLDER: "from a folder",
    HandOver.EMAIL: "by e-mail",
    HandOver.TEXT: "as text",
}


def require_way(policy: Policy, *, as_text: bool = False) -> None:
    """Raises WayNotAllowedError where a file in this form may not leave the desk.

    A file that is not text is needed in a folder by an e-mail too, so that either allows it.
    """
    if policy.allows(HandOver.TEXT) if as_text else policy.allows_file():
        return
    raise _refusal(policy, "as text" if as_text else "as a file")


def require_email(policy: Policy) -> None:
    """Raises WayNotAllowedError where nothing may leave by e-mail."""
    if not policy.allows(HandOver.EMAIL):
        raise _refusal(policy, "by e-mail")


def require_desk_allowed(policy: Policy, desk: Desk) -> None:
    """Raises DeskNotAllowedError where another desk is preset."""
    if policy.desk and policy.desk != desk.value:
        raise DeskNotAllowedError(desk.value, policy.desk)


def require_listed(policy: Policy, words: str) -> None:
    """Raises PartnershipNotListedError where partnerships are listed, and not that of the words."""
    if policy.refuses(words):
        raise PartnershipNotListedError(words)


def _refusal(policy: Policy, asked: str) -> WayNotAllowedError:
    return WayNotAllowedError(asked, [_WORDS[way] for way in HandOver if policy.allows(way)])
