"""A case that a colleague goes on with, to look at as it was handed over."""

from __future__ import annotations

from app.ui.pages.agency.case_list import handed_over_words
from app.ui.pages.agency.look_page import LookPage
from app.ui.pages.agency.overview import CaseLine
from app.ui.theme.tokens import Tone
from app.ui.widgets.banner import Banner


class HandedPage(LookPage):
    """``acted`` to take it back."""

    def __init__(self, line: CaseLine) -> None:
        passed = f" {handed_over_words(line.passed)}" if line.passed else ""
        banner = Banner(
            Tone.SECONDARY,
            f"Handed over{passed}.",
            "Nothing can be written in it here, so that there are not two copies. This is how it "
            "was when you handed it over.",
            icon="people",
        )
        super().__init__(line.form, line.authors, banner, "Take it back…", icon="edit")
