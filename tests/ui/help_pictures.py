"""The pictures of Help and the user guide, drawn anew: ``python -m tests.ui.help_pictures``.

They are the gallery's own screens of the sample audit, sharp enough for paper and small in size.
Another folder than the program's may be named.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "2")
if hasattr(time, "tzset"):
    os.environ["TZ"] = "Europe/London"
    time.tzset()

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import resources_folder
from app.handover.files import write_file
from app.services.help_texts import help_topics
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.surfaces import ReadingColumn
from tests.ui.agency import sample, shots

SIZE = QSize(900, 620)
# What is below the usual height, and what has nothing below it.
HEIGHTS = {"audit": 730, "about": 850, "sent": 330}
_COLOURS = 128


def wanted() -> frozenset[str]:
    """The names of the screens that the topics show."""
    topics = help_topics(resources_folder())
    return frozenset(Path(topic.picture.file).stem for topic in topics if topic.picture)


def draw(folder: Path) -> list[Path]:
    """Draw every picture into a folder, and say which were written."""
    written: list[Path] = []
    names = wanted()

    def keep(name: str, widget: QWidget) -> None:
        if name in names:
            path = folder / f"{name}.png"
            high = HEIGHTS.get(name, SIZE.height())
            widget.resize(SIZE.width(), max(high, SIZE.height()))
            QTest.qWait(20)
            for column in widget.findChildren(ReadingColumn):
                column.verticalScrollBar().setValue(0)
            write_file(path, small_png(widget.grab(QRect(0, 0, SIZE.width(), high))))
            widget.resize(SIZE)
            written.append(path)

    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        pack = sample.sample_pack(work / "pack")
        desk = sample.sample_desk(work / "desk")
        camera = shots.Camera(desk, SIZE, keep)
        audit_id = sample.half_way(desk, pack, work / "Documents")
        camera.desk.show_home()
        camera.settle()
        shots.tour(camera, audit_id, work / "Documents")
        camera.close()
    return written


def small_png(drawn: QPixmap) -> bytes:
    """A picture as a PNG of few colours."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "PNG")
    picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
    small = io.BytesIO()
    method = Image.Quantize.MEDIANCUT
    picture.quantize(_COLOURS, method=method, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


def main() -> int:
    """Draw into the program's own folder, or into the one that is named."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    apply_theme(app, Scheme.LIGHT)
    own = resources_folder() / "help" / "pictures"
    for path in draw(Path(sys.argv[1]) if len(sys.argv) > 1 else own):
        print(f"{path.name}: {path.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
