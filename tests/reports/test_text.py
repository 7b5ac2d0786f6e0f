"""What people typed reaches the paper as what it is: text."""

from __future__ import annotations

import pytest

from app.reports.text import REPLACEMENT, one_line, plain


def test_markup_is_text() -> None:
    assert plain('<img src="file:///etc/passwd"/> & <b>') == (
        '&lt;img src="file:///etc/passwd"/&gt; &amp; &lt;b&gt;'
    )


def test_lines_are_kept() -> None:
    assert plain("one\r\ntwo\rthree\u2028four\n") == "one<br/>two<br/>three<br/>four"
    assert one_line("one\n two") == "one two"


@pytest.mark.parametrize(
    ("char", "shown"),
    [
        ("\u202e", "[U+202E]"),
        ("\u200b", "[U+200B]"),
        ("\u2066", "[U+2066]"),
        ("\x07", "[U+0007]"),
        ("\x00", "[U+0000]"),
        ("\ufeff", "[U+FEFF]"),
        ("\ud800", "[U+D800]"),
    ],
)
def test_what_changes_the_reading_is_made_visible(char: str, shown: str) -> None:
    assert plain(f"a{char}b") == f"a{shown}b"
    assert one_line(f"a{char}b") == f"a{shown}b"


def test_scripts_that_the_fonts_have_are_printed() -> None:
    text = "Łódź, Țepeș, Καλημέρα, Здравствуйте, “it’s” – …"
    assert plain(text) == text


def test_single_signs_come_from_the_other_font() -> None:
    assert plain("a → b") == 'a <font name="PA-Mono">→</font> b'


def test_what_no_font_has_is_replaced_visibly() -> None:
    assert plain("😀") == "[grinning face]"
    assert plain("李") == REPLACEMENT


def test_bullets_of_word_processors_and_composed_letters() -> None:
    assert plain("\uf0b7 first") == "• first"
    assert plain("Cafe\u0301") == "Café"
    assert plain("co\u00adoperate") == "cooperate"
