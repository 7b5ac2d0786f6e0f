"""The columns of an XLSForm for which an audit tool has no place, as a list for people."""

from __future__ import annotations

from collections.abc import Iterator

from app.toolfiles.reading import quoted
from app.toolfiles.xlsform_columns import OWN, SETTINGS, SURVEY, NotCarried, Row

_KNOWN = frozenset(
    """
    type name label hint guidance_hint required relevant constraint disabled parameters
    """.split()
)
_OF_ROWS = {
    "calculation": "An audit tool works nothing out",
    "default": "Every answer is the auditor's own: nothing is filled in beforehand",
    "choice_filter": "All choices of the list are offered, whatever was answered before",
    "repeat_count": "How many people there are is said by the auditor",
    "trigger": "An answer changes no other answer",
    "read_only": "Every question can be answered",
    "save_to": "An audit tool writes to no other list",
}
_OWN_WORDS = "Partnership Audit says in its own words what is missing"
_OF_COLUMNS = {
    "appearance": "How a question looks is up to Partnership Audit",
    "constraint_message": _OWN_WORDS,
    "required_message": _OWN_WORDS,
    **dict.fromkeys(
        ("image", "big-image", "audio", "video", "autoplay"),
        "An audit tool holds texts, no pictures or sounds",
    ),
}
_NO_PLACE = "An audit tool has no place for it"
_SETTINGS = frozenset(("form_title", "form_id", "version", "default_language"))
# Looks that say what kind of question it is; these are understood.
_UNDERSTOOD = frozenset(("multiline", "table-list", "field-list", "label", "list-nolabel"))


def column_losses(rows: tuple[Row, ...], *, own: bool) -> list[NotCarried]:
    """What stands in columns of the survey sheet that are not read."""
    lost: list[NotCarried] = []
    looks: dict[str, None] = {}
    columns: dict[str, None] = {}
    for row in rows:
        for column, text in row.cells.items():
            if column == "appearance":
                looks.update(dict.fromkeys(set(text.split()) - _UNDERSTOOD))
            elif column == "calculation" and row.word("type").lower() in {"calculate", "hidden"}:
                continue  # that row is listed as a whole
            elif column in _OF_ROWS and text.strip():
                what = f"{column}: {quoted(text.strip())}"
                lost.append(NotCarried(SURVEY, row.number, what, _OF_ROWS[column]))
            elif column not in _KNOWN and not column.startswith(OWN):
                columns[column] = None
    if looks and not own:
        shown = ", ".join(sorted(looks)[:6]) + ("…" if len(looks) > 6 else "")
        lost.append(
            NotCarried(SURVEY, 0, f"appearance: {quoted(shown)}", _OF_COLUMNS["appearance"])
        )
    for column in columns:
        if column not in _OF_ROWS:
            why = _OF_COLUMNS.get(column, _NO_PLACE)
            lost.append(NotCarried(SURVEY, 0, f"The column {quoted(column)}", why))
    return lost


def setting_losses(settings: Row) -> Iterator[NotCarried]:
    """The settings that are not read."""
    for column, text in settings.cells.items():
        if column not in _SETTINGS and not column.startswith(OWN):
            what = f"{column}: {quoted(text.strip())}"
            yield NotCarried(SETTINGS, settings.number, what, _NO_PLACE)
