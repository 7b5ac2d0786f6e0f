"""A small tool with one scale of each sort, and forms on it."""

from __future__ import annotations

from hypothesis import strategies as st

from app.domain.returns import Answer, Form, ReturnKind
from app.domain.tool import (
    AnswerKind,
    AuditTool,
    Meaning,
    Option,
    Part,
    Question,
    Scale,
    Section,
    Subject,
)
from tests.reports.builders import GRADES, RAG, YES_NO

FACT = Scale(
    "fact",
    "A fact",
    (Option("good", "Yes"), Option("bad", "No"), Option("na", "N/A", Meaning.NOT_APPLICABLE)),
)
"""Its ids are chosen to mislead."""
TOOL = AuditTool(
    id="t",
    version=1,
    title="A tool",
    theme="Testing",
    subject=Subject.CHILD,
    scales=(YES_NO, FACT, RAG, GRADES),
    sections=(
        Section(
            "quality",
            "Quality",
            questions=(
                Question("Q1", "Was it done?", scale="yes-no", parts=(Part("child", "Child"),)),
                Question("Q2", "How well?", scale="rag"),
                Question("Q3", "Were there proceedings?", scale="fact", reported="bad"),
                Question("Q4", "Each", scale="rag", answer=AnswerKind.MATRIX,
                         parts=(Part("a", "Seen"), Part("b", "Heard"))),
                Question("Q5", "Parent seen?", scale="yes-no", per_person=True),
                Question("J1", "Judgement", scale="grades", judgement=True),
            ),
        ),
        Section("closing", "Closing", questions=(
            Question("C1", "Good practice", answer=AnswerKind.LONG_TEXT),
        )),
    ),
)  # fmt: skip

PLACES = {
    "Q1": YES_NO,
    "Q1.child": YES_NO,
    "Q2": RAG,
    "Q3": FACT,
    "Q4.a": RAG,
    "Q4.b": RAG,
    "J1": GRADES,
}


def form(**chosen: str) -> Form:
    """A full form with these options, by question id; ``_`` stands for the dot of a part."""
    return Form(
        answers={key.replace("_", "."): Answer(options=(one,)) for key, one in chosen.items()}
    )


NIL = Form(ReturnKind.NIL)


def forms() -> st.SearchStrategy[Form]:
    """Any form, full or nil, with any of its places left open."""
    answers = st.fixed_dictionaries(
        {},
        optional={
            key: st.sampled_from([option.id for option in scale.options]).map(
                lambda one: Answer(options=(one,))
            )
            for key, scale in PLACES.items()
        },
    )
    return st.one_of(st.just(NIL), answers.map(lambda given: Form(answers=given)))


def many_forms() -> st.SearchStrategy[dict[str, Form]]:
    """The forms of up to five agencies on one case."""
    return st.dictionaries(st.sampled_from(["a", "b", "c", "d", "e"]), forms(), max_size=5)
