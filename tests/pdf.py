"""PDFs, read back."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader


def text_of(pdf: Path | PdfReader) -> str:
    """All texts; lines and runs of spaces are one space, as paragraphs are broken into lines."""
    reader = PdfReader(pdf) if isinstance(pdf, Path) else pdf
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
