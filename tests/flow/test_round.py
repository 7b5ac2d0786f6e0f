"""A round between two desks: every verb of the flow, through real files."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.analysis.tracking import CellState
from app.domain.changes import NO_CHANGES, Topic
from app.domain.returns import Answer, Auditor, ReturnKind, ReturnState
from app.errors import (
    EscrowNotTestedError,
    NotFoundError,
    NotReadyError,
    WrongDeskError,
)
from app.handover.files import read_file
from app.sealing.description import describe
from app.sealing.keys import SigningKey, fingerprint
from app.sealing.packs import make_pack
from app.sealing.packs import open_pack as open_pack_file
from app.services.analyse_audit import (
    analyse_audit,
    comments_on,
    findings_csv,
    findings_document,
)
from app.services.answer_case import (
    ReasonMissingError,
    SealedReturnError,
    form_of,
    forms_of,
    mark_full,
    mark_nil,
    note_nil,
    reopen,
    save_about,
    save_answer,
)
from app.services.compare_words import sender_of
from app.services.define_audit import ReferenceTakenError, audits_of, define_audit
from app.services.import_returns import Outcome
from app.services.issue_packs import issue_packs, packs_issued
from app.services.open_desk import open_desk
from app.services.open_pack import PartnershipKeyChangedError, open_pack
from app.services.seal_returns import seal_returns
from app.services.set_up_desk import (
    RecoveryWordsError,
    own_fingerprint,
    renew_recovery_sheet,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.services.track_audit import track_audit
from app.services.write_report import write_report
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import (
    CHEAP,
    PASSPHRASE,
    Round,
    agency_desk,
    answer_and_seal,
    define,
    package_from,
)


def test_a_whole_round(started: Round, tmp_path: Path) -> None:
    police = package_from(started, "Police", "police", [("T-1", full_form()), ("T-2", nil_form())])
    bad = full_form()
    bad = bad.with_answer("Q1", Answer(("no",), comment="The referral was three weeks late."))
    health = package_from(started, "Health Visiting", "health", [("T-1", bad)])

    results = started.bring_in(police, health)

    assert [(result.outcome, result.returns) for result in results] == [
        (Outcome.IMPORTED, 2),
        (Outcome.IMPORTED, 1),
    ]
    tracker = track_audit(started.partnership, "T-2018", clock=clock)
    assert (tracker.returns.full, tracker.returns.nil, tracker.returns.missing) == (2, 1, 1)
    assert tracker.cell("T-2", "police").state is CellState.NIL
    assert tracker.cell("T-2", "health-visiting").state is CellState.EXPECTED
    analysed = analyse_audit(started.partnership, started.audit.id, clock=clock)
    share = analysed.findings.share("Q1")
    assert (share.n, share.of, share.percent) == (1, 2, 50.0)
    assert analysed.findings.judgements[0].counts == {"good": 2, "poor": 0}
    document = findings_document(analysed)
    assert document["returns"] == {"full": 2, "nil": 1, "missing": 1}
    assert document["questions"][0]["counts"] == {"yes": 1, "no": 1, "na": 0}
    assert "Q1,Was it done?,Yes,1,Yes,1,2,50.000" in findings_csv(analysed)
    written = {row.comment for row in comments_on(started.partnership, started.audit.id, "Q1")}
    assert "The referral was three weeks late." in written
    report = write_report(started.partnership, "T-2018", tmp_path / "r.pdf", clock=clock)
    assert report.path.read_bytes().startswith(b"%PDF")
    assert report.pages > 4


def test_the_agency_knows_the_partnership_by_its_words(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        opened = open_pack(desk, read_file(started.pack("Police")), clock=clock)
        assert opened.fingerprint == own_fingerprint(started.partnership)
        assert sender_of(desk, opened.audit).words == opened.fingerprint
        assert [case.uin for case in opened.audit.cases] == ["T-1", "T-2"]
        assert [agency.name for agency in opened.audit.agencies] == ["Police"]
        assert not opened.was_known
        assert opened.changes.touches(Topic.AUDITS)


def test_answers_are_saved_one_by_one_and_survive_a_restart(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit = open_pack(desk, read_file(started.pack("Police")), clock=clock).audit
        form = form_of(desk, audit.id, "T-1")
        assert not form.stored
        save_answer(desk, form, "Q1", Answer(("yes",), comment="In good time."))
        form = form_of(desk, audit.id, "T-1")
        save_answer(desk, form, "Q2", Answer(("no",)))
        about = replace(
            form_of(desk, audit.id, "T-1").form,
            completed_by=Auditor("Invented", "Officer"),
            last_involvement=date(2018, 1, 2),
        )
        save_about(desk, form_of(desk, audit.id, "T-1"), about)
    with closing(open_desk(tmp_path / "agency", passphrase=PASSPHRASE, clock=clock)) as desk:
        form = form_of(desk, audit.id, "T-1")
        assert form.form.answers == {
            "Q1": Answer(("yes",), comment="In good time."),
            "Q2": Answer(("no",)),
        }
        assert form.form.last_involvement == date(2018, 1, 2)
        assert not form.can_be_sealed
        assert 0 < form.progress.done < form.progress.total
        with pytest.raises(NotReadyError, match="Case A still has something missing"):
            seal_returns(desk, audit.id, ["T-1"], tmp_path, clock=clock)
        with pytest.raises(NotReadyError, match="No case was chosen"):
            seal_returns(desk, audit.id, [], tmp_path, clock=clock)
        assert form_of(desk, audit.id, "T-1").state is ReturnState.DRAFT


def test_a_nil_return_in_one_step_and_back(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit = open_pack(desk, read_file(started.pack("Police")), clock=clock).audit
        save_answer(desk, form_of(desk, audit.id, "T-1"), "Q1", Answer(("yes",)))
        mark_nil(desk, audit.id, ["T-1"], Auditor("Invented", "Officer"))
        assert form_of(desk, audit.id, "T-1").can_be_sealed
        mark_full(desk, audit.id, "T-1")
        form = form_of(desk, audit.id, "T-1").form
        assert form.kind is ReturnKind.FULL
        assert form.answer("Q1").option == "yes"


def test_nil_returns_are_marked_all_or_none(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit = open_pack(desk, read_file(started.pack("Police")), clock=clock).audit
        before = forms_of(desk, audit.id)
        with pytest.raises(NotFoundError, match="T-9"):
            mark_nil(desk, audit.id, ["T-1", "T-9"], Auditor("Invented", "Officer"))
        assert forms_of(desk, audit.id) == before


def test_a_note_goes_with_a_nil_return_and_only_with_that(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit = open_pack(desk, read_file(started.pack("Police")), clock=clock).audit
        assert note_nil(desk, audit.id, "T-1", "There is nothing to add to.") == NO_CHANGES
        mark_nil(desk, audit.id, ["T-1"], Auditor("Invented", "Officer"))
        note_nil(desk, audit.id, "T-1", "  The archive was looked at too. ")
        [package] = [seal_returns(desk, audit.id, ["T-1"], tmp_path, clock=clock).path]
        [imported] = started.bring_in(package)
        assert imported.outcome is Outcome.IMPORTED
        with started.partnership.work() as work:
            got = work.returns.latest(audit.id, audit.agencies[0].id, "T-1")
        assert got is not None
        assert got.form.note == "The archive was looked at too."
        with pytest.raises(SealedReturnError):
            note_nil(desk, audit.id, "T-1", "Another one.")
        reopen(desk, audit.id, "T-1", "A mistake in the note")
        mark_full(desk, audit.id, "T-1")
        assert form_of(desk, audit.id, "T-1").form.note == "", "it is known now"


def test_a_sealed_return_is_reopened_as_the_next_revision(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        first = answer_and_seal(desk, started.pack("Police"), [("T-1", full_form())], tmp_path)
        sealed = forms_of(desk, started.audit.id)[0]
        assert sealed.state is ReturnState.SEALED
        with pytest.raises(SealedReturnError):
            save_answer(desk, sealed, "Q1", Answer(("no",)))
        with pytest.raises(ReasonMissingError):
            reopen(desk, started.audit.id, "T-1", " ")
        reopen(desk, started.audit.id, "T-1", "One more record was found.")
        form = form_of(desk, started.audit.id, "T-1")
        assert (form.state, form.ref.revision) == (ReturnState.DRAFT, 2)
        save_answer(desk, form, "Q1", Answer(("no",), comment="Seen again: it was late."))
        second = seal_returns(desk, started.audit.id, ["T-1"], tmp_path, clock=clock).path
    assert "revision 2" in second.name
    assert [result.outcome for result in started.bring_in(first, second, first, second)] == [
        Outcome.IMPORTED,
        Outcome.REPLACED,
        Outcome.UNCHANGED,
        Outcome.UNCHANGED,
    ]
    with started.partnership.work() as work:
        received = work.returns.latest(started.audit.id, "police", "T-1")
    assert received is not None
    assert received.reason == "One more record was found."
    found = analyse_audit(started.partnership, started.audit.id, clock=clock).findings
    assert (found.returns.full, found.share("Q1").counts["no"]) == (1, 1)


def test_an_older_revision_does_not_replace(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        first = answer_and_seal(desk, started.pack("Police"), [("T-1", full_form())], tmp_path)
        changed = full_form("Written again with more care and more words.")
        second = answer_and_seal(desk, started.pack("Police"), [("T-1", changed)], tmp_path)
    outcomes = [started.bring_in(path)[0].outcome for path in (second, first)]
    assert outcomes == [Outcome.IMPORTED, Outcome.OLDER]
    rows = comments_on(started.partnership, started.audit.id, "Q1")
    assert [row.comment for row in rows] == ["Written again with more care and more words."]


def test_the_same_answers_sealed_again_are_no_new_revision(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        first = answer_and_seal(
            desk, started.pack("Police"), [("T-1", full_form())], tmp_path / "1"
        )
        again = answer_and_seal(
            desk, started.pack("Police"), [("T-1", full_form())], tmp_path / "2"
        )
    assert first.read_bytes() != again.read_bytes()
    assert [result.outcome for result in started.bring_in(first, again)] == [
        Outcome.IMPORTED,
        Outcome.UNCHANGED,
    ]


@pytest.mark.parametrize("armored", [False, True])
def test_a_package_never_takes_the_place_of_another(
    started: Round, tmp_path: Path, armored: bool
) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit = open_pack(desk, read_file(started.pack("Police")), clock=clock).audit
        paths = []
        for uin in ("T-1", "T-2"):
            mark_nil(desk, audit.id, [uin], Auditor("Invented", "Officer"))
            sealed = seal_returns(desk, audit.id, [uin], tmp_path, clock=clock, armored=armored)
            paths.append(sealed.path)
    assert paths[0].name == paths[1].name.replace(" (2)", "")
    assert [result.outcome for result in started.bring_in(*paths)] == [Outcome.IMPORTED] * 2


def test_packs_issued_again_leave_answers_alone(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        audit = open_pack(desk, read_file(started.pack("Police")), clock=clock).audit
        save_answer(desk, form_of(desk, audit.id, "T-1"), "Q1", Answer(("yes",)))
        issue_packs(started.partnership, "t-2018", tmp_path / "again", clock=clock)
        again = open_pack(desk, read_file(next((tmp_path / "again").glob("*Police*"))), clock=clock)
        assert again.was_known
        assert form_of(desk, audit.id, "T-1").form.answer("Q1").option == "yes"
    assert packs_issued(started.partnership, started.audit.id) == {"police", "health-visiting"}


def test_a_pack_by_another_sender_for_a_known_audit_is_not_opened(
    started: Round, tmp_path: Path
) -> None:
    genuine = open_pack_file(read_file(started.pack("Police")))
    thief = SigningKey.generate()
    clear = msgspec.structs.replace(genuine.clear, signed_by=fingerprint(thief.public))
    forged = make_pack(genuine.pack, clear, thief)
    with closing(agency_desk(tmp_path / "agency")) as desk:
        open_pack(desk, read_file(started.pack("Police")), clock=clock)
        with pytest.raises(PartnershipKeyChangedError):
            open_pack(desk, forged, clock=clock)


def test_packs_wait_for_the_recovery_sheet(tmp_path: Path) -> None:
    partnership, sheet = set_up_partnership_desk(
        tmp_path / "p", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    with closing(partnership):
        audit = define_audit(partnership, *define(tmp_path)).audit
        with pytest.raises(EscrowNotTestedError):
            issue_packs(partnership, audit.id, tmp_path / "packs", clock=clock)
        wrong = " ".join([*sheet.words[:-1], "zebra"])
        with pytest.raises(RecoveryWordsError):
            try_recovery_words(partnership, wrong)
        new_sheet, _ = renew_recovery_sheet(partnership)
        with pytest.raises(RecoveryWordsError):
            try_recovery_words(partnership, " ".join(sheet.words))
        try_recovery_words(partnership, " ".join(new_sheet.words))
        issued = issue_packs(partnership, audit.id, tmp_path / "packs", clock=clock)
        assert [pack.agency.id for pack in issued.packs] == ["police", "health-visiting"]


def test_locked_packs_open_with_what_was_told(started: Round, tmp_path: Path) -> None:
    issue_packs(
        started.partnership, "T-2018", tmp_path / "locked", clock=clock, lock="told by telephone"
    )
    data = read_file(next((tmp_path / "locked").glob("*Police*")))
    assert describe(data).agency.name == "Police"
    with closing(agency_desk(tmp_path / "agency")) as desk:
        opened = open_pack(desk, data, clock=clock, passphrase="told by telephone")
        assert opened.audit.reference == "T-2018"


def test_each_desk_keeps_to_its_own_work(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        with pytest.raises(WrongDeskError):
            issue_packs(desk, "T-2018", tmp_path, clock=clock)
        with pytest.raises(WrongDeskError):
            track_audit(desk, "T-2018", clock=clock)
    with pytest.raises(WrongDeskError):
        open_pack(started.partnership, read_file(started.pack("Police")), clock=clock)


def test_an_audit_is_found_by_its_reference_and_defined_once(
    started: Round, tmp_path: Path
) -> None:
    assert [audit.reference for audit in audits_of(started.partnership)] == ["T-2018"]
    with pytest.raises(ReferenceTakenError):
        define_audit(started.partnership, *define(tmp_path))
    with pytest.raises(NotFoundError, match="T-1999"):
        track_audit(started.partnership, "T-1999", clock=clock)
