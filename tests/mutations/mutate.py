"""Change a good return package in every way that we can think of, and bring all of them in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.returns import ReturnState
from app.sealing.age import HybridIdentity
from app.sealing.clear import AgencyName, AuditName
from app.sealing.in_text import as_written
from app.sealing.keys import SigningKey
from app.services.import_returns import Outcome, import_returns
from tests.builders import clock, full_form, nil_form
from tests.flow.packages import Post, start_post

AT_ONCE = 400
CASE, OTHER_CASE = "T-1", "T-2"

Changed = tuple[str, bytes]
"""How a package was changed, and what became of its bytes."""


@dataclass
class Tally:
    """How many of each kind were tried, what they were answered, and what came in (nothing)."""

    tried: Counter[str] = field(default_factory=Counter)
    sentences: dict[str, Counter[str]] = field(default_factory=dict)
    came_in: list[str] = field(default_factory=list)


def mutate(folder: Path, step: int = 1) -> Tally:
    """Try every change; ``step`` takes only every so many bytes and lengths."""
    post, tally = start_post(folder), Tally()
    with closing(post.partnership):
        known = post.write("known.paudit", post.package("police", [(OTHER_CASE, 1, nil_form())]))
        _bring(post, [known])
        before = _inside(post)
        for number, (kind, content) in enumerate(_all(post, step)):
            post.write(f"{number:06} {kind}.paudit", content)
            tally.tried[kind] += 1
            if (number + 1) % AT_ONCE == 0:
                _look(post, tally)
        _look(post, tally)
        if _inside(post) != before:
            tally.came_in.append("the workspace has other returns than before")
    return tally


def _all(post: Post, step: int) -> Iterator[Changed]:
    good = post.package("police", [(CASE, 1, full_form())])
    text = post.package("police", [(CASE, 1, full_form())], armored=True)
    for name, content in (("", good), (" of text", text)):
        for place in range(0, len(content), step):
            flipped = bytearray(content)
            flipped[place] ^= 1 << (place % 8)
            if not _means_the_same(bytes(flipped), content):
                yield f"one byte flipped{name}", bytes(flipped)
        for length in range(0, len(content), step):
            if not _means_the_same(content[:length], content):
                yield f"cut off{name}", content[:length]
    yield from _by_hand(post, good)


def _means_the_same(changed: bytes, content: bytes) -> bool:
    """Whether only the breaks of a text's lines differ, which every mail program changes."""
    return as_written(changed) == content


def _by_hand(post: Post, good: bytes) -> Iterator[Changed]:
    """What somebody who knows the format could try."""
    one = [(CASE, 1, full_form())]
    stranger = HybridIdentity.generate().recipient().to_string()
    other = AuditName("another", "X-2019", "Another audit")
    makers: dict[str, Callable[[], bytes]] = {
        "sealed for another key": lambda: post.package("police", one, recipients=[stranger]),
        "signed by another": lambda: post.package("police", one, key=SigningKey.generate()),
        "signed by another agency": lambda: post.package(
            "police", one, key=post.keys.setdefault("health", SigningKey.generate())
        ),
        "of another audit": lambda: post.package("police", one, clear={"audit": other}),
        "of an agency that is not asked": lambda: post.package(
            "police", one, clear={"agency": AgencyName("thieves", "Thieves")}
        ),
        "without the pack's secret": lambda: post.package("police", one, token="0" * 64),
        "about a case that is not on the list": lambda: post.package(
            "police", [("T-999", 1, full_form())]
        ),
        "with a case twice": lambda: post.package("police", one * 2),
        "replayed with other answers": lambda: post.package(
            "police", [(OTHER_CASE, 1, full_form())]
        ),
        "two packages in one": lambda: good + good,
        "with something before it": lambda: b"\n" + good,
    }
    for kind, make in makers.items():
        yield kind, make()


def _look(post: Post, tally: Tally) -> None:
    """Bring in what lies there, and take it away again."""
    folder = post.folder / "post"
    files = sorted(path for path in folder.iterdir() if path.name[0].isdigit())
    for path, result in zip(files, _bring(post, files), strict=True):
        kind = path.stem.partition(" ")[2]
        if result[0] is not Outcome.REFUSED:
            tally.came_in.append(path.name)
        tally.sentences.setdefault(kind, Counter())[result[1]] += 1
        path.unlink()


def _bring(post: Post, files: list[Path]) -> list[tuple[Outcome, str]]:
    found = {}
    for result in import_returns(post.partnership, files, clock=clock):
        found[result.file] = (result.outcome, result.reason)
    return [found[path.name] for path in files]


def _inside(post: Post) -> set[tuple[str, str, int]]:
    with post.partnership.work() as work:
        return {
            (one.ref.agency_id, one.ref.uin, one.ref.revision)
            for one in work.returns.all(post.audit.id, states=tuple(ReturnState))
        }
