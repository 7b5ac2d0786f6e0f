"""``python -m tests.hostile``: how long each is looked at, and how much memory that takes."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.hostile.files import FILES
from tests.hostile.measuring import measure, measured


def every() -> None:
    """Look at each in a process of its own, so that its memory is its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name in FILES:
            took = measured(name, Path(folder))
            memory = "      ?" if took.mebibytes is None else f"{took.mebibytes:7.0f}"
            sentence = took.sentence.replace("\n", " ")[:90]
            print(f"{name:34}{took.milliseconds:7.0f} ms {memory} MiB  {sentence}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]))))
    else:
        every()
