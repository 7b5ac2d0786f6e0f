"""A labelled comment, its marked-up form, and its line in the corpus."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

KINDS = {
    "c": "name_context",
    "b": "name_bare",
    "i": "initials",
    "n": "nhs_number",
    "u": "upn",
    "k": "ni_number",
    "p": "phone",
    "e": "email",
    "z": "postcode",
    "d": "date_of_birth",
    "r": "reference",
    "v": "registration",
    "l": "url",
    "a": "address",
    "s": "school",
    "g": "practice",
    "o": "place",
    "w": "watch",
    "x": "child",
}
NOT_IDENTIFYING = {"child"}  # the child's own initials are how the child is meant to be written
_MARK = re.compile(r"<([a-z]):([^<>]*)>")
_FIELD = re.compile(r"^\[(child|watch): ([^\]]*)\] ")


@dataclass(frozen=True)
class Label:
    """What identifies, from which character to which, and what it is."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Comment:
    """One comment of the corpus, with everything in it that identifies somebody."""

    id: str
    text: str
    spans: tuple[Label, ...]
    source: str
    group: str
    watch_list: tuple[str, ...] = ()
    child: str = ""
    style: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing in it identifies anybody."""
        return all(span.kind in NOT_IDENTIFYING for span in self.spans)


def unmark(marked: str) -> tuple[str, tuple[Label, ...]]:
    """The text without its marks, and where they were."""
    text, spans, done = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        spans.append(Label(len(text), len(text) + len(mark[2]), KINDS[mark[1]]))
        text += mark[2]
        done = mark.end()
    return text + marked[done:], tuple(spans)


def plain_parts(marked: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a marked-up text, each with whether it is a mark (and better left alone)."""
    done = 0
    for mark in _MARK.finditer(marked):
        yield marked[done : mark.start()], False
        yield mark[0], True
        done = mark.end()
    yield marked[done:], False


def from_hand(line: str, group: str) -> Comment:
    """The comment on a line of the files written by hand."""
    child, watch = "", ""
    while field := _FIELD.match(line):
        child, watch = (field[2], watch) if field[1] == "child" else (child, field[2])
        line = line[field.end() :]
    text, spans = unmark(line.replace("\\n", "\n"))
    listed = tuple(name.strip() for name in watch.split(";") if name.strip())
    return Comment("", text, spans, "hand", group, listed, child)


def read(path: Path) -> list[Comment]:
    """The comments of one file of the corpus."""
    return [_comment(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def write(path: Path, comments: Iterable[Comment]) -> None:
    """Write the comments, one per line."""
    lines = [json.dumps(_record(comment), ensure_ascii=False) + "\n" for comment in comments]
    path.write_text("".join(lines), "utf-8", newline="\n")


def numbered(comments: Iterable[Comment], prefix: str) -> list[Comment]:
    """The same comments, each with its own id."""
    return [replace(each, id=f"{prefix}-{n:04}") for n, each in enumerate(comments, 1)]


def _record(comment: Comment) -> dict[str, object]:
    record: dict[str, object] = {
        "id": comment.id,
        "text": comment.text,
        "spans": [{"start": s.start, "end": s.end, "kind": s.kind} for s in comment.spans],
        "source": comment.source,
        "group": comment.group,
    }
    optional = {
        "watch_list": list(comment.watch_list),
        "child": comment.child,
        "style": list(comment.style),
    }
    return record | {name: value for name, value in optional.items() if value}


def _comment(record: dict[str, object]) -> Comment:
    spans, watch, style = record["spans"], record.get("watch_list", []), record.get("style", [])
    assert isinstance(spans, list) and isinstance(watch, list) and isinstance(style, list)
    return Comment(
        id=str(record["id"]),
        text=str(record["text"]),
        spans=tuple(Label(span["start"], span["end"], span["kind"]) for span in spans),
        source=str(record["source"]),
        group=str(record["group"]),
        watch_list=tuple(watch),
        child=str(record.get("child", "")),
        style=tuple(style),
    )
