"""Tags for a PDF: headings, paragraphs, tables and figures, so that a screen reader can follow.

ReportLab writes no structure tree of its own. Its canvas can be given marks around what is
drawn, and its document takes further objects: that is enough for a tree of plain elements
(PDF 32000-1, 14.7). It makes documents navigable; it is not a claim of PDF/UA conformance.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas


class Element:
    """One element of the tree. Its kids are elements, or marks on a page as (page, number)."""

    __slots__ = ("alt", "header", "kids", "number", "tag")

    def __init__(self, tag: str, alt: str = "", header: bool = False) -> None:
        self.tag = tag
        self.alt = alt
        self.header = header
        self.kids: list[Element | tuple[int, int]] = []
        self.number = 0


class _Raw(PDFObject):  # type: ignore[misc]
    """An object of the PDF that is already written out."""

    def __init__(self, content: str) -> None:
        self.content = content.encode("latin-1")

    def format(self, _document: PDFDocument) -> bytes:
        return self.content


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose marks become the document's structure."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._root = Element("Document")
        self._open = [self._root]
        self._marks: list[list[Element]] = [[]]
        self._inside = False

    @contextmanager
    def group(self, tag: str) -> Iterator[None]:
        """Elements that are marked within become its children."""
        self.open_group(tag)
        yield
        self.close_group()

    def open_group(self, tag: str, header: bool = False) -> None:
        """Begin an element that holds others."""
        element = Element(tag, header=header)
        self._open[-1].kids.append(element)
        self._open.append(element)

    def close_group(self) -> None:
        """End the innermost element that was begun."""
        self._open.pop()

    def begin_mark(self, tag: str, alt: str = "") -> bool:
        """Begin drawing an element. False within another: what is inside belongs to that."""
        if self._inside:
            return False
        element = Element(tag, alt)
        marks = self._marks[-1]
        element.kids.append((len(self._marks) - 1, len(marks)))
        self._code.append(f"/{tag} <</MCID {len(marks)}>> BDC")
        marks.append(element)
        self._open[-1].kids.append(element)
        self._inside = True
        return True

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
        elements = list(_walk(self._root))
        for number, element in enumerate(elements):
            element.number = number
        # References are handed out before anything is written: parents and kids name each other.
        refs = [PDFObjectReference(f"Struct{n}") for n in range(len(elements))]
        for n in range(len(elements)):
            document.Reference(_Raw(""), f"Struct{n}")
        texts = [ref.format(document).decode() for ref in refs]
        tree = PDFDictionary({})
        root_text = document.Reference(tree, "StructTree").format(document).decode()
        pages = [f"Page{n + 1}" for n in range(len(self._marks) - 1)]
        page_texts = [PDFObjectReference(name).format(document).decode() for name in pages]
        parents = {id(kid): e for e in elements for kid in e.kids if isinstance(kid, Element)}
        for element in elements:
            parent = parents.get(id(element))
            above = texts[parent.number] if parent else root_text
            content = _written(element, above, texts, page_texts, document)
            document.idToObject[f"Struct{element.number}"] = _Raw(content)
        numbers = " ".join(
            f"{page} [{' '.join(texts[element.number] for element in marks)}]"
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


def _walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _walk(kid)


def _written(
    element: Element, above: str, texts: list[str], pages: list[str], document: PDFDocument
) -> str:
    """An element as it stands in the file. A mark is on one page, which the element names."""
    page = ""
    kids: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(texts[kid.number])
        else:
            page = f"/Pg {pages[kid[0]]}"
            kids.append(str(kid[1]))
    inside = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    alt = ""
    if element.alt:
        alt = f"/Alt {PDFString(element.alt).format(document).decode('latin-1')}"
    scope = "/A <</O /Table /Scope /Column>>" if element.header else ""
    return f"<</S /{element.tag} /P {above} /K {inside}{page}{alt}{scope}>>"
