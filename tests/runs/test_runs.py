"""The tools of the runs. The runs themselves take a minute each and are started by hand."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.runs.__main__ import main
from tests.runs.display import missing, take_picture, virtual_display, xdotool


def test_what_a_run_needs_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["keyboard", str(tmp_path / "run")]) == 1
    assert "Xvfb (xvfb), xdotool (xdotool)" in capsys.readouterr().out
    assert not (tmp_path / "run").exists()


@pytest.mark.skipif(bool(missing()), reason=f"not on this machine: {', '.join(missing())}")
def test_a_display_of_its_own_comes_and_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict(os.environ)
    with virtual_display(320, 200) as display:
        assert os.environ["DISPLAY"] == display
        xdotool("mousemove", "11", "12")
        take_picture(tmp_path / "screen.png")
    assert (tmp_path / "screen.png").read_bytes()[16:24] == bytes((0, 0, 1, 64, 0, 0, 0, 200))
    assert dict(os.environ) == before
    monkeypatch.setenv("DISPLAY", display)
    with pytest.raises(subprocess.CalledProcessError):
        xdotool("mousemove", "11", "12")
