"""An XLSForm, of this program or of another, as an audit tool.

Forms of other projects ask for more than an audit tool can hold. What is not carried over is
listed by its row, so that nothing is dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

from app.domain.tool import AuditTool, Condition, LookBack, Scale, Section, Subject
from app.errors import ToolFileError
from app.toolfiles.reading import FORMAT, quoted, read_bytes
from app.toolfiles.spreadsheet import MAX_BYTES
from app.toolfiles.tool import checked
from app.toolfiles.xlsform_choices import fit_id, one_line, plain_text, read_choices
from app.toolfiles.xlsform_columns import (
    CHOICES,
    FORMAT_COLUMN,
    OWN,
    SETTINGS,
    SURVEY,
    NotCarried,
    Role,
    Row,
)
from app.toolfiles.xlsform_losses import column_losses, setting_losses
from app.toolfiles.xlsform_questions import Asked, Questions
from app.toolfiles.xlsform_sheets import Sheets, read_sheets
from app.toolfiles.xlsform_survey import Kind, Node, read_survey

_DEFAULT_PROMPT = AuditTool.comment_prompt


@dataclass(frozen=True)
class ReadXlsForm:
    """The audit tool in an XLSForm, and what of the form it does not hold."""

    tool: AuditTool
    not_carried: tuple[NotCarried, ...]


def read_xlsform_file(path: Path) -> ReadXlsForm:
    """The audit tool in an XLSForm file."""
    return read_xlsform(read_bytes(path, MAX_BYTES), path.name)


def read_xlsform(data: bytes, file_name: str) -> ReadXlsForm:
    """The audit tool in the bytes of an XLSForm. The name is for what is said of faults."""
    sheets = read_sheets(data, file_name)
    _check_format(sheets.settings, file_name)
    lists, of_choices = read_choices(sheets.choices, own=sheets.own)
    nodes, of_survey = read_survey(sheets.survey, file_name)
    prompt = sheets.settings.text(f"{OWN}comment_prompt") or "Comment"
    form = _Form(sheets, Questions(sheets.own, lists, prompt))
    form.lost += [*sheets.not_carried, *of_survey, *of_choices]
    form.lost += column_losses(sheets.survey, own=sheets.own)
    form.read(nodes)
    tool = form.tool(file_name)
    lost = sorted({*form.lost, *form.questions.lost}, key=_order)
    if not tool.sections:
        raise _nothing_carried(lost, file_name)
    tool = checked(tool, file_name)
    return ReadXlsForm(tool, tuple(lost))


def _check_format(settings: Row, file: str) -> None:
    written = settings.word(FORMAT_COLUMN)
    if _number(written) > FORMAT:
        raise ToolFileError(
            file,
            f"sheet settings, {FORMAT_COLUMN}",
            f"expected {FORMAT}; found {quoted(written)}. This file was made by a newer version "
            "of Partnership Audit. Ask your IT department for it",
        )


def _nothing_carried(lost: list[NotCarried], file: str) -> ToolFileError:
    reasons = [
        f" Row {one.row}: {one.what}: {one.why}." for one in lost if one.sheet == SURVEY and one.row
    ]
    expected = "expected a question that an audit tool can hold; found none."
    return ToolFileError(file, "sheet survey", (expected + "".join(reasons[:2])).rstrip("."))


def _order(one: NotCarried) -> tuple[int, int, str, str]:
    sheets = (SETTINGS, SURVEY, CHOICES)
    place = sheets.index(one.sheet) if one.sheet in sheets else len(sheets)
    return place, one.row, one.what, one.why


@dataclass
class _Form:
    """The form as it is read, group by group."""

    sheets: Sheets
    questions: Questions
    lost: list[NotCarried] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    guidance: list[str] = field(default_factory=list)
    thanks: list[str] = field(default_factory=list)

    def read(self, nodes: tuple[Node, ...]) -> None:
        """A group that stands in no other is a section, and so is a run of rows in none."""
        last = max((n for n, node in enumerate(nodes) if node.kind is not Kind.NOTE), default=-1)
        loose: list[Node] = []
        for number, node in enumerate(nodes):
            role = node.row.word(f"{OWN}role")
            first = not loose and not self.sections
            if node.kind is Kind.NOTE and (role == Role.GUIDANCE or (first and not role)):
                self.guidance.append(self.questions.label(node.row))
            elif node.kind is Kind.NOTE and (role == Role.THANKS or (number > last and not role)):
                self.thanks.append(self.questions.label(node.row))
            elif node.kind is Kind.GROUP and not self.questions.is_grid(node):
                self._loose(loose)
                loose = []
                self._group(node)
            else:
                loose.append(node)
        self._loose(loose)

    def _loose(self, nodes: list[Node]) -> None:
        asked = self.questions.read(nodes)
        for node in nodes if not asked.drafts else ():
            if node.kind is Kind.NOTE:
                what, why = f"The note {quoted(node.name)}", "No question stands beside it"
                self.lost.append(NotCarried(SURVEY, node.row.number, what, why))
        if asked.drafts:
            self._add(nodes[0].row, "questions", self._title(), asked, None)

    def _group(self, node: Node) -> None:
        """A section, or one for each group inside where a group holds nothing else."""
        title = self._heading(node)
        when = self.questions.condition(node.row)
        inner = [child for child in node.children if child.kind is not Kind.NOTE]
        split = len(inner) > 1 and not self.sheets.own
        if split and all(
            one.kind is Kind.GROUP and not self.questions.is_grid(one) for one in inner
        ):
            inner[0].children[:0] = [one for one in node.children if one.kind is Kind.NOTE]
            for one in inner:
                own = self.questions.both(one.row, when, self.questions.condition(one.row))
                asked = self.questions.read(one.children)
                self._add(one.row, one.name, f"{title}: {self._heading(one)}", asked, own)
        else:
            self._add(node.row, node.name, title, self.questions.read(node.children), when)

    def _add(self, row: Row, name: str, title: str, asked: Asked, when: Condition | None) -> None:
        if not asked.drafts:
            why = "No question of it could be carried over"
            self.lost.append(NotCarried(SURVEY, row.number, f"The group {quoted(title)}", why))
            return
        opens = row.word("type").lower().startswith("begin")
        questions = self.questions.without_dead_conditions(asked.questions)
        gone = all(question.retired for question in questions)
        taken = {section.id for section in self.sections}
        self.sections.append(
            Section(
                id=fit_id((row.word(f"{OWN}id") if opens else "") or name, taken, "section"),
                title=one_line(title),
                introduction="\n\n".join(asked.introduction),
                questions=questions,
                prompts=tuple(asked.prompts),
                when=self.questions.living(when, row, gone=gone),
                look_back=_look_back(row, SURVEY, self.lost),
            )
        )

    def _heading(self, node: Node) -> str:
        label = self.questions.label(node.row)
        return label if label.strip() else node.name or "Questions"

    def _title(self) -> str:
        title = self.sheets.settings.text("form_title")
        if not self.sheets.own:
            title = plain_text(title)
        return one_line(title) if title.strip() else "Questions"

    def tool(self, file: str) -> AuditTool:
        """Everything that was read, as a tool."""
        settings, own = self.sheets.settings, self.sheets.own
        self.lost += setting_losses(settings)
        stem = one_line(PureWindowsPath(file).stem) or "Form"
        title = self._title() if settings.word("form_title") else stem
        subject = settings.word(f"{OWN}subject").lower()
        return AuditTool(
            id=fit_id(settings.word("form_id") or stem, set(), "form"),
            version=self._version(),
            title=title,
            theme=one_line(settings.text(f"{OWN}theme")) or title,
            subject=Subject(subject) if subject in list(Subject) else Subject.CHILD,
            scales=self._scales(),
            sections=tuple(self.sections),
            guidance=tuple(self.guidance),
            comment_prompt=settings.text(f"{OWN}comment_prompt") if own else _DEFAULT_PROMPT,
            look_back=_look_back(settings, SETTINGS, self.lost),
            source=settings.text(f"{OWN}source") if own else f"Read from the XLSForm “{stem}”.",
            thanks="\n\n".join(self.thanks),
        )

    def _version(self) -> int:
        written = self.sheets.settings.word("version")
        if written and not 1 <= _number(written) <= 9999:
            what, why = f"The version {quoted(written)}", "Versions are numbers from 1 to 9999"
            self.lost.append(NotCarried(SETTINGS, self.sheets.settings.number, what, why))
            return 1
        return _number(written) if written else 1

    def _scales(self) -> tuple[Scale, ...]:
        """All scales of an own file; of another's those that are used, the others being listed."""
        made = tuple(self.questions.made.values())
        if self.sheets.own:
            return tuple(one.scale for one in (*self.questions.lists.values(), *made))
        used = {
            each.scale
            for section in self.sections
            for question in section.questions
            for each in (question, *question.follow_ups)
        }
        kept = []
        for name, one in self.questions.lists.items():
            if one.scale.id in used:
                kept.append(one.scale)
            elif f"{name} or other" not in self.questions.made:
                why = "No question that was carried over uses them"
                what = f"The choices of {quoted(name)}"
                self.lost.append(NotCarried(CHOICES, one.row, what, why))
        return (*kept, *(one.scale for one in made if one.scale.id in used))


def _look_back(row: Row, sheet: str, lost: list[NotCarried]) -> LookBack | None:
    months = row.word(f"{OWN}look_back")
    if 1 <= _number(months) <= 120:
        return LookBack(_number(months))
    if months:
        what = f"The months to look back: {quoted(months)}"
        lost.append(NotCarried(sheet, row.number, what, "They are a number from 1 to 120"))
    return None


def _number(text: str) -> int:
    """A whole number of ordinary size, or 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 0
