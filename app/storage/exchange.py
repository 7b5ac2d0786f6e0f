"""What travelled between the desks: packs and packages, sealed as they were."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from app.errors import FlowError
from app.storage import mapping
from app.storage.records import HistoryEvent, PackageSummary, StoredPack, StoredPackage
from app.storage.swift import Swift
from app.storage.tables import package_returns, packages, packs
from app.storage.transaction import Transaction

_insert_package = Swift(insert(packages), *packages.c.keys()[1:])  # all but the number
_without_content = [column for column in packages.c if column is not packages.c.content]


class Packs:
    """Packs: issued by the partnership, or opened by the agency."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, pack: StoredPack) -> None:
        """Keep a pack beside those kept before.

        Raises:
            FlowError: it is already there, or its audit has no such agency.
        """
        try:
            self._transaction.connection.execute(insert(packs), [mapping.pack_values(pack)])
        except IntegrityError as error:
            raise _not_kept("pack") from error
        self._transaction.note(
            HistoryEvent.PACK_KEPT,
            audit_id=pack.audit_id,
            agency_id=pack.agency_id,
            detail=pack.id,
        )

    def of(self, audit_id: str, agency_id: str) -> StoredPack | None:
        """The latest pack for an agency, or None."""
        kept = select(packs).where(packs.c.audit_id == audit_id, packs.c.agency_id == agency_id)
        latest = kept.order_by(packs.c.at.desc(), packs.c.number.desc()).limit(1)
        row = self._transaction.connection.execute(latest).one_or_none()
        return None if row is None else mapping.pack_of(row)

    def all(self, audit_id: str) -> tuple[StoredPack, ...]:
        """Every pack of an audit, in the order in which they were kept."""
        kept = select(packs).where(packs.c.audit_id == audit_id).order_by(packs.c.number)
        rows = self._transaction.connection.execute(kept)
        return tuple(mapping.pack_of(row) for row in rows)


class Packages:
    """Return packages: sent by the agency, or received by the partnership."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, package: StoredPackage, revisions: Mapping[str, int] | None = None) -> None:
        """Keep a package; ``revisions`` says by UIN which returns are in one that was sealed here.

        Raises:
            FlowError: it is already there, or its audit has no such agency.
        """
        row = mapping.package_row(package)
        try:
            _insert_package.run(self._transaction.connection, [row])
        except IntegrityError as error:
            raise _not_kept("package") from error
        if revisions:
            rows = [
                {"digest": package.digest, "uin": uin, "revision": revision}
                for uin, revision in revisions.items()
            ]
            self._transaction.connection.execute(insert(package_returns), rows)
        self._transaction.note(
            HistoryEvent.PACKAGE_KEPT,
            audit_id=package.audit_id,
            agency_id=package.agency_id,
            detail=f"{package.direction} {package.digest}",
        )

    def take_out(self, sha256_hex: str) -> None:
        """Take a package out whose returns are lost, so that it can be brought in again."""
        gone = delete(packages).where(packages.c.digest == sha256_hex)
        self._transaction.connection.execute(gone)

    def by_digest(self, sha256_hex: str) -> StoredPackage | None:
        """The package with that content, or None."""
        kept = select(packages).where(packages.c.digest == sha256_hex)
        row = self._transaction.connection.execute(kept).one_or_none()
        return None if row is None else mapping.package_of(row)

    def revisions(self, audit_id: str) -> dict[str, dict[str, int]]:
        """The revision of each return in the packages that were sealed here, by digest and UIN."""
        inside = package_returns.c
        rows = self._transaction.connection.execute(
            select(inside.digest, inside.uin, inside.revision)
            .join(packages, packages.c.digest == inside.digest)
            .where(packages.c.audit_id == audit_id)
        )
        found: dict[str, dict[str, int]] = {}
        for digest, uin, revision in rows:
            found.setdefault(digest, {})[uin] = revision
        return found

    def digests(self) -> dict[str, int]:
        """How many returns are in each package that is kept, by the digest of its content."""
        rows = self._transaction.connection.execute(select(packages.c.digest, packages.c.returns))
        return {row.digest: row.returns for row in rows}

    def all(self, audit_id: str) -> tuple[PackageSummary, ...]:
        """Every package of an audit without its content, in the order of keeping."""
        kept = select(*_without_content).where(packages.c.audit_id == audit_id)
        rows = self._transaction.connection.execute(kept.order_by(packages.c.number))
        return tuple(mapping.package_summary_of(row) for row in rows)


def _not_kept(what: str) -> FlowError:
    return FlowError(
        f"This {what} is already in the workspace, or belongs to no agency of the audit. "
        "Nothing was changed."
    )
