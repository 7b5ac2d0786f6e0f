"""The program uses no network: nothing in it can, and while everything is done nothing does."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"
NETWORK = {
    "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
QT = {"QtNetwork", "QtNetworkAuth", "QtWebEngineCore", "QtWebEngineWidgets", "QtWebSockets"}
ALLOWED = {"urllib.parse"}


def imports_in(source: str) -> Iterator[str]:
    """Every module that a source names, and what is taken from PySide6."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def of_a_network(module: str) -> bool:
    parts = set(module.split("."))
    if module.startswith("urllib"):
        return not (module == "urllib" or module.startswith(tuple(ALLOWED)))
    return module.split(".")[0] in NETWORK or bool(parts & QT)


def run(folder: Path, *more: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.architecture.offline", str(folder), *more],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "xdg"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


@pytest.mark.parametrize(
    ("line", "network"),
    [
        ("import socket", True),
        ("from PySide6 import QtNetwork", True),
        ("from PySide6.QtNetwork import QLocalServer", True),
        ("import urllib.request", True),
        ("from urllib.request import urlopen", True),
        ("from urllib.parse import quote", False),
        ("from PySide6.QtCore import QObject", False),
    ],
)
def test_a_planted_import_is_found(line: str, network: bool) -> None:
    assert any(map(of_a_network, imports_in(line))) is network


def test_no_source_imports_what_reaches_a_network() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in APP.rglob("*.py")
        for module in imports_in(path.read_text(encoding="utf-8"))
        if of_a_network(module)
    }
    assert found == set()


def test_the_hook_notes_a_connection(tmp_path: Path) -> None:
    assert any("socket.connect" in each for each in run(tmp_path, "plant")["noted"])


def test_nothing_touches_a_network_while_everything_is_done(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result["noted"] == []
    assert result["open"] == []
    assert result["modules"] == []
    assert "publication" in result["seen"]
    rooms = {each for each in result["seen"] if ": " in each and each.endswith(("Room", "Page"))}
    assert len(rooms) >= 8, sorted(rooms)
