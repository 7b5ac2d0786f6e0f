"""Help: which topics hold the words that somebody looks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.help_topics import HelpPart, HelpTopic, by_chapter
from app.domain.shortcuts import SHORTCUTS, Shortcut

TOPIC = HelpTopic(
    "seal",
    "Send",
    "Seal and send",
    "Sealing puts the returns into one file.",
    (HelpPart("Who can read it", ("Only the partnership.",), ("Choose “Seal returns”.",), ("a",)),),
    tips=("The child’s initials stay.",),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", True),
        ("SEAL", True),
        ("partner", True),
        ("returns who", True),
        ("child's", True),
        ("“Seal returns”", True),
        ("arts", False),
        ("seal zebra", False),
    ],
)
def test_words_are_found_from_their_beginning(words: str, found: bool) -> None:
    assert TOPIC.holds(words) is found


@given(st.sampled_from([text for text in TOPIC.texts() if text]))
def test_everything_that_a_topic_says_is_found(text: str) -> None:
    assert TOPIC.holds(text)


def test_topics_stand_under_their_chapters() -> None:
    other = HelpTopic("lock", "Good to know", "Lock", "Lock it.", (HelpPart(text=("So.",)),))
    assert by_chapter([TOPIC, other]) == (("Send", (TOPIC,)), ("Good to know", (other,)))


def test_keys_are_said_as_they_stand_on_the_keyboard() -> None:
    assert Shortcut("x", ("Alt+Right", "Ctrl+PgDown"), "").words == "Alt + → or Ctrl + Page Down"


def test_no_key_is_listed_twice_for_one_place() -> None:
    for _title, shortcuts in SHORTCUTS:
        keys = [key for shortcut in shortcuts for key in shortcut.keys]
        assert len(keys) == len(set(keys))
