"""The tree tells the architecture: imports point inwards, and each contract can fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PLANTED = [
    ("app/domain/planted.py", "import app.services", "Imports point inwards"),
    ("app/cli/planted.py", "import app.ui", "Imports point inwards"),
    ("app/sealing/planted.py", "import app.storage", "Imports point inwards"),
    ("app/domain/planted.py", "import msgspec", "The domain stands on the standard library"),
    ("app/services/planted.py", "import PySide6", "Qt only in the window"),
    ("app/services/planted.py", "import sqlalchemy", "The database only in storage"),
    ("app/storage/planted.py", "import reportlab", "ReportLab only in the reports"),
    ("app/services/planted.py", "import cryptography", "Cryptography only in sealing"),
    ("app/services/planted.py", "import openpyxl", "Spreadsheets only in the tool files"),
    ("app/services/planted.py", "import filelock", "Locks on files only in storage"),
    ("app/services/planted.py", "import winreg", "The registry only in the policies"),
]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("place", "line", "contract"), PLANTED)
def test_a_planted_violation_is_found(tmp_path: Path, place: str, line: str, contract: str) -> None:
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / place).write_text(f"{line}\n")

    result = lint(tmp_path)

    assert result.returncode == 1
    broken = [row for row in result.stdout.splitlines() if "BROKEN" in row]
    assert any(row.startswith(contract) for row in broken), result.stdout
