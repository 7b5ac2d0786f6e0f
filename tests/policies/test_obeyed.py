"""Services keep to a policy, and nothing is written where they refuse."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.policy import NO_POLICY, HandOver, Policy
from app.domain.returns import Auditor
from app.errors import DeskNotAllowedError, PartnershipNotListedError, WayNotAllowedError
from app.handover.files import read_file
from app.services.answer_case import answer_whole
from app.services.ask_agency import ask_agency
from app.services.chase_agencies import chase_agencies
from app.services.define_audit import audits_of, define_audit
from app.services.hand_over import ask_for_cases
from app.services.issue_packs import issue_packs
from app.services.open_desk import usual_folder
from app.services.open_pack import open_pack
from app.services.pack_covers import write_covers
from app.services.preferences import keep_lock_after, lock_after
from app.services.seal_returns import seal_returns
from app.services.set_up_audit import begin_set_up
from app.services.set_up_desk import own_fingerprint, set_up_agency_desk, set_up_partnership_desk
from app.services.try_route import make_test_package
from app.services.write_receipt import write_receipt, write_receipts
from app.services.write_replies import write_replies
from app.storage import Desk, Workspace
from tests.builders import clock, full_form, nil_form
from tests.flow.desks import (
    CHEAP,
    PASSPHRASE,
    Round,
    agency_desk,
    define,
    package_from,
    start_round,
)

ROOT = Path(__file__).parents[2]
ANOTHER = "abandon ability able about above absent"
NOTHING = Policy(hand_over=frozenset())


def only(*ways: HandOver) -> Policy:
    return Policy(hand_over=frozenset(ways))


FOLDER, EMAIL, TEXT = (only(way) for way in HandOver)


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Round]:
    round_ = start_round(tmp_path)
    yield round_
    round_.partnership.close()


@pytest.fixture
def police(started: Round) -> Iterator[Workspace]:
    """The police's desk with the pack open and one case answered."""
    with closing(agency_desk(started.folder / "police")) as desk:
        open_pack(desk, read_file(started.pack("Police")), clock=clock)
        answer_whole(desk, started.audit.id, "T-1", full_form())
        yield desk


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize(
    ("policy", "as_file", "as_text"),
    [
        (NO_POLICY, True, True),
        (FOLDER, True, False),
        (EMAIL, True, False),  # the mail program takes it from the folder
        (TEXT, False, True),
        (NOTHING, False, False),
        (only(*HandOver), True, True),
    ],
)
def test_a_return_is_sealed_only_in_a_form_that_may_leave(
    started: Round, police: Workspace, tmp_path: Path, policy: Policy, as_file: bool, as_text: bool
) -> None:
    to = tmp_path / "out"
    for armored, allowed in ((False, as_file), (True, as_text)):
        before = files(to)
        try:
            make_test_package(
                police, started.audit.id, to, clock=clock, armored=armored, policy=policy
            )
        except WayNotAllowedError as error:
            assert not allowed
            assert files(to) == before
            assert "saved" in error.sentence
        else:
            assert allowed
            assert len(files(to)) == len(before) + 1
    refused = not as_file
    if refused:
        with pytest.raises(WayNotAllowedError):
            seal_returns(police, started.audit.id, ["T-1"], to, clock=clock, policy=policy)
    else:
        seal_returns(police, started.audit.id, ["T-1"], to, clock=clock, policy=policy)


def test_the_sentence_names_the_other_ways(started: Round, police: Workspace) -> None:
    def refused(policy: Policy, *, armored: bool) -> str:
        with pytest.raises(WayNotAllowedError) as raised:
            make_test_package(
                police,
                started.audit.id,
                started.folder,
                clock=clock,
                armored=armored,
                policy=policy,
            )
        return raised.value.sentence

    assert "Choose another way: from a folder or by e-mail." in refused(
        only(HandOver.FOLDER, HandOver.EMAIL), armored=True
    )
    assert "Choose another way: as text." in refused(TEXT, armored=False)
    assert "tell your IT department" in refused(NOTHING, armored=True)


def test_what_cannot_be_text_is_not_written_where_only_text_leaves(
    started: Round, police: Workspace, tmp_path: Path
) -> None:
    started.bring_in(package_from(started, "Health Visiting", "hv", [("T-1", nil_form())]))
    desk, audit, to = started.partnership, started.audit, tmp_path / "none"
    who = Auditor("Robin Example", "Reviewing officer")
    for write in (
        lambda: issue_packs(desk, audit.id, to, clock=clock, policy=TEXT),
        lambda: ask_agency(
            desk, audit.id, "health-visiting", "T-1", {}, to, clock=clock, text="?", policy=TEXT
        ),
        lambda: write_receipt(desk, audit.id, "health-visiting", to, clock=clock, policy=TEXT),
        lambda: write_receipts(desk, audit.id, to, clock=clock, policy=TEXT),
        lambda: ask_for_cases(police, audit.id, who, to, clock=clock, policy=TEXT),
    ):
        with pytest.raises(WayNotAllowedError):
            write()
    assert files(to) == []


def test_without_e_mail_there_are_letters_and_receipts_but_no_drafts(
    started: Round, tmp_path: Path
) -> None:
    started.bring_in(package_from(started, "Health Visiting", "hv", [("T-1", nil_form())]))
    desk, audit_id, to = started.partnership, started.audit.id, tmp_path / "letters"
    issued = issue_packs(desk, audit_id, to, clock=clock, policy=FOLDER)
    covers = write_covers(desk, audit_id, issued.packs, clock=clock, policy=FOLDER)
    assert [cover.draft for cover in covers] == [None, None]
    receipts = write_receipts(desk, audit_id, to, clock=clock, policy=FOLDER)
    assert receipts.drafts == (None,)
    late = datetime(2018, 2, 12, tzinfo=UTC)
    chased = chase_agencies(desk, audit_id, to, clock=lambda: late, policy=FOLDER).chased
    assert chased
    assert all(one.draft is None and one.letter.exists() for one in chased)
    with pytest.raises(WayNotAllowedError) as raised:
        write_replies("A Safeguarding Partnership", (), to, policy=FOLDER)
    assert "by e-mail" in raised.value.sentence
    assert not [name for name in files(to) if name.endswith(".eml")]


def test_a_listed_partnership_is_opened_and_another_is_not(started: Round, tmp_path: Path) -> None:
    words = own_fingerprint(started.partnership)
    pack = read_file(started.pack("Police"))
    with closing(agency_desk(tmp_path / "desk")) as desk:
        for listed in ((ANOTHER,), ("(none that could be read)",)):
            with pytest.raises(PartnershipNotListedError) as raised:
                open_pack(desk, pack, clock=clock, policy=Policy(trusted_fingerprints=listed))
            assert words in raised.value.sentence
        assert audits_of(desk) == ()
        both = Policy(trusted_fingerprints=(ANOTHER, words))
        assert open_pack(desk, pack, clock=clock, policy=both).fingerprint == words
        with pytest.raises(PartnershipNotListedError):  # also a later pack, once it is not
            open_pack(desk, pack, clock=clock, policy=Policy(trusted_fingerprints=(ANOTHER,)))
        assert len(audits_of(desk)) == 1


def test_the_other_desk_is_not_set_up(tmp_path: Path) -> None:
    agency, partnership = Policy(desk="agency"), Policy(desk="partnership")
    with pytest.raises(DeskNotAllowedError) as raised:
        set_up_partnership_desk(tmp_path / "p", passphrase=PASSPHRASE, clock=clock, policy=agency)
    assert "the agency’s desk" in raised.value.sentence
    with pytest.raises(DeskNotAllowedError):
        set_up_agency_desk(tmp_path / "a", passphrase=PASSPHRASE, clock=clock, policy=partnership)
    assert files(tmp_path) == []
    set_up_agency_desk(
        tmp_path / "a", passphrase=PASSPHRASE, clock=clock, cost=CHEAP, policy=agency
    ).close()


def test_the_address_for_replies_is_the_preset_one(tmp_path: Path) -> None:
    preset = Policy(reply_address="team@example.org")
    desk, _sheet = set_up_partnership_desk(
        tmp_path / "p", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    with closing(desk):
        assert begin_set_up(desk, policy=preset).set_up.body.reply_address == "team@example.org"
        defined = define_audit(desk, *define(tmp_path), policy=preset).audit
        assert defined.body.reply_address == "team@example.org"
        assert defined.body.name == "A Safeguarding Partnership"
        copied = begin_set_up(
            desk, copy_of=defined.id, policy=Policy(reply_address="b@example.org")
        )
        assert copied.set_up.body.reply_address == "b@example.org"


def test_the_preset_lock_time_goes_before_the_chosen_one(tmp_path: Path) -> None:
    with closing(agency_desk(tmp_path / "desk")) as desk:
        keep_lock_after(desk, 30)
        assert lock_after(desk, Policy(lock_minutes=5)) == 5
        assert lock_after(desk, Policy(lock_minutes=0)) == 0
        assert lock_after(desk) == 30


def test_a_desk_that_was_there_before_the_preset_folder_is_found(tmp_path: Path) -> None:
    policy = Policy(workspaces_folder=str(tmp_path / "preset"))
    data = tmp_path / "profile"
    assert usual_folder(data, Desk.AGENCY, NO_POLICY) == data / "agency"
    assert usual_folder(data, Desk.AGENCY, policy) == tmp_path / "preset" / "agency"
    agency_desk(data / "agency").close()
    assert usual_folder(data, Desk.AGENCY, policy) == data / "agency"
    agency_desk(tmp_path / "preset" / "agency").close()
    assert usual_folder(data, Desk.AGENCY, policy) == tmp_path / "preset" / "agency"


OBEYING = {
    "ask_agency",
    "ask_for_cases",
    "begin_set_up",
    "chase_agencies",
    "define_audit",
    "finish_set_up",
    "hand_over",
    "issue_packs",
    "lock_after",
    "make_test_package",
    "open_pack",
    "seal_returns",
    "set_up_agency_desk",
    "set_up_partnership_desk",
    "write_covers",
    "write_receipt",
    "write_receipts",
    "write_replies",
}
ON_INVENTED_PEOPLE = {"demo.py", "selftest.py"}


def test_window_and_command_line_give_every_service_the_policy() -> None:
    """A service that was called without it would be open where it has to be closed."""
    places = [
        path
        for folder in ("ui", "cli")
        for path in (ROOT / "app" / folder).rglob("*.py")
        if path.name not in ON_INVENTED_PEOPLE
    ]
    called, forgotten = set(), []
    for path in places:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            for name in _services(call):
                called.add(name)
                given = [each.arg for each in call.keywords] + [
                    each.attr if isinstance(each, ast.Attribute) else each.id
                    for each in call.args
                    if isinstance(each, ast.Name | ast.Attribute)
                ]
                if "policy" not in given:
                    forgotten.append(f"{path.relative_to(ROOT)}:{call.lineno} {name}")
    assert forgotten == []
    assert called == OBEYING


def _services(call: ast.Call) -> set[str]:
    """Which of these services a call calls, at once or later by ``partial``."""
    names = [call.func, *(call.args[:1] if _name(call.func) == "partial" else [])]
    return {_name(each) for each in names} & OBEYING


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""
