"""The way of an auditor through the program, from a bare first start to the prepared e-mail."""

from __future__ import annotations

from app.domain.audits import Case
from app.domain.interview import ABOUT, CHECK, items_on, path
from app.domain.returns import Auditor, Form, ReturnKind
from app.domain.rules import Item
from app.domain.tool import AnswerKind
from app.ui.interview.check_page import CheckPage
from app.ui.interview.question_block import blocks_of
from app.ui.interview.wording import case_title
from app.ui.pages.agency.audit_page import AuditPage
from app.ui.pages.agency.done_page import DonePage
from app.ui.pages.agency.seal_page import SealPage
from tests.flow.desks import PASSPHRASE
from tests.runs import finders
from tests.runs.eyes import Eyes, MissedError
from tests.runs.hands import Hands
from tests.runs.journal import Journal
from tests.runs.stage import Stage
from tests.runs.way import Way

_SOME = {"Q1", "Q9", "J1", "areas"}  # pictures of the later children


class Journey(Way):
    """Goes the whole way with one pair of hands."""

    def __init__(self, stage: Stage, eyes: Eyes, hands: Hands, journal: Journal) -> None:
        super().__init__(eyes, hands, journal)
        self._stage = stage

    def go(self) -> None:
        """From the first start to the draft of the e-mail."""
        self._journal.part = "First start"
        self._set_up()
        self._open_pack()
        forms = [(self._case(uin), form) for uin, form in self._stage.answers.items()]
        for number, (case, form) in enumerate(forms):
            self._journal.part = case_title(case)
            after = forms[number + 1 : number + 2]
            if form.kind is ReturnKind.NIL:
                self._say_not_known(case, form.completed_by, form.note)
            else:
                self._fill_in(case, form, every_page=number == 0)
                if after and after[0][1].kind is ReturnKind.FULL:
                    self._go_on_to(after[0][0])
                else:
                    self._leave(case)
        self._journal.part = "Sealing"
        self._seal()

    def _case(self, uin: str) -> Case:
        return next(case for case in self._stage.audit.cases if case.uin == uin)

    # --- before the first form -------------------------------------------------------------------

    def _set_up(self) -> None:
        hands, picture = self._hands, self._picture
        with self._journal.step("Choose the agency’s desk"):
            desk = finders.button("I audit cases for an agency")
            self._eyes.wait_for(desk, "the first page")
            picture("first start")
            hands.press(desk, "the agency’s desk")
        with self._journal.step("Protect it with a passphrase"):
            first, again = finders.text_box("Passphrase"), finders.text_box("The same again")
            self._eyes.wait_for(first, "the box for the passphrase")
            picture("set up the desk")
            hands.write(first, PASSPHRASE, "Passphrase")
            hands.write(again, PASSPHRASE, "The same again")
            picture("passphrase typed")
            hands.press(finders.button("Set up this desk"), "Set up this desk")
            self._eyes.wait_for(finders.button("Open pack"), "the empty desk")
            picture("empty desk")

    def _open_pack(self) -> None:
        hands, picture = self._hands, self._picture
        with self._journal.step("Open the pack"):
            hands.press(finders.button("Open pack"), "Open pack")
            self._eyes.wait_for(finders.path_box, "the file dialog")
            picture("file dialog")
            hands.choose_file(self._stage.pack.name)  # the dialog begins where downloads are
            self._await_cases()
        with self._journal.step("Skip the tour"):
            if self._eyes.sees(lambda: finders.tour() is not None, 2):
                picture("tour")
                hands.skip_tour()
                self._eyes.wait(lambda: finders.tour() is None, "the tour to go")
        picture("cases at the beginning")

    def _await_cases(self) -> None:
        self._await(AuditPage, "the list of cases")

    # --- a case ----------------------------------------------------------------------------------

    def _fill_in(self, case: Case, form: Form, *, every_page: bool) -> None:
        title, tool = case_title(case), self._stage.audit.tool
        steps = [step.id for step in path(tool, form)]
        with self._journal.step("Open the form"):
            if self._eyes.look(_case_in_hand) != case.uin:
                self._hands.press(finders.button(title), title)
            self._eyes.wait(lambda: finders.step() == ABOUT, "the first page of the form")
        for at, step in enumerate(path(tool, form)):
            with self._journal.step(step.title):
                shown = every_page or step.id in {*_SOME, CHECK}
                if every_page and step.id in {ABOUT, "Q1"}:
                    self._picture(f"case {case.label} {step.id} still empty")
                if step.id == ABOUT:
                    self._write_about(form)
                elif step.id != CHECK:
                    for items in blocks_of(items_on(step, form)):
                        self._answer(items, form, main=items[0].question is step.question)
                if shown:
                    self._picture(f"case {case.label} {step.id}")
                if step.id != CHECK:
                    self._turn_to(steps[at + 1])
        self._see_that_nothing_is_missing(title)

    def _go_on_to(self, case: Case) -> None:
        with self._journal.step("On to the next case"):
            self._hands.turn_page("Continue")
            self._eyes.wait(lambda: _case_in_hand() == case.uin, f"the form of {case_title(case)}")

    def _leave(self, case: Case) -> None:
        with self._journal.step("Back to the cases"):
            self._hands.press(finders.button("All cases"), "All cases")
            self._await_cases()
        self._picture(f"cases after {case.label}")

    def _turn_to(self, step: str) -> None:
        self._hands.turn_page("Continue")
        self._eyes.wait(lambda: finders.step() == step, f"the page {step}")

    def _write_about(self, form: Form) -> None:
        who, day = form.completed_by, form.last_involvement
        self._write_once("Your name", who.name)
        self._write_once("Your job title", who.title)
        self._write_once("On behalf of", form.on_behalf_of)
        if form.people:
            raise MissedError("The journey does not list people yet; the sample has none.")
        if day is not None:
            box = finders.text_box("When was your agency last involved?: Day")
            self._hands.reach(box, "the date")
            self._hands.type(f"{day.day} {day.month} {day.year}")

    def _write_once(self, name: str, text: str) -> None:
        """Type a text, unless the program has taken it over from the form before."""
        box = finders.text_box(name)
        if text and not self._eyes.look(lambda: finders.content(box())):
            self._hands.write(box, text, name)

    def _answer(self, items: tuple[Item, ...], form: Form, *, main: bool) -> None:
        question = items[0].question
        names = {o.id: (o.label, o.key) for o in self._stage.audit.tool.scale(question).options}
        for item in items:
            answer = form.answer(item.key)
            for chosen in answer.options:
                label, letter = names[chosen]
                name = f"{item.part.text}: {label}" if item.part is not None else label
                several = question.answer is AnswerKind.SEVERAL
                self._hands.pick(
                    finders.option(item.key, name),
                    f"{item.key} {name}",
                    letter="" if several else letter,
                    anywhere=main and item.part is None,
                )
            if answer.text:
                self._hands.write(finders.answer_box(item.key), answer.text, item.key)
        for item in items:
            said = form.answer(item.key).comment
            if said:
                self._hands.write(finders.comment(item.key), said, f"the comment on {item.key}")

    def _see_that_nothing_is_missing(self, title: str) -> None:
        def ready() -> bool:
            shown = finders.form()
            page = shown.page() if shown is not None else None
            return isinstance(page, CheckPage) and page.ready.isVisible()

        self._eyes.wait(ready, f"“ready to seal” for {title}")

    def _say_not_known(self, case: Case, who: Auditor, note: str) -> None:
        title, hands = case_title(case), self._hands
        with self._journal.step("Not known to us"):
            hands.press(finders.button(f"Options for {title}"), f"the options of {title}")
            self._eyes.wait(lambda: finders.menu() is not None, "the menu")
            self._picture(f"options of case {case.label}")
            hands.pick_in_menu("Not known to us")
            marked = finders.button(f"{title}, not known to us")
            asked = finders.text_box("Your name")
            self._eyes.wait(lambda: marked() or asked(), "the sheet or the mark")
            if self._eyes.look(lambda: asked() is not None):
                self._write_once("Your name", who.name)
                self._write_once("Your job title", who.title)
                self._picture(f"who says so of case {case.label}")
                hands.press(finders.button("Not known to us"), "Not known to us")
            self._eyes.wait_for(marked, "the case marked as not known")
        if note:
            with self._journal.step("A note with it"):
                box = finders.text_box("Note for the partnership")
                hands.press(marked, title)
                self._eyes.wait_for(box, "the box for the note")
                hands.write(box, note, "Note for the partnership")
                self._picture(f"note of case {case.label}")
                hands.press(finders.button("Save note"), "Save note")
                self._eyes.wait(lambda: box() is None, "the sheet to go")
        self._picture(f"cases after {case.label}")

    # --- sealing ---------------------------------------------------------------------------------

    def _seal(self) -> None:
        hands, picture, seal = self._hands, self._picture, finders.button("Seal returns")
        with self._journal.step("Seal all returns"):
            hands.press(seal, "Seal returns")
            self._await(SealPage, "which cases are sealed")
            picture("seal returns")
            hands.press(seal, "Seal returns")
            self._await(DonePage, "the sealed file")
            picture("returns sealed")
        with self._journal.step("Prepare the e-mail"):
            hands.press(finders.button("Prepare e-mail"), "Prepare e-mail")
            drafts = self._stage.documents
            self._eyes.wait(lambda: list(drafts.glob("*.eml")), "the draft of the e-mail")
            picture("e-mail prepared")


def _case_in_hand() -> str:
    shown = finders.form()
    return shown.case.uin if shown is not None else ""
