"""What all expected failures have in common."""

from __future__ import annotations

from typing import Self


class PartnershipAuditError(Exception):
    """The root of all expected failures.

    ``sentence`` is shown as it is, in the window and on the command line.
    """

    sentence = "Something did not work. Nothing was changed."

    def __init__(self, sentence: str | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence)

    def let_go(self) -> Self:
        """Itself, to be kept: without the places it went through, which hold on to whole files."""
        self.__traceback__ = self.__cause__ = self.__context__ = None
        return self
