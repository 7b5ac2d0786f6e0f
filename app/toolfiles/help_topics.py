"""Help topics as TOML files: one file for each, ordered by the number before its name.

They ship with the program, and are read as strictly as what comes from outside: a slip in one is
found by a test and not by a person who looks for help.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from app.domain.help_topics import HelpPart, HelpTopic
from app.toolfiles.reading import Steps, quoted, read_bytes, text_of, toml_data
from app.toolfiles.shapes import ID, Fault, decode, error_at


def read_help_topics(folder: Path) -> tuple[HelpTopic, ...]:
    """The topics in the files of a folder.

    Raises:
        ToolFileError: a file is not one, or two have the same id.
    """
    topics: dict[str, HelpTopic] = {}
    for path in sorted(folder.glob("*.toml")):
        text = text_of(read_bytes(path), path.name)
        topic = parse_help_topic(text, path.name)
        if topic.id in topics:
            fault = Fault(("id",), f"expected each id once; found {quoted(topic.id)} again")
            raise error_at(fault, toml_data(text, path.name), path.name)
        topics[topic.id] = topic
    return tuple(topics.values())


def parse_help_topic(text: str, file_name: str) -> HelpTopic:
    """The topic in the text of a file. The name is only for what is said of faults."""
    data = toml_data(text, file_name)
    topic = decode(data, HelpTopic, file_name)
    for fault in _faults(topic):
        raise error_at(fault, data, file_name)
    return topic


def _faults(topic: HelpTopic) -> Iterator[Fault]:
    if not ID.fullmatch(topic.id):
        yield Fault(("id",), f"expected letters, digits and hyphens; found {quoted(topic.id)}")
    for name in ("chapter", "title", "summary"):
        yield from _empty((name,), getattr(topic, name))
    if not topic.parts:
        yield Fault(("parts",), "expected at least one part; found nothing")
    for at, part in enumerate(topic.parts):
        yield from _part_faults(("parts", at), part)
    for at, tip in enumerate(topic.tips):
        yield from _empty(("tips", at), tip)
    if topic.picture is not None:
        yield from _empty(("picture", "alt"), topic.picture.alt)
        file = topic.picture.file
        if PurePath(file).name != file or not file.endswith(".png"):
            yield Fault(
                ("picture", "file"), f"expected the name of a PNG file; found {quoted(file)}"
            )


def _part_faults(path: Steps, part: HelpPart) -> Iterator[Fault]:
    if not (part.text or part.steps or part.points):
        yield Fault(path, "expected a text, steps or points; found nothing")
    for name in ("text", "steps", "points"):
        for at, text in enumerate(getattr(part, name)):
            yield from _empty((*path, name, at), text)


def _empty(path: Steps, text: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(path, "expected a text; found nothing")
