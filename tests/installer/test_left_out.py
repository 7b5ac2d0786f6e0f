"""What the frozen program leaves out is not asked for by anything that it does."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.installer import INSTALLER

slim: Any = import_module("slim")
ROOT = INSTALLER.parent

AS_FROZEN = """
import runpy, sys
from importlib.abc import MetaPathFinder

left_out = set(sys.argv[1].split(","))

class Refused(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        parts = name.split(".")
        if any(".".join(parts[:number]) in left_out for number in range(1, len(parts) + 1)):
            print(f"asked for: {name}", file=sys.stderr)
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refused())
sys.argv = sys.argv[2:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
TOLERATED = {
    # Their users go on without them, and say so in their own sources.
    *("ssl", "_ssl", "numpy", "charset_normalizer", "lxml.html", "tkinter", "PIL._webp"),
    *("PIL._avif", "_hashlib", "pip", "sqlite3", "_sqlite3"),
}


def as_frozen(*command: str, home: Path) -> tuple[int, str, set[str]]:
    done = subprocess.run(
        [sys.executable, "-B", "-c", AS_FROZEN, ",".join(slim.EXCLUDED_MODULES), *command],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=250,
    )
    lines = done.stderr.splitlines()
    asked = {line.split(": ")[1] for line in lines if line.startswith("asked for: ")}
    return done.returncode, done.stdout + done.stderr, asked


def test_the_main_job_is_done_without_what_is_left_out(tmp_path: Path) -> None:
    """The demo writes everything that the program writes; the self-test does not."""
    code, said, asked = as_frozen("app", "demo", str(tmp_path / "demo"), home=tmp_path)
    assert code == 0, said
    assert asked <= TOLERATED, asked - TOLERATED


def test_a_module_that_is_needed_would_be_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slim, "EXCLUDED_MODULES", (*slim.EXCLUDED_MODULES, "reportlab.pdfgen"))
    code, _, asked = as_frozen("app", "selftest", home=tmp_path)
    assert code != 0
    assert "reportlab.pdfgen" in asked


def test_what_sends_and_serves_is_left_out() -> None:
    """Python’s socket itself stays: the standard library loads it to escape XML."""
    wanted = {"ssl", "_ssl", "smtplib", "ftplib", "imaplib", "poplib", "socketserver", "xmlrpc"}
    assert wanted | {"http.server", "PySide6.QtNetwork"} <= set(slim.EXCLUDED_MODULES)
