"""Rescue after damage, in the words of the audit: what was read, what was lost, which returns."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.returns import Form
from app.errors import DamagedWorkspaceError, WrongPassphraseError, WrongRecoveryWordsError
from app.services.history_words import EventGroup
from app.services.import_returns import Outcome
from app.services.keep_copies import copies_of, copy_now, restore
from app.services.open_desk import open_desk
from app.services.read_history import HistoryFilter, history_part, read_history
from app.services.rescue import KINDS, NamedReturn, rescue, rescue_text, write_rescue_report
from app.storage import HistoryEvent, Work
from app.storage.schema import metadata
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import PASSPHRASE, Round, package_from, start_round

PAGE = 4096
CANARY = "The canary sang in the nursery. " * 400
SENT = {
    NamedReturn("T-2018", "Police", "T-1"): full_form(CANARY),
    NamedReturn("T-2018", "Police", "T-2"): nil_form(),
    NamedReturn("T-2018", "Health Visiting", "T-1"): full_form(),
    NamedReturn("T-2018", "Health Visiting", "T-2"): nil_form(),
}


def test_every_table_is_told_of_in_one_kind() -> None:
    told = [table for tables in KINDS.values() for table in tables]
    assert sorted([*told, "workspace"]) == sorted(metadata.tables)


@pytest.fixture
def round_(tmp_path: Path) -> Round:
    """A desk with four returns, one of them long."""
    made = start_round(tmp_path)
    for agency, name in (("Police", "first"), ("Health Visiting", "second")):
        forms = [(each.uin, form) for each, form in SENT.items() if each.agency == agency]
        made.bring_in(package_from(made, agency, name, forms))
    return made


def damage(folder: Path, page: int) -> None:
    database = folder / "workspace.db"
    content = bytearray(database.read_bytes())
    content[page * PAGE + 100] ^= 0xFF
    database.write_bytes(content)


def pages_of(folder: Path) -> int:
    return (folder / "workspace.db").stat().st_size // PAGE


def test_of_a_sound_desk_everything_is_read(round_: Round, tmp_path: Path) -> None:
    round_.partnership.close()
    folder = tmp_path / "partnership"
    report = rescue(folder, passphrase=PASSPHRASE, clock=clock)
    assert report.is_whole
    assert report.history_is_whole
    assert report.lost == ()
    read = {kind.name: kind.read for kind in report.kinds}
    assert (read["Audits"], read["Returns"], read["Sealed files"]) == (1, 4, 2)
    with closing(open_desk(folder, passphrase=PASSPHRASE, clock=clock)) as desk:
        found = read_history(desk, HistoryFilter(events=frozenset({HistoryEvent.RESCUED})))
        assert found.chain.is_whole
        (line,) = history_part(desk, HistoryFilter(group=EventGroup.COPIES)).lines
        assert line.words == "What could be read of the damaged desk was put in its place"


def test_wherever_one_page_is_damaged_it_is_said_what_was_lost(
    round_: Round, tmp_path: Path
) -> None:
    """Many pages, one at a time. Afterwards the desk opens, or it is said that it does not."""
    folder = tmp_path / "partnership"
    with closing(round_.partnership):
        pass
    sound = (folder / "workspace.db").read_bytes()
    unread = shut = partly = 0
    for page in range(0, pages_of(folder), 5):
        (folder / "workspace.db").write_bytes(sound)
        damage(folder, page)
        try:
            report = rescue(folder, passphrase=PASSPHRASE, clock=clock)
        except DamagedWorkspaceError:
            unread += 1
            assert (folder / "workspace.db").read_bytes() != sound
            continue
        text = rescue_text(report, clock=clock)
        assert "canary" not in text
        if not report.reopened:
            shut += 1
            assert "Put a copy back" in text
            continue
        desk = open_desk(folder, passphrase=PASSPHRASE, clock=clock)
        with closing(desk), desk.work() as work:
            left = {
                (mark.ref.agency_id, mark.ref.uin)
                for audit in work.audits.all()
                for mark in work.returns.marks(audit.id)
            }
            whole_chain = work.history.chain().is_whole
            changed = {
                (each.agency, each.uin)
                for each in SENT
                if (found := latest(work, round_, each)) is not None and found != SENT[each]
            }
        named = {(each.agency, each.uin) for each in report.incomplete}
        assert named == changed if report.all_named else named <= changed
        partly += bool(changed)
        assert whole_chain == report.history_is_whole
        gone = 4 - len(left)
        if report.history_is_whole and any(
            kind.name == "Audits" and kind.read for kind in report.kinds
        ):
            assert len(report.lost) == gone
        if gone:
            assert not report.is_whole
    assert unread + shut < pages_of(folder) / 4  # most of it is read, wherever it is damaged
    assert partly


def latest(work: Work, round_: Round, each: NamedReturn) -> Form | None:
    agency_id = next(one.id for one in round_.audit.agencies if one.name == each.agency)
    found = work.returns.latest(round_.audit.id, agency_id, each.uin)
    return None if found is None else found.form


def test_returns_of_which_only_answers_are_lost_are_named(round_: Round, tmp_path: Path) -> None:
    folder = tmp_path / "partnership"
    page = first_page_of(round_, "answers")
    round_.partnership.close()
    damage(folder, page)
    report = rescue(folder, passphrase=PASSPHRASE, clock=clock)
    assert report.all_named
    assert report.lost == ()
    assert report.incomplete == (
        NamedReturn("T-2018", "Health Visiting", "T-1"),
        NamedReturn("T-2018", "Police", "T-1"),
    )  # the nil returns have no answers
    text = rescue_text(report, clock=clock)
    assert "A part of 2 returns is lost: to put a copy back is surer" in text
    assert "Police" not in text


def test_where_nothing_tells_which_answers_are_lost_it_is_said_in_general(
    round_: Round, tmp_path: Path
) -> None:
    folder = tmp_path / "partnership"
    places = ("answers", "ix_answers_counted", "sqlite_autoindex_answers_1")
    pages = [first_page_of(round_, place) for place in places]
    round_.partnership.close()
    for page in pages:
        damage(folder, page)
    report = rescue(folder, passphrase=PASSPHRASE, clock=clock)
    assert not report.all_named
    assert report.incomplete == ()
    assert "Answers in returns may be missing" in rescue_text(report, clock=clock)


def first_page_of(round_: Round, table: str) -> int:
    with round_.partnership.work() as work:
        found = work.returns._connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
        )
        return int(found.scalar_one()) - 1


def test_returns_that_are_lost_come_back_from_their_sealed_files(
    round_: Round, tmp_path: Path
) -> None:
    folder = tmp_path / "partnership"
    page = first_page_of(round_, "returns")
    round_.partnership.close()
    damage(folder, page)
    report = rescue(folder, passphrase=PASSPHRASE, clock=clock)
    assert not report.is_whole
    assert report.history_is_whole
    assert report.without_owner  # the old answers were read, and belonged to nothing any more
    assert report.lost == ()
    assert "Answers in returns may be missing" in rescue_text(report, clock=clock)
    desk = open_desk(folder, passphrase=PASSPHRASE, clock=clock)
    with closing(desk), desk.work() as work:
        assert len(work.returns.marks(round_.audit.id)) == 4
        back = work.returns.latest(round_.audit.id, "police", "T-1")
        assert back is not None
        assert back.form == full_form(CANARY)
        assert len(work.packages.all(round_.audit.id)) == 2


def test_a_return_whose_file_is_lost_as_well_is_named_and_counted(
    round_: Round, tmp_path: Path
) -> None:
    folder = tmp_path / "partnership"
    pages = [first_page_of(round_, table) for table in ("returns", "packages")]
    round_.partnership.close()
    for page in pages:
        damage(folder, page)
    report = rescue(folder, passphrase=PASSPHRASE, clock=clock)
    assert [(each.uin, each.agency) for each in report.lost] == [
        ("T-1", "Health Visiting"),
        ("T-1", "Police"),
        ("T-2", "Health Visiting"),
        ("T-2", "Police"),
    ]
    text = rescue_text(report, clock=clock)
    assert "4 whole returns are missing." in text
    assert "Police" not in text
    # Nothing of them is known here any more, so that their files can be brought in as at first.
    desk = open_desk(folder, passphrase=PASSPHRASE, clock=clock)
    again = replace(round_, partnership=desk)
    with closing(desk):
        files = [
            path for name in ("first", "second") for path in (tmp_path / f"{name}-out").iterdir()
        ]
        assert [one.outcome for one in again.bring_in(*files)] == [Outcome.IMPORTED] * 2


def test_the_report_is_written_without_case_data(round_: Round, tmp_path: Path) -> None:
    round_.partnership.close()
    report = rescue(tmp_path / "partnership", passphrase=PASSPHRASE, clock=clock)
    path = write_rescue_report(report, tmp_path / "what could be read.txt", clock=clock)
    text = path.read_text(encoding="utf-8")
    assert "Everything was read. Nothing was lost." in text
    assert report.aside.name in text
    for secret in ("canary", "JS", "T-1", "Police", PASSPHRASE, str(tmp_path)):
        assert secret not in text


def test_what_does_not_open_it_rescues_nothing(round_: Round, tmp_path: Path) -> None:
    round_.partnership.close()
    folder = tmp_path / "partnership"
    damage(folder, pages_of(folder) // 2)
    before = (folder / "workspace.db").read_bytes()
    with pytest.raises(WrongPassphraseError):
        rescue(folder, passphrase="another", clock=clock)
    with pytest.raises(WrongRecoveryWordsError):
        rescue(folder, words="no words of a sheet", clock=clock)
    assert (folder / "workspace.db").read_bytes() == before


def test_after_a_rescue_a_copy_can_still_be_put_back(round_: Round, tmp_path: Path) -> None:
    folder = tmp_path / "partnership"
    with closing(round_.partnership) as desk:
        copy = copy_now(desk).copy
    damage(folder, pages_of(folder) // 2)
    rescue(folder, passphrase=PASSPHRASE, clock=clock)
    restore(folder, copy, passphrase=PASSPHRASE, clock=clock)
    with closing(open_desk(folder, passphrase=PASSPHRASE, clock=clock)) as desk:
        assert copies_of(desk) == (copy,)
        with desk.work() as work:
            assert len(work.returns.marks(round_.audit.id)) == 4
