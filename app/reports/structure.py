"""Tags for a PDF: headings, paragraphs, tables and figures, so that a screen reader can follow.

ReportLab writes no structure tree of its own. Its canvas can be given marks around what is
drawn, and its document takes further objects: that is enough for a tree of plain elements
(PDF 32000-1, 14.7). It makes documents navigable; it is not a claim of PDF/UA conformance.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from app.reports.lettering import Lettering, OpaqueColours


@dataclass(slots=True)
class Element:
    """One element of the tree: it holds others, or else it is a mark on a page."""

    number: int
    above: int
    tag: str
    alt: str = ""
    header: bool = False
    kids: list[int] = field(default_factory=list)
    page: int = -1
    mark: int = -1


class _Raw(PDFObject):  # type: ignore[misc]
    """An object of the PDF that is already written out."""

    def __init__(self, content: str = "") -> None:
        self.fill(content)

    def fill(self, content: str) -> None:
        self.content = content.encode("latin-1")

    def format(self, _document: PDFDocument) -> bytes:
        return self.content


class TaggedCanvas(OpaqueColours, Canvas):  # type: ignore[misc]
    """A canvas whose marks become the document's structure."""

    _currentMatrix: tuple[float, ...]  # noqa: N815 - ReportLab's name

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        root = Element(0, 0, "Document")
        self._elements = [root]
        self._open = [root]
        self._marks: list[list[int]] = [[]]
        self._inside = False

    def beginText(  # noqa: N802 - ReportLab's name
        self, x: float = 0, y: float = 0, direction: str | None = None
    ) -> Lettering:
        """Begin a piece of text."""
        return Lettering(self, x, y, direction=direction)

    def translate(self, dx: float, dy: float) -> None:
        """Move the origin: ReportLab would write and multiply whole matrices."""
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        self._code.append(f"1 0 0 1 {round(dx, 4)} {round(dy, 4)} cm")

    @contextmanager
    def group(self, tag: str) -> Iterator[None]:
        """Elements that are marked within become its children."""
        self.open_group(tag)
        yield
        self.close_group()

    def open_group(self, tag: str, header: bool = False, alt: str = "") -> None:
        """Begin an element that holds others."""
        self._open.append(self._begin(tag, alt, header))

    def close_group(self) -> None:
        """End the innermost element that was begun."""
        self._open.pop()

    def begin_mark(self, tag: str, alt: str = "") -> bool:
        """Begin drawing an element. False within another: what is inside belongs to that."""
        if self._inside:
            return False
        element = self._begin_item() if tag == "LI" else self._begin(tag, alt)
        marks = self._marks[-1]
        element.page, element.mark = len(self._marks) - 1, len(marks)
        self._code.append(f"/{tag} <</MCID {element.mark}>> BDC")
        marks.append(element.number)
        self._inside = True
        return True

    def _begin(self, tag: str, alt: str = "", header: bool = False) -> Element:
        above = self._open[-1]
        element = Element(len(self._elements), above.number, tag, alt, header)
        above.kids.append(element.number)
        self._elements.append(element)
        return element

    def _begin_item(self) -> Element:
        """A point of a list: points that follow each other are of one list."""
        above = self._open[-1]
        last = self._elements[above.kids[-1]] if above.kids else None
        whole = last if last is not None and last.tag == "L" else self._begin("L")
        item = Element(len(self._elements), whole.number, "LI")
        whole.kids.append(item.number)
        self._elements.append(item)
        return item

    def end_mark(self) -> None:
        """End what was begun last."""
        self._code.append("EMC")
        self._inside = False

    @contextmanager
    def mark(self, tag: str, alt: str = "") -> Iterator[None]:
        """What is drawn within is one element."""
        begun = self.begin_mark(tag, alt)
        yield
        if begun:
            self.end_mark()

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn within is decoration, and not read out."""
        if self._inside:
            yield
            return
        self._inside = True
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")
        self._inside = False

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Close the page, and tell it where its marks are listed."""
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._marks) - 1
        page.Tabs = "/S"
        self._marks.append([])

    def save(self) -> None:
        """Write the tree, then the document."""
        if self._code:
            self.showPage()
        self._write_tree()
        super().save()

    def _write_tree(self) -> None:
        document = self._doc
        # References are handed out before anything is written: parents and kids name each other.
        objects = [_Raw() for _ in self._elements]
        texts = [_reference(document, one) for one in objects]
        tree = PDFDictionary({})
        root_text = _reference(document, tree, "StructTree")
        names = [f"Page{n + 1}" for n in range(len(self._marks) - 1)]
        pages = [PDFObjectReference(name).format(document).decode() for name in names]
        for element, one in zip(self._elements, objects, strict=True):
            above = texts[element.above] if element.number else root_text
            one.fill(_written(element, above, texts, pages, document))
        numbers = " ".join(
            f"{page} [{' '.join(texts[number] for number in marks)}]"
            for page, marks in enumerate(self._marks[:-1])
        )
        tree.dict.update(
            Type="/StructTreeRoot",
            K=texts[0],
            ParentTree=document.Reference(_Raw(f"<</Nums [{numbers}]>>"), "StructParents"),
            ParentTreeNextKey=len(self._marks) - 1,
        )
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _reference(document: PDFDocument, one: PDFObject, name: str | None = None) -> str:
    return str(document.Reference(one, name).format(document).decode())


def _written(
    element: Element, above: str, texts: list[str], pages: list[str], document: PDFDocument
) -> str:
    """An element as it stands in the file. A mark is on one page, which the element names."""
    if element.mark >= 0:
        inside = f"{element.mark}/Pg {pages[element.page]}"
    elif len(element.kids) == 1:
        inside = texts[element.kids[0]]
    else:
        inside = f"[{' '.join(texts[kid] for kid in element.kids)}]"
    alt = ""
    if element.alt:
        alt = f"/Alt {PDFString(element.alt).format(document).decode('latin-1')}"
    scope = "/A <</O /Table /Scope /Column>>" if element.header else ""
    return f"<</S /{element.tag} /P {above} /K {inside}{alt}{scope}>>"
