"""Audits, returns and packages for the tests, by hand and by Hypothesis."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from hypothesis import strategies as st

from app.domain.audits import Agency, Audit, Body, Case
from app.domain.returns import (
    Answer,
    Auditor,
    Form,
    Person,
    Return,
    ReturnKind,
    ReturnRef,
    ReturnState,
)
from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Condition,
    LookBack,
    Meaning,
    Option,
    Part,
    Question,
    Scale,
    Section,
    Subject,
)
from app.storage import PassphraseCost, StoredPack, StoredPackage

CHEAP = PassphraseCost(memory_kib=8, time=1, lanes=1)
START = datetime(2018, 2, 1, 9, 0, tzinfo=UTC)


class Ticking:
    """A clock that goes on by one second whenever it is looked at."""

    def __init__(self) -> None:
        self._seconds = 0

    def __call__(self) -> datetime:
        self._seconds += 1
        return START + timedelta(seconds=self._seconds)


def a_tool(*, version: int = 1, title: str = "Child sexual abuse") -> AuditTool:
    """A tool with a scale, parts, a follow-up and a section with a condition."""
    yes_no = Scale(
        "yes-no",
        "Yes or no",
        (
            Option("yes", "Yes", Meaning.GOOD),
            Option("no", "No", Meaning.BAD, asks=Asks.COMMENT, prompt="Why not?"),
            Option("na", "N/A", Meaning.NOT_APPLICABLE, asks=Asks.REASON, exclusive=True),
        ),
    )
    follow_up = Question("Q2a", "When?", answer=AnswerKind.DATE, when=Condition("Q2", ("yes",)))
    questions = (
        Question("Q1", "Is there a chronology?", scale="yes-no", guidance="Look at the file."),
        Question("Q2", "Was there a visit?", scale="yes-no", follow_ups=(follow_up,)),
        Question(
            "Q3",
            "Were the views sought?",
            scale="yes-no",
            parts=(Part("mum", "Mum’s"), Part("dad", "Dad’s", required=False)),
            per_person=True,
            comment=CommentRule.OPTIONAL,
        ),
        Question("Q4", "How many?", answer=AnswerKind.NUMBER, minimum=0.0, maximum=10.5),
    )
    return AuditTool(
        id="csa",
        version=version,
        title=title,
        theme="sexual abuse",
        subject=Subject.CHILD,
        scales=(yes_no,),
        sections=(
            Section("all", "All cases", questions=questions, look_back=LookBack(6)),
            Section("cse", "Exploitation", prompts=("Maps?",), when=Condition("Q1", ("no",))),
        ),
        guidance=("Use initials.",),
        look_back=LookBack(6),
    )


def an_audit(audit_id: str = "a1", *, cases: int = 3, agencies: int = 2) -> Audit:
    """An audit with so many cases ("C1"…) and agencies ("agency1"…)."""
    return Audit(
        id=audit_id,
        reference=f"CE-CSA-{audit_id}",
        title="Child sexual abuse 2018",
        body=Body("Cheshire East LSCB", "LSCB", "lscb@example.org", marking="Official"),
        tool=a_tool(),
        opened=date(2018, 2, 1),
        due=date(2018, 2, 28),
        cases=tuple(Case(f"C{n}", chr(64 + n % 26), "JS") for n in range(1, cases + 1)),
        agencies=tuple(
            Agency(f"agency{n}", f"Agency {n}", f"a{n}@example.org") for n in range(1, agencies + 1)
        ),
        meeting=date(2018, 3, 5),
        not_asked=frozenset({("C1", "agency2")}) if cases and agencies > 1 else frozenset(),
        context="Why",
    )


def a_ref(uin: str = "C1", agency: str = "agency1", revision: int = 1) -> ReturnRef:
    """The name of a return in the audit "a1"."""
    return ReturnRef("a1", agency, uin, revision)


def a_return(
    ref: ReturnRef | None = None,
    state: ReturnState = ReturnState.RECEIVED,
    **options: str,
) -> Return:
    """A full return with one choice for every question named."""
    answers = {key: Answer(options=(option,), comment="why so") for key, option in options.items()}
    form = Form(
        completed_by=Auditor("Alex Doe", "Senior practitioner"),
        last_involvement=date(2018, 1, 3),
        people=(Person("p1", "mum"), Person("p2", "step-father")),
        answers=answers,
    )
    return Return(ref or a_ref(), state, form, date(2018, 2, 20))


def a_nil_return(ref: ReturnRef, state: ReturnState = ReturnState.RECEIVED) -> Return:
    """A return that says "not known to us"."""
    return Return(ref, state, Form(kind=ReturnKind.NIL), date(2018, 2, 20))


def a_pack(pack_id: str = "p1", *, agency: str = "agency1", at: datetime = START) -> StoredPack:
    """A pack of the audit "a1"."""
    return StoredPack(
        id=pack_id,
        audit_id="a1",
        agency_id=agency,
        token="t" * 8,
        signing_key=b"\x00\xff" * 16,
        recipients=("age1pq1abc", "age1pq1def"),
        content=b"\x00pack\xff",
        at=at,
    )


def a_package(content: bytes = b"\x00sealed\xff", *, agency: str = "agency1") -> StoredPackage:
    """A package received in the audit "a1"."""
    return StoredPackage(
        digest=sha256(content).hexdigest(),
        audit_id="a1",
        agency_id=agency,
        direction="received",
        file_name="return from Police – 5 cases.paudit",
        content=content,
        at=START,
        returns=5,
        package_id="pkg1",
    )


_days = st.dates()
_words = st.text(max_size=40)
_option_ids = st.text(min_size=1, max_size=10).filter(lambda text: " " not in text)

answers = st.builds(
    Answer,
    options=st.lists(_option_ids, max_size=4).map(tuple),
    text=_words | st.just("long " * 4000),
    number=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    day=st.none() | _days,
    comment=_words,
)
forms = st.builds(
    Form,
    kind=st.sampled_from(ReturnKind),
    completed_by=st.builds(Auditor, name=_words, title=_words),
    on_behalf_of=_words,
    last_involvement=st.none() | _days,
    people=st.lists(st.builds(Person, id=_words, role=_words), max_size=4).map(tuple),
    answers=st.dictionaries(_words, answers.filter(lambda a: not a.is_empty), max_size=6),
    note=_words,
)
returns = st.builds(
    Return,
    ref=st.just(a_ref()),
    state=st.sampled_from(ReturnState),
    form=forms,
    completed_on=st.none() | _days,
)


@st.composite
def audits(draw: st.DrawFn) -> Audit:
    """Any audit that holds together: no case twice, pairs of its own cases and agencies."""
    cases = draw(
        st.lists(
            st.builds(Case, uin=_words, label=_words, initials=_words, pen_picture=_words),
            max_size=5,
            unique_by=lambda case: case.uin,
        )
    )
    agencies = draw(
        st.lists(
            st.builds(Agency, id=_words, name=_words, email=_words, contact=_words, proxy=_words),
            max_size=4,
            unique_by=lambda agency: agency.id,
        )
    )
    pairs = [(case.uin, agency.id) for case in cases for agency in agencies]
    return Audit(
        id=draw(st.text(min_size=1, max_size=20)),
        reference=draw(_words),
        title=draw(_words),
        body=draw(st.builds(Body, _words, _words, _words, marking=_words)),
        tool=a_tool(version=draw(st.integers(1, 9)), title=draw(_words)),
        opened=draw(_days),
        due=draw(_days),
        cases=tuple(cases),
        agencies=tuple(agencies),
        meeting=draw(st.none() | _days),
        not_asked=draw(st.frozensets(st.sampled_from(pairs))) if pairs else frozenset(),
        context=draw(_words),
        methodology=draw(_words),
        reconstruction=draw(_words),
    )
