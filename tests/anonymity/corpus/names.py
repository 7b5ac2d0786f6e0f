"""The people of the corpus: invented from Faker's names and from lists written by hand."""

import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SOURCES = Path(__file__).parents[2] / "data" / "anonymity" / "sources"
FAKER = SOURCES / "faker_names.txt"
DEV_SHARE = 0.30
FAKER_WEIGHTS = {
    "en_GB": 30,
    "en_IE": 7,
    "en_IN": 6,
    "en_PK": 8,
    "pl_PL": 5,
    "ro_RO": 4,
    "fr_DZ": 3,
}
HAND_WEIGHTS = {"cheshire": 6, "pakistani": 3, "bangladeshi": 3, "polish": 4, "traveller": 3}
HAND_SHARE = 0.45


@dataclass(frozen=True)
class Person:
    """Somebody invented."""

    first: str
    last: str

    @property
    def full(self) -> str:
        """First name and surname."""
        return f"{self.first} {self.last}"

    @property
    def initials(self) -> str:
        """The first letters of both."""
        return fold(self.first[0] + self.last[0]).upper()


@dataclass(frozen=True)
class Split:
    """Which half a name belongs to; names in the comments written by hand go where those went."""

    dev: bool
    by_hand: dict[str, bool] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether every part of the name is on this side."""
        return all(self.by_hand.get(t, chance(t) < DEV_SHARE) == self.dev for t in tokens(name))

    def keep(self, names: Iterable[str]) -> list[str]:
        """Those of the names that are on this side."""
        return [name for name in names if self.has(name)]


class People:
    """Draws invented people whose names are all on one side of the split."""

    def __init__(self, split: Split) -> None:
        self._faker = _pools(FAKER, split, FAKER_WEIGHTS)
        self._hand = _pools(SOURCES / "names.txt", split, HAND_WEIGHTS)

    def draw(self, rng: Random, double: bool = False) -> Person:
        """Somebody; with a double-barrelled surname where asked for."""
        pools = self._hand if rng.random() < HAND_SHARE else self._faker
        _, firsts, lasts = rng.choices(pools, [weight for weight, _, _ in pools])[0]
        while not lasts:  # Faker has no Polish surnames as a list, and small lists run out
            lasts = rng.choices(self._hand, [weight for weight, _, _ in self._hand])[0][2]
        last = rng.choice(lasts)
        if double:
            others = [name for name in lasts if "-" not in name and name != last]
            last = f"{last}-{rng.choice(others or lasts)}"
        return Person(rng.choice(firsts), last)


def fold(text: str) -> str:
    """The text without accents."""
    swapped = text.translate(str.maketrans("łŁıøØəƏđĐß’", "lLioOaAdDs'"))
    return "".join(c for c in unicodedata.normalize("NFD", swapped) if not unicodedata.combining(c))


def tokens(name: str) -> set[str]:
    """The parts of a name, compared without case and accents."""
    parts = fold(name).casefold().replace("-", " ").replace("'", "").split()
    return {part.strip(".,") for part in parts if len(part.strip(".,")) > 2}


def chance(text: str) -> float:
    """A number from 0 to 1 that is always the same for a text."""
    return zlib.crc32(text.encode()) % 10_000 / 10_000


def people_lists(path: Path) -> dict[str, tuple[list[str], list[str]]]:
    """First names and surnames of each community or locale in a file of names."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    fields = [[part.strip() for part in line.split("/")] for line in lines if line]
    return {community: (first.split(), last.split()) for community, first, last in fields}


def _pools(
    path: Path, split: Split, weights: dict[str, int]
) -> list[tuple[int, list[str], list[str]]]:
    lists = people_lists(path).items()
    pools = [(weights.get(c, 2), split.keep(first), split.keep(last)) for c, (first, last) in lists]
    return [pool for pool in pools if pool[1]]
