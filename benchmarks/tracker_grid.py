"""The tracker's grid: how fast it opens and scrolls, beside a bare table of Qt with the same words.

The floor is a ``QTableView`` of the same size over a model that holds the same strings, without
icons, tones, headers that stay or totals. Scrolling is timed as a person sees it: one step of the
wheel, then the frame is painted.
"""

from __future__ import annotations

import os
import statistics
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from benchmarks.ratio import compare
from benchmarks.rounds import large_audit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QTableView

    from app.analysis.tracking import Tracker

AGENCIES = 12
CASES = (30, 300, 900)
WIDTH, HEIGHT = 1320, 860
STEPS = 200
FRAME = 1 / 60


def tracker_of(cases: int) -> Tracker:
    """A round in its middle, three days late: squares in every state."""
    from app.analysis.tracking import Arrived, track
    from app.domain.returns import ReturnKind

    audit = large_audit(cases, AGENCIES)
    arrived = {}
    for row, case in enumerate(audit.cases):
        for column, agency in enumerate(audit.agencies):
            turn = (row * 7 + column * 3) % 10
            kind = ReturnKind.NIL if turn == 1 else ReturnKind.FULL
            if turn < 8:
                revision = 2 if turn in {3, 4} else 1
                asked = 1 if turn in {2, 3} else 0
                accepted = 1 if turn in {4, 5, 6} else 0
                place = (case.uin, agency.id)
                arrived[place] = Arrived(kind, revision, asked, accepted)
    return track(audit, arrived, audit.due + timedelta(days=3))


def opened(app: QApplication, tracker: Tracker) -> QTableView:
    """The tracker's own table with a tracker in it, on the screen."""
    from app.ui.models.tracker_model import TrackerModel
    from app.ui.pages.partnership.tracker_table import TrackerTable

    table = TrackerTable()
    model = TrackerModel(table)
    table.setModel(model)
    model.set_tracker(tracker)
    return shown(app, table)


def bare(app: QApplication, tracker: Tracker) -> QTableView:
    """The floor: Qt's table over the same strings."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    from app.ui.models.tracker_model import TrackerModel

    source = TrackerModel()
    source.set_tracker(tracker)
    table = QTableView()
    model = QStandardItemModel(source.rowCount(), source.columnCount(), table)
    for row in range(source.rowCount()):
        for column in range(source.columnCount()):
            words = str(source.index(row, column).data())
            model.setItem(row, column, QStandardItem(words))
    table.setModel(model)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    return shown(app, table)


def shown(app: QApplication, table: QTableView) -> QTableView:
    """The table with its first frame painted."""
    table.resize(WIDTH, HEIGHT)
    table.show()
    app.processEvents()
    table.viewport().repaint()
    return table


def time_to_open(app: QApplication, tracker: Tracker, *, floor: bool) -> float:
    """Seconds until the first frame; the table is thrown away."""
    start = time.perf_counter()
    table = bare(app, tracker) if floor else opened(app, tracker)
    took = time.perf_counter() - start
    table.close()
    table.deleteLater()
    app.processEvents()
    return took


def frames(app: QApplication, table: QTableView) -> list[float]:
    """Seconds for each step of the wheel with its frame, down the table and up again."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent

    found, down = [], -120
    bar = table.verticalScrollBar()
    for _ in range(STEPS):
        if bar.value() == bar.maximum():
            down = 120
        elif bar.value() == bar.minimum():
            down = -120
        middle = QPointF(WIDTH / 2, HEIGHT / 2)
        step = QWheelEvent(
            middle,
            table.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, down),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        start = time.perf_counter()
        app.sendEvent(table.viewport(), step)
        table.viewport().repaint()
        found.append(time.perf_counter() - start)
        app.processEvents()
    return found


def main() -> None:
    """Print the opening and the scrolling as ratios to the floor, and how both grow."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.ui.theme import Scheme, apply_theme

    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        return
    apply_theme(app, Scheme.LIGHT, 1.0)
    taken = {}
    for cases in CASES:
        tracker = tracker_of(cases)
        taken[cases] = compare(
            f"Opening the grid, {cases} cases × {AGENCIES} agencies",
            lambda tracker=tracker: time_to_open(app, tracker, floor=False),  # type: ignore[misc]
            "bare table",
            lambda tracker=tracker: time_to_open(app, tracker, floor=True),  # type: ignore[misc]
            5,
        )
        ours, theirs = opened(app, tracker), bare(app, tracker)
        compare(
            f"Scrolling it, a frame (median of {STEPS}), {cases} cases",
            lambda ours=ours: statistics.median(frames(app, ours)),  # type: ignore[misc]
            "bare table",
            lambda theirs=theirs: statistics.median(frames(app, theirs)),  # type: ignore[misc]
            5,
        )
        each = sorted(frames(app, ours))
        late = sum(frame > FRAME for frame in each)
        print(
            f"  frames: median {statistics.median(each) * 1000:.1f} ms, "
            f"95 of 100 within {each[int(len(each) * 0.95)] * 1000:.1f} ms, "
            f"{late} of {len(each)} over {FRAME * 1000:.1f} ms",
            flush=True,
        )
        for table in (ours, theirs):
            table.close()
            table.deleteLater()
        app.processEvents()
    small, middle, large = (taken[cases] for cases in CASES)
    print(
        f"Growth of opening: 30 to 300 cases × {middle / small:.1f}, "
        f"300 to 900 cases × {large / middle:.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
