"""The texts of the reports: drafts follow the figures, what was written stays and is told of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import Topic
from app.domain.reporting import ReportKind, ReportOptions, ReportText
from app.domain.returns import ReturnState
from app.errors import NotFoundError
from app.reports.page_pictures import PagePictures
from app.services.make_report import make_report, report_name
from app.services.print_return import blank_form, return_as_form
from app.services.report_texts import (
    ReportTexts,
    drop_report_text,
    keep_report_options,
    keep_report_text,
    report_texts,
    word_changes,
)
from tests.ui.partnership.scene import Scene, round_scene

HOSTILE = (
    "<b>bold</b> <img src='file:///etc/passwd'/> =1+1 \u202eevil\u202c 😀 &amp; " + "word " * 10_000
)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    made, _audit = round_scene(tmp_path_factory.mktemp("round"), finished=True)
    yield made
    made.workspace.close()


@pytest.fixture
def audit_id(scene: Scene) -> str:
    with scene.workspace.work() as work:
        audit_id = work.audits.all()[0].id
        for place in work.reports.texts(audit_id):
            work.reports.drop_text(audit_id, place)
        work.commit()
    return audit_id


def read(scene: Scene, audit_id: str) -> ReportTexts:
    return report_texts(scene.workspace, audit_id, clock=scene.clock)


def test_a_place_is_the_draft_until_somebody_writes(scene: Scene, audit_id: str) -> None:
    summary = read(scene, audit_id).at("summary")
    assert summary is not None
    assert summary.draft
    assert (summary.is_written, summary.is_outdated) == (False, False)
    assert summary.stands == summary.draft
    changes = keep_report_text(scene.workspace, audit_id, "summary", "Mine.", summary.draft)
    assert changes.touches(Topic.REPORTS)
    kept = read(scene, audit_id).at("summary")
    assert kept is not None
    assert (kept.stands, kept.is_written, kept.is_outdated) == ("Mine.", True, False)
    again = keep_report_text(scene.workspace, audit_id, "summary", "Mine.", summary.draft)
    assert not again.topics, "nothing was written, as it stood so already"


def test_what_was_written_stays_when_figures_change_and_says_so(
    scene: Scene, audit_id: str
) -> None:
    draft = read(scene, audit_id).at("summary")
    assert draft is not None
    older = draft.draft.replace("27 full returns", "26 full returns")
    keep_report_text(scene.workspace, audit_id, "summary", "Mine.", older)
    kept = read(scene, audit_id).at("summary")
    assert kept is not None
    assert kept.is_outdated
    assert kept.stands == "Mine."
    changed = [(p.text.strip(), p.gone, p.new) for p in kept.changes if p.gone or p.new]
    assert changed == [("26", True, False), ("27", False, True)]
    # Keep mine: the draft that was looked at is now that of today.
    keep_report_text(scene.workspace, audit_id, "summary", "Mine.", kept.draft)
    looked_at = read(scene, audit_id).at("summary")
    assert looked_at is not None
    assert not looked_at.is_outdated


def test_an_empty_text_or_the_draft_itself_leaves_the_place_to_the_draft(
    scene: Scene, audit_id: str
) -> None:
    summary = read(scene, audit_id).at("summary")
    assert summary is not None
    for text in ("   ", summary.draft):
        keep_report_text(scene.workspace, audit_id, "summary", "Mine.", summary.draft)
        keep_report_text(scene.workspace, audit_id, "summary", text, summary.draft)
        now = read(scene, audit_id).at("summary")
        assert now is not None
        assert not now.is_written
    assert not drop_report_text(scene.workspace, audit_id, "summary").topics


def test_the_sections_of_the_tool_have_a_place_each(scene: Scene, audit_id: str) -> None:
    titles = [each.title for each in read(scene, audit_id).texts]
    assert titles[0] == "Executive summary"
    assert "Findings: Quality Assurance Information" in titles
    assert "Findings: Closing statements" not in titles, "nothing is counted there"
    assert titles[-1] == "One-minute guide: what to do"


def test_hostile_texts_are_printed_as_typed(scene: Scene, audit_id: str) -> None:
    keep_report_text(scene.workspace, audit_id, "summary", HOSTILE, "")
    made = make_report(scene.workspace, audit_id, ReportKind.AUDIT, clock=scene.clock)
    with PagePictures(made.content) as pages:
        words = " ".join(" ".join(pages.text(at) for at in range(len(pages))).split())
    assert "<b>bold</b> <img src='file:///etc/passwd'/> =1+1" in words
    assert "&amp;" in words


@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_report_is_made_in_memory_and_named(
    scene: Scene, audit_id: str, kind: ReportKind
) -> None:
    with scene.workspace.work() as work:
        audit = work.audits.get(audit_id)
    about = {ReportKind.CASE: audit.cases[0].uin, ReportKind.FEEDBACK: audit.agencies[0].id}
    made = make_report(scene.workspace, audit_id, kind, about.get(kind, ""), clock=scene.clock)
    with PagePictures(made.content) as pages:
        assert len(pages) == made.pages
    assert made.name.startswith(f"{audit.reference} {kind.value}")
    assert made.name.endswith(".pdf")
    assert audit.cases[0].initials not in made.name


def test_a_report_about_nobody_that_is_known(scene: Scene, audit_id: str) -> None:
    with scene.workspace.work() as work:
        audit = work.audits.get(audit_id)
    for kind in (ReportKind.CASE, ReportKind.FEEDBACK):
        with pytest.raises(NotFoundError):
            report_name(audit, kind, "nobody")
        with pytest.raises(NotFoundError):
            make_report(scene.workspace, audit_id, kind, "nobody", clock=scene.clock)


def test_a_report_that_is_stopped_leaves_nothing(scene: Scene, audit_id: str) -> None:
    class StoppedError(Exception):
        pass

    def stop(page: int) -> None:
        if page == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        make_report(scene.workspace, audit_id, ReportKind.AUDIT, clock=scene.clock, on_page=stop)


def test_a_return_and_the_blank_form_are_printed(scene: Scene, audit_id: str) -> None:
    with scene.workspace.work() as work:
        one = work.returns.all(audit_id, states=(ReturnState.RECEIVED,))[0]
        agency = work.audits.get(audit_id).agency(one.ref.agency_id)
    assert agency is not None
    filled = return_as_form(
        scene.workspace, audit_id, one.ref.uin, one.ref.agency_id, clock=scene.clock
    )
    with PagePictures(filled) as pages:
        words = pages.text(0)
        assert one.ref.uin in words
        assert agency.name.split()[0] in words
    with PagePictures(blank_form(scene.workspace, audit_id)) as pages:
        assert one.ref.uin not in pages.text(0)
    with pytest.raises(NotFoundError):
        return_as_form(scene.workspace, audit_id, "none", "nobody", clock=scene.clock)


def test_options_are_kept(scene: Scene, audit_id: str) -> None:
    options = ReportOptions(5, ("comments",))
    assert keep_report_options(scene.workspace, audit_id, options).touches(Topic.REPORTS)
    assert read(scene, audit_id).options == options
    assert not keep_report_options(scene.workspace, audit_id, options).topics
    keep_report_options(scene.workspace, audit_id, ReportOptions())


@given(before=st.text(max_size=80), after=st.text(max_size=80))
def test_the_changes_hold_every_word_of_both(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    old = "".join(piece.text for piece in pieces if not piece.new)
    new = "".join(piece.text for piece in pieces if not piece.gone)
    assert old.split() == before.split()
    assert new.split() == after.split()


def test_a_text_of_before_is_read_as_it_was_kept(scene: Scene, audit_id: str) -> None:
    with scene.workspace.work() as work:
        work.reports.keep_text(audit_id, ReportText("summary", "Mine.", ""))
        work.commit()
    kept = read(scene, audit_id).at("summary")
    assert kept is not None
    assert not kept.is_outdated, "it was begun on nothing, so nothing can have changed"
    assert replace(kept, text=None).stands == kept.draft
