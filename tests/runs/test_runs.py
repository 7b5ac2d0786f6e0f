"""The tools of the runs. The runs themselves take a minute each and are started by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runs.__main__ import main
from tests.runs.any_window import AnyWindow, NoWindowError
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


_OTHER = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit

app = QApplication()
box = QLineEdit()
box.setWindowTitle("Another program 7")
box.returnPressed.connect(lambda: (Path(sys.argv[1]).write_text(box.text()), app.quit()))
box.show()
app.exec()
"""


@pytest.mark.skipif(bool(missing()), reason=f"not on this machine: {', '.join(missing())}")
def test_a_window_of_any_program_is_driven_by_its_name(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    with virtual_display(640, 480) as display:
        window = AnyWindow("Another program", display)
        assert window.id() == ""
        with pytest.raises(NoWindowError):
            window.key("a")
        with subprocess.Popen([sys.executable, "-c", _OTHER, str(said)]) as program:
            window.wait()
            assert window.title() == "Another program 7"
            window.place(20, 30, 300, 60)
            window.click(150, 30)
            window.write("an invented answer")
            window.picture(tmp_path / "window.png")
            window.key("Return")
            window.wait(gone=True)
            assert program.wait(30) == 0
    assert said.read_text() == "an invented answer"
    assert (tmp_path / "window.png").stat().st_size > 0
