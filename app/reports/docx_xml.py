"""The XML of a Word document, in the few shapes that reports need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, nsmap, qn
from docx.oxml.parser import oxml_parser

from app.reports.text import legible

Node: TypeAlias = Any
"""An element; lxml publishes no types."""

TWIPS = 20  # of a point: the unit of lengths in Word
EMU = 12700  # of a point: the unit of pictures

_PROPERTIES = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs"),
    *("spacing", "ind", "contextualSpacing", "jc", "textDirection", "outlineLvl"),
)
_PLACE = {f"w:{name}": number for number, name in enumerate(_PROPERTIES)}

_PICTURE = (
    f"<w:drawing {nsdecls('w', 'wp', 'a', 'pic', 'r')}>"
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/>'
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
    "<pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)


def node(tag: str, attributes: Mapping[str, object] | None = None, *children: Node) -> Node:
    """An element such as "w:p", with its attributes and what is in it."""
    name, known = _kind(tag)
    made: Node = oxml_parser.makeelement(name, nsmap=known)
    for key, value in (attributes or {}).items():
        made.set(_qualified(key), str(value))
    made.extend(children)
    return made


@lru_cache(maxsize=128)
def _kind(tag: str) -> tuple[str, dict[str, str]]:
    """The whole name of a tag, and its namespace: a long report has a million elements."""
    prefix = tag.partition(":")[0]
    return qn(tag), {prefix: nsmap[prefix]}


@lru_cache(maxsize=128)
def _qualified(name: str) -> str:
    return qn(name) if ":" in name else name


def val(tag: str, value: object) -> Node:
    """An element that is one setting."""
    return node(tag, {"w:val": value})


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    size: float = 0.0,
    style: str = "",
) -> Node:
    """Typed text as text: nothing in it is a field or markup, nothing hidden; lines are kept."""
    settings: list[Node] = []
    if style:
        settings.append(val("w:rStyle", style))
    if bold:
        settings.append(node("w:b"))
    if italic:
        settings.append(node("w:i"))
    if colour:
        settings.append(val("w:color", colour.lstrip("#")))
    if size:
        settings.append(val("w:sz", round(size * 2)))
    made = node("w:r")
    if settings:
        made.append(node("w:rPr", None, *settings))
    for number, line in enumerate(legible(text).split("\n")):
        if number:
            made.append(node("w:br"))
        if line:
            made.append(_text("w:t", line))
    return made


def _text(tag: str, text: str) -> Node:
    made = node(tag, {"xml:space": "preserve"})
    made.text = text
    return made


def paragraph(style: str, *content: Node) -> Node:
    """A paragraph in a style."""
    return node("w:p", None, node("w:pPr", None, val("w:pStyle", style)), *content)


def is_paragraph(block: Node) -> bool:
    """Whether a block is a paragraph, and not a table."""
    return bool(block.tag == qn("w:p"))


def set_on(made: Node, *settings: Node) -> None:
    """Set properties of a paragraph; Word wants them in one order and each only once."""
    properties = made.find(qn("w:pPr"))
    found = {each.tag: each for each in (*properties, *settings)}
    for each in list(properties):
        properties.remove(each)
    properties.extend(sorted(found.values(), key=lambda each: _PLACE[_short(each.tag)]))


def _short(tag: str) -> str:
    return "w:" + tag.rpartition("}")[2]


def space_before(made: Node, points: float) -> None:
    """Put space above a paragraph, beside what its style says about the space below."""
    set_on(made, node("w:spacing", {"w:before": round(points * TWIPS)}))


def keep_with_next(made: Node) -> None:
    """Let no page part a paragraph from what follows it."""
    set_on(made, node("w:keepNext"), node("w:keepLines"))


def spacer(points: float) -> Node:
    """Empty space where no other paragraph can hold it."""
    made = paragraph("Spacer")
    height = max(1, round(points * TWIPS))
    set_on(made, node("w:spacing", {"w:before": 0, "w:line": height, "w:lineRule": "exact"}))
    return made


def field(code: str, shown: str, **settings: Any) -> list[Node]:
    """A field that Word works out, with what is shown until then."""
    instruction = node("w:r", None, _text("w:instrText", f" {code} "))
    return [_field_mark("begin"), instruction, _field_mark("separate"), run(shown, **settings),
            _field_mark("end")]  # fmt: skip


def field_begin(code: str) -> list[Node]:
    """The beginning of a field whose result takes several paragraphs."""
    return [
        _field_mark("begin"),
        node("w:r", None, _text("w:instrText", f" {code} ")),
        _field_mark("separate"),
    ]


def field_end() -> Node:
    """Its end."""
    return _field_mark("end")


def is_field(made: Node) -> bool:
    """Whether a run is the mark or the code of a field."""
    return any(made.find(qn(tag)) is not None for tag in ("w:fldChar", "w:instrText"))


def _field_mark(kind: str) -> Node:
    return node("w:r", None, node("w:fldChar", {"w:fldCharType": kind}))


def bookmarked(content: Sequence[Node], name: str, number: int) -> list[Node]:
    """Content as a place to which links lead."""
    start = node("w:bookmarkStart", {"w:id": number, "w:name": name})
    return [start, *content, node("w:bookmarkEnd", {"w:id": number})]


def link(name: str, *content: Node) -> Node:
    """A link to a bookmark in the same document; there are none to anywhere else."""
    return node("w:hyperlink", {"w:anchor": name, "w:history": 1}, *content)


def tab() -> Node:
    """A step to the next tab stop."""
    return node("w:r", None, node("w:tab"))


def tabs(*stops: tuple[str, float] | tuple[str, float, str]) -> Node:
    """Tab stops: which kind, where, and the leader."""
    return node(
        "w:tabs",
        None,
        *(
            node(
                "w:tab",
                {
                    "w:val": stop[0],
                    "w:pos": round(stop[1] * TWIPS),
                    **({"w:leader": stop[2]} if len(stop) > 2 else {}),
                },
            )
            for stop in stops
        ),
    )


def picture(
    image: str, width: float, height: float, alt: str, number: int, *, name: str = "Picture"
) -> Node:
    """A run with a picture, and the words that say the same to those who can't see it."""
    made: Node = parse_xml(_PICTURE)
    size = {"cx": str(round(width * EMU)), "cy": str(round(height * EMU))}
    for extent in (made.find(".//" + qn("wp:extent")), made.find(".//" + qn("a:ext"))):
        for key, value in size.items():
            extent.set(key, value)
    about = made.find(".//" + qn("wp:docPr"))
    about.set("id", str(number))
    about.set("name", f"{name} {number}")
    about.set("descr", " ".join(legible(alt).split()))
    made.find(".//" + qn("a:blip")).set(qn("r:embed"), image)
    return node("w:r", None, made)


def behind_page(image: str, width: float, height: float, alt: str, number: int) -> Node:
    """A picture in the middle of the page, behind its text."""
    made = picture(image, width, height, alt, number, name="Watermark")
    drawing = made.find(qn("w:drawing"))
    inline = drawing.find(qn("wp:inline"))
    anchor = node(
        "wp:anchor",
        {
            **{f"dist{side}": 0 for side in "TBLR"},
            "simplePos": 0,
            "relativeHeight": 0,
            "behindDoc": 1,
            "locked": 0,
            "layoutInCell": 1,
            "allowOverlap": 1,
        },
        node("wp:simplePos", {"x": 0, "y": 0}),
        *(
            node(f"wp:position{axis}", {"relativeFrom": "page"}, _words("wp:align", "center"))
            for axis in "HV"
        ),
        *_taken(inline, "wp:extent"),
        node("wp:wrapNone"),
        *_taken(inline, "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"),
    )
    drawing.replace(inline, anchor)
    return made


def _taken(parent: Node, *tags: str) -> Iterable[Node]:
    return [parent.find(qn(tag)) for tag in tags]


def _words(tag: str, text: str) -> Node:
    made = node(tag)
    made.text = text
    return made
