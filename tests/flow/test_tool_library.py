"""The library of audit tools in a real workspace: copies, versions, files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import resources_folder
from app.domain.set_up import SetUp, ToolName
from app.domain.tool_edit import EditRefusedError, change_question, retire_question
from app.errors import NotFoundError, ToolFileError
from app.services.choose_tool import get_tool
from app.services.define_audit import define_audit
from app.services.set_up_desk import set_up_partnership_desk
from app.services.tool_library import (
    NotAToolFileError,
    ToolInUseError,
    begin_tool,
    bring_in_tool,
    change_as_version,
    copy_tool,
    drop_tool,
    keep_tool,
    library_of,
    open_tool,
    write_out_tool,
)
from app.storage import Workspace
from app.toolfiles import write_tool
from tests.builders import clock, small_tool
from tests.flow.desks import CHEAP, PASSPHRASE, define

SHIPPED = ToolName("child-sexual-abuse", 1)
SMALL = ToolName("small", 1)


@pytest.fixture
def tools() -> Path:
    return resources_folder() / "tools"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    workspace, _sheet = set_up_partnership_desk(
        tmp_path / "workspace", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    yield workspace
    workspace.close()


def put_small(desk: Workspace) -> None:
    with desk.work() as work:
        work.library.keep(small_tool(), "Begun here")
        work.commit()


def use_small(desk: Workspace, folder: Path) -> None:
    """An audit asks with the small tool."""
    put_small(desk)
    define_audit(desk, *define(folder))


def test_a_fresh_library_has_the_programs_tools(desk: Workspace, tools: Path) -> None:
    shelf = library_of(desk, tools)
    assert all(each.shipped and each.is_frozen for each in shelf)
    assert SHIPPED in {each.name for each in shelf}


def test_a_copy_is_ones_own_and_keeps_the_ids(desk: Workspace, tools: Path) -> None:
    kept = copy_tool(desk, tools, SHIPPED, "Neglect, 2026")
    assert (kept.tool.id, kept.tool.version) == ("neglect-2026", 1)
    assert kept.tool.questions.keys() == get_tool(desk, tools, SHIPPED).questions.keys()
    first = library_of(desk, tools)[0]
    assert first.title == "Neglect, 2026"
    assert first.origin.startswith("Copy of Child Sexual Abuse")
    assert not first.is_frozen
    assert copy_tool(desk, tools, SHIPPED, "Neglect, 2026").tool.id == "neglect-2026-2"


def test_one_begins_with_a_question(desk: Workspace, tools: Path) -> None:
    kept = begin_tool(desk, tools, "Neglect", "Neglect")
    assert list(kept.tool.questions) == ["Q1"]
    with pytest.raises(EditRefusedError):
        begin_tool(desk, tools, " ", "Neglect")


def test_an_edit_stays_in_its_version_until_an_audit_uses_it(
    desk: Workspace, tools: Path, tmp_path: Path
) -> None:
    put_small(desk)
    edited = change_question(small_tool(), "Q1", text="Was it done well?")
    kept = keep_tool(desk, edited)
    assert not kept.new_version
    assert get_tool(desk, tools, SMALL) == edited
    put_small(desk)
    define_audit(desk, *define(tmp_path))
    kept = keep_tool(desk, edited)
    assert kept.new_version
    assert kept.tool.version == 2
    assert get_tool(desk, tools, SMALL) == small_tool()
    opened = open_tool(desk, tools, ToolName("small", 2))
    assert opened.tool.questions["Q1"].text == "Was it done well?"
    assert opened.asked == opened.taken
    assert opened.shelf.origin == "From version 1"


def test_a_frozen_tool_is_changed_as_the_next_version(
    desk: Workspace, tools: Path, tmp_path: Path
) -> None:
    use_small(desk, tmp_path)
    opened = open_tool(desk, tools, SMALL)
    assert opened.shelf.audits == ("T-2018",)
    assert opened.shelf.is_frozen
    kept = change_as_version(desk, tools, SMALL)
    assert kept.tool == replace(small_tool(), version=opened.next_version)
    assert change_as_version(desk, tools, SMALL).tool.version == 3


def test_nothing_that_is_no_tool_is_kept(desk: Workspace, tools: Path) -> None:
    put_small(desk)
    with pytest.raises(EditRefusedError):
        keep_tool(desk, replace(small_tool(), title=""))
    assert get_tool(desk, tools, SMALL) == small_tool()


def test_only_what_nothing_uses_is_dropped(desk: Workspace, tools: Path, tmp_path: Path) -> None:
    use_small(desk, tmp_path)
    with pytest.raises(ToolInUseError, match="T-2018 asks with it"):
        drop_tool(desk, SMALL)
    second = change_as_version(desk, tools, SMALL).tool
    name = ToolName(second.id, second.version)
    with desk.work() as work:
        work.set_ups.keep(SetUp("made", reference="N-2026", tool=name))
        work.commit()
    with pytest.raises(ToolInUseError, match="N-2026 asks with it"):
        drop_tool(desk, name)
    with desk.work() as work:
        work.set_ups.drop("made")
        work.commit()
    drop_tool(desk, name)
    with pytest.raises(NotFoundError):
        drop_tool(desk, name)


@pytest.mark.parametrize("ending", [".toml", ".xlsx"])
def test_a_tool_goes_out_and_comes_back(
    desk: Workspace, tools: Path, tmp_path: Path, ending: str
) -> None:
    put_small(desk)
    path = write_out_tool(desk, tools, SMALL, tmp_path / f"small{ending}")
    brought = bring_in_tool(desk, path)
    assert brought.was_here
    assert brought.not_carried == ()
    drop_tool(desk, SMALL)
    brought = bring_in_tool(desk, path)
    assert not brought.was_here
    assert brought.tool == small_tool()
    assert library_of(desk, tools)[0].origin == path.name


def test_what_comes_in_never_replaces_another(desk: Workspace, tools: Path, tmp_path: Path) -> None:
    put_small(desk)
    other = retire_question(small_tool(), "Q1")
    path = tmp_path / "small.toml"
    path.write_text(write_tool(other), encoding="utf-8")
    assert bring_in_tool(desk, path).tool == replace(other, version=2)
    assert bring_in_tool(desk, path).was_here
    assert get_tool(desk, tools, SMALL) == small_tool()


def test_what_is_no_tool_is_refused_in_words(desk: Workspace, tmp_path: Path) -> None:
    with pytest.raises(NotAToolFileError):
        bring_in_tool(desk, tmp_path / "minutes.docx")
    path = tmp_path / "odd.toml"
    path.write_text("format = 1\n", encoding="utf-8")
    with pytest.raises(ToolFileError):
        bring_in_tool(desk, path)
