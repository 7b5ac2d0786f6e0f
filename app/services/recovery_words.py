"""The words of a recovery sheet as somebody types them: how many there are, and which are wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.errors import WrongRecoveryWordsError
from app.sealing.keys import secret_from_words, unknown_words
from app.storage import Workspace

HOW_MANY = 24
_SECRET_BYTES = 32
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 2_000  # characters: more than 24 words with their numbers ever have


@dataclass(frozen=True)
class TypedWords:
    """What was typed so far; ``wrong`` has the numbers, from 1, of words that no sheet has."""

    words: tuple[str, ...] = field(repr=False)
    wrong: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words alone, without the numbers and commas that may have been typed with them."""
        return " ".join(self.words)

    @property
    def is_whole(self) -> bool:
        """Whether there are as many as on a sheet, and each could be on one."""
        return len(self.words) == HOW_MANY and not self.wrong


def typed_words(text: str, *, ended: bool = False) -> TypedWords:
    """Look at what was typed; with ``ended`` the last word counts as finished as well."""
    words = tuple(_WORD.findall(text[:_LONGEST].lower()))
    finished = ended or text[-1:].isspace()
    return TypedWords(words, tuple(place + 1 for place in unknown_words(words, ended=finished)))


def check_recovery_words(workspace: Workspace, words: str) -> None:
    """Try the words on the open workspace, without changing anything.

    Raises:
        WrongRecoveryWordsError: they do not open it.
    """
    secret = secret_from_words(words)
    if secret is None or len(secret) != _SECRET_BYTES or not workspace.opens_with_recovery(secret):
        raise WrongRecoveryWordsError
