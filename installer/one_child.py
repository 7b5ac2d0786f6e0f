"""One child's audit, from a double click on the pack to the sealed return and its e-mail.

``python installer/one_child.py DIR`` goes the way in the program run from source, by its keyboard.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.domain.returns import Form, ReturnKind
from app.services.context import WindowRequest
from tests.runs.display import virtual_display
from tests.runs.stage import Stage, set_stage

AGENCY: Final = "health-visiting"
WIDTH: Final = 1400
HEIGHT: Final = 900


def set_up(folder: Path) -> Stage:
    """A partnership that has issued its packs. One child's answers are wanted, in this year."""
    stage = set_stage(folder, AGENCY)
    full = ((uin, form) for uin, form in stage.answers.items() if form.kind is ReturnKind.FULL)
    uin, form = next(full)
    return replace(stage, answers={uin: _typed(form)}, clock=lambda: datetime.now(UTC))


def _typed(form: Form) -> Form:
    """The form as it can be typed on a British keyboard."""
    signs = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
    answers = {
        place: replace(
            answer, text=answer.text.translate(signs), comment=answer.comment.translate(signs)
        )
        for place, answer in form.answers.items()
    }
    return replace(form, answers=answers, note=form.note.translate(signs))


def go(stage: Stage, folder: Path) -> int:
    """Go the way in a window on a screen in memory. 0 when what came out is what went in."""
    with virtual_display(WIDTH, HEIGHT):
        # The display must be there before Qt is.
        from app.ui.pages.agency.audit_page import AuditPage
        from tests.flow.desks import PASSPHRASE
        from tests.runs import finders
        from tests.runs.journey import Journey
        from tests.runs.proof import prove
        from tests.runs.window import Look, Play, run

        class OneChild(Journey):
            """The auditor's way, from a double click on the pack."""

            def go(self) -> None:
                [(uin, form)] = self._stage.answers.items()
                self._begin()
                self._fill_in(self._case(uin), form, every_page=True)
                self._leave(self._case(uin))
                self._seal()

            def _begin(self) -> None:
                hands, eyes = self._hands, self._eyes
                desk = finders.button("I audit cases for an agency")
                first, again = finders.text_box("Passphrase"), finders.text_box("The same again")
                eyes.wait_for(desk, "the first page")
                self._picture("first start")
                hands.press(desk, "the agency’s desk")
                eyes.wait_for(first, "the box for the passphrase")
                hands.write(first, PASSPHRASE, "Passphrase")
                hands.write(again, PASSPHRASE, "The same again")
                self._picture("passphrase typed")
                hands.press(finders.button("Set up this desk"), "Set up this desk")
                self._await(AuditPage, "the cases of the pack")
                if eyes.sees(lambda: finders.tour() is not None, 2):
                    self._picture("the tour")
                    hands.skip_tour()
                    eyes.wait(lambda: finders.tour() is None, "the tour to go")
                self._picture("the cases of the pack")

        play = Play(
            "one child’s audit",
            stage.context(),
            partial(OneChild, stage),
            partial(prove, stage),
            WindowRequest(files=(stage.pack,)),
        )
        return run(play, folder, "keyboard", Look(WIDTH, HEIGHT, 100, dark=False))


def main() -> int:
    """Go it in the folder that is named."""
    folder = Path(sys.argv[1]).resolve()
    return go(set_up(folder / "stage"), folder)


if __name__ == "__main__":
    sys.exit(main())
