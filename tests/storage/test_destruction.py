"""Destroying an audit: nothing of it can be read from any page of the database or its copies."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import of_answer
from app.domain.meeting import THE_AUDIT, MeetingNote, NoteHeading
from app.domain.recommendations import Recommendation
from app.domain.returns import Answer
from app.errors import DamagedWorkspaceError, FileWriteError, NotFoundError
from app.storage import HistoryEvent, Workspace, open_workspace
from app.storage.copies import Copy, copies_in, is_sound, put_back, set_aside, to_drop
from app.storage.files import BACKUPS, DATABASE, WAL, beside
from tests.storage.builders import Ticking, a_return, an_audit

PAGE = 4096
CANARY = "CANARY-7f3a-nobody-writes-this"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def every_page(database: Path, key: bytes) -> bytes:
    """The pages of a database and of its log in the clear, also those that no table uses any more.

    As SQLCipher 4 writes them: AES-256-CBC, the IV and an HMAC in the last 80 bytes of a page. In
    the log a page follows a head of 24 bytes, and the first one a head of 32.
    """
    content, log = database.read_bytes(), beside(database, WAL)
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    firsts = [pages[0]]
    if log.exists():
        frames = log.read_bytes()[32:]
        for start in range(0, len(frames), 24 + PAGE):
            page = frames[start + 24 : start + 24 + PAGE]
            pages.append(page)
            if int.from_bytes(frames[start : start + 4], "big") == 1:
                firsts.append(page)
    return b"".join(_in_the_clear(page, key, 16 if page in firsts else 0) for page in pages)


def _in_the_clear(page: bytes, key: bytes, salt: int) -> bytes:
    decryptor = Cipher(AES256(key), CBC(page[-80:-64])).decryptor()
    return decryptor.update(page[salt:-80]) + decryptor.finalize()


@pytest.fixture
def full(with_audit: Workspace) -> Workspace:
    """An audit with a canary in every kind of text, some of it deleted before, and a copy."""
    audit = an_audit()
    long = f"{CANARY} " * 400
    with with_audit.work() as work:
        returned = a_return()
        form = replace(returned.form, note=CANARY).with_answer("Q1", Answer(comment=long))
        work.returns.save(replace(returned, form=form))
        work.meetings.keep_note(audit.id, MeetingNote("n1", THE_AUDIT, NoteHeading.WORRIED, long))
        work.meetings.keep_note(audit.id, MeetingNote("n2", THE_AUDIT, NoteHeading.WELL, long))
        work.meetings.drop_note(audit.id, "n2")
        work.recommendations.keep(
            Recommendation(
                "r1", audit.id, "finding", "action", evidence=(of_answer(CANARY, "police", "Q1"),)
            )
        )
        work.settings.put(f"pack news {audit.id}", CANARY)
        work.commit()
    with_audit.back_up()
    return with_audit


def test_no_page_of_it_is_left(full: Workspace, folder: Path) -> None:
    key, audit = full._open_key(), an_audit()
    (copy,) = copies_in(folder)
    assert CANARY.encode() in every_page(folder / DATABASE, key)
    assert CANARY.encode() in every_page(copy.path, key)
    with full.work() as work:
        gone = work.destruction.destroy(audit.id, date(2026, 11, 23))
        work.commit()
    full.scrub()
    assert (gone.cases, gone.returns, gone.notes) == (len(audit.cases), 1, 1)
    (fresh,) = copies_in(folder)
    for path in (folder / DATABASE, fresh.path):
        assert CANARY.encode() not in every_page(path, key)
    assert fresh.path != copy.path or fresh.at != copy.at
    assert not list((folder / BACKUPS).glob("set-aside-*"))
    with full.work() as work:
        (summary,) = work.audits.all()
        (plan,) = work.recommendations.all(audit.id)
        chain = work.history.chain()
        events = {entry.what for entry in work.history.all(50)}
    assert summary.destroyed == date(2026, 11, 23)
    assert (plan.finding, plan.evidence) == ("finding", ())
    assert chain.is_whole
    assert HistoryEvent.AUDIT_DESTROYED in events


def test_an_audit_that_is_not_there_is_not_destroyed(full: Workspace) -> None:
    with full.work() as work, pytest.raises(NotFoundError):
        work.destruction.destroy("another", date(2026, 11, 23))


def test_a_copy_is_put_back_and_what_was_there_is_set_aside(
    full: Workspace, folder: Path, clock: Ticking
) -> None:
    key = full._open_key()
    (copy,) = copies_in(folder)
    with full.work() as work:
        work.settings.put("later", "than the copy")
        work.commit()
    full.close()
    aside = set_aside(folder, NOW)
    put_back(folder, copy, key)
    workspace = open_workspace(folder, passphrase="correct horse", clock=clock)
    with closing(workspace), workspace.work() as work:
        assert work.settings.get("later") == ""
        assert work.history.chain().is_whole
    assert is_sound(Copy(aside / DATABASE, NOW, 0), key)


def test_a_damaged_copy_is_not_put_back(full: Workspace, folder: Path, clock: Ticking) -> None:
    key = full._open_key()
    (copy,) = copies_in(folder)
    content = bytearray(copy.path.read_bytes())
    content[len(content) // 2] ^= 1
    copy.path.write_bytes(content)
    full.close()
    before = (folder / DATABASE).read_bytes()
    assert not is_sound(copy, key)
    with pytest.raises(DamagedWorkspaceError):
        put_back(folder, copy, key)
    assert (folder / DATABASE).read_bytes() == before
    open_workspace(folder, passphrase="correct horse", clock=clock).close()


def test_a_copy_that_cannot_be_written_is_said(full: Workspace, folder: Path) -> None:
    for path in (folder / BACKUPS).iterdir():
        path.unlink()
    (folder / BACKUPS).rmdir()
    (folder / BACKUPS).write_bytes(b"")  # a file where the folder was
    with pytest.raises(FileWriteError):
        full.back_up()


moments = st.integers(-60 * 24 * 40, 60 * 24 * 900).map(
    lambda minutes: NOW - timedelta(minutes=minutes)
)


@given(st.lists(moments, unique=True, max_size=60))
def test_of_the_copies_enough_are_kept(found: list[datetime]) -> None:
    copies = [Copy(Path(at.isoformat()), at, 1) for at in found]
    dropped = {copy.at for copy in to_drop(copies, NOW)}
    kept = [at for at in found if at not in dropped]
    assert set(sorted(found, reverse=True)[:3]) <= set(kept)
    assert all(at <= NOW for at in dropped)
    for at in found:
        if timedelta(0) <= NOW - at <= timedelta(days=14):
            assert any(other.date() == at.date() for other in kept)
    assert len([at for at in kept if at <= NOW]) <= 3 + 15 + 9 + 13


def test_dropping_twice_drops_nothing_more() -> None:
    copies = [Copy(Path(str(n)), NOW - timedelta(hours=7 * n), 1) for n in range(300)]
    gone = set(to_drop(copies, NOW))
    rest = [copy for copy in copies if copy not in gone]
    assert to_drop(rest, NOW) == ()
    assert len(rest) < 40
