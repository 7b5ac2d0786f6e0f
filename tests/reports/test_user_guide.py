"""The user guide as a PDF, read back."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.bootstrap import resources_folder
from app.domain.help_topics import HelpPart, HelpTopic
from app.domain.shortcuts import SHORTCUTS
from app.errors import FileWriteError
from app.reports import Guide, write_user_guide
from app.services.write_guide import guide_of, write_guide
from tests.pdf import text_of


def whole() -> Guide:
    return guide_of(resources_folder())


def written(guide: Guide) -> PdfReader:
    file = io.BytesIO()
    pages = write_user_guide(guide, file)
    reader = PdfReader(file)
    assert len(reader.pages) == pages
    return reader


@pytest.fixture(scope="module")
def guide() -> PdfReader:
    return written(whole())


def kids(reader: PdfReader) -> list[Any]:
    root: Any = reader.trailer["/Root"]
    return [kid.get_object() for kid in root["/StructTreeRoot"]["/K"]["/K"]]


def test_all_that_help_says_is_on_paper(guide: PdfReader) -> None:
    text = text_of(guide)
    for topic in whole().topics:
        for sentence in topic.texts():
            assert " ".join(sentence.split()) in text, topic.id


def test_the_shortcuts_are_listed(guide: PdfReader) -> None:
    text = text_of(guide)
    for _place, shortcuts in SHORTCUTS:
        for shortcut in shortcuts:
            assert f"{shortcut.words} {shortcut.does}" in text


def test_chapters_and_topics_are_bookmarks_and_contents(guide: PdfReader) -> None:
    topics = whole().topics
    titles = [str(entry.title) for entry in guide.outline if not isinstance(entry, list)]
    assert titles == list(dict.fromkeys(topic.chapter for topic in topics))
    nested = [one for some in guide.outline if isinstance(some, list) for one in some]
    below = [str(one.title) for one in nested if not isinstance(one, list)]
    assert below == [topic.title for topic in topics]
    contents = " ".join(guide.pages[0].extract_text().split())
    assert all(topic.title in contents for topic in topics)
    assert f"Page 1 of {len(guide.pages)}" in contents


def test_every_picture_says_what_it_shows(guide: PdfReader) -> None:
    figures = [str(kid["/Alt"]) for kid in kids(guide) if kid["/S"] == "/Figure"]
    assert figures == [topic.picture.alt for topic in whole().topics if topic.picture]
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/Table"} <= {kid["/S"] for kid in kids(guide)}


def test_no_tip_is_torn_apart_by_the_end_of_a_page(guide: PdfReader) -> None:
    boxes = [topic for topic in whole().topics if topic.tips]
    tables = [kid for kid in kids(guide) if kid["/S"] == "/Table"]
    assert len(tables) == len(boxes) + len(SHORTCUTS)


def test_it_is_short_and_small(guide: PdfReader, tmp_path: Path) -> None:
    made = write_guide(resources_folder(), tmp_path / "guide.pdf")
    assert made.pages == len(guide.pages) <= 17
    assert made.path.stat().st_size < 2_000_000
    assert guide.metadata is not None
    assert guide.metadata.title == "User guide for auditors"


def test_markup_in_a_text_is_text() -> None:
    part = HelpPart("<b>So</b> & so", ("<img src='x'/>",), ("<i>one</i>",), ("<u>two</u>",))
    topic = HelpTopic("x", "<font>", "<para>", "a < b", (part,), tips=("<br/>",))
    text = text_of(written(replace(whole(), topics=(topic,))))
    for typed in (*topic.texts(), topic.chapter):
        assert typed in text


def test_a_guide_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileWriteError):
        write_guide(resources_folder(), tmp_path / "file" / "guide.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
