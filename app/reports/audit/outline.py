"""Which chapters an audit report has, in the order of the seed, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.content import AuditReport
from app.reports.document import Heading, place

CHAPTERS: Mapping[str, str] = {
    "summary": "Executive summary",
    "context": "Context",
    "methodology": "Audit methodology",
    "process": "Learning about the audit process",
    "findings": "Findings from the audits",
    "recommendations": "Recommendations",
    "cases": "Pen pictures and summaries",
    "comments": "Comments behind the findings",
    "tool": "Audit guidance and tool",
}
APPENDICES = ("cases", "comments", "tool")


@dataclass(frozen=True)
class Outline:
    """The chapters that are printed, by key with their titles in their order."""

    titles: Mapping[str, str]

    def has(self, key: str) -> bool:
        """Whether a chapter is printed."""
        return key in self.titles

    def heading(self, key: str, room: float = 90.0) -> Heading:
        """The heading of a chapter."""
        return Heading(self.titles[key], 1, key, room)

    def appendix(self, key: str) -> str:
        """What an appendix is called in a sentence: "Appendix A"; empty where it is left out."""
        return self.titles.get(key, "").partition(":")[0]

    def comments_key(self, question_id: str) -> str:
        """The key of the comments on a question; empty where they are left out."""
        return place("comments", question_id) if self.has("comments") else ""


def outline_of(report: AuditReport) -> Outline:
    """The chapters of a report without those that its options leave out."""
    shown = [key for key in CHAPTERS if key not in report.options.left_out]
    letters = dict(zip([key for key in shown if key in APPENDICES], "ABC", strict=False))
    return Outline(
        {
            key: f"Appendix {letters[key]}: {CHAPTERS[key]}" if key in letters else CHAPTERS[key]
            for key in shown
        }
    )
