"""What the editor says of the tool as a whole."""

from __future__ import annotations

from app.domain.tool import AuditTool
from app.reports.wording import plural
from app.services.tool_library import OpenTool
from app.ui.pages.partnership.tools.wording import used_by
from app.ui.theme.tokens import Tone
from app.ui.widgets.banner import Banner


def standing_words(tool: AuditTool, opened: OpenTool, found: int) -> str:
    """ "Version 2 · 21 questions, 2 retired · From version 1 · 3 things to look at"."""
    questions = list(tool.questions.values())
    retired = sum(question.retired for question in questions)
    count = plural(len(questions) - retired, "question")
    gone = f", {retired} retired" if retired else ""
    words = [f"Version {tool.version}", f"{count}{gone}", opened.shelf.origin]
    if found:
        words.append(f"{plural(found, 'thing')} to look at")
    return " · ".join(words)


def frozen_banner(opened: OpenTool) -> Banner:
    """Why a tool can only be looked at, and what can be done instead."""
    if opened.shelf.shipped:
        return Banner(
            Tone.ACCENT,
            "This tool comes with the program, so it stays as it is.",
            "A copy is yours to change.",
            action="Copy it…",
            icon="lock",
        )
    stays = (
        f"Version {opened.tool.version} is {used_by(opened.shelf.audits)}, so it stays as it is."
    )
    if opened.under_way:
        return Banner(
            Tone.ACCENT,
            stays,
            f"Version {opened.under_way} is under way already.",
            action=f"Open version {opened.under_way}",
            icon="lock",
        )
    return Banner(
        Tone.ACCENT,
        stays,
        "What you change becomes the next version; the audit keeps this one.",
        action=f"Change it as version {opened.next_version}",
        icon="lock",
    )
