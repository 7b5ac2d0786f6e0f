"""Everything that can be done at both desks, with one text typed wherever one can be typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.anonymity import WatchEntry
from app.domain.audits import Agency
from app.domain.comment_tags import theme_tag
from app.domain.evidence import of_answer
from app.domain.meeting import Agreed, Attendance, Discussion, Matter, NoteHeading, Scope
from app.domain.recommendations import RecommendationState
from app.domain.reporting import ReportKind, ReportOptions
from app.domain.returns import Answer, Auditor, Form, Person
from app.handover.files import read_file
from app.reports.page_pictures import PagePictures
from app.services.accept_return import accept_returns
from app.services.answer_case import (
    form_of,
    mark_nil,
    note_nil,
    reopen,
    save_answer,
    start_form,
)
from app.services.ask_agency import ask_agency
from app.services.browse_comments import (
    browse_comments,
    keep_quote,
    start_recommendation,
    tag_comments,
    take_to_meeting,
)
from app.services.chase_agencies import chase_agencies
from app.services.follow_up import close_recommendation, report_progress
from app.services.guard import keep_watch_list, wave_through
from app.services.hand_over import ask_for_cases, hand_over, read_request
from app.services.hold_meeting import agree, attend, discuss, keep_note, new_note
from app.services.issue_packs import issue_packs
from app.services.keep_agencies import keep_agency
from app.services.keep_audits import hold_audit
from app.services.look_at_files import look_at_files
from app.services.make_report import make_report
from app.services.mark_question import mark_question
from app.services.open_pack import open_pack
from app.services.publish_report import publish_report, published
from app.services.receive_letter import receive_letter
from app.services.recommend import new_recommendation, write_recommendation
from app.services.report_texts import keep_report_options, keep_report_text, report_texts
from app.services.scan_audit import scan_audit
from app.services.seal_returns import seal_returns
from app.services.set_up_audit import (
    begin_set_up,
    change_audit,
    finish_set_up,
    keep_logo,
    keep_set_up,
)
from app.services.take_over import read_hand_over, take_over
from app.services.tool_library import begin_tool
from app.services.track_audit import track_audit
from app.services.try_route import make_test_package
from app.services.write_receipt import write_receipt
from app.storage import Workspace
from app.storage.records import BookEntry
from tests.builders import clock, full_form
from tests.flow.desks import Round, agency_desk, start_round

ANNE = Auditor("Invented Anne", "Detective Sergeant")
SAM = Auditor("Invented Sam", "Reviewing Officer")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
REPORTS = {ReportKind.CASE: "T-1", ReportKind.FEEDBACK: "police"}


class Everything:
    """Both desks, in a folder: ``round``, and two of one agency, ``anne`` and ``sam``.

    ``steps`` does it all, and says after each step what was done.
    """

    def __init__(self, folder: Path, text: str) -> None:
        self.folder, self.text = folder, text
        self.round: Round = start_round(folder)
        self.anne: Workspace = agency_desk(folder / "anne")
        self.sam: Workspace = agency_desk(folder / "sam")

    @property
    def partnership(self) -> Workspace:
        """The partnership's desk."""
        return self.round.partnership

    @property
    def audit_id(self) -> str:
        """The audit's id."""
        return self.round.audit.id

    def close(self) -> None:
        """Close the desks."""
        for desk in (self.partnership, self.anne, self.sam):
            desk.close()

    def form(self) -> Form:
        """A form with the text in it wherever a form takes one."""
        text = self.text
        answers = {
            **full_form(text).answers,
            "Q2.carers": Answer(("na",), comment=text),
            "C1": Answer(text=text),
        }
        form = full_form(text)
        return replace(
            form,
            completed_by=Auditor(text, text),
            on_behalf_of=text,
            people=(Person("p1", "mum"),),
            answers=answers,
        )

    def steps(self) -> Iterator[str]:
        """Do everything, one step after the other."""
        yield from self._change_the_audit()
        yield from self._at_the_agency()
        yield from self._returns_come_in()
        yield from self._letters()
        yield from self._meeting()
        yield from self._recommendations()
        yield from self._reports()

    def _change_the_audit(self) -> Iterator[str]:
        desk, text, tools = self.partnership, self.text, self.folder / "tools"
        begun = change_audit(desk, self.audit_id).set_up
        cases = tuple(replace(case, pen_picture=text) for case in begun.cases)
        not_asked = frozenset({("T-2", "health-visiting")})
        agencies = tuple(replace(each, email="a@example.org") for each in begun.agencies)
        begun = replace(begun, selection=text, context=text, methodology=text)
        changed = replace(begun, cases=cases, agencies=agencies, not_asked=not_asked)
        keep_set_up(desk, changed)
        keep_logo(desk, begun.id, PIXEL)
        finish_set_up(desk, begun.id, tools)
        issue_packs(desk, self.audit_id, self.folder / "packs", clock=clock)
        yield "pen pictures and the audit's texts"
        next_one = begin_set_up(desk, copy_of=self.audit_id).set_up
        keep_set_up(desk, replace(next_one, title=text, theme=text, context=text))
        keep_agency(desk, BookEntry(Agency("probation", text, contact=text, proxy=text), text))
        begin_tool(desk, tools, text, text)
        yield "the next audit, the address book, a tool"

    def _at_the_agency(self) -> Iterator[str]:
        anne, sam, text, audit_id = self.anne, self.sam, self.text, self.audit_id
        for desk in (anne, sam):
            open_pack(desk, read_file(self.round.pack("Police")), clock=clock)
        start_form(anne, audit_id, "T-1", self.form())
        save_answer(anne, form_of(anne, audit_id, "T-1"), "Q1", Answer(("no",), comment=text))
        yield "answers"
        start_form(anne, audit_id, "T-2", self.form())
        save_answer(anne, form_of(anne, audit_id, "T-2"), "Q1", Answer(("no",), comment=text))
        mark_nil(anne, audit_id, ["T-2"], ANNE)
        note_nil(anne, audit_id, "T-2", text)
        yield "a nil return's note"
        make_test_package(anne, audit_id, self.folder / "tried", clock=clock)
        request = ask_for_cases(sam, audit_id, SAM, self.folder / "asked", clock=clock)
        asked = read_request(anne, read_file(request.path))
        passed = hand_over(
            anne, asked, ["T-2"], ANNE, self.folder / "passed", clock=clock, note=text
        )
        take_over(sam, read_hand_over(sam, read_file(passed.path)), ["T-2"], clock=clock)
        yield "a hand-over"
        keep_watch_list(anne, audit_id, "T-2", [WatchEntry(text, "school")])
        wave_through(anne, audit_id, "T-2", text, text)
        yield "the watch list"

    def _returns_come_in(self) -> Iterator[str]:
        sealed = [self._seal(self.sam, "T-2"), self._seal(self.anne, "T-1")]
        yield "sealing"
        look_at_files(self.partnership, sealed)
        yield "files that were dropped are looked at"
        taken = self.round.bring_in(*sealed, accept_new_keys=True)
        assert [each.returns for each in taken] == [1, 1], [each.reason for each in taken]
        yield "import"

    def _seal(self, desk: Workspace, uin: str) -> Path:
        return seal_returns(desk, self.audit_id, [uin], self.folder / "sealed", clock=clock).path

    def _letters(self) -> Iterator[str]:
        desk, text, letters = self.partnership, self.text, self.folder / "letters"
        asked = ask_agency(
            desk, self.audit_id, "police", "T-1", {"Q1": text}, letters,
            clock=clock, text=text, asked_by=text,
        )  # fmt: skip
        receive_letter(self.anne, read_file(asked.path))
        yield "a query"
        reopen(self.anne, self.audit_id, "T-1", text)
        form = form_of(self.anne, self.audit_id, "T-1")
        save_answer(self.anne, form, "Q1", Answer(("yes",), comment=f"{text}. Seen again."))
        self.round.bring_in(self._seal(self.anne, "T-1"))
        yield "the next revision"
        receipt = write_receipt(desk, self.audit_id, "police", letters, clock=clock)
        receive_letter(self.anne, read_file(receipt.path))
        yield "a receipt"
        chase_agencies(desk, self.audit_id, letters, clock=clock, within_days=30)
        mark_question(desk, self.audit_id, "police", "T-1", "Q1", text)
        accept_returns(desk, self.audit_id, [("T-2", "police")], by=text)
        track_audit(desk, self.audit_id, clock=clock)
        yield "a reminder, a marked answer, an acceptance"

    def _meeting(self) -> Iterator[str]:
        desk, text, audit_id = self.partnership, self.text, self.audit_id
        comments = browse_comments(desk, audit_id).comments
        first = next(each for each in comments if each.place.key == "Q1")
        tag_comments(desk, audit_id, [first.place], theme_tag(text), on=True)
        keep_quote(desk, audit_id, first, text)
        take_to_meeting(desk, audit_id, first, NoteHeading.WORRIED, text)
        yield "themes and quotations"
        case = Matter(Scope.CASE, "T-1")
        keep_note(desk, audit_id, new_note(case, NoteHeading.WELL, text))
        agree(desk, audit_id, Agreed("T-1", "good", text, text))
        attend(desk, audit_id, [Attendance(who=text, note=text), Attendance("police", text)])
        discuss(desk, audit_id, Discussion(case, done=True, seconds=60))
        yield "the meeting"

    def _recommendations(self) -> Iterator[str]:
        desk, text, audit_id = self.partnership, self.text, self.audit_id
        comments = browse_comments(desk, audit_id).comments
        first = next(each for each in comments if each.place.key == "Q1")
        start_recommendation(desk, audit_id, first, text)
        found = replace(
            new_recommendation(audit_id),
            finding=text,
            action=text,
            agency_ids=("police",),
            lead=text,
            due=date(2018, 6, 1),
            outcome=text,
            evidence=(of_answer("T-1", "police", "Q1"),),
        )
        write_recommendation(desk, found)
        report_progress(desk, found.id, date(2018, 3, 1), text, text)
        close_recommendation(desk, found.id, RecommendationState.DONE, date(2018, 5, 1), text)
        yield "recommendations"

    def _reports(self) -> Iterator[str]:
        desk, text, audit_id = self.partnership, self.text, self.audit_id
        for each in report_texts(desk, audit_id, clock=clock).texts:
            keep_report_text(desk, audit_id, each.place, f"{text} {each.title}", each.draft)
        keep_report_options(desk, audit_id, ReportOptions(5))
        yield "the texts of the reports"
        for kind in ReportKind:
            made = make_report(desk, audit_id, kind, REPORTS.get(kind, ""), clock=clock)
            with PagePictures(made.content) as pages:
                pages.picture(0, 300)
                yield f"{kind.value}: a page before it is printed"
        scan_audit(desk, audit_id, clock=clock)
        yield "the look for words that identify"
        publish_report(desk, audit_id, by=text, reason=text, clock=clock)
        published(desk, audit_id, clock=clock)
        yield "publication"
        hold_audit(desk, audit_id, text)
        hold_audit(desk, audit_id, "")
        yield "a legal hold"
