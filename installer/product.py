"""What the program is called wherever it is installed. The version is the program's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from app import __version__  # noqa: E402  the repository has to be found first

VERSION: Final = __version__

NAME: Final = "Partnership Audit"
PUBLISHER: Final = "Partnership Audit"
SLUG: Final = "partnership-audit"
EXTENSION: Final = ".paudit"
WINDOW_EXE: Final = "PartnershipAudit"
"""The program with its window: what the start menu and a double click start."""
CONSOLE_EXE: Final = "partnership-audit"
"""The command line, which prints: the self-test, and what an administrator scripts."""
PROG_ID: Final = "PartnershipAudit.Package"

PACKAGE_ICON: Final = r"_internal\resources\icons\program\package.ico"
"""The icon of its files, in the installed folder."""

UPGRADE_CODE: Final = "7F1E6E0C-7C58-4C1B-9A54-2B3C1E6A9D10"
"""Never changed: by this Windows knows that a new version replaces an older one."""


def artefact(kind: str) -> str:
    """The name of a file that is delivered."""
    return f"{SLUG}-{VERSION}-{kind}"


__all__ = [
    "CONSOLE_EXE",
    "EXTENSION",
    "NAME",
    "PACKAGE_ICON",
    "PROG_ID",
    "PUBLISHER",
    "ROOT",
    "SLUG",
    "UPGRADE_CODE",
    "VERSION",
    "WINDOW_EXE",
    "artefact",
]
