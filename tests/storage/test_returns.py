"""Returns with their answers, and the questions to all of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.event import listen, remove

from app.analysis.shares import OptionCount
from app.domain.returns import Answer, Form, Return, ReturnKind, ReturnState
from app.errors import DocumentError, NotFoundError
from app.storage import ChoiceRow, CommentRow, GroupCount, HistoryEvent, Workspace
from app.storage.swift import Swift
from app.storage.tables import packages
from tests.storage import builders
from tests.storage.builders import START, a_nil_return, a_ref, a_return


@settings(max_examples=60, deadline=None)
@given(ret=builders.returns)
def test_every_return_comes_back(lasting: Workspace, ret: Return) -> None:
    with lasting.work() as work:
        work.returns.save(ret)
        assert work.returns.get(ret.ref) == ret
        assert work.returns.all("a1", states=tuple(ReturnState)) == (ret,)
        latest = work.returns.latest("a1", "agency1", "C1")
        assert latest == (None if ret.state is ReturnState.SUPERSEDED else ret)


@settings(max_examples=40, deadline=None)
@given(first=builders.returns, second=builders.returns)
def test_saving_replaces_the_whole_return(
    lasting: Workspace, first: Return, second: Return
) -> None:
    with lasting.work() as work:
        work.returns.save(first)
        work.returns.save(second)
        assert work.returns.all("a1", states=tuple(ReturnState)) == (second,)


@settings(max_examples=40, deadline=None)
@given(
    ret=builders.returns,
    changes=st.lists(st.tuples(st.sampled_from(["Q1", "Q2.x@p1", "é"]), builders.answers)),
)
def test_answers_saved_one_by_one_make_the_same_form(
    lasting: Workspace, ret: Return, changes: list[tuple[str, Answer]]
) -> None:
    draft = replace(ret, state=ReturnState.DRAFT)
    with lasting.work() as work:
        work.returns.save(draft)
        form = draft.form
        for key, answer in changes:
            work.returns.save_answer(draft.ref, key, answer)
            form = form.with_answer(key, answer)
        kept = {key: answer for key, answer in form.answers.items() if not answer.is_empty}
        assert work.returns.get(draft.ref) == replace(draft, form=replace(form, answers=kept))


@settings(max_examples=40, deadline=None)
@given(ret=builders.returns)
def test_a_new_return_is_added_as_it_would_be_saved(lasting: Workspace, ret: Return) -> None:
    with lasting.work() as work:
        work.returns.add(ret)
        assert work.returns.get(ret.ref) == ret
        with pytest.raises(NotFoundError):
            work.returns.add(ret)


def test_empty_answers_are_not_kept(with_audit: Workspace) -> None:
    form = Form(answers={"Q1": Answer(), "Q2": Answer(text="something")})
    with with_audit.work() as work:
        work.returns.save(Return(a_ref(), ReturnState.DRAFT, form))
        kept = work.returns.get(a_ref())
        assert kept is not None
        assert kept.form.answers == {"Q2": Answer(text="something")}


def test_saving_an_answer_leaves_the_others_and_is_told(with_audit: Workspace) -> None:
    draft = a_return(state=ReturnState.DRAFT, Q1="yes", Q2="no")
    with with_audit.work() as work:
        work.returns.save(draft)
        work.commit()
        before = work.returns.marks("a1")[0].saved_at
    with with_audit.work() as work:
        work.returns.save_answer(draft.ref, "Q2", Answer(options=("yes",)))
        work.commit()
    with with_audit.work() as work:
        kept = work.returns.get(draft.ref)
        assert kept is not None
        assert kept.form.answers == {**draft.form.answers, "Q2": Answer(options=("yes",))}
        assert work.returns.marks("a1")[0].saved_at > before
        (told,) = work.history.all(1)
        assert (told.what, told.uin, told.detail) == (HistoryEvent.ANSWER_SAVED, "C1", "Q2")


@pytest.mark.parametrize(
    "state", [ReturnState.SEALED, ReturnState.RECEIVED, ReturnState.SUPERSEDED]
)
def test_only_a_draft_takes_an_answer(with_audit: Workspace, state: ReturnState) -> None:
    ret = a_return(state=state, Q1="yes")
    with with_audit.work() as work:
        work.returns.save(ret)
        with pytest.raises(NotFoundError):
            work.returns.save_answer(ret.ref, "Q1", Answer(text="later"))
        with pytest.raises(NotFoundError):
            work.returns.save_answer(a_ref(revision=7), "Q1", Answer(text="later"))
        assert work.returns.get(ret.ref) == ret


@pytest.mark.parametrize(
    "answer",
    [
        Answer(options=("a b",)),
        Answer(options=("",)),
        Answer(number=float("nan")),
        Answer(number=float("inf")),
    ],
)
def test_what_could_not_come_back_is_refused(with_audit: Workspace, answer: Answer) -> None:
    with with_audit.work() as work, pytest.raises(DocumentError):
        work.returns.save(Return(a_ref(), ReturnState.RECEIVED, Form(answers={"Q": answer})))


def test_a_return_needs_its_case_and_agency(with_audit: Workspace) -> None:
    with with_audit.work() as work:
        for ref in (a_ref("C99"), a_ref(agency="nobody"), replace(a_ref(), audit_id="a9")):
            with pytest.raises(NotFoundError):
                work.returns.save(a_return(ref))
        assert work.returns.marks("a1") == ()


def test_the_latest_revision_that_is_not_superseded(with_audit: Workspace) -> None:
    first, second, third = (a_return(a_ref(revision=n), Q1="yes") for n in (1, 2, 10))
    with with_audit.work() as work:
        assert work.returns.latest("a1", "agency1", "C1") is None
        for ret in (third, first, second):
            work.returns.save(ret)
        assert work.returns.latest("a1", "agency1", "C1") == third
        work.returns.set_state(third.ref, ReturnState.SUPERSEDED)
        assert work.returns.latest("a1", "agency1", "C1") == second
        assert [mark.revision for mark in work.returns.marks("a1")] == [1, 2, 10]
        with pytest.raises(NotFoundError):
            work.returns.set_state(a_ref("C3"), ReturnState.SEALED)


def test_all_returns_in_some_states(with_audit: Workspace) -> None:
    draft = a_return(a_ref("C2"), ReturnState.DRAFT, Q1="no")
    received = a_return(a_ref("C1", "agency2"), Q1="yes", Q2="no")
    nil = a_nil_return(a_ref("C3"))
    with with_audit.work() as work:
        for ret in (nil, draft, received):
            work.returns.save(ret)
        assert work.returns.all("a1", states=[ReturnState.RECEIVED]) == (received, nil)
        assert work.returns.all("a1", states=tuple(ReturnState)) == (received, draft, nil)
        assert work.returns.all("a1", states=()) == ()
        assert work.returns.all("a2", states=tuple(ReturnState)) == ()
        marks = {mark.ref: mark for mark in work.returns.marks("a1")}
        assert marks[nil.ref].kind is ReturnKind.NIL
        assert marks[received.ref].completed_on == date(2018, 2, 20)


def _fill(workspace: Workspace) -> None:
    with workspace.work() as work:
        work.returns.save(a_return(a_ref("C1"), Q1="yes", Q2="no"))
        work.returns.save(a_return(a_ref("C2"), Q1="yes", Q2="yes"))
        work.returns.save(a_return(a_ref("C1", "agency2"), Q1="no"))
        work.returns.save(a_return(a_ref("C2", "agency2"), ReturnState.DRAFT, Q1="no"))
        work.returns.save(a_return(a_ref("C3"), ReturnState.SUPERSEDED, Q1="no"))
        work.returns.save(a_nil_return(a_ref("C3", revision=2)))
        several = Answer(options=("a", "b"))
        closing = Answer(text="Good practice")
        form = Form(answers={"Q5": several, "good": closing, "Q3.mum@p1": Answer(("na",))})
        work.returns.save(Return(a_ref("C3", "agency2"), ReturnState.RECEIVED, form))
        work.commit()


def test_options_are_counted_over_received_full_returns(with_audit: Workspace) -> None:
    _fill(with_audit)
    with with_audit.work() as work:
        assert set(work.queries.option_counts("a1")) == {
            OptionCount("Q1", ("yes",), 2),
            OptionCount("Q1", ("no",), 1),
            OptionCount("Q2", ("yes",), 1),
            OptionCount("Q2", ("no",), 1),
            OptionCount("Q3.mum@p1", ("na",), 1),
            OptionCount("Q5", ("a", "b"), 1),
        }
        assert work.queries.option_counts("a2") == ()
        by_agency = work.queries.option_counts_by("a1", "agency")
        assert GroupCount("agency1", "Q1", ("yes",), 2) in by_agency
        assert GroupCount("agency2", "Q1", ("no",), 1) in by_agency
        by_case = work.queries.option_counts_by("a1", "case")
        assert {row for row in by_case if row.key == "Q1"} == {
            GroupCount("C1", "Q1", ("yes",), 1),
            GroupCount("C1", "Q1", ("no",), 1),
            GroupCount("C2", "Q1", ("yes",), 1),
        }


def test_who_chose_what_adds_up_to_the_counts(with_audit: Workspace) -> None:
    _fill(with_audit)
    with with_audit.work() as work:
        chosen = work.queries.choices("a1")
        counted = Counter((row.key, row.options) for row in chosen)
        assert counted == {
            (row.key, row.options): row.count for row in work.queries.option_counts("a1")
        }
        assert ChoiceRow("C1", "agency2", "Q1", ("no",)) in chosen
        assert {row.key for row in work.queries.choices("a1", ["Q1"])} == {"Q1"}


def test_returns_are_counted_by_kind(with_audit: Workspace) -> None:
    _fill(with_audit)
    with with_audit.work() as work:
        assert work.queries.return_counts("a1") == {ReturnKind.FULL: 4, ReturnKind.NIL: 1}
        assert work.queries.return_counts("a2") == {ReturnKind.FULL: 0, ReturnKind.NIL: 0}


def test_comments_of_one_question_or_all(with_audit: Workspace) -> None:
    _fill(with_audit)
    with with_audit.work() as work:
        assert work.queries.comments("a1", "Q1") == (
            CommentRow("C1", "agency1", "Q1", ("yes",), "why so", ""),
            CommentRow("C1", "agency2", "Q1", ("no",), "why so", ""),
            CommentRow("C2", "agency1", "Q1", ("yes",), "why so", ""),
        )
        assert {row.key for row in work.queries.comments("a1")} == {"Q1", "Q2", "good"}
        assert work.queries.comments("a1", "good") == (
            CommentRow("C3", "agency2", "good", (), "", "Good practice"),
        )


def test_counting_reads_nothing_but_indexes(with_audit: Workspace) -> None:
    _fill(with_audit)
    asked: list[tuple[str, Any]] = []
    with with_audit.work() as work:
        connection = work.history._transaction.connection

        def remember(*event: Any) -> None:
            asked.append((event[2], event[3]))

        listen(connection, "before_cursor_execute", remember)
        work.queries.option_counts("a1")
        remove(connection, "before_cursor_execute", remember)
        statement, values = asked[-1]  # after BEGIN
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = " ".join(row[3] for row in plan)
    assert "answers USING COVERING INDEX ix_answers_counted" in steps
    assert "returns USING COVERING INDEX ix_returns_audit_id_state_kind" in steps


def test_a_swift_statement_does_what_core_does(with_audit: Workspace) -> None:
    """In another order of the names it can't be swift, and leaves the work to Core."""
    names = packages.c.keys()[1:]
    row = {"digest": "d", "package_id": "p", "audit_id": "a1", "agency_id": "agency1"}
    row |= {"direction": "sent", "file_name": "f"}
    values: dict[str, Any] = {**row, "at": START, "returns": 1, "content": b"\x00"}
    found = []
    for order in (names, names[::-1]):
        statement = Swift(insert(packages), *order)
        with with_audit.work() as work:
            connection = work.history._transaction.connection
            number = statement.insert_one(connection, tuple(values[name] for name in order))
            assert number == 1
            second = {**values, "digest": "e"}
            statement.run(connection, [tuple(second[name] for name in order)])
            found.append(connection.execute(select(packages)).all())
    assert found[0] == found[1]
    assert [line.digest for line in found[0]] == ["d", "e"]
