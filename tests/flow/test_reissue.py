"""Packs issued again: what is out of date, what an agency sees of it, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.audits import Audit, Case
from app.domain.returns import Answer, Auditor, ReturnState
from app.domain.tool import AnswerKind, AuditTool
from app.errors import NotFoundError
from app.handover.files import read_file
from app.services.answer_case import (
    NoLongerAskedError,
    answer_whole,
    form_of,
    forms_of,
    no_longer_asked,
    save_answer,
)
from app.services.import_returns import Outcome
from app.services.issue_packs import (
    CHANGED_SINCE,
    KEYS_CHANGED,
    IssuedPack,
    PackState,
    issue_packs,
    packs_to_issue,
)
from app.services.open_pack import OlderPackError, OpenedAudit, open_pack
from app.services.pack_covers import write_covers
from app.services.pack_news import dismiss_news, news_of
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import own_fingerprint, renew_recovery_sheet, try_recovery_words
from app.storage import Workspace
from tests.builders import clock, full_form, nil_form, small_tool
from tests.flow.desks import Round, agency_desk, package_from, start_round

_again = count(1)


def change(round_: Round, how: Callable[[Audit], Audit]) -> None:
    """Change the audit at the partnership."""
    with round_.partnership.work() as work:
        work.audits.replace(how(work.audits.get(round_.audit.id)))
        work.commit()


def issue(round_: Round, *, lock: str | None = None, days: int = 0) -> Path:
    """Issue the police its pack again, some days later."""
    folder = round_.folder / f"again-{next(_again)}"

    def then() -> datetime:
        return clock() + timedelta(days=days)

    issued = issue_packs(
        round_.partnership, "T-2018", folder, clock=then, lock=lock, only=["police"]
    )
    return issued.packs[0].path


def opened(desk: Workspace, pack: Path, passphrase: str | None = None) -> OpenedAudit:
    return open_pack(desk, read_file(pack), clock=clock, passphrase=passphrase)


def states(round_: Round) -> dict[str, tuple[PackState, tuple[str, ...]]]:
    found = packs_to_issue(round_.partnership, "T-2018")
    return {each.agency.id: (each.state, each.changes) for each in found}


def with_case(audit: Audit) -> Audit:
    return replace(audit, cases=(*audit.cases, Case("T-3", "C", "KL")))


def without(uin: str, audit: Audit) -> Audit:
    return replace(audit, not_asked=audit.not_asked | {(uin, "police")})


def later_tool() -> AuditTool:
    """A version in which Q1 is gone from the scale that it was answered on, and Q2 is a text."""
    tool = small_tool()
    section = tool.sections[0]
    q1, q2, judgement = section.questions
    text = replace(q2, answer=AnswerKind.LONG_TEXT, scale="", parts=(), follow_ups=())
    asked = replace(section, questions=(replace(q1, retired=True), text, judgement))
    return replace(tool, version=2, sections=(asked, *tool.sections[1:]))


# --- at the partnership ---------------------------------------------------------------------------


def test_what_is_out_of_date_and_why(started: Round) -> None:
    assert {state for state, _ in states(started).values()} == {PackState.UP_TO_DATE}
    change(started, lambda audit: replace(with_case(audit), due=date(2018, 2, 16)))
    change(started, lambda audit: replace(audit, not_asked=frozenset({("T-3", "police")})))
    found = states(started)
    moved = "The due date moved from 9 February 2018 to 16 February 2018."
    assert found["police"] == (PackState.OUT_OF_DATE, (moved,))
    assert found["health-visiting"] == (PackState.OUT_OF_DATE, ("Case C was added.", moved))
    issue(started)
    found = states(started)
    assert found["police"][0] is PackState.UP_TO_DATE
    assert found["health-visiting"][0] is PackState.OUT_OF_DATE


def test_a_contact_makes_no_pack_out_of_date(started: Round) -> None:
    def other_contact(audit: Audit) -> Audit:
        police, health = audit.agencies
        return replace(audit, agencies=(replace(police, email="x@y", contact="DS A"), health))

    change(started, other_contact)
    assert {state for state, _ in states(started).values()} == {PackState.UP_TO_DATE}


def test_of_a_locked_pack_it_is_only_known_that_something_changed(started: Round) -> None:
    issue(started, lock="told by telephone")
    assert states(started)["police"] == (PackState.UP_TO_DATE, ())
    change(started, with_case)
    assert states(started)["police"] == (PackState.OUT_OF_DATE, (CHANGED_SINCE,))


def test_a_new_recovery_sheet_makes_packs_out_of_date(started: Round) -> None:
    sheet, _ = renew_recovery_sheet(started.partnership)
    try_recovery_words(started.partnership, " ".join(sheet.words))
    assert states(started)["police"] == (PackState.OUT_OF_DATE, (KEYS_CHANGED,))


def test_a_never_issued_agency_and_an_unknown_one(tmp_path: Path, started: Round) -> None:
    def third(audit: Audit) -> Audit:
        new = replace(audit.agencies[0], id="schools", name="Schools")
        return replace(audit, agencies=(*audit.agencies, new))

    change(started, third)
    assert states(started)["schools"] == (PackState.NEVER, ())
    with pytest.raises(NotFoundError, match="fire"):
        issue_packs(started.partnership, "T-2018", tmp_path, clock=clock, only=["fire"])


def test_an_e_mail_and_a_letter_go_with_each_pack(started: Round, tmp_path: Path) -> None:
    desk = started.partnership
    issued = issue_packs(desk, "T-2018", tmp_path, clock=clock, lock="told by telephone")
    covers = write_covers(desk, "T-2018", issued.packs, clock=clock, locked=True)
    assert [cover.pack for cover in covers] == list(issued.packs)
    police = covers[0]
    assert police.draft is not None
    mail = message_from_bytes(police.draft.read_bytes(), policy=default)
    assert (mail["To"], mail["X-Unsent"]) == ("police@example.org", "1")
    assert "returns due by 9 February 2018" in mail["Subject"]
    [attached] = mail.iter_attachments()
    assert attached.get_filename() == police.pack.path.name
    assert attached.get_content() == police.pack.path.read_bytes()
    text = mail.get_body().get_content()  # type: ignore[union-attr]
    assert "2 cases" in text
    assert "9 February 2018" in text
    assert "audit@example.org" in text
    for secret in ("told by telephone", own_fingerprint(desk), "T-1", "JS", "unborn"):
        assert secret not in text
    assert police.letter.read_bytes().startswith(b"%PDF")


def test_the_e_mail_of_a_second_pack_says_that_what_was_written_stays(
    started: Round, tmp_path: Path
) -> None:
    issued = issue_packs(started.partnership, "T-2018", tmp_path, clock=clock)
    assert {pack.number for pack in issued.packs} == {2}
    [cover] = write_covers(started.partnership, "T-2018", issued.packs[:1], clock=clock)
    assert cover.draft is not None
    mail = message_from_bytes(cover.draft.read_bytes(), policy=default)
    assert "what you have written stays" in mail.get_body().get_content()  # type: ignore[union-attr]
    assert isinstance(cover.pack, IssuedPack)


# --- at the agency --------------------------------------------------------------------------------


def test_a_case_is_added_and_the_date_moved(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        first = opened(desk, started.pack("Police"))
        assert first.news is None
        save_answer(desk, form_of(desk, first.audit.id, "T-1"), "Q1", Answer(("yes",)))
        change(started, lambda audit: replace(with_case(audit), due=date(2018, 2, 16)))
        again = opened(desk, issue(started, days=2))
        assert again.news is not None
        assert again.news.since == date(2018, 2, 1)
        assert again.news.sentences == (
            "Case C was added.",
            "The due date moved from 9 February 2018 to 16 February 2018.",
        )
        assert [form.case.uin for form in forms_of(desk, first.audit.id)] == ["T-1", "T-2", "T-3"]
        assert form_of(desk, first.audit.id, "T-1").form.answer("Q1").option == "yes"
        with desk.work() as work:
            assert news_of(work, first.audit.id) == again.news
        dismiss_news(desk, first.audit.id)
        with desk.work() as work:
            assert news_of(work, first.audit.id) is None


def test_a_pack_that_changed_nothing_has_no_news(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        opened(desk, started.pack("Police"))
        assert opened(desk, issue(started)).news is None


def test_what_was_not_read_of_one_pack_is_told_with_the_next(
    started: Round, tmp_path: Path
) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        opened(desk, started.pack("Police"))
        change(started, with_case)
        opened(desk, issue(started, days=1))
        change(started, lambda audit: replace(audit, due=date(2018, 2, 16)))
        news = opened(desk, issue(started, days=3)).news
        assert news is not None
        assert news.since == date(2018, 2, 1)
        assert [sentence.split()[0:2] for sentence in news.sentences] == [
            ["Case", "C"],
            ["The", "due"],
        ]


def test_a_case_that_is_taken_away_stays_where_it_was_written_about(
    started: Round, tmp_path: Path
) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit_id = opened(desk, started.pack("Police")).audit.id
        save_answer(desk, form_of(desk, audit_id, "T-2"), "Q1", Answer(("no",), comment="Late."))
        change(started, lambda audit: without("T-2", audit))
        news = opened(desk, issue(started)).news
        assert news is not None
        assert news.sentences == ("Case B was taken away.",)
        assert [form.case.uin for form in forms_of(desk, audit_id)] == ["T-1"]
        [kept] = no_longer_asked(desk, audit_id)
        assert kept.form.answer("Q1").comment == "Late."
        with pytest.raises(NoLongerAskedError):
            save_answer(desk, kept, "Q1", Answer(("yes",)))
        with pytest.raises(NoLongerAskedError):
            answer_whole(desk, audit_id, "T-2", nil_form())
        change(started, lambda audit: replace(audit, not_asked=frozenset()))
        opened(desk, issue(started))
        assert no_longer_asked(desk, audit_id) == ()
        assert form_of(desk, audit_id, "T-2").form.answer("Q1").comment == "Late."


def test_a_case_that_nobody_wrote_about_goes(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit_id = opened(desk, started.pack("Police")).audit.id
        change(started, lambda audit: without("T-2", audit))
        opened(desk, issue(started))
        assert no_longer_asked(desk, audit_id) == ()
        assert [form.case.uin for form in forms_of(desk, audit_id)] == ["T-1"]


@pytest.mark.parametrize("locked", [None, "told by telephone"])
def test_an_older_pack_undoes_nothing(started: Round, tmp_path: Path, locked: str | None) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        first = issue(started, lock=locked)
        change(started, with_case)
        second = issue(started, lock=locked)
        change(started, lambda audit: replace(audit, due=date(2018, 2, 16)))
        third = issue(started, lock=locked)
        opened(desk, third, locked)
        for older in (first, second):
            with pytest.raises(OlderPackError, match="You have a later pack"):
                opened(desk, older, locked)
        assert opened(desk, third, locked).audit.due == date(2018, 2, 16)
        assert len(forms_of(desk, started.audit.id)) == 3


def test_answers_that_a_later_tool_has_no_place_for_are_listed_whole(
    started: Round, tmp_path: Path
) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit_id = opened(desk, started.pack("Police")).audit.id
        answer_whole(desk, audit_id, "T-1", full_form("It was done in good time."))
        change(started, lambda audit: replace(audit, tool=later_tool()))
        news = opened(desk, issue(started)).news
        assert news is not None
        assert news.sentences == ("The audit tool is version 2 instead of version 1.",)
        questions = {each.question for each in news.look_again}
        assert {"Q1", "Q2"} <= questions
        assert "J1" not in questions
        said = next(each.said for each in news.look_again if each.question == "Q1")
        assert "It was done in good time." in said
        form = form_of(desk, audit_id, "T-1")
        assert form.form.answer("J1").option == full_form().answer("J1").option
        assert "It was done in good time." in form.form.answer("Q1").comment, "kept in the draft"


def test_what_was_sealed_from_the_old_pack_still_comes_in(started: Round) -> None:
    before = package_from(started, "Police", "one", [("T-1", full_form()), ("T-2", nil_form())])
    change(started, lambda audit: replace(with_case(audit), due=date(2018, 2, 16)))
    issue(started, days=1)
    [result] = started.bring_in(before)
    assert (result.outcome, result.returns) == (Outcome.IMPORTED, 2)


def test_a_desk_that_sealed_goes_on_with_the_new_pack(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit_id = opened(desk, started.pack("Police")).audit.id
        answer_whole(desk, audit_id, "T-1", full_form())
        first = seal_returns(desk, audit_id, ["T-1"], tmp_path, clock=clock).path
        change(started, with_case)
        opened(desk, issue(started, days=1))
        assert form_of(desk, audit_id, "T-1").state is ReturnState.SEALED
        answer_whole(desk, audit_id, "T-3", nil_form())
        second = seal_returns(desk, audit_id, ["T-3"], tmp_path, clock=clock).path
    assert [each.outcome for each in started.bring_in(first, second)] == [Outcome.IMPORTED] * 2


Step = tuple[str, str]
_UINS = ("T-1", "T-2", "T-3")
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.sampled_from(_UINS)),
        st.tuples(st.just("spare"), st.sampled_from(_UINS)),
        st.tuples(st.just("answer"), st.sampled_from(_UINS)),
        st.tuples(st.just("older"), st.just("")),
        st.tuples(st.just("issue"), st.just("")),
    ),
    min_size=3,
    max_size=10,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=_STEPS)
def test_no_answer_is_ever_lost(steps: list[Step]) -> None:
    with TemporaryDirectory() as name:
        round_ = start_round(Path(name))
        change(round_, with_case)
        with (
            closing(round_.partnership),
            closing(agency_desk(Path(name) / "agency")) as desk,
        ):
            packs = [issue(round_)]
            audit_id = opened(desk, packs[0]).audit.id
            written: dict[str, str] = {}
            asked = set(_UINS)
            for number, (what, uin) in enumerate(steps):
                if what in {"ask", "spare"}:
                    spared = (asked - {uin}) if what == "spare" else (asked | {uin})
                    if not spared:
                        continue
                    asked = spared
                    gone = frozenset((each, "police") for each in _UINS if each not in asked)
                    change(round_, lambda a, gone=gone: replace(a, not_asked=gone))  # type: ignore[misc]
                elif what == "issue":
                    packs.append(issue(round_))
                    opened(desk, packs[-1])
                elif what == "older" and len(packs) > 1:
                    with pytest.raises(OlderPackError):
                        opened(desk, packs[0])
                elif what == "answer":
                    here = {form.case.uin: form for form in forms_of(desk, audit_id)}
                    if uin in here:
                        text = f"Written at step {number}."
                        save_answer(desk, here[uin], "C1", Answer(text=text))
                        written[uin] = text
                forms = (*forms_of(desk, audit_id), *no_longer_asked(desk, audit_id))
                kept = {form.case.uin: form.form.answer("C1").text for form in forms}
                assert {uin: kept[uin] for uin in written} == written
            opened(desk, issue(round_))
            assert {form.case.uin for form in forms_of(desk, audit_id)} == asked


def test_the_auditor_is_known_still(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit_id = opened(desk, started.pack("Police")).audit.id
        form = replace(full_form(), completed_by=Auditor("Invented", "Officer"))
        answer_whole(desk, audit_id, "T-1", form)
        opened(desk, issue(started))
        assert form_of(desk, audit_id, "T-1").form == form
