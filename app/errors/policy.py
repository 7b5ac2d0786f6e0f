"""What the organisation has preset otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from app.errors.base import PartnershipAuditError


class PolicyError(PartnershipAuditError):
    """Something was asked for that the organisation has not left to the person."""


class WayNotAllowedError(PolicyError):
    """A file was to leave the desk in a way that is not allowed. ``others`` are those that are."""

    def __init__(self, way: str, others: Sequence[str]) -> None:
        instead = (
            f"Choose another way: {' or '.join(others)}."
            if others
            else "Its settings let no file leave at present: tell your IT department."
        )
        super().__init__(
            f"Your organisation does not let this leave {way}, so nothing was written. "
            f"What you have done so far is saved. {instead}"
        )


class DeskNotAllowedError(PolicyError):
    """The desk was to be set up that is not the one of this computer."""

    def __init__(self, asked: str, preset: str) -> None:
        super().__init__(
            f"Your organisation has set this computer up for the {preset}’s desk, so no desk of "
            f"the {asked} was made. Nothing was changed. Set up the {preset}’s desk, or ask your "
            "IT department."
        )


class PartnershipNotListedError(PolicyError):
    """A pack is signed by a partnership that is none of those that the organisation lists."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(
            "This pack comes from a partnership that your organisation does not list. It was not "
            "opened, and nothing was changed. If you expect it, telephone the partnership team on "
            "a number that you know. Where it reads you the same six words, tell them to your IT "
            f"department, which can list it: {words}."
        )
