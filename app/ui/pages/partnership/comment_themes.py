"""The themes of some comments: put on, taken off, made, called something else, given up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.analysis.comment_search import Place
from app.domain.changes import Changes, Topic, changed
from app.domain.comment_tags import LONGEST_THEME, clean_theme, same_theme, theme_tag
from app.reports.wording import plural
from app.services.browse_comments import drop_theme, rename_theme
from app.ui.pages.partnership.room import Floor, Room
from app.ui.theme.tokens import Space
from app.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from app.ui.widgets.fields import LineField, check_box
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.labels import hint, section_title
from app.ui.widgets.surfaces import button_row

Kept = Callable[[Mapping[str, bool]], object]


class ThemeRow(QWidget):
    """A theme with a box to tick; it can be called something else, or given up everywhere."""

    def __init__(self, theme: str, count: int, of: int, everywhere: int) -> None:
        super().__init__()
        self.theme, self._before = theme, _state(count, of)
        self._everywhere = everywhere
        self.gone = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        row = QWidget()
        flow = FlowLayout(row, gap=Space.S)
        self.box: QCheckBox = check_box(theme)
        self.box.setTristate(self._before is Qt.CheckState.PartiallyChecked)
        self.box.setCheckState(self._before)
        self.rename = quiet_button("Rename")
        self.rename.setAccessibleName(f"Rename “{theme}” everywhere")
        self.rename.clicked.connect(self._rename)
        self.drop = quiet_button("Remove")
        self.drop.clicked.connect(self._drop)
        for each in (self.box, self.rename, self.drop):
            flow.addWidget(each)
        column.addWidget(row)
        self.name = LineField("", value=theme, characters=30, longest=LONGEST_THEME)
        self.name.box.setAccessibleName(f"New name of “{theme}”")
        self.name.hide()
        column.addWidget(self.name)
        self.told = hint("")
        self.told.hide()
        column.addWidget(self.told)
        self._name_drop()

    def wanted(self) -> bool | None:
        """Whether the comments shall have it; None where it stays as it is."""
        state = self.box.checkState()
        if self.gone or state == self._before or state is Qt.CheckState.PartiallyChecked:
            return None
        return state is Qt.CheckState.Checked

    def new_name(self) -> str:
        """What it is to be called; empty where it keeps its name."""
        name = clean_theme(self.name.value())
        return "" if self.gone or name == self.theme else name

    def _rename(self) -> None:
        self.name.show()
        self.name.box.setFocus()
        self.name.box.selectAll()

    def _drop(self) -> None:
        self.gone = not self.gone
        self.box.setEnabled(not self.gone)
        self.rename.setVisible(not self.gone)
        self.name.setVisible(False)
        self.told.setText(
            f"It is taken off {plural(self._everywhere, 'comment')} when you keep this."
        )
        self.told.setVisible(self.gone)
        self._name_drop()

    def _name_drop(self) -> None:
        self.drop.set_text("Leave it" if self.gone else "Remove")
        self.drop.setAccessibleName(
            f"Leave “{self.theme}”" if self.gone else f"Remove “{self.theme}” everywhere"
        )


class ThemesPage(Room):
    """Ticks say what the chosen comments are about. Nothing is changed before it is kept."""

    def __init__(
        self,
        floor: Floor,
        audit_id: str,
        places: Collection[Place],
        tags: Mapping[Place, tuple[str, ...]],
        themes: Collection[str],
        kept: Kept,
    ) -> None:
        super().__init__(floor, "Themes", back="Comments")
        self._audit_id, self._places, self._kept = audit_id, tuple(places), kept
        self._themes = tuple(themes)
        count = len(self._places)
        whom = "this comment is" if count == 1 else f"these {count} comments are"
        self.sentence.setText(f"What {whom} about, in words of your own.")
        self.rows: dict[str, ThemeRow] = {}
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for theme in self._themes:
            tag = theme_tag(theme)
            on = sum(tag in tags.get(place, ()) for place in self._places)
            everywhere = sum(tag in some for some in tags.values())
            self.rows[theme] = ThemeRow(theme, on, count, everywhere)
            column.addWidget(self.rows[theme])
        if self.rows:
            self.add(section_title("Themes of this audit"))
            self.add(box)
        else:
            box.deleteLater()
        self.new = LineField(
            "A new theme",
            hint="A few words, such as “voice of the child”. It is offered again for the others.",
            characters=30,
            longest=LONGEST_THEME,
        )
        self.new.entered.connect(lambda _text: self._keep())
        self.add(self.new)
        cancel = secondary_button("Cancel")
        cancel.clicked.connect(floor.back)
        keep = primary_button("Keep the themes")
        keep.clicked.connect(self._keep)
        self.keep = keep
        self.add(button_row(cancel, keep), gap_before=Space.S)
        self.end()

    def focus_first(self) -> None:
        first = next(iter(self.rows.values()), None)
        (first.box if first is not None else self.new.box).setFocus()

    def look(self) -> None:
        super().look()
        self.say("Space ticks a theme", "Escape goes back and changes nothing")

    def _keep(self) -> None:
        wanted = {
            theme_tag(theme): on
            for theme, row in self.rows.items()
            if (on := row.wanted()) is not None
        }
        if clean_theme(self.new.value()):
            wanted[theme_tag(same_theme(self.new.value(), self._themes))] = True
        renamed = {theme: name for theme, row in self.rows.items() if (name := row.new_name())}
        gone = [theme for theme, row in self.rows.items() if row.gone]
        self.floor.back()
        if wanted:
            self._kept(wanted)
        if renamed or gone:
            workspace, audit_id = self.session.workspace, self._audit_id

            def write() -> Changes:
                for theme, name in renamed.items():
                    rename_theme(workspace, audit_id, theme, name)
                for theme in gone:
                    drop_theme(workspace, audit_id, theme)
                return changed(Topic.COMMENTS, audit_id=audit_id)

            self.session.write(write)


def _state(count: int, of: int) -> Qt.CheckState:
    if not count:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if count == of else Qt.CheckState.PartiallyChecked
