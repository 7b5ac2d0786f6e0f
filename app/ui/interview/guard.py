"""Reads along what is typed in a form, and marks what may identify someone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QTextCursor

from app.anonymity import Finding, ScanContext, context_of, replaced, scan
from app.errors import PartnershipAuditError
from app.services.guard import Guarding, guard_of, same_words, wave_through
from app.ui.interview.draft import Draft
from app.ui.interview.editors import LineEditor, LongText
from app.ui.interview.guard_menu import GuardMenu
from app.ui.interview.question_page import QuestionPage
from app.ui.session import Session
from app.ui.widgets.growing_text import PlainEditor, TextMark
from app.ui.widgets.plain import one_line

PAUSE_MS = 250  # after the last key
LATEST_MS = 1_000  # after the first one: who types without a pause is told as well
SHOWN_MS = 400  # after a page was shown: who only leafs through waits for nothing

_FIELDS = ("text", "comment")


class GuardedText(QObject):
    """One long text under the guard; ``asked(finding, point)`` when a mark is asked about."""

    asked = Signal(object, QPoint)

    def __init__(
        self,
        session: Session,
        text: LongText,
        known: Callable[[], ScanContext],
        waved: Callable[[str], bool],
    ) -> None:
        super().__init__(text.box)
        self.field, self.editor = text.box, text.box.box
        self._session, self._known, self._waved = session, known, waved
        self._text = self.editor.toPlainText()
        self._found: tuple[tuple[TextMark, Finding], ...] = ()
        self._reading = self._owed = False
        self._waiting = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._read_if_shown)
        self.editor.document().contentsChange.connect(self._changed)
        self.field.mark_asked.connect(self._ask)
        self._later.start(SHOWN_MS)

    def read(self) -> None:
        """Have the text read beside the window, once at a time."""
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

    def catch_up(self) -> None:
        """Read what was changed while the page was away."""
        if self._owed:
            self._later.start(SHOWN_MS)

    def show(self) -> None:
        """Mark what was found, but for what was said to identify nobody."""
        marks = [mark for mark, found in self._found if not self._waved(found.text)]
        self.field.set_marks(marks)
        count = len(marks)
        many = "1 place" if count == 1 else f"{count} places"
        self.field.set_remark(f"{many} may identify someone" if count else "")

    def write(self, text: str) -> None:
        """Put another text into the box: one step that can be undone, and saved at once."""
        rewrite(self.editor, text)
        self.field.flush()

    def _arrived(self, text: str, findings: Sequence[Finding]) -> None:
        self._reading = False
        if text != self._text:
            if not self._later.isActive():
                self.read()
            return
        self._found = tuple((_mark(text, found), found) for found in findings)
        self.show()

    def _put_off(self) -> None:
        self._reading = False
        self._later.start(PAUSE_MS)

    def _read_if_shown(self) -> None:
        # A page that is put away may be on its way out, and the workers with it.
        self._owed = True
        if self.field.isVisible():
            self.read()

    def _changed(self, at: int, removed: int, added: int) -> None:
        """Move the marks with the text; those that were written into go until it is read again."""
        text = self.editor.toPlainText()
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
        units = _units(text)
        moved: list[tuple[TextMark, Finding]] = []
        for mark, found in self._found:
            by = 0 if mark.start + mark.length <= at else added - removed
            start = mark.start + by
            # Qt counts more as changed than was, at the end of a text: the words themselves tell.
            if start >= 0 and units[2 * start : 2 * (start + mark.length)] == _units(found.text):
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


class Guard(QObject):
    """The guard of one form. It looks at a page when that is shown, and from then on."""

    def __init__(
        self, session: Session, draft: Draft, pages: Callable[[], Iterable[object]]
    ) -> None:
        super().__init__()
        self._session, self._draft, self._pages = session, draft, pages
        self._texts: dict[tuple[str, str], GuardedText] = {}
        self._told = Guarding()
        self.menu: GuardMenu | None = None
        form = draft.case_form
        self._place = form.audit.id, form.case.uin
        self._look_up()

    def _look_up(self) -> None:
        known = partial(guard_of, self._session.workspace, *self._place)
        self._session.read(known, self._learn, failed=lambda _error: None, owner=self)

    def _not_kept(self, _error: PartnershipAuditError) -> None:
        """What could not be kept is marked again: sealing goes by what was kept."""
        self._look_up()

    def _learn(self, told: Guarding) -> None:
        """Take note of the watch list, and of what was said to identify nobody."""
        if told == self._told:
            return
        self._told = told
        for text in self._texts.values():
            text.read()

    def look_at(self, page: object) -> None:
        """Watch every long text of a page."""
        if not isinstance(page, QuestionPage):
            return
        for text in page.texts():
            key = (text.place, text.field)
            before = self._texts.get(key)
            if before is None or before.field is not text.box:
                watched = GuardedText(self._session, text, self._known, self._is_ok)
                watched.asked.connect(partial(self._ask, key))
                self._texts[key] = watched
            else:
                before.catch_up()

    def _known(self) -> ScanContext:
        form = self._draft.case_form
        return context_of(form.audit, form.case, form.form, self._told.watch_list)

    def _is_ok(self, words: str) -> bool:
        return same_words(words) in self._told.waved

    # --- what is done about a mark ----------------------------------------------------------------

    def _ask(self, key: tuple[str, str], found: Finding, point: QPoint) -> None:
        text = self._texts[key]
        text.field.flush()
        places = sum(len(_same(found.text).findall(each)) for each in self._all_texts())
        people = [person.role for person in self._draft.form.people]
        menu = self.menu = GuardMenu(text.editor, found, people, places)
        menu.chosen.connect(partial(self._replace, key, found))
        menu.chosen_everywhere.connect(partial(self._replace_everywhere, found))
        menu.waved.connect(partial(self._wave, found.text))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.open_at(point)

    def _all_texts(self) -> list[str]:
        answers = self._draft.form.answers.values()
        return [getattr(answer, name) for answer in answers for name in _FIELDS]

    def _replace(self, key: tuple[str, str], found: Finding, words: str) -> None:
        text = self._texts[key]
        before = text.editor.toPlainText()
        text.write(replaced(before, found, _at_start(before, found, words)))

    def _replace_everywhere(self, found: Finding, words: str) -> None:
        pages = [page for page in self._pages() if isinstance(page, QuestionPage)]
        for page in pages:
            for text in page.texts():
                before = text.box.box.toPlainText()
                after = _everywhere(before, found, words)
                if after != before:
                    rewrite(text.box.box, after)
                    text.box.flush()
        # What no page shows, and lines that are not long texts.
        for place, answer in tuple(self._draft.form.answers.items()):
            old = {name: getattr(answer, name) for name in _FIELDS}
            new = {name: _everywhere(each, found, words) for name, each in old.items()}
            if new != old:
                self._draft.edit(place, **new)
        for editor in (e for page in pages for block in page.blocks() for e in block.editors):
            if isinstance(editor, LineEditor):
                editor.fill(self._draft.form)

    def _wave(self, words: str, reason: str) -> None:
        """Keep that these words identify nobody in this case, and mark them no more."""
        waved = {**self._told.waved, same_words(words): reason}
        self._told = replace(self._told, waved=waved)
        self._session.write(
            partial(wave_through, self._session.workspace, *self._place, words, reason),
            failed=self._not_kept,
            owner=self,
        )
        for text in self._texts.values():
            text.show()


def rewrite(editor: PlainEditor, text: str) -> None:
    """Change only what differs, as one step that can be undone."""
    old = editor.toPlainText()
    most = min(len(old), len(text))
    head = next((at for at in range(most) if old[at] != text[at]), most)
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != text[-1 - at]), most)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(_count(old[:head]))
    cursor.setPosition(_count(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[head : len(text) - tail])


def _same(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _everywhere(text: str, found: Finding, words: str) -> str:
    for match in reversed(list(_same(found.text).finditer(text))):
        here = replace(found, start=match.start(), end=match.end())
        text = replaced(text, here, _at_start(text, here, words))
    return text


def _at_start(text: str, found: Finding, words: str) -> str:
    """The words with a capital where they begin a sentence."""
    before = text[: found.start].rstrip(" ")
    begins = not before or before[-1] in ".!?\n"
    return words[:1].upper() + words[1:] if begins else words


def _mark(text: str, found: Finding) -> TextMark:
    about = f"{one_line(found.text)}: {one_line(found.why)}"
    return TextMark(_count(text[: found.start]), _count(text[found.start : found.end]), about)


def _units(text: str) -> bytes:
    """The text as Qt counts it: two bytes a unit, and two units for some characters."""
    return text.encode("utf-16-le", "surrogatepass")


def _count(text: str) -> int:
    return len(text) if text.isascii() else len(_units(text)) // 2
