"""What files are before they are brought in, for people and for other programs."""

from __future__ import annotations

import json
from typing import Any

from app.services.looked import Group, Looked, Preview, in_all

_TITLES = {
    Group.READY: "Ready to bring in",
    Group.DECIDE: "Needs your decision",
    Group.REFUSED: "Cannot be brought in",
    Group.NOTHING: "Nothing to do",
}


def show_preview(preview: Preview, *, as_json: bool) -> int:
    """Print it. Exit code 1 where a file can't be brought in."""
    if as_json:
        print(json.dumps([_row(each) for each in preview.looked], ensure_ascii=False, indent=2))
    else:
        _print(preview)
    return int(bool(preview.of(Group.REFUSED)))


def _print(preview: Preview) -> None:
    print(in_all(preview.counts()))
    for group, title in _TITLES.items():
        if files := preview.of(group):
            print(f"\n{title} ({len(files)})")
        for each in files:
            where = f" in {each.mail}" if each.mail else ""
            who = f"{each.agency}: " if each.agency else ""
            print(f"  {each.verdict}: {each.name}{where}: {who}{each.sentence}")
            if each.words:
                print(f"    six words: {each.words}")
            for change in each.changes:
                for one in change.differences:
                    print(f"    case {change.case}: {one.name}: {one.before} -> {one.after}")


def _row(looked: Looked) -> dict[str, Any]:
    return {
        "file": looked.name,
        "mail": looked.mail,
        "verdict": looked.verdict.value,
        "group": looked.group.value,
        "sentence": looked.sentence,
        "audit": looked.audit,
        "agency": looked.agency_id,
        "cases": list(looked.cases),
        "returns": looked.returns,
        "fresh": looked.fresh,
        "words": looked.words,
        "words_before": looked.words_before,
        "changes": [
            {
                "case": change.case,
                "before": change.before,
                "after": change.after,
                "differences": [
                    {"key": one.key, "name": one.name, "before": one.before, "after": one.after}
                    for one in change.differences
                ],
            }
            for change in looked.changes
        ],
    }
