"""Databases and files of every released version are still opened."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.recommendations import RecommendationState
from app.handover.files import read_file
from app.services.analyse_audit import analyse_audit
from app.services.answer_case import forms_of, save_answer
from app.services.define_audit import audits_of
from app.services.hand_over import read_request
from app.services.import_returns import Outcome, import_returns
from app.services.open_desk import open_desk
from app.services.open_pack import open_pack
from app.services.publish_report import publish_report, published, published_content
from app.services.receive_letter import correspondence, receive_letter
from app.storage import Workspace
from tests.builders import clock, full_form
from tests.flow.desks import agency_desk
from tests.releases.make import LETTERS, RELEASES, TEXT, make

VERSIONS = sorted(
    (path.name for path in RELEASES.iterdir() if path.is_dir()),
    key=lambda name: tuple(map(int, name.split("."))),
)


def test_there_is_a_released_version() -> None:
    assert VERSIONS[0] == "0.1.0"


@pytest.fixture(params=VERSIONS)
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(RELEASES / request.param, tmp_path / "release"))


def passphrase(release: Path) -> str:
    return (release / "passphrase.txt").read_text(encoding="utf-8").strip()


def test_the_partnership_goes_on(release: Path) -> None:
    desk = open_desk(release / "partnership", passphrase=passphrase(release), clock=clock)
    with closing(desk):
        (audit,) = audits_of(desk)
        assert audit.reference == "T-2018"
        before = analyse_audit(desk, audit.id, clock=clock).findings
        assert (before.returns.full, before.returns.nil) == (0, 1)
        (result,) = import_returns(desk, [release / "return.paudit"], clock=clock)
        assert (result.outcome, result.returns) == (Outcome.IMPORTED, 2)
        after = analyse_audit(desk, audit.id, clock=clock).findings
        assert (after.returns.full, after.returns.nil) == (1, 2)
        assert (after.share("Q1").n, after.share("Q1").of) == (1, 1)
        assert _is_chained(desk)


def test_the_agency_goes_on(release: Path) -> None:
    desk = open_desk(release / "agency", passphrase=passphrase(release), clock=clock)
    with closing(desk):
        (audit,) = audits_of(desk)
        whole, begun = forms_of(desk, audit.id)
        assert whole.can_be_sealed
        assert whole.form == full_form()
        assert begun.form.answers == {"Q1": full_form().answer("Q1")}
        save_answer(desk, begun, "Q2", full_form().answer("Q2"))
        assert _is_chained(desk)


def _is_chained(desk: Workspace) -> bool:
    """Whether the history from before has its chain, with what was added since."""
    with desk.work() as work:
        chain = work.history.chain()
    return chain.is_whole and chain.lines > 1


def test_a_pack_opens_at_a_new_desk(release: Path, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        opened = open_pack(desk, read_file(release / "pack.paudit"), clock=clock)
        assert [case.uin for case in opened.audit.cases] == ["T-1", "T-2"]


@pytest.fixture(params=[*VERSIONS[1:], "the next one"])
def finished(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A release with a round in which everything was done: the first one has none."""
    kept = RELEASES / request.param
    if kept.exists():
        return Path(shutil.copytree(kept, tmp_path / "release"))
    make(tmp_path / "release")
    return tmp_path / "release"


def test_the_partnership_goes_on_after_everything(finished: Path) -> None:
    folder = finished / "finished"
    desk = open_desk(folder / "partnership", passphrase=passphrase(finished), clock=clock)
    with closing(desk):
        audit = next(each for each in audits_of(desk) if each.reference == "T-2018")
        with desk.work() as work:
            meeting = work.meetings.of(audit.id)
            recommended = work.recommendations.all(audit.id)
        assert TEXT in {note.text for note in meeting.notes}
        assert {each.finding for each in recommended} >= {TEXT}
        assert RecommendationState.DONE in {each.state for each in recommended}
        (version,) = published(desk, audit.id, clock=clock)
        assert published_content(desk, version.published.number).startswith(b"%PDF-")
        (tried,) = import_returns(desk, [folder / "test.paudit"], clock=clock)
        assert tried.outcome is Outcome.TEST
        publish_report(desk, audit.id, by=TEXT, reason=TEXT, clock=clock)
        assert len(published(desk, audit.id, clock=clock)) == 2
        assert _is_chained(desk)
    words = (folder / "recovery words.txt").read_text(encoding="utf-8").strip()
    with closing(open_desk(folder / "partnership", words=words, clock=clock)) as desk:
        assert audit in audits_of(desk)


def test_the_agency_goes_on_after_everything(finished: Path) -> None:
    folder = finished / "finished"
    desk = open_desk(folder / "agency", passphrase=passphrase(finished), clock=clock)
    with closing(desk):
        (audit,) = audits_of(desk)
        letters = correspondence(desk, audit.id)
        assert [query.text for query in letters.queries] == [TEXT]
        for name in ("query.paudit", "receipt.paudit"):
            assert not receive_letter(desk, read_file(folder / name)).is_new
        read_request(desk, read_file(folder / "request.paudit"))
        first = forms_of(desk, audit.id)[0]
        assert TEXT in first.form.answers["Q1"].comment
        assert _is_chained(desk)


def test_the_next_release_can_be_made(tmp_path: Path) -> None:
    make(tmp_path)
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {
        *("partnership", "agency", "finished"),
        *("pack.paudit", "return.paudit", "passphrase.txt"),
    }
    assert {path.name for path in (tmp_path / "finished").iterdir()} == {
        *("partnership", "agency", "recovery words.txt", *LETTERS),
    }
    assert not list(tmp_path.rglob("*.lock"))
