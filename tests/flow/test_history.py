"""The history in sentences: found again, whole or broken, on paper and in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.returns import Answer
from app.errors import NotFoundError
from app.services.answer_case import answer_whole, form_of, save_answer
from app.services.destroy_audit import destroy_audit
from app.services.history_words import GROUPS, EventGroup, Names, words_of
from app.services.open_pack import open_pack
from app.services.read_history import (
    HistoryFilter,
    audit_named,
    chain_of,
    chain_words,
    history_part,
    write_history_csv,
    write_history_pdf,
)
from app.storage import HistoryEntry, HistoryEvent
from tests.builders import NOW, clock, full_form, nil_form
from tests.flow.desks import Round, agency_desk, package_from, start_round
from tests.pdf import text_of
from tests.storage.test_chain import tamper


@pytest.fixture
def round_(tmp_path: Path) -> Iterator[Round]:
    """Police answered about both cases."""
    started = start_round(tmp_path)
    package = package_from(started, "Police", "police", [("T-1", full_form()), ("T-2", nil_form())])
    started.bring_in(package)
    yield started
    started.partnership.close()


def _words(round_: Round, **wanted: object) -> list[str]:
    part = history_part(round_.partnership, HistoryFilter(**wanted))  # type: ignore[arg-type]
    return [line.words for line in part.lines]


def test_a_return_is_told_in_a_sentence(round_: Round) -> None:
    words = _words(round_)
    assert "Return of Police on case B received, revision 1" in words
    assert "Audit T-2018 defined" in words
    assert "Pack for Police kept" in words
    assert words[-1] == "This desk was set up"
    assert any(line.startswith("Return package from Police brought in") for line in words)


def test_every_event_has_a_sentence_and_one_group() -> None:
    for event in HistoryEvent:
        entry = HistoryEntry(1, NOW, event, "a", "police", "T-1", 1, "detail")
        said = words_of(entry, Names())
        assert said[:1].isupper()
        assert (said == "Something that this version of the program does not know") == (
            event is HistoryEvent.UNKNOWN
        )
        assert words_of(HistoryEntry(1, NOW, event), Names())
        assert sum(event in events for events in GROUPS.values()) == 1


def test_a_line_of_another_version_is_still_shown(round_: Round) -> None:
    before = _words(round_)
    tamper(round_.partnership, "UPDATE history SET what = 'workspace opened' WHERE id = 1")
    assert _words(round_) == [
        *before[:-1],
        "Something that this version of the program does not know",
    ]


def test_an_answer_is_told_by_its_place_alone(round_: Round, tmp_path: Path) -> None:
    desk = agency_desk(tmp_path / "agency")
    audit = open_pack(desk, round_.pack("Police").read_bytes(), clock=clock).audit
    answer_whole(desk, audit.id, "T-1", full_form())
    form = form_of(desk, audit.id, "T-1")
    save_answer(desk, form, "Q1", Answer(("no",), comment="Nobody asked JS."))
    (newest, *_) = history_part(desk, HistoryFilter(group=EventGroup.ANSWERS)).lines
    assert newest.words == "Answer to Q1 changed in the return of Police on case A, revision 1"
    everything = " ".join(line.words for line in history_part(desk).lines)
    assert "Nobody asked" not in everything
    desk.close()


def test_it_is_narrowed_down(round_: Round) -> None:
    audit_id = round_.audit.id
    both = _words(round_, group=EventGroup.RETURNS)
    assert len(both) == 2
    assert all(words.startswith("Return of Police") for words in both)
    assert len(_words(round_, audit_id=audit_id, uin="T-2")) == 1
    assert _words(round_, agency_id="health-visiting", audit_id=audit_id) == [
        "Pack for Health Visiting kept"
    ]
    assert len(_words(round_, words="CASE b received")) == 1
    assert _words(round_, words="zebra") == []
    assert _words(round_, last=date(2018, 1, 31)) == []
    assert _words(round_, first=NOW.date(), last=NOW.date()) == _words(round_)
    assert audit_named(round_.partnership, "T-2018", HistoryFilter()).audit_id == audit_id
    with pytest.raises(NotFoundError):
        audit_named(round_.partnership, "T-1999", HistoryFilter())


def test_a_part_says_how_many_there_are(round_: Round) -> None:
    whole = history_part(round_.partnership)
    part = history_part(round_.partnership, most=3)
    assert part.lines == whole.lines[:3]
    assert (part.count, part.is_all, whole.is_all) == (whole.count, False, True)
    found = history_part(round_.partnership, HistoryFilter(words="police"), most=2)
    assert (len(found.lines), found.is_all) == (2, False)


def test_whether_it_is_whole_is_said(round_: Round) -> None:
    desk = round_.partnership
    chain = chain_of(desk)
    said, _ = chain_words(chain)
    assert said == f"The history is whole: {chain.lines} lines, end {chain.end[:8]}…"
    tamper(desk, "UPDATE history SET what = 'nothing known' WHERE id = 4")
    said, what_to_do = chain_words(chain_of(desk))
    assert said.startswith("The history was changed: line 4 of ")
    assert "data protection officer" in what_to_do
    assert "Something that this version of the program does not know" in _words(round_)


def test_lines_that_were_cut_off_are_missed(round_: Round) -> None:
    desk = round_.partnership
    tamper(desk, "DELETE FROM history WHERE id > 5")
    said, _ = chain_words(chain_of(desk))
    assert said == "The history was cut: lines are missing after the last of 5 lines."


def test_it_goes_on_paper_with_its_end(round_: Round, tmp_path: Path) -> None:
    desk = round_.partnership
    wanted = HistoryFilter(audit_id=round_.audit.id, group=EventGroup.RETURNS)
    written = write_history_pdf(desk, tmp_path / "history.pdf", wanted, clock=clock)
    text = text_of(written.path)
    assert (written.lines, written.pages) == (2, 1)
    for words in (
        "Audit T-2018, Returns",
        "Return of Police on case A received, revision 1",
        chain_of(desk).end,
        "Page 1 of 1",
    ):
        assert words in text


def test_it_goes_into_a_spreadsheet(round_: Round, tmp_path: Path) -> None:
    written = write_history_csv(round_.partnership, tmp_path / "history.csv")
    text = written.path.read_text(encoding="utf-8-sig")
    assert "Return of Police on case A received" in text
    assert len(text.splitlines()) == written.lines + 1


def test_after_the_destruction_cases_are_told_by_their_number(round_: Round) -> None:
    reference = round_.audit.reference
    destroy_audit(round_.partnership, reference, typed=reference, by="Officer", clock=clock)
    words = _words(round_)
    assert "Return of Police on case T-2 received, revision 1" in words
    assert "Audit T-2018 destroyed: 2 cases, 2 returns, 5 answers" in words
