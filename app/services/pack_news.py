"""What a later pack changed on the agency's desk: kept until the auditor has read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from app.domain.audits import Audit
from app.domain.changes import Changes, Topic, changed
from app.domain.days import long_day
from app.domain.differences import place_name
from app.domain.pack_changes import pack_changes
from app.domain.returns import Answer, Return, ReturnKind, ReturnState
from app.domain.rules import asked_keys, question_id_of, sealable
from app.domain.tool import AuditTool
from app.services.set_up_desk import require_desk
from app.storage import Desk, Work, Workspace
from app.toolfiles import misfits

_NEWS = "pack news "


@dataclass(frozen=True)
class LookAgain:
    """An answer that the audit tool of a later pack has no place for, and what it said."""

    uin: str
    label: str
    question: str
    name: str
    said: str


@dataclass(frozen=True)
class PackNews:
    """What changed since the pack of a day, in sentences, and which answers need another look."""

    since: date
    sentences: tuple[str, ...]
    look_again: tuple[LookAgain, ...] = ()


def news_of(work: Work, audit_id: str) -> PackNews | None:
    """What was changed and not read yet, or None."""
    kept = work.settings.get(_NEWS + audit_id)
    return msgspec.json.decode(kept, type=PackNews) if kept else None


def dismiss_news(workspace: Workspace, audit_id: str) -> Changes:
    """The auditor has read what was changed."""
    require_desk(workspace, Desk.AGENCY)
    with workspace.work() as work:
        work.settings.put(_NEWS + audit_id, "")
        work.commit()
    return changed(Topic.AUDITS, audit_id=audit_id)


def keep_news(work: Work, before: Audit, after: Audit, since: date) -> PackNews | None:
    """Keep what a pack changed, with what was not read of an earlier one."""
    agency_id = after.agencies[0].id
    sentences = pack_changes(before, after, agency_id)
    look_again = _look_again(work, before.tool, after)
    unread = news_of(work, after.id)
    if not sentences and not look_again:
        return unread
    news = PackNews(since, sentences, look_again)
    if unread is not None:
        again = (*unread.look_again, *(o for o in look_again if o not in unread.look_again))
        news = PackNews(unread.since, (*unread.sentences, *sentences), again)
    work.settings.put(_NEWS + after.id, msgspec.json.encode(news).decode())
    return news


def _look_again(work: Work, old: AuditTool, after: Audit) -> tuple[LookAgain, ...]:
    if old == after.tool:
        return ()
    returns = work.returns.all(after.id, states=(ReturnState.DRAFT, ReturnState.SEALED))
    latest = {ret.ref.uin: ret for ret in sorted(returns, key=lambda ret: ret.ref.revision)}
    return tuple(
        one
        for case in after.cases
        if case.uin in latest
        for one in _of_return(old, after.tool, latest[case.uin], case.label)
    )


def _of_return(old: AuditTool, new: AuditTool, ret: Return, label: str) -> Sequence[LookAgain]:
    # Of a nil return too: what was written before it comes back when the case is known after all.
    form = replace(ret.form, kind=ReturnKind.FULL)
    unfit, asked = misfits(new, form), asked_keys(new, form)
    return [
        LookAgain(
            ret.ref.uin,
            label,
            question_id_of(key),
            place_name(old, key, form),
            _said(old, key, answer),
        )
        for key, answer in sealable(old, form).answers.items()
        if key in unfit or key not in asked
    ]


def _said(tool: AuditTool, key: str, answer: Answer) -> str:
    """An answer whole, in words: here it may be read for the last time."""
    question = tool.questions.get(question_id_of(key))
    scale = tool.scale(question) if question and answer.options else None
    options = [(scale.option(each) if scale else None, each) for each in answer.options]
    words = [option.label if option else each for option, each in options]
    if answer.number is not None:
        words.append(f"{answer.number:g}")
    if answer.day is not None:
        words.append(long_day(answer.day))
    return "\n".join(text for text in (", ".join(words), answer.text, answer.comment) if text)
