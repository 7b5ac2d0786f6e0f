"""Import, file by file: bad ones are named, good ones are in, totals add up."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from app.domain.returns import Answer, ReturnRef, ReturnState
from app.handover.files import MAX_FILE_BYTES, read_file
from app.sealing.age import HybridIdentity
from app.sealing.clear import AgencyName, AuditName
from app.sealing.documents import v1
from app.sealing.keys import SigningKey, fingerprint
from app.sealing.packages import open_package, seal_package
from app.services.import_returns import Outcome, import_returns
from app.services.set_up_desk import encryption_identity, recipients_of
from app.services.track_audit import track_audit
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import Round, agency_desk, answer_and_seal, package_from, start_round


def resealed(round_: Round, package: Path, to: Path, changes: dict[str, object]) -> Path:
    """A package like another, changed by somebody who could open it."""
    with round_.partnership.work() as work:
        identity, recipients = encryption_identity(work), recipients_of(work)
    key, changes = SigningKey.generate(), dict(changes)
    document = open_package(read_file(package), [identity]).document
    clear = msgspec.structs.replace(document.clear, signed_by=fingerprint(key.public))
    clear_changes = changes.pop("clear", {})
    assert isinstance(clear_changes, dict)
    clear = msgspec.structs.replace(clear, **clear_changes)
    to.write_bytes(
        seal_package(msgspec.structs.replace(document, clear=clear, **changes), recipients, key)
    )
    return to


@pytest.fixture
def police(started: Round) -> Path:
    return package_from(started, "Police", "police", [("T-1", full_form()), ("T-2", nil_form())])


def in_now(round_: Round) -> tuple[int, int]:
    returns = track_audit(round_.partnership, round_.audit.id, clock=clock).returns
    return returns.full, returns.nil


def test_bad_files_are_named_and_good_ones_are_in(
    started: Round, police: Path, tmp_path: Path
) -> None:
    whole = police.read_bytes()
    bad = {
        "empty.paudit": b"",
        "cut off.paudit": whole[: len(whole) // 2],
        "flipped.paudit": whole[:-30] + bytes([whole[-30] ^ 1]) + whole[-29:],
        "letter.docx": b"PK\x03\x04 a Word document",
        "pack.paudit": started.pack("Police").read_bytes(),
        "elsewhere.paudit": seal_package(
            open_with(started, police),
            [HybridIdentity.generate().recipient().to_string()],
            SigningKey.generate(),
        ),
    }
    files = [police]
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
        files.insert(0, tmp_path / name)
    files.append(tmp_path / "not there.paudit")

    results = started.bring_in(*files)

    refused = [result for result in results if result.outcome is Outcome.REFUSED]
    assert len(refused) == len(bad) + 1
    assert all(result.returns == 0 and result.reason.endswith(".") for result in refused)
    assert [r.file for r in results if r.outcome is Outcome.IMPORTED] == [police.name]
    assert in_now(started) == (1, 1)


def open_with(round_: Round, package: Path) -> v1.ReturnPackageV1:
    with round_.partnership.work() as work:
        return open_package(read_file(package), [encryption_identity(work)]).document


def test_a_file_that_is_too_large_is_not_read(started: Round, tmp_path: Path) -> None:
    large = tmp_path / "large.paudit"
    with large.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    (result,) = started.bring_in(large)
    assert result.outcome is Outcome.REFUSED
    assert "35 MB" in result.reason


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"token": "cd" * 32}, "not made from the pack"),
        ({"clear": {"audit": AuditName("zz", "X", "Another")}}, "not in this workspace"),
        ({"clear": {"agency": AgencyName("thieves", "Thieves")}}, "not issued a pack"),
        ({"clear": {"test": True}}, "the number of returns"),
        (
            {"returns": (v1.return_of("T-9", 1, full_form(), clock().date()),)},
            "not asked about",
        ),
        (
            {
                "returns": (
                    v1.return_of("T-1", 1, full_form(), clock().date()),
                    v1.return_of("T-1", 2, full_form(), clock().date()),
                )
            },
            "two returns on one case",
        ),
        (
            {
                "returns": (
                    v1.return_of(
                        "T-1", 1, full_form().with_answer("Q9", Answer(("yes",))), clock().date()
                    ),
                )
            },
            "Q9",
        ),
        (
            {
                "returns": (
                    v1.return_of(
                        "T-1", 1, full_form().with_answer("Q1", Answer(("ja",))), clock().date()
                    ),
                )
            },
            "Q1",
        ),
        (
            {
                "returns": (
                    v1.return_of(
                        "T-1", 1, full_form().with_answer("Q2a", Answer(("yes",))), clock().date()
                    ),
                )
            },
            "not asked",
        ),
    ],
)
def test_what_does_not_belong_is_refused_whole(
    started: Round, police: Path, tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    forged = resealed(started, police, tmp_path / "forged.paudit", changes)
    (result,) = started.bring_in(forged)
    assert (result.outcome, result.returns) == (Outcome.REFUSED, 0)
    assert words in result.reason
    assert in_now(started) == (0, 0)


def test_one_bad_return_keeps_the_whole_file_out(
    started: Round, police: Path, tmp_path: Path
) -> None:
    returns = (
        v1.return_of("T-1", 1, full_form(), clock().date()),
        v1.return_of("T-9", 1, nil_form(), clock().date()),
    )
    forged = resealed(started, police, tmp_path / "half.paudit", {"returns": returns})
    assert started.bring_in(forged)[0].outcome is Outcome.REFUSED
    assert in_now(started) == (0, 0)
    assert started.bring_in(police)[0].outcome is Outcome.IMPORTED


def test_a_changed_key_is_refused_until_somebody_telephoned(started: Round, police: Path) -> None:
    new_computer = package_from(
        started,
        "Police",
        "police-2",
        [("T-1", full_form("From the new computer, all of it again."))],
    )
    assert started.bring_in(police)[0].outcome is Outcome.IMPORTED
    refused = started.bring_in(new_computer)[0]
    assert refused.outcome is Outcome.REFUSED
    assert "new key" in refused.reason
    conflict = started.bring_in(new_computer, accept_new_keys=True)[0]
    assert conflict.outcome is Outcome.REFUSED
    assert "same revision" in conflict.reason


def test_a_new_key_that_was_accepted_is_the_known_one(started: Round, police: Path) -> None:
    new_computer = package_from(started, "Police", "police-2", [("T-2", nil_form())])
    first = package_from(started, "Police", "police-3", [("T-1", full_form())])
    assert started.bring_in(first)[0].outcome is Outcome.IMPORTED
    assert started.bring_in(new_computer)[0].outcome is Outcome.REFUSED
    accepted = started.bring_in(new_computer, accept_new_keys=True)[0]
    assert accepted.outcome is Outcome.IMPORTED
    assert started.bring_in(police)[0].outcome is Outcome.REFUSED


def test_a_package_for_another_audit_of_the_same_partnership(
    started: Round, police: Path, tmp_path: Path
) -> None:
    with closing(start_round(tmp_path / "other", "T-2019").partnership) as other:
        (result,) = Round(tmp_path, other, started.audit).bring_in(police)
    assert result.outcome is Outcome.REFUSED
    assert "somebody else" in result.reason


def test_the_replaced_revision_is_kept(started: Round, tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "agency")) as desk:
        first = answer_and_seal(desk, started.pack("Police"), [("T-1", full_form())], tmp_path)
        second = answer_and_seal(
            desk, started.pack("Police"), [("T-1", full_form("Better words, later."))], tmp_path
        )
    started.bring_in(first, second)
    with started.partnership.work() as work:
        old = work.returns.get(ReturnRef(started.audit.id, "police", "T-1", 1))
        assert old is not None
        assert old.state is ReturnState.SUPERSEDED
        kept = {package.file_name for package in work.packages.all(started.audit.id)}
    assert kept == {first.name, second.name}


def test_it_can_be_stopped_between_files(started: Round, police: Path) -> None:
    seen: list[tuple[int, int]] = []

    def stop_after_one(done: int, of: int) -> bool:
        seen.append((done, of))
        return done < 1

    results = list(
        import_returns(started.partnership, [police, police], clock=clock, progress=stop_after_one)
    )
    assert [result.outcome for result in results] == [Outcome.IMPORTED]
    assert seen == [(0, 2), (1, 2)]
