"""The ways to open a desk, in words."""

from __future__ import annotations

from datetime import datetime

from app.domain.days import long_day
from app.storage import SlotKind

KINDS = {
    SlotKind.KEYRING: "By itself on this computer",
    SlotKind.PASSPHRASE: "A passphrase",
    SlotKind.RECOVERY_WORDS: "The recovery sheet",
}
EXPLAINED = {
    SlotKind.KEYRING: "For the person who is signed in. It ends with this computer.",
    SlotKind.PASSPHRASE: "For whoever knows it, on any computer that has the desk’s folder.",
    SlotKind.RECOVERY_WORDS: "Its 24 words, on any computer that has the desk’s folder.",
}
ICONS = {
    SlotKind.KEYRING: "settings",
    SlotKind.PASSPHRASE: "edit",
    SlotKind.RECOVERY_WORDS: "document",
}
TAKEN_AWAY = {
    SlotKind.KEYRING: "This computer opens the desk by itself no more.",
    SlotKind.PASSPHRASE: "The passphrase was taken away.",
    SlotKind.RECOVERY_WORDS: "The sheet opens this desk no more.",
}
QUESTIONS = {
    SlotKind.KEYRING: "Stop opening the desk by itself on this computer?",
    SlotKind.PASSPHRASE: "Take this passphrase away?",
    SlotKind.RECOVERY_WORDS: "Let the recovery sheet open this desk no more?",
}


def added_words(made: datetime) -> str:
    """ "Added on 22 November 2017 at 14:02"."""
    at = made.astimezone()
    return f"Added on {long_day(at.date())} at {at:%H:%M}"
