"""A library of audit tools to look at: one of its own in two versions, the first asked with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook

from app.domain.set_up import ToolName
from app.domain.tool import AuditTool, Condition, Meaning, Question
from app.domain.tool_answers import change_option
from app.domain.tool_edit import (
    add_follow_up,
    add_question,
    change_question,
    change_tool,
    retire_question,
    step_question,
)
from app.services.define_audit import define_audit
from app.services.tool_library import change_as_version, copy_tool, keep_tool
from tests.ui.partnership.scene import Scene, new_scene

SHIPPED = ToolName("child-sexual-abuse", 1)
FIRST, SECOND = ToolName("neglect-2019", 1), ToolName("neglect-2019", 2)


def library_scene(folder: Path) -> Scene:
    """A desk whose tool “Neglect, 2019” is asked with, and has a second version under way."""
    scene = new_scene(folder)
    tools, workspace = scene.context.tools, scene.workspace
    copied = copy_tool(workspace, tools, SHIPPED, "Neglect, 2019").tool
    first = keep_tool(workspace, change_tool(copied, theme="Neglect")).tool
    audit = define_audit(workspace, scene.context.sample / "audit.toml", tools).audit
    with workspace.work() as work:
        work.audits.add(replace(audit, id="neglect", reference="CE-NEG-2019", tool=first))
        work.commit()
    second = change_as_version(workspace, tools, FIRST).tool
    keep_tool(workspace, _changed(second))
    return scene


def _changed(tool: AuditTool) -> AuditTool:
    """With something of each kind to see, and two things that the checks find."""
    tool = change_question(tool, "Q5", text="Was the assessment done in time, with the family?")
    tool = step_question(tool, "Q3", 1)
    tool = retire_question(tool, "Q13")
    new = Question("Q21", "Was the home seen, and every room in it?", "Home seen", scale="yes_no")
    tool = add_question(tool, "quality", new, after="Q14")
    follow = Question(
        "Q21a", "Why was it not seen?", scale="yes_no", when=Condition("Q21", ("no",))
    )
    tool = add_follow_up(tool, "Q21", follow)
    tool = change_option(tool, "ofsted", "inadequate", definition="")
    return change_option(tool, "yes_no", "no", means=Meaning.NEUTRAL)


def write_foreign_form(path: Path) -> Path:
    """An XLSForm as another project might have written it: not all of it has a place in a tool."""
    book = Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    rows = (
        ("type", "name", "label", "hint", "required", "relevant", "calculation", "appearance"),
        ("start", "start", "", "", "", "", "", ""),
        ("begin_group", "home", "The home", "", "", "", "", ""),
        ("select_one yes_no", "seen", "Was the home seen?", "By anyone", "yes", "", "", "minimal"),
        ("text", "rooms", "Which rooms?", "", "", "${seen} = 'yes'", "", "multiline"),
        ("integer", "visits", "How many visits were there?", "", "", "", "", ""),
        ("geopoint", "place", "Where is it?", "", "", "", "", ""),
        ("calculate", "weeks", "", "", "", "", "${visits} div 4", ""),
        ("end_group", "", "", "", "", "", "", ""),
    )
    for row in rows:
        survey.append(list(row))
    choices = book.create_sheet("choices")
    for choice in (
        ("list_name", "name", "label"),
        ("yes_no", "yes", "Yes"),
        ("yes_no", "no", "No"),
    ):
        choices.append(list(choice))
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "style"])
    settings.append(["Home visits", "home-visits", "pages"])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path
