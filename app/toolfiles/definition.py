"""An audit definition: the TOML file in which a partnership sets up one audit.

What is found wrong is never quoted from the case list, because the sentence may be logged
and what was typed there by mistake may be a child's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PureWindowsPath

from app.domain.addresses import is_email
from app.domain.audits import Agency, Audit, Body, Case, is_colour, is_initials
from app.domain.tool import AuditTool, Subject
from app.domain.uin import fits, is_uin, is_uin_format
from app.errors import ToolFileError
from app.toolfiles.reading import Steps, quoted, read_bytes, text_of, toml_data
from app.toolfiles.shapes import Fault, decode, error_at
from app.toolfiles.tool import read_tool

_TOOL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_AGENCY_ID = re.compile(r"[a-z0-9-]{1,40}")
_MAX_CASES = 1_000
_MAX_AGENCIES = 200
_MAX_LINE = 300


@dataclass(frozen=True)
class _Case:
    """A case as it is written: a child's initials are checked once the tool is known."""

    uin: str
    label: str
    initials: str = ""
    pen_picture: str = ""


@dataclass(frozen=True)
class _NotAsked:
    uin: str
    agency: str


@dataclass(frozen=True)
class _Definition:
    reference: str
    title: str
    tool: str
    opened: date
    due: date
    body: Body
    cases: tuple[_Case, ...]
    agencies: tuple[Agency, ...]
    meeting: date | None = None
    not_asked: tuple[_NotAsked, ...] = ()
    context: str = ""
    methodology: str = ""
    reconstruction: str = ""
    theme: str = ""
    uin_format: str = ""
    selection: str = ""


def read_definition(path: Path, *, tools: Path, audit_id: str) -> Audit:
    """The audit that a definition file sets up, with its tool read as well.

    ``tools`` is the folder of the tools that come with the program. The id of the audit is
    given by the caller: two audits may be set up from the same file.
    """
    data = toml_data(text_of(read_bytes(path), path.name), path.name)
    definition = decode(data, _Definition, path.name)
    for fault in _faults(definition):
        raise error_at(fault, data, path.name)
    tool = read_tool(_tool_path(definition.tool, path, tools))
    for fault in _initials_faults(definition, tool):
        raise error_at(fault, data, path.name)
    return _audit(definition, tool, audit_id)


def _audit(definition: _Definition, tool: AuditTool, audit_id: str) -> Audit:
    return Audit(
        id=audit_id,
        reference=definition.reference,
        title=definition.title,
        body=definition.body,
        tool=tool,
        opened=definition.opened,
        due=definition.due,
        cases=tuple(
            Case(case.uin, case.label, case.initials.strip(), case.pen_picture)
            for case in definition.cases
        ),
        agencies=definition.agencies,
        meeting=definition.meeting,
        not_asked=frozenset((pair.uin, pair.agency) for pair in definition.not_asked),
        context=definition.context,
        methodology=definition.methodology,
        reconstruction=definition.reconstruction,
        theme=definition.theme or tool.theme,
        uin_format=definition.uin_format,
        selection=definition.selection,
    )


def _tool_path(name: str, definition: Path, tools: Path) -> Path:
    """Where the tool is: beside the definition, or among the tools of the program."""
    if _TOOL_NAME.fullmatch(name):
        own = tools / f"{name}.toml"
        if not own.is_file():
            known = ", ".join(sorted(tool.stem for tool in tools.glob("*.toml"))) or "none"
            raise ToolFileError(
                definition.name,
                "tool",
                f"expected one of: {known}; or a path to a file; found {quoted(name)}",
            )
        return own
    written = PureWindowsPath(name)  # understands both kinds of slashes
    if written.is_absolute() or written.drive or written.root or written.suffix != ".toml":
        raise ToolFileError(
            definition.name,
            "tool",
            "expected the name of a tool, or a path from this file to one that ends in .toml",
        )
    return definition.parent / written.as_posix()


def _faults(definition: _Definition) -> Iterator[Fault]:
    for name in ("reference", "title", "tool"):
        yield from _line_faults((name,), getattr(definition, name))
    yield from _line_faults(("theme",), definition.theme, needed=False)
    if not is_uin_format(definition.uin_format):
        yield Fault(
            ("uin_format",),
            "expected the form of a UIN with # for a digit and @ for a letter, like “CE-###”",
        )
    yield from _date_faults(definition)
    yield from _body_faults(definition.body)
    yield from _case_faults(definition.cases, definition.uin_format)
    yield from _agency_faults(definition.agencies)
    yield from _not_asked_faults(definition)


def _date_faults(definition: _Definition) -> Iterator[Fault]:
    for name in ("opened", "due", "meeting"):
        day: date | None = getattr(definition, name)
        if day and not 2000 <= day.year <= 2199:
            yield Fault((name,), "expected a day between 2000 and 2199")
        if day and day < definition.opened:
            yield Fault((name,), f"expected a day not before “opened” ({definition.opened})")


def _body_faults(body: Body) -> Iterator[Fault]:
    for name in ("name", "short_name"):
        yield from _line_faults(("body", name), getattr(body, name))
    yield from _line_faults(("body", "marking"), body.marking, needed=False)
    if body.accent and not is_colour(body.accent):
        yield Fault(("body", "accent"), "expected a colour like “#0B5D78”")
    yield from _email_faults(("body", "reply_address"), body.reply_address)


def _case_faults(cases: tuple[_Case, ...], uin_format: str) -> Iterator[Fault]:
    yield from _count_faults("cases", len(cases), _MAX_CASES)
    for index, case in enumerate(cases):
        path: Steps = ("cases", index)
        if not is_uin(case.uin):
            yield Fault(
                (*path, "uin"),
                "expected a number or code of at most 40 letters, digits, and the signs / _ . -",
            )
        elif not fits(uin_format, case.uin):
            yield Fault((*path, "uin"), "expected the form that “uin_format” says")
        yield from _line_faults((*path, "label"), case.label)
    yield from _once("cases", "uin", [case.uin for case in cases])
    yield from _once("cases", "label", [case.label.strip() for case in cases])


def _initials_faults(definition: _Definition, tool: AuditTool) -> Iterator[Fault]:
    for index, case in enumerate(definition.cases):
        if not case.initials.strip() and tool.subject is Subject.ORGANISATION:
            continue
        if not is_initials(case.initials):
            yield Fault(
                ("cases", index, "initials"),
                "expected initials, like “JS” or “A-M K”, or “unborn baby”. A name is not "
                "accepted, so that nobody can be recognised from the audit",
            )


def _agency_faults(agencies: tuple[Agency, ...]) -> Iterator[Fault]:
    yield from _count_faults("agencies", len(agencies), _MAX_AGENCIES)
    for index, agency in enumerate(agencies):
        path: Steps = ("agencies", index)
        if not _AGENCY_ID.fullmatch(agency.id):
            yield Fault(
                (*path, "id"),
                f"expected at most 40 small letters, digits and hyphens; found {quoted(agency.id)}",
            )
        yield from _line_faults((*path, "name"), agency.name)
        for name in ("contact", "proxy", "phone"):
            yield from _line_faults((*path, name), getattr(agency, name), needed=False)
        yield from _email_faults((*path, "email"), agency.email)
    yield from _once("agencies", "id", [agency.id for agency in agencies])
    yield from _once("agencies", "name", [agency.name.strip() for agency in agencies])


def _not_asked_faults(definition: _Definition) -> Iterator[Fault]:
    uins = {case.uin for case in definition.cases}
    agencies = {agency.id for agency in definition.agencies}
    for index, pair in enumerate(definition.not_asked):
        if pair.uin not in uins:
            yield Fault(("not_asked", index, "uin"), "expected a UIN of the case list")
        if pair.agency not in agencies:
            known = ", ".join(agency.id for agency in definition.agencies)
            yield Fault(
                ("not_asked", index, "agency"),
                f"expected one of: {known}; found {quoted(pair.agency)}",
            )
    if len({(pair.uin, pair.agency) for pair in definition.not_asked}) == len(uins) * len(agencies):
        yield Fault(("not_asked",), "expected at least one return that is asked for; found none")


def _count_faults(name: str, count: int, most: int) -> Iterator[Fault]:
    if not 1 <= count <= most:
        yield Fault((name,), f"expected from 1 to {most:,}; found {count:,}")


def _once(name: str, key: str, values: Iterable[str]) -> Iterator[Fault]:
    """Capitals don't tell two values apart: people mix them up, and so do file systems."""
    seen: dict[str, int] = {}
    for index, value in enumerate(values):
        if (other := seen.setdefault(value.casefold(), index)) != index:
            yield Fault(
                (name, index, key),
                f"expected each {key} once; it is that of {name} {other + 1} too",
            )


def _line_faults(path: Steps, text: str, *, needed: bool = True) -> Iterator[Fault]:
    if needed and not text.strip():
        yield Fault(path, "expected a text; found nothing")
    if "\n" in text or len(text) > _MAX_LINE:
        yield Fault(path, f"expected one line of at most {_MAX_LINE} characters")


def _email_faults(path: Steps, address: str) -> Iterator[Fault]:
    if address and not is_email(address):
        yield Fault(path, "expected an e-mail address, like name@example.org")
