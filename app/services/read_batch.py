"""Open many packages, before anything is judged: which are the same, which contradict each other,
and in which order they are to come in, whatever the order in which they were dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from heapq import heappop, heappush
from itertools import pairwise
from zlib import compress, decompress

import msgspec

from app.domain.returns import ReturnRef
from app.errors import PartnershipAuditError
from app.sealing.description import describe
from app.sealing.documents import v1
from app.sealing.packages import OpenedPackage
from app.services.judge_package import ConflictingReturnError, Judge, answers_mark
from app.services.unpack_files import Found, Unpacked, content_of
from app.storage import Work

Progress = Callable[[int, int], bool]
"""Told how many files of how many are done; False stops before the next file."""

_HELD_BYTES = 24 * 1024 * 1024


@dataclass(frozen=True)
class Item:
    """One package of a batch, or what was found instead of one.

    ``content`` and ``opened`` are let go of where a batch is large: the file is read again then,
    and the document is unpacked from ``packed``. ``refs`` are the returns in it, each with the
    mark of its answers. ``same_as`` is where the same package stands earlier in the batch.
    """

    found: Found
    digest: str = ""
    content: bytes = field(default=b"", repr=False)
    opened: OpenedPackage | None = field(default=None, repr=False)
    packed: bytes = field(default=b"", repr=False)
    signed_by: bytes = b""
    refs: tuple[tuple[ReturnRef, bytes], ...] = ()
    is_in: bool = False
    same_as: Found | None = None
    error: PartnershipAuditError | None = None

    def document(self, judge: Judge, content: bytes = b"") -> OpenedPackage:
        """What is in the package, from wherever that is quickest; ``content`` may be at hand.

        Raises:
            PartnershipAuditError: it has to be read again, and can't be.
        """
        if self.opened is not None:
            return self.opened
        if not self.packed:
            return judge.open(content or content_of(self.found, self.digest))
        document = v1.decode_return_package(decompress(self.packed))
        return OpenedPackage(document.clear, self.signed_by, document)

    def bare(self) -> Item:
        """Without its content, to be kept for longer."""
        return replace(self, content=b"", opened=None, packed=b"")

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to do with it."""
        return self.is_in or self.same_as is not None


class BatchReader:
    """Reads one thing that was found after the other into a batch."""

    def __init__(self, judge: Judge, digests: dict[str, int]) -> None:
        self._judge, self._digests = judge, digests
        self._held = 0
        self._seen: dict[object, Found] = {}
        self._good: list[Item] = []

    def read(self, work: Work, unpacked: Unpacked) -> Item:
        """Open a package, if it is one."""
        if unpacked.error is not None:
            return Item(unpacked.found, error=unpacked.error)
        found, content = unpacked.found, unpacked.content
        item = Item(found, digest=sha256(content).hexdigest())
        if item.digest in self._digests:
            return replace(item, is_in=True, same_as=self._same_as(item.digest, found))
        try:
            opened = self._judge.open(content)
            read = self._opened(work, item, content, opened)
        except PartnershipAuditError as error:
            return replace(item, error=error.let_go())
        return read

    def _opened(self, work: Work, item: Item, content: bytes, opened: OpenedPackage) -> Item:
        in_hand = self._judge.audit(work, opened.clear.audit.id)
        agency = in_hand.sender(opened).agency
        refs = tuple(
            (
                ReturnRef(in_hand.audit.id, agency.id, document.uin, document.revision),
                answers_mark(document),
            )
            for document in opened.document.returns
        )
        name = (opened.signed_by, opened.clear.id, refs)
        self._held += len(content)
        keep = self._held <= _HELD_BYTES
        read = replace(
            item,
            content=content if keep else b"",
            opened=opened if keep else None,
            packed=b"" if keep else compress(msgspec.json.encode(opened.document), 1),
            signed_by=opened.signed_by,
            refs=refs,
            same_as=self._same_as(name, item.found),
        )
        if read.same_as is None:
            self._good.append(read)
        return read

    def _same_as(self, name: object, found: Found) -> Found | None:
        first = self._seen.setdefault(name, found)
        return None if first is found else first

    def settle(self, work: Work, items: Iterable[Item]) -> list[Item]:
        """The batch in the order in which it is to come in, contradictions marked."""
        conflicts = self._conflicts(work)
        settled = [
            replace(each, error=conflicts[each.found]) if each.found in conflicts else each
            for each in items
        ]
        return in_order(settled)

    def _conflicts(self, work: Work) -> dict[Found, ConflictingReturnError]:
        """Files that answer the same, differently. None of them is better than the other."""
        marks: dict[ReturnRef, set[bytes]] = {}
        for item in self._good:
            for ref, mark in item.refs:
                marks.setdefault(ref, set()).add(mark)
        conflicts = {}
        for item in self._good:
            for ref, _mark in item.refs:
                if len(marks[ref]) > 1 and self._would_come_in(work, ref):
                    audit = self._judge.audit(work, ref.audit_id).audit
                    agency, case = audit.agency(ref.agency_id), audit.case(ref.uin)
                    conflicts[item.found] = ConflictingReturnError(
                        agency.name if agency else ref.agency_id,
                        case.label if case else "",
                        ref.revision,
                    )
                    break
        return conflicts

    def _would_come_in(self, work: Work, ref: ReturnRef) -> bool:
        revisions = self._judge.audit(work, ref.audit_id).revisions
        return revisions.get((ref.agency_id, ref.uin), 0) < ref.revision


def in_order(items: Sequence[Item]) -> list[Item]:
    """Every revision after those before it, and else as they were given; what is settled, last."""
    open_still = [item for item in items if not item.is_settled]
    steps = _steps(open_still)
    ordered = [open_still[number] for number in steps if number < len(open_still)]
    return ordered + [item for item in items if item.is_settled]


def _steps(items: Sequence[Item]) -> Iterator[int]:
    """The numbers of the items in order; beyond them stand the gaps between two revisions.

    Through a gap of a return, all packages with the one revision go before all with the next.
    """
    places: dict[ReturnRef, dict[int, list[int]]] = {}
    for number, item in enumerate(items):
        for ref, _mark in item.refs:
            revisions = places.setdefault(replace(ref, revision=0), {})
            revisions.setdefault(ref.revision, []).append(number)
    after: list[list[int]] = [[] for _ in items]
    waits = [0] * len(items)
    for revisions in places.values():
        for earlier, later in pairwise(sorted(revisions)):
            gap = len(after)
            after.append(revisions[later])
            waits.append(len(revisions[earlier]))
            for number in revisions[earlier]:
                after[number].append(gap)
            for number in revisions[later]:
                waits[number] += 1
    ready = [number for number, count in enumerate(waits) if not count]
    left = dict.fromkeys(range(len(waits)))
    while left:
        # Packages that each have what goes before the other: no desk makes them.
        number = heappop(ready) if ready else next(iter(left))
        if number in left:
            del left[number]
            yield number
            for later in after[number]:
                waits[later] -= 1
                if not waits[later]:
                    heappush(ready, later)


def addressed(content: bytes) -> tuple[str, str]:
    """The ids of the audit and of the agency that a file names, as it says them without a key.

    Raises:
        SealedFileError: it says nothing.
    """
    clear = describe(content)
    return clear.audit.id, clear.agency.id
