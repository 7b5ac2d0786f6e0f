"""What is readable in a damaged workspace is read: every row that is not on a damaged page."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.meeting import THE_AUDIT, MeetingNote, NoteHeading
from app.errors import DamagedWorkspaceError, WrongPassphraseError
from app.storage import Desk, create_workspace, open_workspace
from app.storage.files import DATABASE
from app.storage.rescue import rescue_workspace
from tests.storage.builders import CHEAP, Ticking, an_audit

PAGE = 4096
NOTES = 400


@pytest.fixture
def written(folder: Path, clock: Ticking) -> Path:
    """A workspace with many notes, each as long as a quarter of a page."""
    desk = create_workspace(
        folder, Desk.PARTNERSHIP, passphrase="correct horse", clock=clock, cost=CHEAP
    )
    with closing(desk), desk.work() as work:
        work.audits.add(an_audit())
        for number in range(NOTES):
            text = f"{number:04} " * 200
            note = MeetingNote(f"n{number}", THE_AUDIT, NoteHeading.WORRIED, text)
            work.meetings.keep_note("a1", note)
        work.commit()
    return folder


def damage(folder: Path, *pages: int) -> None:
    content = bytearray((folder / DATABASE).read_bytes())
    for page in pages:
        content[page * PAGE + 100] ^= 0xFF
    (folder / DATABASE).write_bytes(content)


def notes_in(folder: Path, clock: Ticking) -> set[str]:
    desk = open_workspace(folder, passphrase="correct horse", clock=clock)
    with closing(desk), desk.work() as work:
        return {note.text[:4] for note in work.meetings.of("a1").notes}


def test_of_a_sound_workspace_nothing_is_lost(written: Path, clock: Ticking) -> None:
    found = rescue_workspace(written, passphrase="correct horse", clock=clock)
    assert found.is_whole
    assert found.rows("meeting_notes") == NOTES
    assert len(notes_in(written, clock)) == NOTES
    desk = open_workspace(written, passphrase="correct horse", clock=clock)
    with closing(desk), desk.work() as work:
        assert work.history.chain().is_whole
        assert work.audits.get("a1") == an_audit()


def test_a_damaged_page_takes_its_own_rows_and_no_others(written: Path, clock: Ticking) -> None:
    pages = (written / DATABASE).stat().st_size // PAGE
    damage(written, pages // 2, pages // 2 + 40)
    found = rescue_workspace(written, passphrase="correct horse", clock=clock)
    left = notes_in(written, clock)
    assert not found.is_whole
    assert NOTES - 20 <= len(left) < NOTES
    assert (found.aside / DATABASE).exists()


@pytest.mark.parametrize("seed", range(12))
def test_wherever_it_is_damaged_the_rest_is_read_or_it_is_said(
    written: Path, clock: Ticking, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test
    pages = (written / DATABASE).stat().st_size // PAGE
    damage(written, *chance.sample(range(1, pages), 5))
    before = (written / DATABASE).read_bytes()
    try:
        found = rescue_workspace(written, passphrase="correct horse", clock=clock)
    except DamagedWorkspaceError:
        assert (written / DATABASE).read_bytes() == before
        return
    assert found.rows("workspace") == 1
    open_workspace(written, passphrase="correct horse", clock=clock).close()


def test_where_the_first_page_is_gone_nothing_is_changed(written: Path, clock: Ticking) -> None:
    damage(written, 0)
    before = (written / DATABASE).read_bytes()
    with pytest.raises(DamagedWorkspaceError):
        rescue_workspace(written, passphrase="correct horse", clock=clock)
    assert (written / DATABASE).read_bytes() == before


def test_a_text_over_many_pages_is_read_whole_or_not_at_all(folder: Path, clock: Ticking) -> None:
    """SQLCipher hands a damaged page at the end of a long text out as zeros, without a word."""
    text = "An invented note over many pages. " * 900
    desk = create_workspace(
        folder, Desk.PARTNERSHIP, passphrase="correct horse", clock=clock, cost=CHEAP
    )
    with closing(desk), desk.work() as work:
        work.audits.add(an_audit())
        work.meetings.keep_note("a1", MeetingNote("n1", THE_AUDIT, NoteHeading.WORRIED, text))
        work.commit()
    sound = (folder / DATABASE).read_bytes()
    lost = 0
    for page in range(1, len(sound) // PAGE):
        (folder / DATABASE).write_bytes(sound)
        damage(folder, page)
        try:
            found = rescue_workspace(folder, passphrase="correct horse", clock=clock)
        except DamagedWorkspaceError:
            continue
        if found.orphans:  # the audit is lost, or what it belongs to
            continue
        desk = open_workspace(folder, passphrase="correct horse", clock=clock)
        with closing(desk), desk.work() as work:
            notes = [note.text for note in work.meetings.of("a1").notes]
        assert notes in ([text], [])
        assert notes or not found.is_whole
        lost += not notes
    assert lost >= len(text) // PAGE


def test_the_wrong_passphrase_rescues_nothing(written: Path, clock: Ticking) -> None:
    with pytest.raises(WrongPassphraseError):
        rescue_workspace(written, passphrase="another", clock=clock)
