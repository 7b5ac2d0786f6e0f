"""A return as it was sealed once, also where later revisions have followed."""

from __future__ import annotations

from app.domain.authorship import Authors
from app.services.answer_case import CaseForm
from app.ui.interview.wording import case_title
from app.ui.pages.agency.look_page import LookPage
from app.ui.theme.tokens import Tone
from app.ui.widgets.banner import Banner


class SentReturnPage(LookPage):
    """There is nothing to be done with it but to read and to print it."""

    def __init__(self, form: CaseForm, authors: Authors) -> None:
        banner = Banner(
            Tone.SECONDARY,
            f"{case_title(form.case)}, revision {form.ref.revision}, as it was sealed.",
            "To change a return, open its case under My audits and reopen it.",
            icon="lock",
        )
        super().__init__(form, authors, banner, back="Back to Sent")
