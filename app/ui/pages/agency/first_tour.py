"""The first tour of the desk: what stands on the page of an audit."""

from __future__ import annotations

from app.ui.frame import MainWindow
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.widgets.tour import Stop


def stops(window: MainWindow, page: AuditPage) -> tuple[Stop, ...]:
    """What is said, and beside which control; none where the audit has no case."""
    rows = page.cases.rows()
    if not rows:
        return ()
    first = rows[0]
    return (
        Stop(
            page.sentence,
            "This is your audit",
            "Here you see how far your agency is, and by when the returns are due.",
        ),
        Stop(
            first.row,
            "One form for each child",
            "Open a case to fill in its form from your agency’s records. What you write is saved "
            "by itself, and stays encrypted on this computer.",
        ),
        Stop(
            first.more,
            "Not on your records?",
            "Then choose “Not known to us” here. That is an answer too. What else can be done "
            "with a case is here as well.",
        ),
        Stop(
            page.seal,
            "Seal, then send",
            "Forms that are ready go into one sealed file. Only the partnership can open it. "
            "You send it by e-mail; nothing leaves this computer by itself.",
        ),
        Stop(
            window.help_button,
            "Help on every page",
            "F1, or this sign, opens the help for the page where you are. "
            "You can see this tour again from there.",
        ),
    )
