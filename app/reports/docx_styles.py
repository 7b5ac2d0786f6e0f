"""The styles of a Word document: those of the printed report, under Word's own names.

Word's own names (Title, Heading 1, List Bullet, Quote …) make the document one in which people
find their way: the navigation pane, the contents and screen readers rest on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from app.reports.document import Remark, Voice
from app.reports.palette import PRINT

FONT = "Open Sans"
_NEAREST = "Segoe UI"  # what Windows takes where Open Sans is not installed

VOICES = {
    Voice.BODY: "BodyText",
    Voice.LEAD: "Lead",
    Voice.NOTE: "Note",
    Voice.SMALL: "Small",
    Voice.FOLLOW_UP: "FollowUp",
    Voice.QUOTE: "Quote",
}
REMARKS = {
    Remark.COMMENT: "Comment",
    Remark.FOLLOW_UP: "CommentFollowUp",
    Remark.CLOSING: "ClosingText",
}


@dataclass(frozen=True)
class _Style:
    """A style of paragraphs. Lengths are in points; an empty colour is that of the text."""

    id: str
    name: str
    size: float
    line: float
    bold: bool = False
    italic: bool = False
    colour: str = ""
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    right: float = 0.0
    hanging: float = 0.0
    outline: int = -1
    keep_next: bool = False
    align: str = ""
    bullets: int = 0
    tabs: str = ""
    based: str = "Normal"


_QUIET = PRINT.secondary


def _styles(accent: str, width: float) -> tuple[_Style, ...]:
    measure = 36.0  # running text stops short of the full width
    contents = f'<w:tab w:val="right" w:pos="{round(width * 20)}"/>'
    half, right = round(width * 10), round(width * 20)
    edges = f'<w:tab w:val="center" w:pos="{half}"/><w:tab w:val="right" w:pos="{right}"/>'
    end = f'<w:tab w:val="right" w:pos="{right}"/>'
    return (
        _Style("Normal", "Normal", 10.5, 15.4, based=""),
        _Style("BodyText", "Body Text", 10.5, 15.4, after=8, right=measure),
        _Style("Title", "Title", 30, 37, bold=True, after=14, right=0),
        _Style("CoverBody", "Cover Body", 13, 18, bold=True, colour=accent, after=10),
        _Style("Heading1", "heading 1", 20, 26, True, before=22, after=12, outline=0),
        _Style("Heading2", "heading 2", 14, 19, True, before=18, after=7, outline=1),
        _Style("Heading3", "heading 3", 11, 15.5, True, before=11, after=4, outline=2,
               right=measure),
        _Style("Heading4", "heading 4", 9.5, 13, True, colour=accent, before=7, after=3,
               outline=3),
        _Style("TOCHeading", "TOC Heading", 20, 26, True, before=22, after=12, keep_next=True),
        _Style("TOC1", "toc 1", 10.5, 17, True, before=6, tabs=contents),
        _Style("TOC2", "toc 2", 9.5, 15, left=16, tabs=contents),
        _Style("TOC3", "toc 3", 9.5, 15, left=32, tabs=contents),
        _Style("Lead", "Lead", 12, 17, after=7, right=measure),
        _Style("Note", "Note", 9.5, 14, colour=_QUIET, after=8, right=measure),
        _Style("Small", "Small", 8.5, 12, colour=_QUIET, after=4),
        _Style("FollowUp", "Follow-up", 9.5, 13.8, after=5, left=28, right=10),
        _Style("Quote", "Quote", 10.5, 15.4, italic=True, after=8, left=18, right=measure + 18),
        _Style("Caption", "caption", 8.5, 12, colour=_QUIET, after=6),
        _Style("ListBullet", "List Bullet", 10.5, 15.4, after=4, left=14, hanging=12,
               right=measure, bullets=1),
        _Style("Comment", "Comment", 9.5, 13.8, after=5, left=14, right=10),
        _Style("CommentFollowUp", "Comment Follow-up", 9.5, 13.8, after=5, left=28, right=10),
        _Style("ClosingText", "Closing Text", 9.1, 12.2, after=2.5),
        _Style("Figure", "Figure", 10.5, 12, after=6),
        _Style("FigureLine", "Figure Line", 10.5, 15.4, after=4, tabs=end),
        _Style("TableText", "Table Text", 9, 12.5),
        _Style("TableHead", "Table Head", 8.5, 11.5, True, colour=_QUIET, keep_next=True),
        _Style("TableBullet", "Table Bullet", 9, 12.5, after=3, left=10, hanging=10, bullets=2),
        _Style("GridHead", "Grid Head", 7.5, 9.5, True, colour=_QUIET, align="center"),
        _Style("GridText", "Grid Text", 8.5, 11),
        _Style("GridCode", "Grid Code", 8.5, 11, align="center"),
        _Style("Spacer", "Spacer", 2, 2),
        _Style("Header", "header", 8, 11, colour=_QUIET, tabs=end),
        _Style("Footer", "footer", 8, 11, colour=_QUIET, tabs=edges),
    )  # fmt: skip


_KNOWN = {style.id: style for style in _styles(PRINT.good, 400.0)}


def space_before_of(style: str) -> float:
    """The space that a style has above its paragraphs."""
    return _KNOWN[style].before


def indent_of(style: str) -> tuple[float, float, float]:
    """How far a style sets in from the left and the right, and hangs its first line out."""
    known = _KNOWN[style]
    return known.left, known.right, known.hanging


def set_styles(styles: Any, accent: str, width: float) -> None:
    """Put the report's styles in the place of the template's."""
    for old in styles.findall(qn("w:style")):
        styles.remove(old)
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(defaults, parse_xml(_DEFAULTS))
    for markup in _BASICS:
        styles.append(parse_xml(markup))
    for style in _styles(accent, width):
        styles.append(parse_xml(_markup(style)))
    link = (
        f'<w:style {nsdecls("w")} w:type="character" w:styleId="Hyperlink">'
        '<w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/>'
        f'<w:rPr><w:color w:val="{accent.lstrip("#")}"/></w:rPr></w:style>'
    )
    styles.append(parse_xml(link))


def set_bullets(numbering: Any) -> None:
    """Put the report's two lists, of the text and of tables, in the place of the template's."""
    for old in list(numbering):
        numbering.remove(old)
    for number, (style, left, hanging) in enumerate(
        (("ListBullet", 14, 12), ("TableBullet", 10, 10)), start=1
    ):
        numbering.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                f'<w:numFmt w:val="bullet"/><w:pStyle w:val="{style}"/><w:lvlText w:val="•"/>'
                '<w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="{left * 20}" w:hanging="{hanging * 20}"/></w:pPr>'
                f"<w:rPr>{_fonts()}</w:rPr></w:lvl></w:abstractNum>"
            )
        )
    for number in (1, 2):
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/>'
                "</w:num>"
            )
        )


def font_table() -> bytes:
    """Our typeface, and what is nearest to it where it is not installed."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:fonts {nsdecls("w")}><w:font w:name="{FONT}"><w:altName w:val="{_NEAREST}"/>'
        '<w:panose1 w:val="020B0606030504020204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    ).encode()


def _fonts() -> str:
    names = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "cs"))
    return f"<w:rFonts {names}/>"


def _markup(style: _Style) -> str:
    """A style as Word writes it."""
    flags = (
        ("<w:b/>" if style.bold else "")
        + ("<w:i/>" if style.italic else "")
        + f'<w:color w:val="{(style.colour or PRINT.text).lstrip("#")}"/>'
        + f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>'
    )
    keep = "<w:keepNext/><w:keepLines/>" if style.outline >= 0 or style.keep_next else ""
    bullets = f'<w:numPr><w:numId w:val="{style.bullets}"/></w:numPr>' if style.bullets else ""
    stops = f"<w:tabs>{style.tabs}</w:tabs>" if style.tabs else ""
    hanging = f' w:hanging="{round(style.hanging * 20)}"' if style.hanging else ""
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else ""
    align = f'<w:jc w:val="{style.align}"/>' if style.align else ""
    known = 'w:default="1" ' if style.id == "Normal" else ""
    based = f'<w:basedOn w:val="{style.based}"/>' if style.based else ""
    goes_on = style.bullets or style.id == "BodyText"
    following = "" if goes_on else '<w:next w:val="BodyText"/>'
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" {known}w:styleId="{style.id}">'
        f"<w:name w:val={quoteattr(style.name)}/>{based}{following}<w:qFormat/>"
        f"<w:pPr>{keep}<w:widowControl/>{bullets}{stops}"
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(style.line * 20)}" w:lineRule="atLeast"/>'
        f'<w:ind w:left="{round(style.left * 20)}" w:right="{round(style.right * 20)}"{hanging}/>'
        f"{align}{outline}</w:pPr><w:rPr>{flags}</w:rPr></w:style>"
    )


_DEFAULTS = (
    f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr>{_fonts()}<w:sz w:val="21"/>'
    '<w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr>'
    "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)

_CHARACTERS = (
    f'<w:style {nsdecls("w")} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
_TABLES = (
    f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_LISTS = (
    f'<w:style {nsdecls("w")} w:type="numbering" w:default="1" w:styleId="NoList">'
    '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
_BASICS = (_CHARACTERS, _TABLES, _LISTS)
