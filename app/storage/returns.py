"""The returns of the audits, with their answers. An answer is a row: drafts save one at a time."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.domain.returns import Answer, Person, Return, ReturnRef, ReturnState
from app.errors import NotFoundError
from app.storage import mapping
from app.storage.records import HistoryEvent, ReturnMark
from app.storage.swift import Swift
from app.storage.tables import answers, people, returns
from app.storage.transaction import Transaction

# Statements are built once: the autosave and the import are made of them.
_named = (
    (returns.c.audit_id == bindparam("of_audit"))
    & (returns.c.agency_id == bindparam("of_agency"))
    & (returns.c.uin == bindparam("of_uin"))
    & (returns.c.revision == bindparam("of_revision"))
)
_delete = Swift(delete(returns).where(_named), "of_audit", "of_agency", "of_uin", "of_revision")
_insert = Swift(insert(returns), *returns.c.keys()[1:])  # all but the id
_insert_people = Swift(insert(people), *people.c.keys())
_insert_answers = Swift(insert(answers), *answers.c.keys())
_touch_draft = (
    update(returns)
    .where(_named, returns.c.state == ReturnState.DRAFT.value)
    .values(saved_at=bindparam("now"))
    .returning(returns.c.id)
)
_move = update(returns).where(_named).values(state=bindparam("to"), saved_at=bindparam("now"))
_at_place = (answers.c.return_id == bindparam("of_return")) & (answers.c.key == bindparam("at_key"))
_change_answer = update(answers).where(_at_place)
_delete_answer = delete(answers).where(_at_place)
_AFTER_KEY: Final = tuple(answers.c.keys()[2:])
_in_order = (returns.c.uin, returns.c.agency_id, returns.c.revision)


class Returns:
    """Returns by case, agency, audit and revision."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._connection = transaction.connection

    def save(self, ret: Return) -> None:
        """Put a return in whole, with its answers, in place of the one of the same name.

        Empty answers are not kept.

        Raises:
            NotFoundError: its audit has no such case or agency.
            DocumentError: an answer can't be kept as it is.
        """
        ref = ret.ref
        _delete.run(self._connection, [(ref.audit_id, ref.agency_id, ref.uin, ref.revision)])
        self.add(ret)

    def add(self, ret: Return) -> None:
        """Put a return in whole, with its answers. There must be none of that name yet.

        Empty answers are not kept.

        Raises:
            NotFoundError: its audit has no such case or agency.
            DocumentError: an answer can't be kept as it is.
        """
        ref = ret.ref
        row = mapping.return_row(ret, self._transaction.now())
        try:
            return_id = _insert.insert_one(self._connection, row)
        except IntegrityError as error:  # nothing asked before: this hardly ever happens
            raise NotFoundError("case and agency in this audit", ref.uin) from error
        listed = mapping.people_rows(return_id, ret.form.people)
        if listed:
            _insert_people.run(self._connection, listed)
        given = mapping.answers_rows(return_id, ret.form.answers)
        if given:
            _insert_answers.run(self._connection, given)
        self._note(HistoryEvent.RETURN_SAVED, ref, ret.state.value)

    def save_answer(self, ref: ReturnRef, key: str, answer: Answer) -> None:
        """Save one answer of a draft and leave the others; an empty one takes it away.

        Raises:
            NotFoundError: there is no such return, or it is no draft any more.
            DocumentError: the answer can't be kept as it is.
        """
        touched = self._connection.execute(
            _touch_draft, {**_names(ref), "now": self._transaction.now()}
        )
        return_id = touched.scalar_one_or_none()
        if return_id is None:
            raise NotFoundError("form to be filled in", ref.uin)
        place = {"of_return": return_id, "at_key": key}
        if answer.is_empty:
            self._connection.execute(_delete_answer, place)
        else:
            row = mapping.answer_row(key, answer)
            values = dict(zip(_AFTER_KEY, row, strict=True))
            if self._connection.execute(_change_answer, {**place, **values}).rowcount == 0:
                _insert_answers.run(self._connection, [(return_id, key, *row)])
        self._note(HistoryEvent.ANSWER_SAVED, ref, key)

    def take_away(self, ref: ReturnRef) -> None:
        """Take a draft away that nobody has written in, as if it had never been begun.

        Raises:
            NotFoundError: there is no such return, or it is no draft any more.
        """
        found = delete(returns).where(_named, returns.c.state == ReturnState.DRAFT.value)
        if self._connection.execute(found, _names(ref)).rowcount == 0:
            raise NotFoundError("form to be filled in", ref.uin)
        self._note(HistoryEvent.RETURN_MOVED, ref, "not begun")

    def get(self, ref: ReturnRef) -> Return | None:
        """The return of that name, or None."""
        row = self._connection.execute(select(returns).where(_named), _names(ref)).one_or_none()
        return self._whole(row)

    def latest(self, audit_id: str, agency_id: str, uin: str) -> Return | None:
        """The highest revision that is not superseded, or None."""
        revisions = select(returns).where(
            returns.c.audit_id == audit_id,
            returns.c.agency_id == agency_id,
            returns.c.uin == uin,
            returns.c.state != ReturnState.SUPERSEDED.value,
        )
        row = self._connection.execute(
            revisions.order_by(returns.c.revision.desc()).limit(1)
        ).one_or_none()
        return self._whole(row)

    def all(self, audit_id: str, *, states: Collection[ReturnState]) -> tuple[Return, ...]:
        """The returns of an audit in any of these states, by UIN, agency id and revision."""
        wanted = (returns.c.audit_id == audit_id) & returns.c.state.in_(
            sorted(state.value for state in states)
        )
        rows = self._connection.execute(select(returns).where(wanted).order_by(*_in_order)).all()
        ids = select(returns.c.id).where(wanted)
        return self._with_all(rows, people.c.return_id.in_(ids), answers.c.return_id.in_(ids))

    def marks(self, audit_id: str) -> tuple[ReturnMark, ...]:
        """Where every return of an audit stands, by UIN, agency id and revision."""
        c = returns.c
        columns = (c.audit_id, c.agency_id, c.uin, c.revision)
        marks = select(*columns, c.state, c.kind, c.completed_on, c.saved_at)
        rows = self._connection.execute(marks.where(c.audit_id == audit_id).order_by(*_in_order))
        return tuple(mapping.mark_of(row) for row in rows)

    def set_state(self, ref: ReturnRef, state: ReturnState) -> None:
        """Move a return to another state.

        Raises:
            NotFoundError: there is no such return.
        """
        values = {**_names(ref), "to": state.value, "now": self._transaction.now()}
        if self._connection.execute(_move, values).rowcount == 0:
            raise NotFoundError("return for the case", ref.uin)
        self._note(HistoryEvent.RETURN_MOVED, ref, state.value)

    def _whole(self, row: mapping.AnyRow | None) -> Return | None:
        if row is None:
            return None
        of_return = (people.c.return_id == row.id, answers.c.return_id == row.id)
        return self._with_all([row], *of_return)[0]

    def _with_all(
        self,
        rows: Collection[mapping.AnyRow],
        whose_people: ColumnElement[bool],
        whose_answers: ColumnElement[bool],
    ) -> tuple[Return, ...]:
        found_people: dict[int, list[Person]] = {row.id: [] for row in rows}
        p = people.c
        listed = select(p.return_id, p.id, p.role).where(whose_people)
        for return_id, person_id, role in self._connection.execute(
            listed.order_by(p.return_id, p.position)
        ):
            found_people[return_id].append(Person(person_id, role))
        found_answers: dict[int, dict[str, Answer]] = {row.id: {} for row in rows}
        a = answers.c
        given = select(a.return_id, a.key, a.options, a.text, a.number, a.day, a.comment)
        for return_id, key, options, text, number, day, comment in self._connection.execute(
            given.where(whose_answers)
        ):
            found_answers[return_id][key] = Answer(
                mapping.options_of(options), text, number, day, comment
            )
        return tuple(
            mapping.return_of(row, tuple(found_people[row.id]), found_answers[row.id])
            for row in rows
        )

    def _note(self, what: HistoryEvent, ref: ReturnRef, detail: str) -> None:
        self._transaction.note(
            what,
            audit_id=ref.audit_id,
            agency_id=ref.agency_id,
            uin=ref.uin,
            revision=ref.revision,
            detail=detail,
        )


def _names(ref: ReturnRef) -> dict[str, Any]:
    return {
        "of_audit": ref.audit_id,
        "of_agency": ref.agency_id,
        "of_uin": ref.uin,
        "of_revision": ref.revision,
    }
