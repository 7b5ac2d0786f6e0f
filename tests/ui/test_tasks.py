"""Work beside the window: where it runs, where its callbacks come, how it ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.errors import NotFoundError, PartnershipAuditError
from app.ui.tasks import TaskRunner, Work

Crashes = list[BaseException]


@pytest.fixture
def crashes() -> Crashes:
    """What came to the crash handler."""
    return []


@pytest.fixture
def runner(crashes: Crashes, qtbot: QtBot) -> Iterator[TaskRunner]:  # noqa: ARG001
    """A runner that is shut down after the test."""
    made = TaskRunner(crashes.append)
    yield made
    made.shutdown()


def test_the_result_comes_to_the_window_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    seen: list[object] = []

    def fn(_work: Work) -> int:
        seen.append(threading.current_thread() is threading.main_thread())
        return 7

    def done(result: int) -> None:
        seen.extend((result, threading.current_thread() is threading.main_thread()))

    with qtbot.waitSignals([runner.busy, runner.busy]):
        runner.run(fn, done=done)
    qtbot.waitUntil(lambda: seen == [False, 7, True])
    assert not runner.is_busy


def test_slow_work_does_not_hold_the_database_up(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = threading.Event()
    order: list[str] = []
    runner.run(lambda _work: gate.wait(5), done=lambda _ok: order.append("slow"), slow=True)
    runner.run(lambda _work: None, done=lambda _none: order.append("quick"))
    qtbot.waitUntil(lambda: order == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: order == ["quick", "slow"])


def test_an_expected_failure_is_told_and_another_crashes(
    qtbot: QtBot, runner: TaskRunner, crashes: Crashes
) -> None:
    failures: list[PartnershipAuditError] = []

    def expected(_work: Work) -> None:
        raise NotFoundError("case", "CE-1")

    def unexpected(_work: Work) -> None:
        raise ZeroDivisionError

    runner.run(expected, failed=failures.append)
    runner.run(unexpected, failed=failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1 and len(crashes) == 1)
    assert isinstance(failures[0], NotFoundError)
    assert isinstance(crashes[0], ZeroDivisionError)
    runner.run(expected)
    qtbot.waitUntil(lambda: len(crashes) == 2)


def test_progress_comes_and_a_cancel_stops_at_the_next_check(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    seen: list[tuple[int, int, str]] = []
    ended: list[str] = []

    def count(work: Work) -> None:
        for number in range(10_000):
            work.check()
            work.report(number, 10_000, "case")
            threading.Event().wait(0.002)

    task = runner.run(
        count,
        done=lambda _none: ended.append("done"),
        cancelled=lambda: ended.append("cancelled"),
        progress=lambda *step: seen.append(step),
        slow=True,
    )
    qtbot.waitUntil(lambda: len(seen) >= 2)
    task.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == ["cancelled"]
    assert task.is_over
    so_far = len(seen)
    qtbot.wait(60)
    assert len(seen) == so_far


def test_work_that_has_finished_is_done_although_it_was_stopped(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    gate = threading.Event()
    ended: list[str] = []
    task = runner.run(
        lambda _work: gate.wait(5),
        done=lambda _ok: ended.append("done"),
        cancelled=lambda: ended.append("cancelled"),
    )
    qtbot.wait(20)
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: ended == ["done"])


def test_nothing_is_called_for_a_page_that_is_gone(qtbot: QtBot, runner: TaskRunner) -> None:
    import shiboken6

    page = QObject()
    called: list[str] = []
    gate = threading.Event()
    runner.run(lambda _work: gate.wait(5), done=lambda _ok: called.append("page"), owner=page)
    shiboken6.delete(page)
    gate.set()
    runner.run(lambda _work: None, done=lambda _none: called.append("other"))
    qtbot.waitUntil(lambda: called == ["other"])


def test_after_the_end_nothing_is_called_or_taken(qtbot: QtBot, crashes: Crashes) -> None:
    runner = TaskRunner(crashes.append)
    called: list[str] = []
    runner.run(lambda _work: None, done=lambda _none: called.append("late"))
    runner.shutdown()
    qtbot.wait(30)
    assert called == []
    with pytest.raises(RuntimeError):
        runner.run(lambda _work: None)
