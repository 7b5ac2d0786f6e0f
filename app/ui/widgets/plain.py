"""Text from outside, made safe to look at: no markup, nothing invisible, nothing turned around."""

from __future__ import annotations

import re

# Controls and the marks that reorder a line. The joiners U+200C and U+200D stay: Persian, Hindi
# and emoji are written with them.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def visible(text: str) -> str:
    """The text with every control and bidirectional character replaced by one that shows."""
    if text.isascii() and text.isprintable():
        return text  # nearly every label, without a search
    return _HIDDEN.sub(_picture, _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The text made visible, and on one line."""
    return " ".join(visible(text).split("\n"))


def button_text(text: str) -> str:
    """A label for a button: an ampersand in a name is not a shortcut."""
    return one_line(text).replace("&", "&&")


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"[U+{code:04X}]"
