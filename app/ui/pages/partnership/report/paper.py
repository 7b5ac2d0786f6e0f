"""What can be previewed: a title, the name of its file, and the way to its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.changes import Topic
from app.domain.reporting import ReportKind

MADE_FROM = frozenset(
    {
        Topic.AUDITS,
        Topic.RETURNS,
        Topic.MEETING,
        Topic.RECOMMENDATIONS,
        Topic.COMMENTS,
        Topic.REPORTS,
    }
)
"""What a report is made from: after a change in one of these its pages look again."""

OnPage = Callable[[int], None]


@dataclass(frozen=True)
class Paper:
    """A PDF that can be made, or that was kept.

    ``make`` is called beside the window; it tells of each page that is done, and may be left
    there. ``kind`` and ``about`` name the report; a paper without a kind is a form. ``frozen``
    says that it is exactly what was published, and ``note`` what is to be known of it.
    """

    title: str
    file_name: str
    make: Callable[[OnPage], bytes]
    kind: ReportKind | None = None
    about: str = ""
    note: str = ""
    frozen: bool = False
