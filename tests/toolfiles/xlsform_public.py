"""How many XLSForms of other projects are read, and why the rest are not. Run by hand:

    python -m tests.toolfiles.xlsform_public FOLDER

FOLDER holds .xlsx files, or .md files with the tables that pyxform's tests and the handbooks of
ODK write forms in. What the reference, pyxform, says of each stands beside our answer. The forms
themselves are other people's and are not kept in this repository.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pyxform.xls2xform import convert

from app.errors import ToolFileError
from app.toolfiles.xlsform_reading import read_xlsform
from app.toolfiles.xlsform_writing import write_xlsform
from tests.toolfiles.xlsform_tables import workbook


@dataclass(frozen=True)
class Outcome:
    """What became of one form."""

    name: str
    questions: int = 0
    not_carried: tuple[str, ...] = ()
    why_not: str = ""
    pyxform: str = ""
    again: bool = True


def outcome(path: Path) -> Outcome:
    """Read one form, and write it again for pyxform and for ourselves."""
    data = workbook(path.read_text(encoding="utf-8")) if path.suffix == ".md" else path.read_bytes()
    judged = _pyxform(data)
    try:
        read = read_xlsform(data, f"{path.stem}.xlsx")
    except ToolFileError as error:
        return Outcome(path.name, why_not=f"{error.place}: {error.expected}", pyxform=judged)
    written = write_xlsform(read.tool)
    again = read_xlsform(written, path.name).tool == read.tool and not _pyxform(written)
    listed = tuple(f"{one.place}: {one.what}. {one.why}." for one in read.not_carried)
    return Outcome(path.name, len(read.tool.questions), listed, "", judged, again)


def _pyxform(data: bytes) -> str:
    """What pyxform refuses a form for, or nothing."""
    try:
        convert(xlsform=data, file_type=".xlsx", warnings=[], validate=False)
    except Exception as error:  # whatever it says is the answer
        return str(error).strip().splitlines()[0]
    return ""


def main(folder: Path) -> None:
    """Print a line for each form, and the sums."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in {".md", ".xlsx"})
    outcomes = [outcome(path) for path in paths]
    for one in outcomes:
        if one.why_not:
            print(f"- {one.name}: not read: {one.why_not}")
        else:
            print(f"+ {one.name}: {one.questions} questions, {len(one.not_carried)} not carried")
            for line in one.not_carried:
                print(f"    {line}")
        if one.pyxform:
            print(f"    (pyxform refuses it: {one.pyxform[:100]})")
        if not one.again:
            print("    DOES NOT COME BACK THE SAME")
    read = [one for one in outcomes if not one.why_not]
    good = [one for one in outcomes if not one.pyxform]
    print(f"\n{len(read)} of {len(outcomes)} read; of the {len(good)} that pyxform takes, ", end="")
    print(f"{sum(not one.why_not for one in good)}. Whole, with nothing left out: ", end="")
    print(f"{sum(not one.not_carried for one in read)}.")
    for why, count in Counter(one.why_not for one in outcomes if one.why_not).most_common():
        print(f"{count:4} not read: {why}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
