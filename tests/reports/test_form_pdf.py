"""Audit forms as PDFs, blank and filled in, read back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.domain.audits import Audit, Case
from app.domain.returns import Answer, Auditor, Form, Person, ReturnKind
from app.domain.rules import asked_items
from app.domain.tool import (
    AnswerKind,
    AuditTool,
    CommentRule,
    Condition,
    LookBack,
    Part,
    Question,
    Section,
    Subject,
)
from app.errors import FileWriteError
from app.reports import Standing, write_form
from app.reports.form_words import number_words, only_if
from app.toolfiles import parse_answers, read_definition, read_tool
from tests.reports.builders import (
    AUDITOR,
    RESOURCES,
    YES_NO,
    full_form,
    nil_form,
    small_audit,
    small_tool,
)

TOOLS = sorted(path.stem for path in (RESOURCES / "tools").glob("*.toml"))
SEALED = Standing(2, sealed=True, on=date(2018, 2, 1))
HOSTILE = '<img src="file:///etc/passwd"/> & <b>bold</b>\u202e'
SHOWN = '<img src="file:///etc/passwd"/> & <b>bold</b>[U+202E]'


def written(
    audit: Audit, case: Case | None, form: Form | None, sealed: Standing | None = None
) -> PdfReader:
    """A form, written and opened."""
    file = io.BytesIO()
    pages = write_form(
        audit, case, form, file, sealed=sealed or Standing(), printed=date(2018, 2, 5)
    )
    reader = PdfReader(file)
    assert len(reader.pages) == pages
    return reader


def text_of(reader: PdfReader) -> str:
    """All texts with single spaces; what stands in columns comes cell by cell."""
    return squeezed(" ".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    """A text with single spaces, as paragraphs are broken into lines."""
    return " ".join(text.split())


def one_agency(tool: AuditTool | None = None) -> Audit:
    """An audit as it is on an agency's desk."""
    return small_audit(2, 1, tool)


def sample(agency: str) -> Audit:
    """The sample audit as it is on the desk of an agency."""
    audit = read_definition(
        RESOURCES / "sample" / "audit.toml", tools=RESOURCES / "tools", audit_id="sample"
    )
    found = audit.agency(agency)
    assert found is not None
    return replace(audit, agencies=(found,))


def sample_forms() -> Iterator[tuple[str, Case, Form]]:
    """The sample's returns of two agencies."""
    for agency in ("police", "education"):
        audit = sample(agency)
        for case in audit.cases:
            path = RESOURCES / "sample" / "returns" / agency / f"{case.uin}.json"
            yield agency, case, parse_answers(path.read_bytes(), path.name)[1]


def questions(tool: AuditTool) -> Iterator[Question]:
    """Every question that a form can ask."""
    return (question for question in tool.questions.values() if not question.retired)


# --- filled -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agency", "case", "form"), [pytest.param(*f, id=f"{f[0]}-{f[1].uin}") for f in sample_forms()]
)
def test_every_answer_and_comment_of_the_sample_is_printed(
    agency: str, case: Case, form: Form
) -> None:
    audit = sample(agency)
    text = text_of(written(audit, case, form, SEALED))
    assert form.completed_by.name in text
    assert form.completed_by.title in text
    assert case.uin in text
    assert f"Case {case.label} · {case.initials}" in text
    assert form.on_behalf_of in text
    for item in asked_items(audit.tool, form):
        answer = form.answer(item.key)
        assert squeezed(item.part.text if item.part else item.question.text) in text
        assert squeezed(answer.comment) in text
        assert squeezed(answer.text) in text
        for option in answer.options:
            shown = audit.tool.scale(item.question).option(option)
            assert shown is not None
            assert shown.label in text


def test_what_was_not_asked_is_not_printed() -> None:
    form = full_form(Q2=Answer(("yes",), comment="Steady."))
    assert "Was this challenged?" not in text_of(written(one_agency(), one_agency().cases[0], form))
    form = full_form(Q2=Answer(("no",), comment="Nobody called."))
    text = text_of(written(one_agency(), one_agency().cases[0], form))
    assert "Was this challenged?" in text
    assert "The health visitor asked twice." in text


def test_every_kind_of_answer_is_in_words() -> None:
    audit = one_agency()
    text = text_of(written(audit, audit.cases[0], full_form(), SEALED))
    for words in (
        "Child and siblings Yes",
        "Parents No",
        "mum Yes Mum was heard.",
        "step-father No Dad was not.",
        "4 times",
        "Good consistently meets the standards Steady work.",
        "Minutes come late. Share them in two days.",
        "3 July 2017 to 3 January 2018 (6 months)",
        f"{AUDITOR.name}, {AUDITOR.title}",
        "mum, step-father",
        "Printed 5 February 2018",
    ):
        assert words in text, words


def test_a_draft_says_so_and_what_is_not_answered() -> None:
    audit = one_agency()
    text = text_of(written(audit, audit.cases[0], Form()))
    assert "Draft, not sealed" in text
    assert "sealed 1 February" not in text
    assert text.count("Not entered") == 2
    assert "Nobody was listed" in text
    asked = [question for question in questions(audit.tool) if question.when is None]
    assert text.count("Not answered") >= len(asked) - 1


def test_a_sealed_form_says_its_revision_on_each_page() -> None:
    audit = one_agency()
    reader = written(audit, audit.cases[0], full_form(), SEALED)
    for number, page in enumerate(reader.pages, start=1):
        text = squeezed(page.extract_text())
        assert "Revision 2, sealed 1 February 2018" in text
        assert f"Page {number} of {len(reader.pages)}" in text
        assert "Official-Sensitive" in text
        assert "DRAFT" not in text


def test_standing_in_words() -> None:
    assert Standing().words == "Draft, not sealed"
    assert Standing(3).words == "Draft of revision 3, not sealed"
    assert Standing(1, sealed=True).words == "Revision 1, sealed"


def test_a_nil_return_is_a_short_page() -> None:
    audit = one_agency()
    reader = written(audit, audit.cases[0], nil_form("No record of the family."), SEALED)
    text = text_of(reader)
    assert len(reader.pages) == 1
    assert "Not known to us" in text
    assert "Neither the child nor the parents are known to the agency." in text
    assert "No record of the family." in text
    assert AUDITOR.name in text
    assert "Working together" not in text
    assert "Last involvement" not in text


@pytest.mark.parametrize(
    ("subject", "words"),
    [(Subject.FAMILY, "The family is not known"), (Subject.ORGANISATION, "does not apply")],
)
def test_a_nil_return_about_another_subject(subject: Subject, words: str) -> None:
    audit = one_agency(replace(small_tool(), subject=subject))
    assert words in text_of(written(audit, audit.cases[0], nil_form()))


def test_hostile_texts_are_printed_as_they_are() -> None:
    audit = one_agency()
    audit = replace(
        audit,
        title=HOSTILE,
        reference=HOSTILE,
        body=replace(audit.body, name=HOSTILE, marking=HOSTILE),
        agencies=(replace(audit.agencies[0], name=HOSTILE, proxy=HOSTILE),),
        cases=(Case(HOSTILE, HOSTILE, HOSTILE),),
    )
    form = replace(
        full_form(
            Q1=Answer(("yes",), comment=HOSTILE),
            good_practice=Answer(text=HOSTILE),
            learning_do=Answer(text=HOSTILE),
        ),
        completed_by=Auditor(HOSTILE, HOSTILE),
        on_behalf_of=HOSTILE,
        people=(Person("p1", HOSTILE),),
        note=HOSTILE,
    )
    form = form.with_answer("learning.do", Answer(text=HOSTILE))
    text = text_of(written(audit, audit.cases[0], form))
    assert text.count(SHOWN) >= 12
    nil = replace(form, kind=ReturnKind.NIL)
    assert text_of(written(audit, audit.cases[0], nil)).count(SHOWN) >= 8


def test_a_hostile_tool_is_printed_as_it_is() -> None:
    scale = replace(
        YES_NO,
        options=tuple(
            replace(option, label=HOSTILE + option.id, definition=HOSTILE, prompt=HOSTILE)
            for option in YES_NO.options
        ),
    )
    asked = Question(
        "Q1",
        HOSTILE,
        HOSTILE,
        scale="yes-no",
        guidance=HOSTILE,
        prompt=HOSTILE,
        parts=(Part("one", HOSTILE),),
        follow_ups=(Question("Q1a", HOSTILE, scale="yes-no", when=Condition("Q1", ("no",))),),
    )
    number = Question("Q2", HOSTILE, answer=AnswerKind.NUMBER, unit=HOSTILE)
    section = Section("s", HOSTILE, HOSTILE, (asked, number), (HOSTILE,))
    tool = replace(
        small_tool(),
        scales=(scale,),
        sections=(section,),
        guidance=(HOSTILE,),
        thanks=HOSTILE,
        comment_prompt=HOSTILE,
    )
    audit = one_agency(tool)
    assert text_of(written(audit, None, None)).count(SHOWN) >= 20
    form = Form(answers={"Q1": Answer(("no",), comment=HOSTILE), "Q2": Answer(number=3)})
    assert text_of(written(audit, audit.cases[0], form)).count(SHOWN) >= 6


@pytest.mark.parametrize("typed", ["word " * 10_000, "x" * 50_000, "line\n" * 5_000])
def test_fifty_thousand_characters_flow(typed: str) -> None:
    audit = one_agency()
    form = full_form(Q1=Answer(("yes",), comment=typed), good_practice=Answer(text=typed))
    form = form.with_answer("learning.do", Answer(text=typed))
    text = text_of(written(audit, audit.cases[0], form))
    letter = typed[0]
    assert text.count(letter) >= 3 * typed.count(letter)
    assert "Share" not in text
    assert "Steady work." in text, "what follows the long texts"


@pytest.mark.parametrize("words", range(330, 700, 15))
def test_a_comment_of_about_a_page_fits_wherever_it_ends(words: int) -> None:
    audit = one_agency()
    form = full_form(Q4=Answer(("amber",), comment="word " * words))
    assert text_of(written(audit, audit.cases[0], form)).count("word") == words


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for agency, case, form in sample_forms():
        audit = sample(agency)
        answers = {option.label for scale in audit.tool.scales for option in scale.options}
        titles = {section.title for section in audit.tool.sections} - answers
        for page in written(audit, case, form, SEALED).pages:
            lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
            assert lines[-1] not in titles, f"{agency} {case.uin}"


# --- blank ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TOOLS)
def test_the_blank_form_has_every_question_and_option(name: str) -> None:
    tool = read_tool(RESOURCES / "tools" / f"{name}.toml")
    audit = replace(one_agency(tool), title="An audit")
    reader = written(audit, None, None)
    text = text_of(reader)
    for note in (*tool.guidance, tool.thanks, *(s.introduction for s in tool.sections)):
        assert squeezed(note) in text
    for section in tool.sections:
        assert section.title in text
        assert all(squeezed(prompt) in text for prompt in section.prompts)
    for question in questions(tool):
        assert squeezed(question.text) in text, question.id
        assert squeezed(question.guidance) in text, question.id
        for part in question.parts:
            assert squeezed(part.text) in text, question.id
        if question.when:
            assert squeezed(only_if(tool, question.when)) in text, question.id
        for option in tool.scale(question).options:
            assert f"☐ {option.label}" in text, question.id
            assert squeezed(option.definition) in text, question.id
    assert "Not answered" not in text
    assert "DRAFT" not in text


def test_the_blank_form_has_room_for_who_and_which_case() -> None:
    audit = one_agency()
    reader = written(audit, None, None)
    text = text_of(reader)
    for words in (
        "Case no (UIN)",
        "Case and initials",
        "Agency completing the audit Agency number 0",
        "Audit completed by (name and title)",
        "On behalf of (if for another agency)",
        "Last involvement of the agency",
        "People around the child",
        "☐ Not known to us.",
        "Only if the answer to Q2 is “No”:",
        "times",
    ):
        assert words in text, words
    assert audit.cases[0].uin not in text
    for page in reader.pages[1:]:
        assert "Case no (UIN)" in page.extract_text(), "loose sheets find back together"


def test_the_blank_form_of_a_case_names_it() -> None:
    audit = one_agency()
    text = text_of(written(audit, audit.cases[0], None))
    assert "Case no (UIN) EX-0000" in text
    assert "Case and initials Case A · AB" in text


def test_a_tool_with_everything_that_is_rare() -> None:
    facts = Section(
        "facts",
        "Facts",
        questions=(
            Question("d", "Since when?", answer=AnswerKind.DATE),
            Question("n", "How many?", answer=AnswerKind.NUMBER, minimum=0),
            Question("m", "How few?", answer=AnswerKind.NUMBER, maximum=9),
            Question("old", "Retired?", scale="yes-no", retired=True),
            Question(
                "each",
                "Each for everyone?",
                answer=AnswerKind.MATRIX,
                scale="yes-no",
                per_person=True,
                parts=(Part("x", "The first"), Part("y", "The second")),
            ),
            Question(
                "text",
                "Tell it",
                answer=AnswerKind.LONG_TEXT,
                follow_ups=(Question("text-a", "And then?", answer=AnswerKind.COLUMNS,
                                     parts=(Part("now", "Now"), Part("later", "Later"))),),
            ),
            Question("many", "Several?", answer=AnswerKind.SEVERAL, scale="yes-no",
                     comment=CommentRule.NONE),
        ),
        look_back=LookBack(24),
    )  # fmt: skip
    more = Section(
        "more", "More", questions=(Question("z", "More?", scale="yes-no"),),
        when=Condition("many", ("yes", "no")),
    )  # fmt: skip
    empty = Section("empty", "Nothing is asked here")
    audit = one_agency(replace(small_tool(), sections=(facts, more, empty)))
    blank = text_of(written(audit, None, None))
    assert "Only if “Yes” or “No” is ticked at “Several?”." in blank
    assert "A number, 0 or more" in blank
    assert "A number, 9 or less" in blank
    assert "Retired?" not in blank
    assert "The last 24 months of the agency’s involvement is looked at here." in blank
    form = Form(
        last_involvement=date(2018, 1, 3),
        people=(Person("p1", "mum"),),
        answers={
            "d": Answer(day=date(2017, 5, 4), comment="From the minutes."),
            "n": Answer(number=1_250_000),
            "each.x@p1": Answer(("no",)),
            "text": Answer(text="First.\n\nSecond."),
            "text-a.now": Answer(text="Now this."),
            "many": Answer(("yes", "no")),
            "z": Answer(("gone",)),
        },
    )
    text = text_of(written(audit, audit.cases[0], form))
    for words in (
        "4 May 2017 From the minutes.",
        "1250000",
        "mum: The first No",
        "mum: The second Not answered",
        "First. Second.",
        "Now Now this.",
        "Yes, No",
        "More? Not answered",
        "Looked at here: 3 January 2016 to 3 January 2018 (24 months).",
    ):
        assert words in text, words
    assert "Nobody was listed." in text_of(written(audit, audit.cases[0], Form()))


def test_numbers_are_as_people_write_them() -> None:
    assert number_words(4.0) == "4"
    assert number_words(1e6) == "1000000"
    assert number_words(0.25) == "0.25"


# --- the file ---------------------------------------------------------------------------------


def test_the_file_is_tagged_and_has_bookmarks() -> None:
    audit = one_agency()
    for case, form in ((None, None), (audit.cases[0], full_form())):
        reader = written(audit, case, form)
        root: Any = reader.trailer["/Root"]
        assert root["/Lang"] == "en-GB"
        kids = [kid.get_object() for kid in root["/StructTreeRoot"]["/K"]["/K"]]
        assert {"/H1", "/H2", "/P", "/Table"} <= {kid["/S"] for kid in kids}
        titles = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
        assert titles == ["Quality assurance", "Closing statements"]


def test_what_the_file_says_about_itself() -> None:
    audit = one_agency()
    reader = written(audit, audit.cases[0], full_form())
    assert reader.metadata is not None
    assert reader.metadata.title == "UIN EX-0000 · Case A · AB"
    assert reader.metadata.author == "Agency number 0 · EX-2018"


def test_a_path_gets_the_form_or_a_sentence(tmp_path: Path) -> None:
    audit = one_agency()
    pages = write_form(audit, audit.cases[0], full_form(), tmp_path / "form.pdf")
    assert len(PdfReader(tmp_path / "form.pdf").pages) == pages
    with pytest.raises(FileWriteError):
        write_form(audit, None, None, tmp_path / "no folder" / "form.pdf")
