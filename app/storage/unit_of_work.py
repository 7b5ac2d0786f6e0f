"""One transaction over the workspace: everything in it counts, or nothing does."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from app.storage.audits import Audits
from app.storage.authors import Authors, HandOvers
from app.storage.destruction import Destruction
from app.storage.engine import require_sound
from app.storage.exchange import Packages, Packs
from app.storage.guard import Guard
from app.storage.letters import Letters
from app.storage.meetings import Meetings
from app.storage.queries import Queries
from app.storage.recommending import Recommendations
from app.storage.reporting import Comments, Reports
from app.storage.returns import Returns
from app.storage.set_ups import AddressBook, Library, SetUps
from app.storage.settings_and_keys import Keys, Settings
from app.storage.tracking import Acceptances, Chasers, Marked
from app.storage.transaction import History, Transaction
from app.storage.unopened import Clock


class Work:
    """The repositories of one transaction. What is not committed is rolled back."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._transaction = Transaction(connection, clock)
        self.settings = Settings(self._transaction)
        self.keys = Keys(self._transaction)
        self.audits = Audits(self._transaction)
        self.packs = Packs(self._transaction)
        self.returns = Returns(self._transaction)
        self.packages = Packages(self._transaction)
        self.letters = Letters(self._transaction)
        self.authors = Authors(self._transaction)
        self.hand_overs = HandOvers(self._transaction)
        self.guard = Guard(self._transaction)
        self.set_ups = SetUps(self._transaction)
        self.library = Library(self._transaction)
        self.address_book = AddressBook(self._transaction)
        self.acceptances = Acceptances(self._transaction)
        self.marked = Marked(self._transaction)
        self.chasers = Chasers(self._transaction)
        self.meetings = Meetings(self._transaction)
        self.comments = Comments(self._transaction)
        self.recommendations = Recommendations(self._transaction)
        self.reports = Reports(self._transaction)
        self.destruction = Destruction(self._transaction)
        self.history = History(self._transaction)
        self.queries = Queries(self._transaction)

    def today(self) -> date:
        """The day by the workspace's clock."""
        return self._transaction.now().date()

    def commit(self) -> None:
        """Make everything done so far count, with its lines in the history.

        Raises:
            DamagedWorkspaceError: something that was read was damaged; nothing of it counts.
        """
        self._transaction.write_history()
        connection = self._transaction.connection
        require_sound(connection.connection.driver_connection)
        connection.commit()
