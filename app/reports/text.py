"""The one door through which texts that people typed get onto paper.

ReportLab's paragraph markup can read files and fetch addresses, so nothing that somebody typed
reaches a paragraph unescaped. Characters that change how text is read (controls, bidirectional
marks) are made visible, and what no font has is replaced by something that can be seen.
"""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

from app.reports import fonts

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_NEW_LINES = str.maketrans(
    {"\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
)

# What word processors leave behind, and variants that differ from a common sign by nothing
# that a reader would miss.
_KNOWN = {
    "\u00ad": "",
    "\u2010": "-",
    "\u2011": "-",
    "\u202f": "\u00a0",
    "\ufe0e": "",
    "\ufe0f": "",
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0d8": "•",
    "\uf0e0": "→",
    "\uf0fc": "✓",
}


class _Visible(dict[int, str]):
    """What is printed for each character; worked out when one is first met."""

    def __init__(self, markup: bool) -> None:
        super().__init__({ord("\n"): "<br/>" if markup else " "})
        self._markup = markup

    def __missing__(self, code: int) -> str:
        shown = self[code] = self._shown(chr(code))
        return shown

    def _shown(self, char: str) -> str:
        char = _KNOWN.get(char, char)
        if not char or (ord(char) in fonts.characters(fonts.REGULAR) and _is_harmless(char)):
            return char
        if not _is_harmless(char):
            return _named(char)
        if self._markup and ord(char) in fonts.characters(fonts.MONO):
            return f'<font name="{fonts.MONO}">{char}</font>'
        name = unicodedata.name(char, "").lower()
        if unicodedata.category(char) in {"So", "Sk"} and name:
            return f"[{name}]"  # an emoji says more by its name than as an empty box
        return REPLACEMENT


def _is_harmless(char: str) -> bool:
    """Not a control, a bidirectional or invisible mark, a lone surrogate, or unassigned."""
    return not unicodedata.category(char).startswith("C")


class _Legible(dict[int, str]):
    """The same for files whose readers bring their own fonts: only what hides is replaced."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        shown = self[code] = char if _is_harmless(char) else _KNOWN.get(char, _named(char))
        return shown


def _named(char: str) -> str:
    return f"[U+{ord(char):04X}]"


_PARAGRAPH = _Visible(markup=True)
_LINE = _Visible(markup=False)
_LEGIBLE = _Legible({ord("\n"): "\n"})


def plain(text: str) -> str:
    """A typed text, safe to be put into a paragraph: no markup, nothing hidden, lines kept."""
    return escape(_normal(text)).translate(_PARAGRAPH)


def one_line(text: str) -> str:
    """A typed text, safe to be drawn as one line without markup."""
    return " ".join(_normal(text).translate(_LINE).split())


def legible(text: str) -> str:
    """A typed text for Word, Excel and CSV: as it is, with lines kept, and nothing hidden."""
    return _unified(text).translate(_LEGIBLE)


def _normal(text: str) -> str:
    return _unified(text).strip()


def _unified(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_NEW_LINES)
    return text if text.isascii() else unicodedata.normalize("NFC", text)
