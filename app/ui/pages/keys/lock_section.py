"""After how long a desk locks itself."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.preferences import LOCK_AFTER_MINUTES, keep_lock_after
from app.ui.messages import show_error
from app.ui.session import Session
from app.ui.theme.tokens import Space, Tone
from app.ui.widgets.banner import Banner
from app.ui.widgets.labels import hint
from app.ui.widgets.preset import lock_pills
from app.ui.widgets.small import Pills

_MINUTES = (2, 5, 10, 15, 30, 60)
_NEVER = 0


class LockSection(QWidget):
    """In force as soon as it is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(
            hint(
                "The desk locks itself when nobody has touched it for so long, and when the "
                "computer is locked or goes to sleep. What you wrote is saved first, and you come "
                "back to where you were."
            )
        )
        preset = session.context.policy.lock_minutes
        self._offered = sorted({*_MINUTES, *([preset] if preset else [])})
        self.minutes = Pills(
            [*((str(each), _words(each)) for each in self._offered), (str(_NEVER), "Never")],
            "Lock after",
            current=str(LOCK_AFTER_MINUTES if preset is None else preset),
        )
        self.minutes.chosen.connect(self._keep)
        column.addWidget(self.minutes)
        if preset is not None:
            column.addWidget(lock_pills(self.minutes))
        self.unsafe = Banner(
            Tone.ATTENTION,
            "An open desk does not lock itself.",
            "Whoever comes to this computer while you are away can read everything in it. Lock it "
            "with Ctrl+L whenever you leave.",
        )
        column.addWidget(self.unsafe)
        self.unsafe.hide()

    def show_minutes(self, minutes: int) -> None:
        """Show what was chosen: of what may have been kept, the nearest that is offered."""
        nearest = min(self._offered, key=lambda each: abs(each - minutes)) if minutes else _NEVER
        self.minutes.set_current(str(nearest))
        self.unsafe.setVisible(minutes == _NEVER)

    def _keep(self, key: str) -> None:
        workspace = self._session.workspace
        self._session.write(
            lambda: keep_lock_after(workspace, int(key)),
            failed=lambda error: show_error(self.window(), error),
            owner=self,
        )


def _words(minutes: int) -> str:
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
