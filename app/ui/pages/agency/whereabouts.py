"""Where one is on the desk: kept with every page, so that the next start opens exactly there.

It is kept as one goes, not when the desk is closed: a computer that loses its power closes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.domain.days import MONTHS
from app.services.preferences import Whereabouts, keep_whereabouts, whereabouts_of
from app.storage import Workspace
from app.ui.interview.interview import Interview
from app.ui.pages.agency.overview import AuditView, Stand, read_audits
from app.ui.pages.agency.surroundings import AUDITS
from app.ui.session import Session

LATER_MS = 300  # after the page was turned: until then the computer has its hands full with it


@dataclass(frozen=True)
class Beginning:
    """What the desk begins with: its audits, and where one was."""

    views: tuple[AuditView, ...]
    where: Whereabouts

    @property
    def view(self) -> AuditView | None:
        """The audit in which one was, if it is still here."""
        wanted = self.where.audit_id
        return next((view for view in self.views if view.audit.id == wanted), None)

    @property
    def saved_at(self) -> datetime | None:
        """When something was last saved: in the form one was in, or in any."""
        lines = [line for view in self.views for line in view.lines]
        if self.where.uin and self.view is not None:
            lines = [self.view.line(self.where.uin)]
        return max((line.saved_at for line in lines if line.saved_at), default=None)


def read_beginning(workspace: Workspace) -> Beginning:
    """Read both in one go, as the list of audits is read anyhow."""
    return settled(Beginning(read_audits(workspace), whereabouts_of(workspace)))


def settled(beginning: Beginning) -> Beginning:
    """The nearest sensible place where the one of then is not any more.

    A new pack may have taken a case away; then one is at its audit. So one is where a case was
    handed over, or answered "not known to us", since opening that asks a question. A sealed
    return is looked at, and a page that the form has no more is its first open one: both happen
    by themselves.
    """
    where, view = beginning.where, beginning.view
    if view is None:
        where = Whereabouts(where.place or AUDITS)
    elif where.uin:
        line = next((line for line in view.lines if line.uin == where.uin), None)
        if line is None or line.is_nil or line.stand is Stand.HANDED_OVER:
            where = replace(where, uin="", step="")
    return replace(beginning, where=where)


def welcome_words(saved_at: datetime | None, today: date) -> str:
    """ "You were here. Everything you wrote up to 14:02 on 12 November is saved." """
    if saved_at is None:
        return "You were here."
    return f"You were here. Everything you wrote up to {moment_words(saved_at, today)} is saved."


def moment_words(moment: datetime, today: date) -> str:
    """ "14:02 on 12 November", "14:02 today"; the year where it is another one."""
    at = moment.astimezone()
    if at.date() == today:
        return f"{at:%H:%M} today"
    year = "" if at.year == today.year else f" {at.year}"
    return f"{at:%H:%M} on {at.day} {MONTHS[at.month - 1]}{year}"


class Bookmark(QObject):
    """Keeps where one is, on the database's worker, behind the answers that are being saved.

    Nothing is kept before ``begin``: the desk must first have read where one was. Who leafs
    through a form is kept where they stop, or at ``flush``.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._kept: Whereabouts | None = None
        self._here: Whereabouts | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.flush)

    def begin(self, where: Whereabouts) -> None:
        """Keep from now on."""
        self._kept = where

    def put(self, place: str, audit_id: str, uin: str, form: Interview | None) -> None:
        """Keep where one is now: in a form that is open, or else at a place."""
        where = Whereabouts(place)
        if form is not None:
            where = Whereabouts(AUDITS, form.audit.id, form.case.uin, form.step)
        elif place == AUDITS and audit_id:
            where = Whereabouts(AUDITS, audit_id, uin)
        if self._kept is not None and where != (self._here or self._kept):
            self._here = where
            self._later.start()

    def close(self) -> None:
        """Keep now what is still to be kept, and nothing after: the worker ends with the desk."""
        self.flush()
        self._kept = None

    def flush(self) -> None:
        """Keep now what is still to be kept."""
        self._later.stop()
        where, self._here = self._here, None
        if where is None or where == self._kept:
            return
        self._kept = where
        self._session.read(
            partial(keep_whereabouts, self._session.workspace, where),
            _kept,
            failed=_kept,  # not worth a message: the next page is kept again
            owner=self,
        )


def _kept(_result: object) -> None:
    """Nothing follows."""
