"""One text under the guard: read beside the window, marked where it may identify someone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QTimer, Signal

from app.anonymity import Confidence, Finding, ScanContext, replaced, scan
from app.ui.interview.editors import FreeText
from app.ui.session import Session
from app.ui.widgets.growing_text import PlainEditor
from app.ui.widgets.marked_line import MarkedLineEdit
from app.ui.widgets.plain import one_line
from app.ui.widgets.text_marks import MarkLine, TextMark, difference, units

PAUSE_MS = 250  # after the last key
LATEST_MS = 1_000  # after the first one: who types without a pause is told as well
SHOWN_MS = 400  # after a page was shown: who only leafs through waits for nothing

_LINES = {
    Confidence.POSSIBLE: MarkLine.DOTS,
    Confidence.LIKELY: MarkLine.WAVE,
    Confidence.STRONG: MarkLine.BAR,
}


class GuardedText(QObject):
    """A text that is written; ``asked(finding, point)`` when a mark is asked about."""

    asked = Signal(object, QPoint)

    def __init__(
        self,
        session: Session,
        text: FreeText,
        known: Callable[[], ScanContext],
        passes: Callable[[Finding], bool],
    ) -> None:
        super().__init__(text.box)
        self.field, self.editor = text.box, text.box.box
        self._session, self._known, self._passes = session, known, passes
        self._text = self.editor.typed()
        self._found: tuple[tuple[TextMark, Finding], ...] = ()
        self._reading = self._again = self._owed = False
        self._waiting = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.read_again)
        self.editor.changed_at.connect(self._changed)
        self.field.mark_asked.connect(self._ask)
        self._later.start(SHOWN_MS)

    def read(self) -> None:
        """Have the text read beside the window, once at a time."""
        self._again = self._reading
        if self._reading:
            return
        self._owed = False
        text = self._text
        if not text.strip():
            self._arrived(text, ())
            return
        self._reading = True
        known = self._known()
        self._session.work(
            lambda _work: scan(text, known),
            done=partial(self._arrived, text),
            cancelled=self._put_off,
            owner=self,
        )

    def read_again(self) -> None:
        """Read it with what is known now, as soon as it is to be seen."""
        # A page that is put away may be on its way out, and the workers with it.
        self._owed = True
        if self.field.isVisible():
            self.read()

    def catch_up(self) -> None:
        """Read what was changed while the page was away."""
        if self._owed:
            self._later.start(SHOWN_MS)

    def show(self) -> None:
        """Mark what was found, but for what was said to identify nobody."""
        shown = [(mark, found) for mark, found in self._found if not self._passes(found)]
        self.field.set_marks([mark for mark, _found in shown])
        loud = sum(found.confidence > Confidence.POSSIBLE for _mark, found in shown)
        self.field.set_remark(_remark(loud, len(shown) - loud), quiet=not loud)

    def write_instead(self, found: Finding, words: str) -> None:
        """Write other words where something was found: one step that can be undone, and saved."""
        before = self.editor.typed()
        rewrite(self.editor, replaced(before, found, at_start(before, found, words)))
        self.field.flush()

    def point_at(self, found: Finding) -> None:
        """Put the cursor where something was found, if it still stands there."""
        text = self.editor.typed()
        if text[found.start : found.end] == found.text:
            self.editor.point_at(units(text[: found.start]))

    def _arrived(self, text: str, findings: Sequence[Finding]) -> None:
        self._reading = False
        if text != self._text or self._again:
            if self._again or not self._later.isActive():
                self.read()
            return
        self._found = tuple((_mark(text, found), found) for found in findings)
        self.show()

    def _put_off(self) -> None:
        self._reading = False
        self._later.start(PAUSE_MS)

    def _changed(self, at: int, removed: int, added: int) -> None:
        """Move the marks with the text; those that were written into go until it is read again."""
        text = self.editor.typed()
        if text == self._text:
            return  # only its looks
        self._text = text
        if self._found:
            self._move(text, at, removed, added)
        if not self._later.isActive():
            self._waiting.start()
        # A long text takes longer to read, and so is read less often while it is typed.
        left = max(LATEST_MS, len(text) // 5) - self._waiting.elapsed()
        self._later.start(max(0, min(PAUSE_MS, left)))

    def _move(self, text: str, at: int, removed: int, added: int) -> None:
        wide = _units(text)
        moved: list[tuple[TextMark, Finding]] = []
        for mark, found in self._found:
            by = 0 if mark.start + mark.length <= at else added - removed
            start = mark.start + by
            # Qt counts more as changed than was, at the end of a text: the words themselves tell.
            if start >= 0 and wide[2 * start : 2 * (start + mark.length)] == _units(found.text):
                moved.append((replace(mark, start=start), found))
        self._found = tuple(moved)
        self.show()

    def _ask(self, mark: TextMark, point: QPoint) -> None:
        found = next((found for each, found in self._found if each == mark), None)
        if found is None:
            return
        start = len(_units(self._text)[: 2 * mark.start].decode("utf-16-le", "surrogatepass"))
        end = start + len(found.text)
        if self._text[start:end] == found.text:
            self.asked.emit(replace(found, start=start, end=end), point)


def rewrite(editor: PlainEditor | MarkedLineEdit, text: str) -> None:
    """Change only what differs, as one step that can be undone."""
    at, removed, words = difference(editor.typed(), text)
    editor.rewrite(at, removed, words)


def at_start(text: str, found: Finding, words: str) -> str:
    """The words with a capital where they begin a sentence."""
    before = text[: found.start].rstrip(" ")
    begins = not before or before[-1] in ".!?\n"
    return words[:1].upper() + words[1:] if begins else words


def _remark(loud: int, quiet: int) -> str:
    """How many places there are; those that may well be harmless are said by the way."""
    if loud:
        more = f", perhaps {quiet} more" if quiet else ""
        return f"{_places(loud)} may identify someone{more}"
    if quiet:
        return f"{_places(quiet)} perhaps {'identifies' if quiet == 1 else 'identify'} someone"
    return ""


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count} places"


def _mark(text: str, found: Finding) -> TextMark:
    about = f"{one_line(found.text)}: {one_line(found.why)}"
    start, length = units(text[: found.start]), units(text[found.start : found.end])
    return TextMark(start, length, about, _LINES[found.confidence])


def _units(text: str) -> bytes:
    """The text as Qt counts it: two bytes a unit, and two units for some characters."""
    return text.encode("utf-16-le", "surrogatepass")
