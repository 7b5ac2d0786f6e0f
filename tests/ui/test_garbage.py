"""Cycles with widgets in them are taken away in the window's thread only."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from weakref import ref

import pytest
from pytestqt.qtbot import QtBot

from app.ui.garbage import GarbageCollector


class Knot:
    """Something that only the collector can take away, and that tells in which thread it went."""

    went_in: list[threading.Thread]

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Knot.went_in.append(threading.current_thread())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:  # noqa: ARG001  there is an application
    Knot.went_in = []
    collector = GarbageCollector()
    yield collector
    collector.stop()
    gc.enable()


def test_a_worker_takes_nothing_away_and_the_window_does(collector: GarbageCollector) -> None:
    knots = [Knot() for _ in range(10)]
    last = ref(knots[-1])
    del knots

    def make_garbage() -> None:
        for _ in range(20_000):
            loop: list[object] = []
            loop.append(loop)

    worker = threading.Thread(target=make_garbage)
    worker.start()
    worker.join()
    assert Knot.went_in == []
    collector.look()
    assert last() is None
    assert {thread.name for thread in Knot.went_in} == {threading.main_thread().name}


def test_it_collects_by_itself(qtbot: QtBot, collector: GarbageCollector) -> None:  # noqa: ARG001
    for _ in range(2_000):
        Knot()
    qtbot.waitUntil(lambda: bool(Knot.went_in), timeout=5_000)


def test_python_collects_again_when_it_has_stopped(collector: GarbageCollector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
