"""Every key of the two desks that does something by itself: the one list for each.

The window takes its keys from here, and Help and the user guide show them from here.
"""

from __future__ import annotations

from dataclasses import dataclass

_SIGNS = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}
_NAMES = {"Return": "Enter", "PgDown": "Page Down", "PgUp": "Page Up", ".": "Full stop"}


@dataclass(frozen=True)
class Shortcut:
    """Keys that do the same, written as Qt writes them ("Alt+Right"), and what they do."""

    id: str
    keys: tuple[str, ...]
    does: str

    @property
    def words(self) -> str:
        """The keys as they are printed and spoken: "Alt + → or Ctrl + Page Down"."""
        return " or ".join(" + ".join(caps(keys)) for keys in self.keys)


def caps(keys: str) -> tuple[str, ...]:
    """What stands on the caps of keys that are pressed together."""
    parts = keys.removesuffix("++").split("+") + (["+"] if keys.endswith("++") else [])
    return tuple({**_SIGNS, **_NAMES}.get(key, key) for key in parts)


Shortcuts = tuple[tuple[str, tuple[Shortcut, ...]], ...]
"""Shortcuts under the place where they hold."""

HELP = Shortcut("help", ("F1",), "Help for the page where you are")
BACK_FROM_HELP = Shortcut("back from help", ("Esc",), "From Help, back to where you were")
SEARCH = Shortcut("search", ("Ctrl+F",), "In Help: find a topic")
LOCK = Shortcut("lock", ("Ctrl+L",), "Lock the desk")
MOVE = Shortcut("move", ("Tab", "Shift+Tab"), "Go to the next control, or to the one before")
PRESS = Shortcut("press", ("Return", "Space"), "Press the button, or open the row, with the ring")
ROWS = Shortcut("rows", ("Up", "Down"), "Go to the case above or below")
OPTIONS = Shortcut("options", ("Right", "Left"), "Go from a case to its options, and back")
NEXT = Shortcut("next", ("Alt+Right", "Ctrl+PgDown"), "Go to the next page of the form")
PREVIOUS = Shortcut("previous", ("Alt+Left", "Ctrl+PgUp"), "Go to the page before")
LETTERS = Shortcut("letters", ("Y", "N", "A"), "Choose the answer that shows this letter")
CLEAR = Shortcut("clear", ("Del", "Backspace"), "Take the answer that has the ring away")
UNDO = Shortcut("undo", ("Ctrl+Z",), "Take back the last change in a text")
REDO = Shortcut("redo", ("Ctrl+Shift+Z",), "Make the change again")
MARK = Shortcut("mark", ("Ctrl+.",), "Beside an underlined word: what to write instead")

SHORTCUTS: Shortcuts = (
    ("Everywhere", (HELP, BACK_FROM_HELP, SEARCH, LOCK, MOVE, PRESS)),
    ("In the list of cases", (ROWS, OPTIONS)),
    ("In a form", (NEXT, PREVIOUS, LETTERS, CLEAR, UNDO, REDO, MARK)),
)
"""Those of the auditor's desk."""

ROOMS = Shortcut("rooms", ("Ctrl+1", "Ctrl+9"), "Go to the first room at the side, to the ninth")
BACK = Shortcut("back", ("Alt+Left", "Esc"), "From a page, back to the one it was opened from")
LINES = Shortcut("lines", ("Up", "Down"), "Go to the row above or below")
UNFOLD = Shortcut("unfold", ("Right", "Left"), "Unfold a row that shows more, and fold it")
FIND = Shortcut(
    "find",
    ("Ctrl+F",),
    "In Help, the tracker, the comments, the address book and all audits: find",
)
MARK_TO_ASK = Shortcut("mark to ask", ("M",), "Mark the question to be asked about")
NEXT_TO_READ = Shortcut("next to read", ("Alt+Right",), "Go on to the next return to be read")
SQUARE = Shortcut("square", ("Space",), "Turn a square over: asked or not asked")
STEP_UP = Shortcut("step", ("Alt+Up", "Alt+Down"), "Move the question or the section")
TAKE_BACK = Shortcut("take back", ("Ctrl+Z",), "Undo the last step, whatever it was")
DO_AGAIN = Shortcut("do again", ("Ctrl+Y", "Ctrl+Shift+Z"), "Redo it")
TAG_WORRIED = Shortcut("worried", ("W",), "Tag it as a worry, or take the tag off")
TAG_WELL = Shortcut("well", ("G",), "Tag it as going well")
TAG_TO_DO = Shortcut("to do", ("D",), "Tag it as something to do")
THEMES = Shortcut("themes", ("T",), "Choose themes for it")
QUOTE = Shortcut("quote", ("Q",), "Quote it in the report")
NOTE = Shortcut("note", ("N",), "Note it for the meeting")
RECOMMEND = Shortcut("recommend", ("R",), "Begin a recommendation with it")
SEVERAL = Shortcut("several", ("Shift+Up", "Shift+Down", "Ctrl+A"), "Choose several comments")
COPY = Shortcut("copy", ("Ctrl+C",), "Copy what is chosen, with who wrote it")
UNTAG = Shortcut("untag", ("Ctrl+Z",), "Take the last tagging back")

MOVE_ROW = Shortcut("move row", ("Alt+Up", "Alt+Down"), "Move the recommendation up or down")
TAKE_AWAY = Shortcut("take away", ("Del",), "Remove it, which can be taken back")

MEETING_SHORTCUTS: Shortcuts = (
    (
        "In the meeting",
        (
            Shortcut("matters", ("PgUp", "PgDown"), "Go to the matter before, or the next one"),
            Shortcut("beside", ("Alt+Left", "Alt+Right"), "The same"),
            Shortcut("discussed", ("Ctrl+Return",), "Discussed, or not yet"),
            Shortcut("columns", ("Alt+1", "Alt+2", "Alt+3"), "Worried, going well, to do: write"),
            Shortcut("views", ("Alt+4", "Alt+5", "Alt+6"), "Answers, agencies’ words, judgement"),
            Shortcut("time", ("Alt+P",), "Pause the time, or go on"),
            Shortcut("no time", ("Alt+T",), "Hide the time, or show it"),
            Shortcut("full", ("F11",), "Fill the screen, or no longer"),
            Shortcut("out", ("Esc",), "Leave full screen, then the meeting"),
            Shortcut("sheet", ("?",), "Outside a text: show these keys"),
        ),
    ),
    (
        "In a point of the meeting",
        (
            Shortcut("point", ("Return",), "On to the next point"),
            Shortcut("point up", ("Alt+Up", "Alt+Down"), "Move it up or down"),
            Shortcut(
                "point across",
                ("Alt+Shift+Left", "Alt+Shift+Right"),
                "Move it to the column beside",
            ),
            Shortcut("point away", ("Ctrl+Del",), "Take it away"),
            Shortcut("point back", ("Alt+Z",), "Put back what was taken away"),
        ),
    ),
    (
        "In what the agencies wrote",
        (
            Shortcut("behind", ("Return",), "Show the comments, or take the words over"),
            Shortcut("take", ("1", "2", "3"), "Take the words over into that column"),
        ),
    ),
)
"""Those of the meeting on the projector, which shows them on a sheet of its own."""

LARGER = Shortcut("larger", ("Ctrl++", "Ctrl+="), "Show the pages larger")
SMALLER = Shortcut("smaller", ("Ctrl+-",), "Show them smaller")
FIT = Shortcut("fit", ("Ctrl+0",), "As wide as the window")
TURN = Shortcut("turn", ("PgDown", "PgUp", "Home", "End"), "Go through the pages")

PARTNERSHIP_SHORTCUTS: Shortcuts = (
    ("Everywhere", (HELP, BACK_FROM_HELP, FIND, LOCK, ROOMS, BACK, MOVE, PRESS)),
    ("In the inbox and the findings", (LINES, UNFOLD)),
    (
        "In the list of comments",
        (TAG_WORRIED, TAG_WELL, TAG_TO_DO, THEMES, QUOTE, NOTE, RECOMMEND, SEVERAL, COPY, UNTAG),
    ),
    ("In the list of recommendations", (MOVE_ROW, TAKE_AWAY)),
    ("In a return", (MARK_TO_ASK, NEXT_TO_READ)),
    ("In the grid of who is asked", (SQUARE,)),
    ("In the editor of an audit tool", (TAKE_BACK, DO_AGAIN, STEP_UP)),
    ("In the preview of a report", (TURN, LARGER, SMALLER, FIT)),
    *MEETING_SHORTCUTS,
)
"""Those of the partnership's desk."""
