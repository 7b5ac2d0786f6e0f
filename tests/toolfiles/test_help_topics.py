"""Help topics as files: those that ship are whole, and a slip in one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import resources_folder
from app.errors import ToolFileError
from app.services.help_texts import (
    AUDITORS,
    KEYBOARD,
    PARTNERSHIP,
    TROUBLE,
    HelpTexts,
    help_picture,
    help_topics,
)
from app.toolfiles.help_topics import parse_help_topic, read_help_topics

GOOD = """
format = 1
id = "seal"
chapter = "Send"
title = "Seal"
summary = "Into one file."

[[parts]]
text = ["So."]
steps = ["Choose.", "Seal."]

[picture]
file = "seal.png"
alt = "The page."
"""


def test_a_topic_is_read() -> None:
    topic = parse_help_topic(GOOD, "seal.toml")
    assert topic.parts[0].steps == ("Choose.", "Seal.")
    assert topic.picture is not None
    assert topic.picture.alt == "The page."


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ("format = 1", "format = 9", "format"),
        ('id = "seal"', 'id = "no spaces"', "expected letters, digits and hyphens"),
        ('title = "Seal"', 'title = " "', "title: expected a text"),
        ('title = "Seal"', 'title = "Seal"\nfootnote = "x"', "footnote"),
        ('text = ["So."]\nsteps = ["Choose.", "Seal."]', 'title = "x"', "steps or points"),
        ('"Seal."', '""', "expected a text"),
        ('alt = "The page."', 'alt = ""', "alt"),
        ("seal.png", "../seal.png", "the name of a PNG file"),
        ("seal.png", "seal.svg", "the name of a PNG file"),
        ('"So."', '"\\u202eSo."', "parts 1"),
    ],
)
def test_a_slip_is_refused_with_its_place(wrong: str, right: str, says: str) -> None:
    assert wrong in GOOD
    with pytest.raises(ToolFileError) as refused:
        parse_help_topic(GOOD.replace(wrong, right), "seal.toml")
    assert says in str(refused.value)
    assert refused.value.file == "seal.toml"


def test_two_topics_of_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("1.toml", "2.toml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(ToolFileError, match="again"):
        read_help_topics(tmp_path)


@pytest.mark.parametrize("texts", [AUDITORS, PARTNERSHIP], ids=lambda texts: texts.folder)
def test_the_topics_that_ship_are_whole(texts: HelpTexts) -> None:
    resources = resources_folder()
    topics = help_topics(resources, texts)
    assert {KEYBOARD, TROUBLE} <= {topic.id for topic in topics}
    assert len(topics) == len(list((resources / "help" / texts.folder).iterdir()))


def test_every_picture_is_shown() -> None:
    resources = resources_folder()
    topics = [*help_topics(resources, AUDITORS), *help_topics(resources, PARTNERSHIP)]
    shown = {topic.picture.file for topic in topics if topic.picture}
    pictures = help_picture(resources, "")
    assert shown == {path.name for path in pictures.iterdir()}
    assert sum(path.stat().st_size for path in pictures.iterdir()) < 1_200_000


@pytest.mark.parametrize("texts", [AUDITORS, PARTNERSHIP], ids=lambda texts: texts.folder)
def test_sentences_are_short(texts: HelpTexts) -> None:
    for topic in help_topics(resources_folder(), texts):
        for text in topic.texts():
            for sentence in text.replace("? ", ". ").split(". "):
                assert len(sentence.split()) <= 34, f"{topic.id}: {sentence}"
