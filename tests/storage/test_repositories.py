"""Settings, keys, audits, packs, packages and the history."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given, settings
from sqlalchemy.exc import IntegrityError

from app.domain.audits import Agency, Audit, Case
from app.errors import DocumentError, FlowError, NotFoundError, WorkspaceError
from app.storage import HistoryEvent, KnownKey, Workspace
from tests.storage import builders
from tests.storage.builders import START, a_pack, a_package, a_ref, a_return, an_audit


def test_nothing_counts_without_commit(workspace: Workspace) -> None:
    with workspace.work() as work:
        work.settings.put("name", "value")
        assert work.settings.get("name") == "value"
    with workspace.work() as work:
        assert work.settings.get("name") == ""
        assert [entry.what for entry in work.history.all(10)] == [HistoryEvent.WORKSPACE_MADE]


def test_an_error_undoes_the_work(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.work() as work:
        work.settings.put("name", "value")
        raise RuntimeError
    with workspace.work() as work:
        assert work.settings.get("name") == ""


def test_settings_are_put_and_put_again(workspace: Workspace) -> None:
    for value in ("one", "Zwei – 2", ""):
        with workspace.work() as work:
            work.settings.put("name", value)
            work.commit()
        with workspace.work() as work:
            assert work.settings.get("name") == value


def test_own_keys_and_keys_of_others(workspace: Workspace) -> None:
    east = timezone(timedelta(hours=5))
    police = KnownKey("police", "Police", b"\x00\x01", "age1pq1xyz", START.astimezone(east))
    second = replace(police, signing_key=b"\x02", first_seen=START + timedelta(hours=1))
    with workspace.work() as work:
        assert work.keys.own("sign") is None
        assert work.keys.known("police") == ()
        work.keys.keep("sign", b"\x00secret")
        work.keys.keep("sign", b"\xffsecret")
        work.keys.remember(police)
        work.keys.remember(second)
        work.keys.remember(replace(second, recipient="age1pq1abc"))
        work.commit()
    with workspace.work() as work:
        assert work.keys.own("sign") == b"\xffsecret"
        assert work.keys.known("police") == (police, replace(second, recipient="age1pq1abc"))
        work.keys.forget("police")
        assert work.keys.known("police") == ()


@settings(max_examples=40, deadline=None)
@given(audit=builders.audits())
def test_every_audit_comes_back(lasting: Workspace, audit: Audit) -> None:
    with lasting.work() as work:
        if audit.id != "a1":
            work.audits.add(audit)
        else:
            work.audits.replace(audit)
        assert work.audits.get(audit.id) == audit


@settings(max_examples=25, deadline=None)
@given(before=builders.audits(), after=builders.audits())
def test_every_audit_can_replace_another(lasting: Workspace, before: Audit, after: Audit) -> None:
    with lasting.work() as work:
        work.audits.add(replace(before, id="b"))
        work.audits.replace(replace(after, id="b"))
        assert work.audits.get("b") == replace(after, id="b")


def test_replacing_an_audit_keeps_its_returns(with_audit: Workspace) -> None:
    ret = a_return(Q1="yes")
    with with_audit.work() as work:
        work.returns.save(ret)
        audit = work.audits.get("a1")
        renamed = replace(
            audit,
            title="Another",
            cases=(Case("C9", "Z", "AB"), replace(audit.cases[0], initials="KP")),
            agencies=(Agency("new", "New"), *audit.agencies),
            not_asked=frozenset({("C9", "new")}),
        )
        work.audits.replace(renamed)
        work.commit()
    with with_audit.work() as work:
        assert work.audits.get("a1") == renamed
        assert work.returns.get(ret.ref) == ret


def test_a_case_with_a_return_stays_in_the_audit(with_audit: Workspace) -> None:
    with with_audit.work() as work:
        work.returns.save(a_return(Q1="yes"))
        with pytest.raises(FlowError, match="Leave it in"):
            work.audits.replace(replace(an_audit(), cases=(), not_asked=frozenset()))


def test_audits_are_found_by_id_or_reference(with_audit: Workspace) -> None:
    other = replace(an_audit("a2"), reference="Ärger 2019")
    with with_audit.work() as work:
        work.audits.add(other)
        for name in ("a2", "A2", "ärger 2019", " ÄRGER 2019 "):
            assert work.audits.find(name) == other
        assert work.audits.find("ce-csa-A1").id == "a1"
        assert {summary.id for summary in work.audits.all()} == {"a1", "a2"}
        with pytest.raises(NotFoundError, match="Ärger 2019"):
            work.audits.find("nothing")
        with pytest.raises(NotFoundError):
            work.audits.get("nothing")
        with pytest.raises(NotFoundError):
            work.audits.replace(an_audit("nothing"))
        with pytest.raises(FlowError, match="already"):
            work.audits.add(other)


def test_an_audit_that_does_not_hold_together_is_refused(workspace: Workspace) -> None:
    audit = an_audit()
    broken = (
        replace(audit, cases=(*audit.cases, audit.cases[0])),
        replace(audit, agencies=(*audit.agencies, audit.agencies[0])),
        replace(audit, not_asked=frozenset({("C1", "nobody")})),
        replace(audit, not_asked=frozenset({("C99", "agency1")})),
    )
    with workspace.work() as work:
        for one in broken:
            with pytest.raises(DocumentError):
                work.audits.add(one)
        assert work.audits.all() == ()


def test_tools_of_the_same_name_are_told_apart(workspace: Workspace) -> None:
    first, second = an_audit("a1"), an_audit("a2")
    changed = replace(an_audit("a3"), tool=builders.a_tool(title="Changed, same version"))
    with workspace.work() as work:
        for audit in (first, second, changed):
            work.audits.add(audit)
        work.commit()
        for audit in (first, second, changed):
            assert work.audits.get(audit.id) == audit


def test_packs_keep_the_latest_and_all(with_audit: Workspace) -> None:
    early, late = a_pack("p1"), a_pack("p2", at=START + timedelta(days=1))
    same_moment = replace(late, id="p3", recipients=())
    with with_audit.work() as work:
        assert work.packs.of("a1", "agency1") is None
        for pack in (late, early):
            work.packs.add(pack)
        assert work.packs.of("a1", "agency1") == late
        work.packs.add(same_moment)
        assert work.packs.of("a1", "agency1") == same_moment
        assert work.packs.of("a1", "agency2") is None
        assert work.packs.all("a1") == (late, early, same_moment)
        with pytest.raises(FlowError):
            work.packs.add(early)
        with pytest.raises(FlowError):
            work.packs.add(a_pack("p4", agency="nobody"))


def test_packages_by_digest_and_all(with_audit: Workspace) -> None:
    first, second = a_package(), a_package(b"x" * 200_000, agency="agency2")
    with with_audit.work() as work:
        for package in (first, second):
            work.packages.add(package)
        work.commit()
    with with_audit.work() as work:
        assert work.packages.by_digest(second.digest) == second
        assert work.packages.by_digest("0" * 64) is None
        summaries = work.packages.all("a1")
        assert [summary.digest for summary in summaries] == [first.digest, second.digest]
        assert summaries[0].file_name == first.file_name
        with pytest.raises(FlowError):
            work.packages.add(first)


def test_history_tells_places_and_no_contents(with_audit: Workspace) -> None:
    ret = a_return(Q1="yes")
    with with_audit.work() as work:
        work.returns.save(ret)
        work.packages.add(a_package())
        work.settings.put("reply", "secret value")
        work.commit()
    with with_audit.work() as work:
        latest = work.history.all(3)
        assert [entry.what for entry in latest] == [
            HistoryEvent.SETTING_CHANGED,
            HistoryEvent.PACKAGE_KEPT,
            HistoryEvent.RETURN_SAVED,
        ]
        assert (latest[2].uin, latest[2].agency_id, latest[2].revision) == ("C1", "agency1", 1)
        assert latest[0].at > latest[2].at
        told = repr(work.history.all(100))
        assert "secret value" not in told
        assert "why so" not in told
        assert "JS" not in told


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE history SET detail = ''",
        "DELETE FROM history",
        "REPLACE INTO history SELECT * FROM history",
    ],
)
def test_history_is_append_only(workspace: Workspace, change: str) -> None:
    with workspace.work() as work:
        before = work.history.all(10)
        connection = work.history._transaction.connection
        with pytest.raises(IntegrityError, match="append-only"):
            connection.exec_driver_sql(change)
        assert work.history.all(10) == before


def test_a_workspace_goes_from_one_thread_to_another(with_audit: Workspace) -> None:
    seen: list[str] = []

    def look() -> None:
        with with_audit.work() as work:
            seen.append(work.audits.get("a1").id)
            work.settings.put("from", "a thread")
            work.commit()

    for _ in range(2):
        worker = threading.Thread(target=look)
        worker.start()
        worker.join()
    with with_audit.work() as work:
        assert work.settings.get("from") == "a thread"
    assert seen == ["a1", "a1"]


def test_reading_within_another_work_sees_what_was_committed(with_audit: Workspace) -> None:
    with with_audit.work() as outer:
        outer.returns.save(a_return(Q1="yes"))
        with with_audit.work() as inner:
            assert inner.returns.get(a_ref()) is None
        outer.commit()


def test_a_closed_workspace_does_nothing(workspace: Workspace) -> None:
    workspace.close()
    workspace.close()
    with pytest.raises(WorkspaceError, match="closed"), workspace.work():
        pass
    with pytest.raises(WorkspaceError, match="closed"):
        workspace.add_passphrase("another")


def test_errors_of_the_database_quote_no_values(with_audit: Workspace) -> None:
    with with_audit.work() as work:
        connection = work.history._transaction.connection
        with pytest.raises(IntegrityError) as caught:
            connection.exec_driver_sql(
                "INSERT INTO settings (name, value) VALUES (?, NULL)", ("the secret",)
            )
    assert "the secret" not in str(caught.value)
