"""A display of its own, and the tools that act on it from outside as a person's hands do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "xkbcomp": "x11-xkb-utils",
    "import": "imagemagick",
}
"""What the runs need beside Python, and the Debian package that it comes in."""

# Signs of the sample that are on no British keyboard, each put on a key that no keyboard has.
_EXTRA_KEYS = {"FK13": "’", "FK14": "–", "FK15": "“", "FK16": "”", "FK17": "—", "FK18": "‘"}
_TYPING_MS = 1


def missing() -> list[str]:
    """What is not on this machine, with the package it comes in."""
    return [f"{tool} ({package})" for tool, package in NEEDED.items() if shutil.which(tool) is None]


@contextmanager
def virtual_display(width: int, height: int) -> Iterator[str]:
    """A new screen in memory, while it lasts the one of this process and of those it starts."""
    ours, theirs = os.pipe()
    size = f"{width}x{height}x24"
    # Without -noreset the server would forget its keys whenever its last client leaves.
    command = [_tool("Xvfb"), "-displayfd", str(theirs), "-screen", "0", size]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset", "-dpi", "96"],
        pass_fds=(theirs,),
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    before = dict(os.environ)
    try:
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError("The virtual display did not start.")
        os.environ["DISPLAY"] = f":{number}"
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        # xdotool reads what it is to type in the encoding of the locale.
        os.environ["LC_ALL"] = "C.UTF-8"
        _put_extra_keys()
        yield os.environ["DISPLAY"]
    finally:
        os.environ.clear()
        os.environ.update(before)
        server.terminate()
        server.wait(10)


def xdotool(*words: str, display: str = "") -> None:
    """Act: keys, clicks and the pointer, as the X server sends them to any program."""
    command = [_tool("xdotool"), *words]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=_on(display))


def asked(*words: str, display: str = "") -> str:
    """What xdotool answers to a question; empty where it finds nothing."""
    command = [_tool("xdotool"), *words]
    told = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=60, env=_on(display)
    )
    return told.stdout if told.returncode == 0 else ""


def type_text(text: str, *, display: str = "") -> None:
    """Type a text letter by letter into whatever has the keyboard."""
    xdotool("type", "--delay", str(_TYPING_MS), "--", text, display=display)


def take_picture(path: Path, *, window: str = "root", display: str = "") -> None:
    """The whole screen, or one window, as it is, into a PNG."""
    command = [_tool("import"), "-window", window, str(path)]
    subprocess.run(command, check=True, timeout=60, env=_on(display))


def _on(display: str) -> dict[str, str]:
    """The environment of a tool that acts on a display; that of this process if none is named."""
    return {**os.environ, **({"DISPLAY": display, "LC_ALL": "C.UTF-8"} if display else {})}


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise RuntimeError(f"“{name}” is not on this machine.")
    return found


def _put_extra_keys() -> None:
    # xdotool would otherwise map a key anew for each such sign, faster than a window can follow.
    display = os.environ["DISPLAY"]
    told = subprocess.run(
        [_tool("xkbcomp"), "-w0", display, "-"], check=True, capture_output=True, text=True
    )
    keys = told.stdout
    for key, sign in _EXTRA_KEYS.items():
        new = f"key <{key}> {{ [ 0x{0x1000000 + ord(sign):x} ] }};"
        keys = re.sub(rf"key <{key}> \{{.*?\}};", new, keys, count=1, flags=re.DOTALL)
    subprocess.run(
        [_tool("xkbcomp"), "-w0", "-", display],
        check=True,
        capture_output=True,
        input=keys,
        text=True,
    )
