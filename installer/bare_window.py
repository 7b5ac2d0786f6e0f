"""A bare window with one label, frozen the same way: the floor for size and start."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


def main() -> None:
    """Say "ready" once the window is there and the event loop is idle."""
    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Partnership Audit"))
    window.resize(1320, 860)
    window.show()
    QTimer.singleShot(0, lambda: print("ready", flush=True))  # noqa: T201  the watch waits for it
    app.exec()


if __name__ == "__main__":
    main()
