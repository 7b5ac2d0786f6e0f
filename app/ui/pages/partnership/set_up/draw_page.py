"""The draw: how many, by which groups, with which seed; what comes of it is shown at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.case_columns import Meaning
from app.domain.selection import HIGHEST_SEED
from app.reports.wording import listed, plural
from app.services.draw_cases import DrawnCases, draw_cases, new_seed
from app.services.read_case_list import groups_of
from app.ui.models.preview_model import PreviewModel
from app.ui.pages.partnership.room import Floor, Room, flush_left
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, quiet_button
from app.ui.widgets.fields import ChoiceField, NumberField
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.grid_table import GridTable
from app.ui.widgets.labels import TextLabel, hint, section_title

if TYPE_CHECKING:
    from app.ui.pages.partnership.set_up.list_page import ListPage

_USUAL = 5
_MOST_GROUPS = 12


class DrawPage(Room):
    """Everything that is changed draws anew; the same numbers draw the same cases."""

    def __init__(self, floor: Floor, source: ListPage) -> None:
        super().__init__(floor, "Draw cases at random", back="The list", wide=True)
        self.source = source
        self.rows = source.rows()
        self.drawn: DrawnCases | None = None
        self.sentence.setText(
            "The seed is recorded. With it and the same list, anybody draws the same cases again."
        )
        self.number = NumberField(
            "How many cases", value=min(_USUAL, len(self.rows)), least=1, most=len(self.rows)
        )
        self.number.number_edited.connect(lambda _n: self.look_again())
        self.add(self.number)
        self.by = ChoiceField(
            "By groups",
            [("", "No groups: from the whole list"), *self._groups()],
            hint="Each group gives its share, and at least one case where there are enough.",
        )
        self.by.chosen.connect(lambda _key: self.look_again())
        self.add(self.by)
        self.seed = NumberField(
            "Seed",
            hint="Chosen by chance. Write another only to repeat a draw.",
            value=new_seed(),
            least=0,
            most=HIGHEST_SEED,
            characters=8,
        )
        self.seed.number_edited.connect(lambda _n: self.look_again())
        self.add(self.seed)
        self.add(section_title("What comes of it"), gap_before=Space.S)
        self.told = TextLabel()
        self.add(self.told)
        self.shares = hint("")
        self.add(self.shares)
        self.preview = PreviewModel(("UIN", "Initials", "Group"), self)
        self.table = GridTable("The cases that were drawn", whole_rows=True)
        self.table.setModel(self.preview)
        self.add(self.table)
        self.anew = quiet_button("Draw with another seed", icon="redo")
        flush_left(self.anew)
        self.anew.clicked.connect(self._another)
        self.use = primary_button("")
        self.use.clicked.connect(self._use)
        deeds = FlowLayout(gap=Space.L)
        deeds.addWidget(self.anew)
        deeds.addWidget(self.use)
        self.add(deeds)
        self.end()
        self.look_again()

    def _groups(self) -> list[tuple[str, str]]:
        proposal, meanings = self.source.proposal, self.source.meanings
        columns = proposal.columns if proposal is not None else ()
        return [
            (str(column.at), column.title)
            for column in columns
            if meanings[column.at] is Meaning.GROUP
        ]

    def focus_first(self) -> None:
        self.number.setFocus()

    def look_again(self) -> None:
        """Draw, and show what was drawn."""
        n, seed = self.number.number(), self.seed.number()
        self.drawn = None
        if n is None or seed is None or self.source.proposal is None:
            self.told.setText("Say how many, and with which seed.")
            self.preview.set_rows(())
        else:
            self._draw(int(n), int(seed))
        for part in (self.table, self.shares):
            part.setVisible(self.drawn is not None)
        self.use.setEnabled(self.drawn is not None and bool(self.drawn.rows))

    def _draw(self, n: int, seed: int) -> None:
        proposal = self.source.proposal
        key = self.by.value()
        groups = (
            groups_of(proposal, self.source.meanings, int(key))
            if key and proposal is not None
            else {}
        )
        made = draw_cases(self.rows, n, seed, groups=groups, by=self.by.box.currentText())
        self.drawn = made
        said = made.sentence
        if made.passed_over:
            were = "was" if made.passed_over == 1 else "were"
            said += (
                f" {plural(made.passed_over, 'row')} {were} passed over: without a number that can "
                "be used, or with one that stands in the list twice."
            )
        self.told.setText(said)
        shares = [f"{one.name}: {one.drawn} of {one.of}" for one in made.draw.groups]
        more = len(shares) - _MOST_GROUPS
        if more > 0:
            shares = [*shares[:_MOST_GROUPS], f"{plural(more, 'more group')}"]
        self.shares.setText(listed(shares))
        self.preview.set_rows(
            [
                (row.uin, _kept(row.initials), groups.get(row.uin.casefold(), "–"))
                for row in made.rows
            ]
        )
        self.use.set_text(f"Use {'this case' if len(made.rows) == 1 else _these(made)}")

    def _another(self) -> None:
        self.seed.set_number(new_seed())
        self.look_again()

    def _use(self) -> None:
        made, cases = self.drawn, self.source.cases
        if made is None:
            return
        left_out = self.source.proposal.left_out if self.source.proposal is not None else ()
        self.floor.back()
        self.floor.back()
        cases.take(made.rows, selection=made.sentence, left_out=left_out)


def _these(made: DrawnCases) -> str:
    return f"these {plural(len(made.rows), 'case')}"


def _kept(initials: str) -> str:
    from app.services.read_case_list import is_name

    return "looks like a name" if is_name(initials) else initials
