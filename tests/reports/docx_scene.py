"""A document in which every kind of piece stands, each with words of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import get_args

from PIL import Image

from app.reports import document as pieces
from app.reports.document import Cell, Document, Piece, Run
from tests.reports.builders import small_report


def logo() -> bytes:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (120, 40), "#0B5D78").save(made, "PNG")
    return made.getvalue()


def every_piece() -> dict[type, Piece]:
    """One of each kind. The kinds that hold others hold a paragraph."""
    found = small_report().findings
    whole = tuple(share for share in found.shares if share.part is None)
    parts = tuple(share for share in found.shares if share.part is not None)
    inside = (pieces.Paragraph("Words within"),)
    many = tuple(pieces.LetterCell("Y", marked=n % 3 == 0, quiet=n % 3 == 1) for n in range(9))
    everything: list[Piece] = [
        pieces.CoverTitle(
            "Body on the cover",
            "Title on the cover",
            "Kind on the cover",
            (("Fact name", "Fact value"), ("Second fact", "Second value")),
            pieces.Logo(logo(), "Logo on the cover"),
        ),
        pieces.PageBreak(),
        pieces.Contents(
            (
                pieces.ContentsEntry("Chapter entry", "chapter"),
                pieces.ContentsEntry("Section entry", "sec-tion " * 12, 1),
                pieces.ContentsEntry("Entry that leads nowhere", "nowhere"),
            )
        ),
        pieces.Heading("A chapter", 1, "chapter"),
        pieces.Paragraph((Run("Bold words ", bold=True), Run("italic words", italic=True))),
        pieces.Bullets(("First point", (Run("Second"), Run(" point", bold=True)))),
        pieces.Gap(20),
        pieces.Table(
            ("Head one", "Head two", "Head three"),
            (
                (Cell("Cell across two", span=2), Cell("1,234", right=True)),
                (Cell("Title of the row", bold=True), Cell("b"), Cell("c")),
                (Cell(points=("Point in a cell",)), Cell("quiet", quiet=True), Cell("x\ny")),
            ),
            (2, 1, 1),
            right=frozenset({2}),
            titles=frozenset({1}),
            alt="What the table is",
        ),
        pieces.EmptyTable(("Left", "Right"), "Nothing stands here yet", (1, 1)),
        pieces.Heading("A section", 2, "sec-tion " * 12),
        pieces.ShareBars(whole, "Words for share bars"),
        pieces.OneBar(whole[0], "Words for one bar"),
        pieces.FigureLine("70% (19 of 27)", "Yes 19  ·  No 8", "chapter"),
        pieces.PartBars(parts),
        pieces.JudgementBars(found.judgements, "Words for judgement bars"),
        pieces.ShareLegend(whole),
        pieces.GradeLegend(found.judgements),
        pieces.LetterGrid(
            tuple(f"Agency {n}" for n in range(9)),
            (
                pieces.LetterRow("", "Title of a group"),
                pieces.LetterRow("Q1", "Question in a grid", many),
            ),
        ),
        pieces.Labelled((Run("Case A, Police", bold=True),), "Comment with a label"),
        pieces.Box(
            (pieces.Heading("Heading in a box", 3), pieces.Paragraph("Words in a box"), *inside)
        ),
        pieces.Together((pieces.Paragraph("Kept together"), *inside)),
        pieces.WhereItFits((pieces.Paragraph("Where it fits"),), (pieces.Paragraph("After it"),)),
        pieces.Logo(logo(), "Logo in the text"),
    ]
    return {type(piece): piece for piece in everything} | {
        pieces.Heading: everything[3],
    }


def missing_kinds() -> set[type]:
    """Kinds of pieces that this scene has forgotten."""
    return set(get_args(Piece)) - set(every_piece())


def scene(*, draft: bool = True, accent: str = "", landscape: bool = False) -> Document:
    """All of them in one document."""

    def walk() -> Iterator[Piece]:
        yield from every_piece().values()
        yield pieces.Heading("A section", 2, "sec-tion " * 12)
        for voice in pieces.Voice:
            yield pieces.Paragraph(f"Voice of {voice.value}", voice)
        for level in (1, 2, 3, 4):
            yield pieces.Heading(f"Heading of level {level}", level)
            yield pieces.Paragraph("Below it.")

    return Document(
        title="A title",
        author="A body",
        subject="A subject",
        marking="Official-Sensitive",
        foot="Draft of 22 February 2018",
        pieces=walk,
        draft=draft,
        accent=accent,
        landscape=landscape,
    )


def of(*content: Piece, cover: bool = False) -> Document:
    """A document of these pieces."""
    return Document("T", "A", "S", "M", "F", lambda: iter(content), draft=False, cover=cover)
