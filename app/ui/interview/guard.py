"""Reads along what is typed in a form, and marks what may identify someone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QPoint

from app.anonymity import Finding, InForm, ScanContext, context_of, replaced
from app.domain.returns import Form, Person
from app.ui.interview.about_page import AboutPage
from app.ui.interview.case_guard import CaseGuard
from app.ui.interview.draft import Draft
from app.ui.interview.editors import FreeText
from app.ui.interview.guarded_text import GuardedText, at_start, rewrite
from app.ui.interview.question_page import QuestionPage
from app.ui.session import Session

_FIELDS = ("text", "comment")


class Guard(QObject):
    """The guard of one form. It looks at a page when that is shown, and from then on."""

    def __init__(
        self,
        session: Session,
        draft: Draft,
        pages: Callable[[], Iterable[object]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._draft, self._pages = session, draft, pages
        self._texts: dict[tuple[str, str], GuardedText] = {}
        self.case = CaseGuard(session, draft.case_form, self)
        self.case.learnt.connect(self._learnt)

    def look_at(self, page: object) -> None:
        """Watch everything that is written on a page."""
        if not isinstance(page, AboutPage | QuestionPage):
            return
        for text in page.texts():
            key = (text.place, text.field)
            before = self._texts.get(key)
            if before is None or before.field is not text.box:
                watched = GuardedText(self._session, text, self._known, self.case.passes)
                watched.asked.connect(partial(self._ask, watched))
                watched.destroyed.connect(partial(self._forget, key, watched))
                self._texts[key] = watched
            else:
                before.catch_up()

    def point_at(self, each: InForm) -> None:
        """Put the cursor where something was found, on the page that is shown."""
        names = ("comment",) if each.in_comment else ("text", "role")
        found = (self._texts.get((each.place, name)) for name in names)
        text = next((text for text in found if text is not None), None)
        if text is not None:
            text.point_at(each.finding)

    def _forget(self, key: tuple[str, str], gone: GuardedText, *_: object) -> None:
        """A box that was folded away or made anew takes its guard with it."""
        if self._texts.get(key) is gone:
            del self._texts[key]

    def _learnt(self, other_words: bool) -> None:
        for text in self._texts.values():
            text.read_again() if other_words else text.show()

    def _known(self) -> ScanContext:
        form = self._draft.case_form
        return context_of(form.audit, form.case, form.form, self.case.told.watch_list)

    # --- what is done about a mark ----------------------------------------------------------------

    def _ask(self, text: GuardedText, found: Finding, point: QPoint) -> None:
        text.field.flush()
        places = sum(len(_same(found.text).findall(each)) for each in _all_texts(self._draft.form))
        people = [person.role for person in self._draft.form.people]
        menu = self.case.ask(text, found, people, places)
        menu.chosen_everywhere.connect(partial(self._replace_everywhere, found))
        menu.open_at(point)

    def _replace_everywhere(self, found: Finding, words: str) -> None:
        def written(page: AboutPage | QuestionPage) -> None:
            for text in page.texts():
                _rewrite(text, found, words)

        pages = list(self._pages())
        for page in pages:
            if isinstance(page, QuestionPage):
                written(page)
        # What no page shows.
        for place, answer in tuple(self._draft.form.answers.items()):
            old = {name: getattr(answer, name) for name in _FIELDS}
            new = {name: _everywhere(each, found, words) for name, each in old.items()}
            if new != old:
                self._draft.edit(place, **new)
        # Last, as another role makes the pages about that person anew.
        for page in pages:
            if isinstance(page, AboutPage):
                written(page)
        people = self._draft.form.people
        self._draft.edit_about(people=tuple(_renamed(each, found, words) for each in people))


def _all_texts(form: Form) -> Iterator[str]:
    yield from (person.role for person in form.people)
    yield from (getattr(answer, name) for answer in form.answers.values() for name in _FIELDS)


def _rewrite(text: FreeText, found: Finding, words: str) -> None:
    before = text.box.box.typed()
    after = _everywhere(before, found, words)
    if after != before:
        rewrite(text.box.box, after)
        text.box.flush()


def _renamed(person: Person, found: Finding, words: str) -> Person:
    role = _everywhere(person.role, found, words)
    return person if role == person.role else replace(person, role=role)


def _same(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _everywhere(text: str, found: Finding, words: str) -> str:
    for match in reversed(list(_same(found.text).finditer(text))):
        here = replace(found, start=match.start(), end=match.end())
        text = replaced(text, here, at_start(text, here, words))
    return text
