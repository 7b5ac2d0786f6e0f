"""Change known inputs at random, feed them to a parser, and watch how it takes them.

A parser may return, or raise one of our own errors. Anything else is a crash; more than a second
is a hang; and the memory that a whole run takes is told.
"""

from __future__ import annotations

import random
import resource
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from time import monotonic, process_time
from typing import Final

from app.errors import PartnershipAuditError
from tests.fuzz.targets import TARGETS

CORPUS: Final = Path(__file__).parent / "corpus"
HANG_SECONDS: Final = 1.0
_LONGEST: Final = 4_000_000

# What parsers of such files stumble over.
_WORDS: Final = (
    b"\0", b"\r\n", b"\n", b"=", b"[", b"]", b"[[", b"]]", b"{", b"}", b'"', b"'''", b'"""', b"\\",
    b"\\u0000", b"\\ud800", b"%00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"null", b"true",
    b"-1", b"1e999", b"9" * 5000, b"NaN", b"0x", b"1979-05-27T07:32:00Z", b"../../etc", b"=1+1",
    b"<b>", b"]]>", b"&amp;", b"--", b"-> ", b"--- ", b"age-encryption.org/v1\n", b"MIME-Version:",
    b"Content-Type: multipart/mixed; boundary=", b"Content-Transfer-Encoding: base64\n\n",
    b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b'{"format":1}', b'"options":',
)  # fmt: skip


@dataclass
class Findings:
    """What a run came to."""

    target: str
    runs: int = 0
    taken: int = 0
    slowest: float = 0.0
    memory_kib: int = 0
    crashes: dict[str, bytes] = field(default_factory=dict)
    hangs: list[bytes] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not self.crashes and not self.hangs


def seeds_of(target: str) -> tuple[bytes, ...]:
    """The corpus of a target, by file name; one empty input where there is none."""
    files = sorted((CORPUS / folder_of(target)).glob("*"))
    return tuple(path.read_bytes() for path in files) or (b"",)


def folder_of(target: str) -> str:
    """The folder of a target's corpus."""
    return target.replace(",", "").replace(" ", "-")


def fuzz(target: str, seconds: float, seed: int = 1, runs: int | None = None) -> Findings:
    """Feed a parser for so long, or so many times."""
    chance, found = random.Random(seed), Findings(target)  # noqa: S311 - reproducible
    seeds, end = list(seeds_of(target)), monotonic() + seconds
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for data in _inputs(seeds, chance):
        feed(found, data)
        if (runs is not None and found.runs >= runs) or (runs is None and monotonic() > end):
            break
    found.memory_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return found


def feed(found: Findings, data: bytes) -> None:
    """Feed one input, and note how it was taken."""
    begun = process_time()
    try:
        TARGETS[found.target](data)
        found.taken += 1
    except PartnershipAuditError as error:
        if not error.sentence.strip():
            found.crashes["an error without a sentence"] = data
    except Exception as error:
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        line = place.tb_lineno if place else 0
        found.crashes.setdefault(f"{type(error).__name__} at line {line}: {error!s:.80}", data)
    took = process_time() - begun
    found.runs += 1
    found.slowest = max(found.slowest, took)
    if took > HANG_SECONDS:
        found.hangs.append(data)


def keep(found: Findings, folder: Path) -> None:
    """Write what was found, to be looked at and put into the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in (*found.crashes.values(), *found.hangs):
        name = f"{folder_of(found.target)}-{sha256(data).hexdigest()[:12]}"
        (folder / name).write_bytes(data)


def _inputs(seeds: list[bytes], chance: random.Random) -> Iterator[bytes]:
    yield from seeds
    while True:
        data = bytearray(chance.choice(seeds))
        for _ in range(1 << chance.randrange(6)):
            data = _changed(data, seeds, chance)
        yield bytes(data[:_LONGEST])


def _changed(data: bytearray, seeds: list[bytes], chance: random.Random) -> bytearray:
    place = chance.randrange(len(data) + 1)
    length = min(len(data) - place, 1 << chance.randrange(12))
    match chance.randrange(9):
        case 0 if data:
            data[min(place, len(data) - 1)] ^= 1 << chance.randrange(8)
        case 1 if data:
            data[min(place, len(data) - 1)] = chance.randrange(256)
        case 2:
            del data[place : place + length]
        case 3:
            data[place:place] = data[place : place + length] * (1 << chance.randrange(8))
        case 4:
            data[place:place] = chance.choice(_WORDS) * (1 << chance.randrange(10))
        case 5:
            data[place : place + length] = chance.choice(_WORDS)
        case 6:
            other = chance.choice(seeds)
            start = chance.randrange(len(other) + 1)
            data[place : place + length] = other[start : start + length * 2]
        case 7:
            data[place : place + length] = chance.randbytes(min(length, 64))
        case _:
            start = chance.randrange(len(data) + 1)
            data[place:place] = data[start : start + length]
    return data
