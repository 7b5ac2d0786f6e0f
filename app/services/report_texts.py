"""What the partnership writes into its reports: each text with the draft made from the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.domain.audits import Audit
from app.domain.changes import NO_CHANGES, Changes, Topic, changed
from app.domain.reporting import ReportOptions, ReportText, TextPlace, section_place
from app.reports import AuditReport
from app.reports.drafts import draft_of, sections_with_figures
from app.services.report_content import report_content
from app.services.set_up_desk import require_desk
from app.storage import Clock, Desk, Workspace

_WORDS: dict[TextPlace, tuple[str, str]] = {
    TextPlace.SUMMARY: ("Executive summary", "The first thing that the board reads."),
    TextPlace.CONTEXT: ("Context", "Why there was an audit, and under which framework."),
    TextPlace.METHODOLOGY: ("Audit methodology", "How cases were chosen, and who was asked what."),
    TextPlace.PROCESS: (
        "Learning about the process",
        "What the audit taught about auditing. The meeting’s notes follow it.",
    ),
    TextPlace.FINDINGS: ("Findings: introduction", "It stands before the figures."),
    TextPlace.RECOMMENDATIONS: (
        "Recommendations: introduction",
        "It stands before the action plan.",
    ),
    TextPlace.GUIDE_WHY: ("One-minute guide: why", "Why practitioners should read on."),
    TextPlace.GUIDE_FOUND: ("One-minute guide: what was found", "A few sentences."),
    TextPlace.GUIDE_DO: ("One-minute guide: what to do", "One step on each line."),
}
_BEFORE_SECTIONS = (
    TextPlace.SUMMARY,
    TextPlace.CONTEXT,
    TextPlace.METHODOLOGY,
    TextPlace.PROCESS,
    TextPlace.FINDINGS,
)
_AFTER_SECTIONS = (
    TextPlace.RECOMMENDATIONS,
    TextPlace.GUIDE_WHY,
    TextPlace.GUIDE_FOUND,
    TextPlace.GUIDE_DO,
)


@dataclass(frozen=True)
class Piece:
    """A run of words in two texts: in both, or only in the one before, or only in the new one."""

    text: str
    gone: bool = False
    new: bool = False


@dataclass(frozen=True)
class EditedText:
    """One place of the reports.

    ``text`` is what was written, None where nothing was and the draft stands in the report;
    ``draft`` is made from the data as it is now, ``begun_with`` the draft the writer began on.
    """

    place: str
    title: str
    about: str
    draft: str
    text: str | None = None
    begun_with: str = ""

    @property
    def is_written(self) -> bool:
        """Whether it is in somebody's own words."""
        return self.text is not None

    @property
    def is_outdated(self) -> bool:
        """Whether the figures have changed since it was written."""
        begun = self.begun_with.strip()
        return self.is_written and bool(begun) and begun != self.draft.strip()

    @property
    def stands(self) -> str:
        """What the report says there."""
        return self.draft if self.text is None else self.text

    @property
    def changes(self) -> tuple[Piece, ...]:
        """What the new draft says that the earlier one did not, word by word."""
        return word_changes(self.begun_with, self.draft)


@dataclass(frozen=True)
class ReportTexts:
    """Every place of the reports of an audit, in the order of the report."""

    audit: Audit
    texts: tuple[EditedText, ...]
    options: ReportOptions

    def at(self, place: str) -> EditedText | None:
        """The text of a place, or None."""
        return next((each for each in self.texts if each.place == place), None)


def report_texts(workspace: Workspace, audit_id: str, *, clock: Clock) -> ReportTexts:
    """Every text of the reports, with the drafts made from what is in now.

    Raises:
        NotFoundError: there is no such audit.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        audit = work.audits.get(audit_id)
        report = report_content(work, audit, clock)
    return ReportTexts(audit, tuple(_texts(report)), report.options)


def keep_report_text(
    workspace: Workspace, audit_id: str, place: str, text: str, draft: str
) -> Changes:
    """Keep what was written at a place, with the draft that the writer had before their eyes.

    An empty text, or the draft as it is, leaves the place to the draft.
    """
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        before = work.reports.texts(audit_id).get(place)
        if not text.strip() or text.strip() == draft.strip():
            if before is None:
                return NO_CHANGES
            work.reports.drop_text(audit_id, place)
        else:
            kept = ReportText(place, text, draft)
            if before == kept:
                return NO_CHANGES
            work.reports.keep_text(audit_id, kept)
        work.commit()
    return changed(Topic.REPORTS, audit_id=audit_id)


def drop_report_text(workspace: Workspace, audit_id: str, place: str) -> Changes:
    """Go back to the draft at a place."""
    return keep_report_text(workspace, audit_id, place, "", "")


def keep_report_options(workspace: Workspace, audit_id: str, options: ReportOptions) -> Changes:
    """Keep how the reports of an audit are made."""
    require_desk(workspace, Desk.PARTNERSHIP)
    with workspace.work() as work:
        if work.reports.options(audit_id) == options:
            return NO_CHANGES
        work.reports.keep_options(audit_id, options)
        work.commit()
    return changed(Topic.REPORTS, audit_id=audit_id)


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as one run of words: what is in both, what is gone, and what is new."""
    old, new = _split(before), _split(after)
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece("".join(old[a:b]), gone=True))
        if d > c:
            pieces.append(Piece("".join(new[c:d]), new=True))
    return tuple(pieces)


def _split(text: str) -> list[str]:
    """Words, each with the space behind it."""
    words: list[str] = []
    for line in text.splitlines(keepends=True):
        ended = line.endswith("\n")
        parts = line.split()
        words += [f"{word} " for word in parts]
        if ended:
            words.append("\n")
    return words


def _texts(report: AuditReport) -> Iterator[EditedText]:
    for place in _BEFORE_SECTIONS:
        yield _edited(report, place, *_WORDS[place])
    for section in sections_with_figures(report):
        about = "The findings of this part of the audit tool, in sentences."
        yield _edited(report, section_place(section.id), f"Findings: {section.title}", about)
    for place in _AFTER_SECTIONS:
        yield _edited(report, place, *_WORDS[place])


def _edited(report: AuditReport, place: str, title: str, about: str) -> EditedText:
    written, draft = report.texts.get(place), draft_of(report, place)
    if written is None:
        return EditedText(str(place), title, about, draft)
    return EditedText(str(place), title, about, draft, written.text, written.draft)
