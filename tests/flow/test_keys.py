"""Keys: a passphrase changed, a computer lost, a sheet that opens the desk, new keys all round."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import LastSlotError, WrongPassphraseError, WrongRecoveryWordsError
from app.handover.files import read_file
from app.services.answer_case import answer_whole
from app.services.import_returns import Outcome
from app.services.issue_packs import issue_packs, packs_to_issue
from app.services.keep_keys import (
    WeakPassphraseError,
    add_passphrase,
    change_passphrase,
    remove_way_in,
    rotate_database_key,
    ways_in,
)
from app.services.open_desk import has_recovery_words, open_desk
from app.services.open_pack import open_pack
from app.services.set_up_desk import (
    make_recovery_sheet,
    renew_recovery_sheet,
    rotate_encryption_key,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.storage import SlotKind
from tests.builders import clock, full_form
from tests.flow.desks import CHEAP, PASSPHRASE, agency_desk, package_from, start_round

NEW = "another four invented words"


def test_the_sheet_opens_the_desk_when_the_passphrase_is_forgotten(tmp_path: Path) -> None:
    desk, sheet = set_up_partnership_desk(
        tmp_path / "desk", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    desk.close()
    words = " ".join(sheet.words)
    assert has_recovery_words(tmp_path / "desk")
    with closing(open_desk(tmp_path / "desk", words=words.upper(), clock=clock)) as opened:
        add_passphrase(opened, NEW, cost=CHEAP)
    open_desk(tmp_path / "desk", passphrase=NEW, clock=clock).close()
    for wrong in ("zoo " * 24, "", "abandon " * 23 + "art"):
        with pytest.raises(WrongRecoveryWordsError):
            open_desk(tmp_path / "desk", words=wrong, clock=clock)


def test_a_desk_that_was_moved_to_another_computer_opens_there(tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "old")) as desk:
        sheet, _ = make_recovery_sheet(desk)
    shutil.move(tmp_path / "old", tmp_path / "new")
    words = " ".join(sheet.words)
    open_desk(tmp_path / "new", words=words, clock=clock).close()


def test_a_new_sheet_ends_the_old_one(tmp_path: Path) -> None:
    desk, old = set_up_partnership_desk(
        tmp_path / "desk", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    with closing(desk):
        new, _ = renew_recovery_sheet(desk)
        try_recovery_words(desk, " ".join(new.words))
    with pytest.raises(WrongRecoveryWordsError):
        open_desk(tmp_path / "desk", words=" ".join(old.words), clock=clock)
    open_desk(tmp_path / "desk", words=" ".join(new.words), clock=clock).close()


def test_a_workspace_from_before_opens_with_its_sheet_once_that_was_tried(tmp_path: Path) -> None:
    desk, sheet = set_up_partnership_desk(
        tmp_path / "desk", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    with closing(desk):
        (recovery,) = [way for way in ways_in(desk) if way.kind is SlotKind.RECOVERY_WORDS]
        remove_way_in(desk, recovery.id)
        try_recovery_words(desk, " ".join(sheet.words))
    open_desk(tmp_path / "desk", words=" ".join(sheet.words), clock=clock).close()


def test_a_passphrase_is_changed(tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "desk")) as desk:
        with pytest.raises(WeakPassphraseError):
            change_passphrase(desk, PASSPHRASE, "short", cost=CHEAP)
        with pytest.raises(WrongPassphraseError):
            change_passphrase(desk, "not this one at all", NEW, cost=CHEAP)
        change_passphrase(desk, PASSPHRASE, NEW, cost=CHEAP)
        (only,) = ways_in(desk)
        with pytest.raises(LastSlotError):
            remove_way_in(desk, only.id)
    with pytest.raises(WrongPassphraseError):
        open_desk(tmp_path / "desk", passphrase=PASSPHRASE, clock=clock)
    open_desk(tmp_path / "desk", passphrase=NEW, clock=clock).close()


def test_after_a_new_database_key_everything_is_there(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    with closing(round_.partnership) as desk:
        for wrong in ({"passphrase": NEW}, {"words": "zoo " * 24}):
            with pytest.raises((WrongPassphraseError, WrongRecoveryWordsError)):
                rotate_database_key(desk, cost=CHEAP, **wrong)
        rotate_database_key(desk, passphrase=PASSPHRASE, cost=CHEAP)
        with desk.work() as work:
            assert work.audits.get(round_.audit.id) == round_.audit
            assert work.history.chain().is_whole
    open_desk(tmp_path / "partnership", passphrase=PASSPHRASE, clock=clock).close()


def test_after_a_new_encryption_key_older_packages_still_open(tmp_path: Path) -> None:
    round_ = start_round(tmp_path)
    with closing(round_.partnership) as desk:
        older = package_from(round_, "Police", "police", [("T-1", full_form())])
        with closing(agency_desk(tmp_path / "health")) as health:
            audit = open_pack(health, read_file(round_.pack("Health Visiting")), clock=clock).audit
            answer_whole(health, audit.id, "T-1", full_form())
        rotate_encryption_key(desk, clock=clock)
        assert all(pack.is_due for pack in packs_to_issue(desk, round_.audit.id))
        issue_packs(desk, round_.audit.id, tmp_path / "packs", clock=clock)
        newer = package_from(round_, "Health Visiting", "health-2", [("T-2", full_form())])
        found = round_.bring_in(older, newer)
    assert [each.outcome for each in found] == [Outcome.IMPORTED, Outcome.IMPORTED]
