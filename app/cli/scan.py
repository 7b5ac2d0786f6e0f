"""What in a text file may identify somebody."""

from __future__ import annotations

import json
from pathlib import Path

from app.anonymity import Finding, ScanContext, parse_watch_list, scan
from app.handover.files import read_file
from app.services.context import Context


def run(
    context: Context,  # noqa: ARG001  every command is given the context
    file: Path,
    form: str,
    watch_list: Path | None,
) -> int:
    """Print the findings: as JSON for programs, or a line each for people."""
    text = _text(file)
    watched = parse_watch_list(_text(watch_list)) if watch_list else ()
    findings = scan(text, ScanContext(watch_list=watched))
    if form == "json":
        print(json.dumps([_as_json(one) for one in findings], ensure_ascii=False, indent=2))
        return 0
    for one in findings:
        line = text.count("\n", 0, one.start) + 1
        print(f"Line {line}: “{one.text}” ({one.kind}, {one.confidence.word}). {one.why}")
        print(f"  Write instead: {one.suggestion}")
    if not findings:
        print("Nothing was found that identifies anybody.")
    return 0


def _as_json(finding: Finding) -> dict[str, str | int]:
    return {
        "start": finding.start,
        "end": finding.end,
        "kind": finding.kind.value,
        "confidence": finding.confidence.word,
        "text": finding.text,
        "suggestion": finding.suggestion,
    }


def _text(file: Path) -> str:
    return read_file(file).decode("utf-8", errors="replace")
