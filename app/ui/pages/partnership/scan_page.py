"""What may identify somebody in what a report quotes, each with the way to it."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from app.anonymity import Finding
from app.domain.changes import Topic
from app.errors import PartnershipAuditError
from app.reports.wording import plural
from app.services.scan_audit import InPenPicture, InReturn, InText, Scanned, scan_audit
from app.ui.messages import first_sentence
from app.ui.pages.partnership.case_page import CasePage
from app.ui.pages.partnership.inbox_summary import WorkCard
from app.ui.pages.partnership.return_page import ReturnPage
from app.ui.pages.partnership.room import Floor, Room, Slot
from app.ui.pages.partnership.wording import case_name
from app.ui.tasks import Task, Work
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.icon_view import IconLine
from app.ui.widgets.labels import hint, section_title, strong_text
from app.ui.widgets.plain import one_line
from app.ui.widgets.surfaces import Card
from app.ui.widgets.task_list import Task as Row
from app.ui.widgets.task_list import TaskList

_LEAD = (
    "A report has more readers than a meeting. This looks through the audit’s own texts, the pen "
    "pictures and every return that is in."
)


class ScanPage(Room):
    """Looks through an audit when it is opened, and again when a return comes in."""

    concerns: ClassVar = frozenset({Topic.AUDITS, Topic.RETURNS})

    def __init__(self, floor: Floor) -> None:
        super().__init__(floor, "What may identify somebody", back="Reports")
        self._task: Task[Scanned] | None = None
        self.scanned: Scanned | None = None
        self.sentence.setText(_LEAD)
        self.work = WorkCard()
        self.work.stop.clicked.connect(self._stop)
        self.add(self.work)
        self.found = Slot(gap=Space.L)
        self.add(self.found)
        self.end()

    def focus_first(self) -> None:
        self.back.setFocus()

    def look(self) -> None:
        super().look()
        if self._task is not None:
            self._task.cancel()
        workspace, audit_id = self.session.workspace, self.floor.audit_id
        clock = self.session.context.clock

        def read(work: Work) -> Scanned:
            def on(done: int, total: int) -> bool:
                work.report(done, total)
                return not work.cancelled

            return scan_audit(workspace, audit_id, clock=clock, progress=on)

        self.work.begin("Looking through return", 0)
        self._task = self.session.work(
            read,
            done=self.show_found,
            failed=self._failed,
            cancelled=self._stopped,
            progress=lambda done, total, _text: self.work.say(done, total),
            owner=self,
        )

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _stopped(self) -> None:
        self.work.hide()
        self._task = None
        self.found.put(Banner(Tone.ATTENTION, "Stopped before every return was looked through."))

    def _failed(self, error: PartnershipAuditError) -> None:
        self.work.hide()
        self._task = None
        self.found.put(Banner(Tone.PROBLEM, *first_sentence(error.sentence)))

    def show_found(self, scanned: Scanned) -> None:
        """Show what was found: the audit's own texts first, as they can be mended here."""
        self._task = None
        self.scanned = scanned
        self.work.hide()
        self.found.put(
            _said(scanned.count),
            *([_texts(scanned.texts)] if scanned.texts else []),
            *(self._picture(each) for each in scanned.pictures),
            *([self._returns(scanned.returns)] if scanned.returns else []),
        )
        self.say("Nothing was changed", "Alt+Left goes back")

    def _picture(self, each: InPenPicture) -> Card:
        card = Card()
        card.body.addWidget(section_title(f"The pen picture of {case_name(each.case)}"))
        for finding in each.findings:
            card.body.addWidget(_line(finding))
        if each.rare is not None:
            card.body.addWidget(_marked(each.rare.why))
            card.body.addSpacing(Space.XS)
            card.body.addWidget(strong_text("It may be said more broadly"))
            card.body.addWidget(hint("\n".join(each.rare.advice)))
        card.body.addSpacing(Space.S)
        rows = TaskList(
            [Row(each.case.uin, "Open the case", f"UIN {each.case.uin}")],
            f"The case of {case_name(each.case)}",
        )
        rows.opened.connect(lambda _key: self.floor.open(CasePage(self.floor, each.case)))
        card.body.addWidget(rows)
        return card

    def _returns(self, returns: tuple[InReturn, ...]) -> Card:
        card = Card()
        card.body.addWidget(section_title("Returns"))
        card.body.addWidget(
            hint("Each opens with its marks. Ask the agency, or leave the words out of the report.")
        )
        places = {f"{each.case.uin} {each.agency.id}": each for each in returns}
        rows = TaskList(
            [_row(key, each) for key, each in places.items()],
            "Returns in which something may identify somebody",
        )
        rows.opened.connect(partial(self._open, places))
        card.body.addWidget(rows)
        return card

    def _open(self, places: dict[str, InReturn], key: str) -> None:
        each = places[key]
        self.floor.open(
            ReturnPage(self.floor, each.case.uin, each.agency.id, back="What may identify somebody")
        )


def _said(count: int) -> Banner:
    if not count:
        return Banner(
            Tone.GOOD,
            "Nothing was found that may identify somebody.",
            "The guard knows names, numbers and places, not everything: read the report as well.",
        )
    return Banner(
        Tone.ATTENTION,
        f"{plural(count, 'place')} may identify somebody.",
        "Look at each before the report goes out. The report can be written all the same.",
    )


def _texts(found: tuple[InText, ...]) -> Card:
    card = Card()
    card.body.addWidget(section_title("The audit’s own texts"))
    for name in dict.fromkeys(each.text for each in found):
        card.body.addSpacing(Space.XS)
        card.body.addWidget(strong_text(name))
        for each in found:
            if each.text == name:
                card.body.addWidget(_line(each.finding))
    return card


def _line(finding: Finding) -> IconLine:
    return _marked(f"“{finding.text}”: {finding.why}")


def _marked(words: str) -> IconLine:
    """A sentence in the colour of text after its mark: many in amber would shout."""
    line = IconLine("attention", one_line(words), Tone.ATTENTION)
    line.label.set_tone(Tone.TEXT)
    return line


def _row(key: str, each: InReturn) -> Row:
    kinds = ", ".join(dict.fromkeys(str(one.finding.kind) for one in each.found))
    title = f"{each.agency.name} on {case_name(each.case)}"
    return Row(key, title, kinds, plural(len(each.found), "place"), Tone.ATTENTION, "attention")
