"""The Word writer: pieces of content as a document that boards go on writing in.

It has Word's own headings, contents, lists, tables and fields, so that it can be edited; the
charts are pictures with the words that say the same. It refers to nothing outside itself.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from app.reports import fonts
from app.reports.document import Document, Piece
from app.reports.docx_pen import Pen, Stack
from app.reports.docx_pieces import put
from app.reports.docx_styles import font_table, set_bullets, set_styles
from app.reports.docx_xml import Node, behind_page, field, paragraph, run, set_on, tab, tabs
from app.reports.output import into
from app.reports.output_zip import repacked
from app.reports.palette import palette_of
from app.reports.raster import sideways
from app.reports.text import legible, one_line

MARGIN, TOP, BOTTOM = 62.0, 74.0, 64.0
_A4 = (595.28, 841.89)
_WATERMARK = "#F1F2F5"
_DROPPED = ("thumbnail", "customXml", "stylesWithEffects")
# Without it, Word opens the document as one of its older kind.
_COMPATIBLE = (
    '<w:compat {ns}><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
_SETTINGS = (
    '<w:zoom {ns} w:percent="100"/>',
    '<w:defaultTabStop {ns} w:val="720"/>',
    '<w:characterSpacingControl {ns} w:val="doNotCompress"/>',
    _COMPATIBLE,
    '<w:themeFontLang {ns} w:val="en-GB"/>',
    '<w:decimalSymbol {ns} w:val="."/>',
    '<w:listSeparator {ns} w:val=","/>',
)


def write_docx(
    document: Document, target: Path | BinaryIO, *, on_piece: Callable[[int], None] | None = None
) -> None:
    """Write a report as a Word document (.docx).

    ``on_piece`` is told how many pieces of content are written, and may leave by raising.

    Raises:
        FileWriteError: the file could not be written.
    """
    into(target, partial(_write, document, on_piece))


def _write(document: Document, on_piece: Callable[[int], None] | None, target: BinaryIO) -> int:
    fonts.register()
    file: Any = docx.Document()
    palette = palette_of(document.accent)
    page = _A4[::-1] if document.landscape else _A4
    width = page[0] - 2 * MARGIN
    _strip(file)
    set_styles(file.styles.element, palette.good, width)
    set_bullets(file.part.numbering_part.element)
    _set_settings(file.settings.element)
    _describe(file, document)
    pen = Pen(file.part, palette, width)
    stack = Stack()
    put(pen, stack, _told(document.pieces(), on_piece))
    body = file.element.body
    section = body.find(qn("w:sectPr"))
    for old in list(body):
        body.remove(old)
    body.extend(stack.finished())
    body.append(section)
    pen.unlink_what_leads_nowhere()
    _set_page(file.sections[0], document, page)
    _dress(file.sections[0], document, pen)
    packed = io.BytesIO()
    file.save(packed)
    changes = {"word/fontTable.xml": lambda _old: font_table(), "docProps/app.xml": _about_program}
    target.write(repacked(packed.getvalue(), changes))
    return 1


def _told(pieces: Iterable[Piece], on_piece: Callable[[int], None] | None) -> Iterator[Piece]:
    for number, piece in enumerate(pieces, start=1):
        yield piece
        if on_piece is not None:
            on_piece(number)


def _strip(file: Any) -> None:
    """Take out what the template brings along and a report does not need."""
    for part in (file.part.package, file.part):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_DROPPED):
                del part.rels[key]


def _set_settings(settings: Node) -> None:
    for old in list(settings):
        settings.remove(old)
    for markup in _SETTINGS:
        settings.append(parse_xml(markup.format(ns=nsdecls("w"))))


def _describe(file: Any, document: Document) -> None:
    about = file.core_properties
    for old in list(about._element):
        about._element.remove(old)
    about.title, about.author = _line(document.title, 250), _line(document.author, 250)
    about.subject, about.language = _line(document.subject, 250), "en-GB"
    about.category = _line(document.marking, 250)


def _line(text: str, most: int = 1_000) -> str:
    return " ".join(legible(text).split())[:most]


def _about_program(_old: bytes) -> bytes:
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'extended-properties"><Application>Partnership Audit</Application></Properties>'
    )


def _set_page(section: Any, document: Document, page: tuple[float, float]) -> None:
    if document.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Pt(page[0]), Pt(page[1])
    section.left_margin = section.right_margin = Pt(MARGIN)
    section.top_margin, section.bottom_margin = Pt(TOP), Pt(BOTTOM)
    section.header_distance, section.footer_distance = Pt(36), Pt(30)
    section.different_first_page_header_footer = document.cover


def _dress(section: Any, document: Document, pen: Pen) -> None:
    """Header, footer and watermark; a cover has no header."""
    half = pen.width / 2 - 10
    author = fonts.fitted(one_line(document.author), 8, half)
    title = fonts.fitted(one_line(document.title), 8, half)
    _fill(section.header, [paragraph("Header", run(author), tab(), run(title))])
    _fill(section.footer, [_foot(document, pen)])
    parts = [section.header]
    if document.cover:
        _fill(section.first_page_header, [paragraph("Header")])
        _fill(section.first_page_footer, [_foot(document, pen)])
        parts.append(section.first_page_header)
    if document.draft:
        letters = sideways("DRAFT", 1500, _WATERMARK, degrees=50, size=400)
        for part in parts:
            image, _ = part.part.get_or_add_image(io.BytesIO(letters))
            mark = behind_page(image, 520, 520, "Draft", pen.number())
            part._element.findall(qn("w:p"))[0].append(mark)


def _foot(document: Document, pen: Pen) -> Node:
    third = pen.width / 3
    foot = fonts.fitted(one_line(document.foot), 8, third)
    marking = fonts.fitted(one_line(document.marking), 8, third, fonts.BOLD)
    made = paragraph(
        "Footer",
        run("Page "),
        *field("PAGE", "1"),
        run(" of "),
        *field("NUMPAGES", "1"),
        tab(),
        run(marking, bold=True),
        tab(),
        run(foot),
    )
    set_on(made, tabs(("center", pen.width / 2), ("right", pen.width)))
    return made


def _fill(part: Any, blocks: list[Node]) -> None:
    part.is_linked_to_previous = False
    element = part._element
    for old in list(element):
        element.remove(old)
    element.extend(blocks)
