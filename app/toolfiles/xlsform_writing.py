"""An audit tool as an XLSForm, the spreadsheet that ODK, Kobo and Excel know.

Other programs ask the same questions under the same conditions; what only an audit tool has
stands in columns of its own, so that the file reads back as the same tool.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from app.domain.tool import (
    AnswerKind,
    Asks,
    AuditTool,
    CommentRule,
    Condition,
    Meaning,
    Part,
    Question,
    Section,
)
from app.toolfiles.reading import FORMAT
from app.toolfiles.xlsform_columns import CHOICES, SETTINGS, SURVEY, Role, to_cell
from app.toolfiles.xlsform_expressions import NEVER, alone_text, bounds_text, condition_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_Cells = dict[str, str]

_SURVEY_COLUMNS = """
    type name label hint required relevant constraint appearance audit_role audit_of audit_short
    audit_comment audit_prompt audit_judgement audit_reported audit_unit audit_required
    audit_retired audit_relevant audit_look_back audit_id
""".split()
_CHOICES_COLUMNS = """
    list_name name label audit_means audit_definition audit_asks audit_prompt audit_key
    audit_counts audit_exclusive audit_list_label
""".split()
_WIDTHS = {"label": 60, "hint": 60, "relevant": 30, "constraint": 30, "audit_definition": 60}
_RESERVED = frozenset({"meta", "instanceid"})
_TYPES = {
    AnswerKind.NUMBER: "decimal",
    AnswerKind.DATE: "date",
    AnswerKind.SHORT_TEXT: "text",
    AnswerKind.LONG_TEXT: "text",
}


def write_xlsform(tool: AuditTool) -> bytes:
    """The bytes of an .xlsx file which ``read_xlsform`` reads back as the same tool."""
    from openpyxl import Workbook

    book = Workbook()
    del book[book.sheetnames[0]]
    survey: Worksheet = book.create_sheet(SURVEY)
    choices: Worksheet = book.create_sheet(CHOICES)
    settings: Worksheet = book.create_sheet(SETTINGS)
    _fill(survey, _SURVEY_COLUMNS, list(_survey(tool)))
    _fill(choices, _CHOICES_COLUMNS, list(_choices(tool)))
    head = _settings(tool)
    _fill(settings, list(head), [head])
    _offer(choices, "D", [str(meaning) for meaning in Meaning])
    _offer(choices, "F", [str(asks) for asks in Asks])
    _offer(survey, "L", [str(rule) for rule in CommentRule])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


# --- rows -----------------------------------------------------------------------------------------


@dataclass
class _Names:
    """The names of rows: the ids, but where two would be one to a program that ignores case."""

    of_questions: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def give(self, wanted: str) -> str:
        name, number = wanted, 2
        while name.lower() in self.taken | _RESERVED:
            name, number = f"{wanted}.{number}", number + 1
        self.taken.add(name.lower())
        return name


def _survey(tool: AuditTool) -> Iterator[_Cells]:
    names = _Names()
    for question in tool.questions:
        names.of_questions[question] = names.give(question)
    for number, text in enumerate(tool.guidance, start=1):
        yield _note(names.give(f"guidance.{number}"), text, Role.GUIDANCE)
    for section in tool.sections:
        yield from _section(tool, section, names)
    if tool.thanks:
        yield _note(names.give("thanks"), tool.thanks, Role.THANKS)


def _section(tool: AuditTool, section: Section, names: _Names) -> Iterator[_Cells]:
    name = names.give(section.id)
    yield {
        "type": "begin_group",
        "name": name,
        "label": to_cell(section.title),
        "relevant": _relevant(tool, section.when, names),
        "audit_look_back": str(section.look_back.months) if section.look_back else "",
        "audit_id": "" if name == section.id else section.id,
    }
    if section.introduction:
        introduction = names.give(f"{section.id}.introduction")
        yield _note(introduction, section.introduction, Role.INTRODUCTION)
    for number, prompt in enumerate(section.prompts, start=1):
        yield _note(names.give(f"{section.id}.prompt.{number}"), prompt, Role.PROMPT)
    for question in section.questions:
        yield from _question(tool, question, names, None)
        for follow_up in question.follow_ups:
            yield from _question(tool, follow_up, names, question)
    yield {"type": "end_group"}


def _question(
    tool: AuditTool, question: Question, names: _Names, parent: Question | None
) -> Iterator[_Cells]:
    name = names.of_questions[question.id]
    if question.per_person:
        yield {
            "type": "begin_repeat",
            "name": names.give(f"{name}.people"),
            "label": "For each person around the child",
            "audit_role": Role.PERSON,
        }
        yield {
            "type": "text",
            "name": names.give(f"{name}.role"),
            "label": "Relationship or role of the person",
            "audit_role": Role.ROLE,
        }
    head = {**_about(tool, question, names), "name": name}
    if parent is not None:
        head["audit_role"] = Role.FOLLOW_UP
        head["audit_of"] = names.of_questions[parent.id]
    if question.answer in {AnswerKind.MATRIX, AnswerKind.COLUMNS}:
        yield from _grid(question, head, names, is_follow_up=parent is not None)
    else:
        yield head
        for part in question.parts:
            yield {**_part(question, part, name, names), "type": head["type"]}
    yield from _comment_row(tool, question, name, names)
    if question.per_person:
        yield {"type": "end_repeat"}


def _about(tool: AuditTool, question: Question, names: _Names) -> _Cells:
    relevant = _relevant(tool, question.when, names)
    kind = question.answer
    cells = {
        "type": _TYPES.get(kind, "begin_group"),
        "label": to_cell(question.text),
        "hint": _text(question.guidance),
        "required": "yes" if question.required else "",
        "relevant": NEVER if question.retired else relevant,
        "constraint": bounds_text(question.minimum, question.maximum),
        "appearance": "multiline" if kind is AnswerKind.LONG_TEXT else "",
        "audit_short": _text(question.short),
        "audit_comment": str(question.comment),
        "audit_prompt": _text(question.prompt),
        "audit_judgement": _yes(question.judgement),
        "audit_reported": question.reported,
        "audit_unit": _text(question.unit),
        "audit_retired": _yes(question.retired),
        "audit_relevant": relevant if question.retired else "",
        "audit_id": "" if names.of_questions[question.id] == question.id else question.id,
    }
    if kind is AnswerKind.CHOICE:
        cells["type"] = f"select_one {question.scale}"
    elif kind is AnswerKind.SEVERAL:
        cells["type"] = f"select_multiple {question.scale}"
        options = tool.scale(question).options
        cells["constraint"] = alone_text(option.id for option in options if option.exclusive)
    return cells


def _grid(
    question: Question, head: _Cells, names: _Names, *, is_follow_up: bool
) -> Iterator[_Cells]:
    """A question that is only its parts, as a group: a table of choices, or columns of text."""
    is_matrix = question.answer is AnswerKind.MATRIX
    head["appearance"] = "table-list" if is_matrix else "field-list"
    head["required"], head["audit_required"] = "", "" if question.required else "no"
    head["audit_role"] = Role.MATRIX if is_matrix else Role.COLUMNS
    if not is_follow_up:
        head["audit_of"] = ""
    yield head
    for part in question.parts:
        cells = _part(question, part, head["name"], names)
        if is_matrix:
            cells["type"] = f"select_one {question.scale}"
        else:
            cells |= {"type": "text", "appearance": "multiline"}
        yield cells
    yield {"type": "end_group"}


def _part(question: Question, part: Part, name: str, names: _Names) -> _Cells:
    own = f"{name}.{part.id}"
    given = names.give(own)
    return {
        "name": given,
        "label": to_cell(part.text),
        "required": "yes" if part.required and question.required else "",
        "audit_role": Role.PART,
        "audit_of": name,
        "audit_required": "yes" if part.required and not question.required else "",
        "audit_id": "" if given == own else part.id,
    }


def _comment_row(tool: AuditTool, question: Question, name: str, names: _Names) -> Iterator[_Cells]:
    asking = [
        option.id for option in tool.scale(question).options if option.asks is not Asks.NOTHING
    ]
    if question.comment is CommentRule.NONE and not asking:
        return
    required = "yes" if question.comment is CommentRule.REQUIRED else ""
    if asking and not required and question.answer is not AnswerKind.MATRIX:
        several = question.answer is AnswerKind.SEVERAL
        required = condition_text(name, asking, several=several)
    yield {
        "type": "text",
        "name": names.give(f"{name}.comment"),
        "label": to_cell(question.prompt or tool.comment_prompt or "Comment"),
        "required": required,
        "relevant": NEVER if question.retired else _relevant(tool, question.when, names),
        "appearance": "multiline",
        "audit_role": Role.COMMENT,
        "audit_of": name,
    }


def _choices(tool: AuditTool) -> Iterator[_Cells]:
    for scale in tool.scales:
        for index, option in enumerate(scale.options):
            yield {
                "list_name": scale.id,
                "name": option.id,
                "label": to_cell(option.label),
                "audit_means": str(option.means),
                "audit_definition": _text(option.definition),
                "audit_asks": str(option.asks),
                "audit_prompt": _text(option.prompt),
                "audit_key": option.key,
                "audit_counts": "" if option.counts is None else ("yes" if option.counts else "no"),
                "audit_exclusive": _yes(option.exclusive),
                "audit_list_label": to_cell(scale.label) if index == 0 else "",
            }


def _settings(tool: AuditTool) -> _Cells:
    return {
        "form_title": to_cell(tool.title),
        "form_id": tool.id,
        "version": str(tool.version),
        "audit_format": str(FORMAT),
        "audit_theme": to_cell(tool.theme),
        "audit_subject": str(tool.subject),
        "audit_comment_prompt": _text(tool.comment_prompt),
        "audit_look_back": str(tool.look_back.months) if tool.look_back else "",
        "audit_source": _text(tool.source),
    }


def _note(name: str, text: str, role: Role) -> _Cells:
    return {"type": "note", "name": name, "label": to_cell(text), "audit_role": role}


def _relevant(tool: AuditTool, when: Condition | None, names: _Names) -> str:
    if when is None:
        return ""
    several = tool.questions[when.question].answer is AnswerKind.SEVERAL
    return condition_text(names.of_questions[when.question], when.any_of, several=several)


def _text(text: str) -> str:
    return to_cell(text) if text else ""


def _yes(value: bool) -> str:
    return "yes" if value else ""


# --- cells ----------------------------------------------------------------------------------------


def _fill(sheet: Worksheet, columns: list[str], rows: list[_Cells]) -> None:
    """Write a sheet for people: headings that stay in sight, long texts wrapped."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    headings: Mapping[str, str] = {column: column for column in columns}
    for number, cells in enumerate((headings, *rows), start=1):
        bold = number == 1 or cells.get("type", "").startswith("begin")
        for index, column in enumerate(columns, start=1):
            if not (text := cells.get(column, "")):
                continue
            cell = sheet.cell(number, index)
            cell.value = str(text)
            cell.data_type = "s"  # never a formula, whatever it begins with
            cell.alignment = Alignment(wrap_text=column in _WIDTHS, vertical="top")
            cell.font = Font(bold=bold)
            if text[0] in "=+-@":
                cell.quotePrefix = True  # nor when somebody edits it in Excel
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(column, 18)
    sheet.freeze_panes = "A2"


def _offer(sheet: Worksheet, column: str, words: list[str]) -> None:
    """Offer the words that a column takes as a list in Excel."""
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    sheet.add_data_validation(offered)
    offered.add(f"{column}2:{column}1000")
