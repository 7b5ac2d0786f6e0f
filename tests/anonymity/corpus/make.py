"""Make tests/data/anonymity/dev.jsonl and test.jsonl: `python -m tests.anonymity.corpus.make`.

The same seed makes the same corpus. A frame, a name, a street or a village belongs to one of the
two files and never turns up in the other, so that what is learnt from dev is not found in test.
"""

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

from tests.anonymity.corpus import comments, voice
from tests.anonymity.corpus.comments import Comment
from tests.anonymity.corpus.names import DEV_SHARE, SOURCES, People, Split, chance, tokens
from tests.anonymity.corpus.slots import Scene, child_initials, whereabouts

SEED = 412
CLEAN = 1450
COUNTS = {
    "name_context": 320, "name_bare": 250, "initials": 100, "initials_child": 60,
    "number_nhs": 55, "number_upn": 55, "number_ni": 55, "number_phone": 60, "number_email": 55,
    "number_postcode": 55, "number_dob": 60, "number_reference": 70, "number_registration": 55,
    "number_url": 50, "where_address": 65, "where_school": 65, "where_practice": 50,
    "where_place": 60, "mixed": 50, "watch_name": 220, "watch_possessive": 45, "watch_plural": 30,
    "watch_initials": 35, "watch_address": 40, "watch_other": 35,
}  # fmt: skip
HAND = ("hand_clean", "hand_found")
LATE = ("late_clean", "late_found")  # of dev only: the held-out comments stay as they were
NAMING = ("name_context", "name_bare", "watch")


def main() -> None:
    """Write both files."""
    for name, made in make().items():
        path = SOURCES.parent / f"{name}.jsonl"
        comments.write(path, made)
        clean = sum(comment.clean for comment in made)
        print(f"{path.name}: {len(made)} comments, {clean} without an identifier")


def make() -> dict[str, list[Comment]]:
    """The corpus: the comments for development and those held out."""
    hand = by_hand()
    sides = hand_sides(hand)
    owned = {name: side for c, side in zip(hand, sides, strict=True) for name in named(c)}
    seen = {comment.text for comment in hand}
    corpus = {}
    for name, dev in (("dev", True), ("test", False)):
        rng = Random(SEED + dev)  # noqa: S311  reproducible, and no secret
        written = [c for c, side in zip(hand, sides, strict=True) if side == dev]
        made = generated(rng, Split(dev, owned), seen)
        mixed = [*written, *made]
        rng.shuffle(mixed)
        if dev:
            mixed += by_hand(LATE)
        corpus[name] = comments.numbered(mixed, name)
    return corpus


def by_hand(groups: tuple[str, ...] = HAND) -> list[Comment]:
    """Every comment written by hand."""
    return [
        comments.from_hand(line, group)
        for group in groups
        for line in _lines(SOURCES / f"{group}.txt")
    ]


def named(comment: Comment) -> set[str]:
    """The names in a comment, part by part."""
    spans = [comment.text[s.start : s.end] for s in comment.spans if s.kind in NAMING]
    return {token for name in [*spans, *comment.watch_list] for token in tokens(name)}


def hand_sides(hand: list[Comment]) -> list[bool]:
    """For each comment by hand whether it goes to dev; those that share a name go together."""
    group = list(range(len(hand)))
    names = [named(comment) for comment in hand]
    for a, b in combinations(range(len(hand)), 2):
        if names[a] & names[b] and group[a] != group[b]:
            old, new = group[b], group[a]
            group = [new if each == old else each for each in group]
    return [chance(hand[first].text) < DEV_SHARE for first in group]


def generated(rng: Random, split: Split, seen: set[str]) -> list[Comment]:
    """The comments of one side that are made from frames."""
    share = DEV_SHARE if split.dev else 1 - DEV_SHARE
    people = People(split)
    clean = frames(SOURCES / "frames_clean.txt", split.dev)
    found = frames(SOURCES / "frames_found.txt", split.dev)
    found |= frames(SOURCES / "frames_watch.txt", split.dev)
    asked = [g for group, count in COUNTS.items() for g in [group] * round(count * share)]
    groups = [group for group, listed in sorted(clean.items()) for _ in listed]
    asked += [groups[n % len(groups)] for n in range(round(CLEAN * share))]
    made: list[Comment] = []
    for group in asked:
        for _ in range(200):
            comment = _one(Scene(rng, people, split), group, found.get(group), clean)
            if comment.text not in seen:
                seen.add(comment.text)
                made.append(comment)
                break
    return made


def frames(path: Path, dev: bool) -> dict[str, list[str]]:
    """The frames of each section of a file that belong to one side."""
    sections: dict[str, list[str]] = {}
    for line in _lines(path, "# "):
        if line.startswith("## "):
            sections[line[3:]] = current = []
        else:
            current.append(line)
    sides = {}
    for name, listed in sections.items():
        ordered = sorted(listed, key=chance)
        cut = max(1, round(len(ordered) * DEV_SHARE))
        sides[name] = ordered[:cut] if dev else ordered[cut:]
    return sides


def _one(scene: Scene, group: str, found: list[str] | None, clean: dict[str, list[str]]) -> Comment:
    rng = scene.rng
    if group == "initials_child" or rng.random() < 0.25:
        scene.child = child_initials(scene)
    roll = rng.random()
    around = 0 if roll < 0.5 else 1 if roll < 0.83 else rng.randint(2, 5)
    parts = [scene.fill(rng.choice(found or clean[group]))]
    if found and group.startswith("name") and rng.random() < 0.12:
        parts.append(scene.fill(rng.choice(found)))
    for _ in range(around):
        every = [frame for section in sorted(clean) for frame in clean[section]]
        near = clean[group] if group in clean and rng.random() < 0.5 else every
        other = scene.fill(rng.choice(near))
        parts.insert(rng.randint(0, len(parts)), other)
    marked, style = voice.joined(rng, list(dict.fromkeys(parts)))
    marked, more = voice.typed(rng, marked)
    text, spans = comments.unmark(marked)
    if not found and rng.random() < 0.3:
        scene.watch_list = absent(scene, text)
    label = f"watch_{scene.way}" if scene.way else group if found else f"clean_{group}"
    comment = Comment("", text, spans, "generated", label, tuple(scene.watch_list), scene.child)
    return replace(comment, style=(*style, *more))


def absent(scene: Scene, text: str) -> list[str]:
    """A watch list of which nothing is in the text."""
    said = tokens(re.sub(r"[^\w\s]", " ", text))
    drawn = [scene.people.draw(scene.rng).full for _ in range(scene.rng.randint(1, 4))]
    listed = [*drawn, whereabouts(scene, "address")]
    return [name for name in listed if not tokens(name) & said]


def _lines(path: Path, comment: str = "#") -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith(comment)]


if __name__ == "__main__":
    main()
