"""The style sheet for Qt's own controls, written from the tokens.

What a widget of ours draws itself is not in here. Lengths that hold text grow with the text
scale; hairlines and corners do not.
"""

from __future__ import annotations

from app.ui.theme.current import Theme
from app.ui.theme.icons import icon_folder
from app.ui.theme.tokens import CONTROL_HEIGHT, RADIUS, Palette


def stylesheet(theme: Theme) -> str:
    """The whole style sheet of a theme."""
    return "\n".join(
        (
            _base(theme),
            _buttons(theme),
            _fields(theme),
            _ticks(theme),
            _views(theme),
            _scroll(theme),
        )
    )


def _image(name: str, palette: Palette) -> str:
    # Qt's style sheets take images as files only, so the three that they need lie there tinted.
    path = icon_folder() / "qss" / f"{name}-{'dark' if palette.is_dark else 'light'}.svg"
    return f'url("{path.as_posix()}")'


def _base(theme: Theme) -> str:
    p = theme.palette
    return f"""
* {{ outline: 0; }}
QMainWindow, QDialog, QWidget#page {{ background: {p.page}; }}
QScrollArea, QScrollArea > QWidget > QWidget#reading {{ background: transparent; border: 0; }}
QFrame#card {{ background: {p.surface}; border: 1px solid {p.hairline};
    border-radius: {RADIUS}px; }}
QFrame#topbar {{ background: {p.surface}; border: 0; border-bottom: 1px solid {p.hairline}; }}
QFrame#statusline {{ background: {p.surface}; border: 0; border-top: 1px solid {p.hairline}; }}
QFrame#side {{ background: {p.surface}; border: 0; border-right: 1px solid {p.hairline}; }}
QToolTip {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.outline};
    padding: 5px 8px; font-size: {theme.px(12)}px; }}
QMenu {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.hairline};
    border-radius: {RADIUS}px; padding: 5px; }}
QMenu::item {{ padding: {theme.px(7)}px {theme.px(28)}px {theme.px(7)}px {theme.px(12)}px;
    border-radius: 4px; }}
QMenu::item:selected {{ background: {p.accent_soft}; color: {p.accent}; }}
QMenu::item:disabled {{ color: {p.secondary}; }}
QMenu::right-arrow {{ image: {_image("chevron-right", p)}; width: {theme.px(16)}px;
    height: {theme.px(16)}px; right: {theme.px(6)}px; }}
QMenu::icon {{ padding-left: {theme.px(8)}px; }}
QMenu::separator {{ height: 1px; background: {p.hairline}; margin: 5px 8px; }}
QSplitter::handle {{ background: {p.hairline}; }}
"""


def _buttons(theme: Theme) -> str:
    p = theme.palette
    inner = theme.px(CONTROL_HEIGHT)
    return f"""
QPushButton {{ background: {p.surface}; color: {p.text}; border: 1px solid {p.edge};
    border-radius: {RADIUS}px; padding: 0 {theme.px(18)}px; min-height: {inner}px;
    font-weight: 600; }}
QPushButton:hover {{ background: {p.hover}; }}
QPushButton:pressed {{ background: {p.hairline}; }}
QPushButton:disabled {{ color: {p.secondary}; background: {p.page};
    border: 1px solid {p.hairline}; }}
QPushButton[kind="primary"] {{ background: {p.accent}; color: {p.on_accent};
    border-color: {p.accent}; }}
QPushButton[kind="primary"]:hover {{ background: {p.accent_hover};
    border-color: {p.accent_hover}; }}
QPushButton[kind="primary"]:pressed {{ background: {p.accent_pressed}; }}
QPushButton[kind="primary"]:disabled {{ background: {p.sunken}; color: {p.secondary};
    border: 1px solid {p.hairline}; }}
QPushButton[kind="danger"] {{ background: {p.problem}; color: {_on(p, p.problem)};
    border-color: {p.problem}; }}
QPushButton[kind="quiet"] {{ background: transparent; color: {p.accent}; border-color: transparent;
    font-weight: 400; padding: 0 {theme.px(6)}px; }}
QPushButton[kind="quiet"]:hover {{ text-decoration: underline; background: transparent; }}
QPushButton[kind="quiet"]:pressed {{ color: {p.accent_pressed}; background: {p.accent_soft}; }}
QPushButton[kind="quiet"]:disabled {{ color: {p.secondary}; }}
QPushButton[kind="icon"] {{ background: transparent; border-color: transparent; padding: 0;
    min-width: {inner}px; max-width: {inner}px; }}
QPushButton[kind="icon"]:hover {{ background: {p.hover}; }}
QPushButton[kind="bar"] {{ background: transparent; border-color: transparent; font-weight: 400;
    color: {p.secondary}; padding: 0 {theme.px(8)}px; text-align: left; }}
QPushButton[kind="bar"]:hover {{ background: {p.hover}; color: {p.text}; }}
QPushButton[kind="bar"]::menu-indicator {{ width: 0; image: none; }}
QPushButton[kind="pill"] {{ border: 1px solid {p.edge}; padding: 0 {theme.px(14)}px;
    border-radius: {inner // 2}px; min-height: {inner - 2}px; font-weight: 400;
    font-size: {theme.px(13)}px; }}
QPushButton[kind="pill"]:checked {{ background: {p.accent_soft}; color: {p.accent};
    border-color: {p.accent}; font-weight: 600; }}
QPushButton[kind="tab"] {{ border: 0; border-bottom: 3px solid transparent; border-radius: 0;
    background: transparent; padding: 0 {theme.px(2)}px; min-height: {inner - 3}px;
    font-weight: 400; }}
QPushButton[kind="tab"]:hover {{ border-bottom-color: {p.edge}; }}
QPushButton[kind="tab"]:checked {{ color: {p.accent}; border-bottom-color: {p.accent};
    font-weight: 600; }}
"""


def _fields(theme: Theme) -> str:
    p = theme.palette
    inner = theme.px(CONTROL_HEIGHT)
    fields = "QLineEdit, QComboBox, QAbstractSpinBox, QTextEdit, QPlainTextEdit"
    return f"""
{fields} {{ background: {p.surface}; color: {p.text}; border: 1px solid {p.outline};
    border-radius: {RADIUS}px; selection-background-color: {p.accent};
    selection-color: {p.on_accent}; placeholder-text-color: {p.secondary}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ padding: 0 {theme.px(12)}px; min-height: {inner}px; }}
QTextEdit, QPlainTextEdit {{ padding: 0; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QTextEdit:focus, QPlainTextEdit:focus
    {{ border-color: {p.accent}; }}
QLineEdit[wrong="true"], QTextEdit[wrong="true"] {{ border: 2px solid {p.problem}; }}
QLineEdit[wrong="true"] {{ padding: 0 {theme.px(12) - 1}px; min-height: {inner - 2}px; }}
QLineEdit:disabled, QComboBox:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled
    {{ background: {p.sunken}; color: {p.secondary}; border-color: {p.hairline}; }}
QLineEdit:read-only, QTextEdit:read-only {{ background: {p.sunken}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: 0; padding: 0 {theme.px(12)}px;
    min-height: 0; }}
QAbstractSpinBox {{ padding: 0; }}
QComboBox::drop-down {{ border: 0; width: {theme.px(32)}px; }}
QComboBox::down-arrow {{ image: {_image("chevron-down", p)}; width: {theme.px(18)}px;
    height: {theme.px(18)}px; }}
QComboBox QAbstractItemView {{ background: {p.raised}; color: {p.text};
    border: 1px solid {p.hairline}; padding: 4px; selection-background-color: {p.accent_soft};
    selection-color: {p.accent}; }}
QComboBox QAbstractItemView::item {{ min-height: {theme.px(34)}px; padding: 0 8px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: {theme.px(26)}px;
    background: transparent; }}
QAbstractSpinBox::up-arrow {{ image: {_image("chevron-up", p)}; width: {theme.px(16)}px;
    height: {theme.px(16)}px; }}
QAbstractSpinBox::down-arrow {{ image: {_image("chevron-down", p)}; width: {theme.px(16)}px;
    height: {theme.px(16)}px; }}
"""


def _ticks(theme: Theme) -> str:
    p = theme.palette
    box = theme.px(20)
    return f"""
QCheckBox, QRadioButton {{ spacing: {theme.px(10)}px; color: {p.text};
    min-height: {theme.px(CONTROL_HEIGHT)}px; background: transparent;
    padding-right: {theme.px(6)}px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {p.secondary}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {box - 4}px; height: {box - 4}px;
    border: 2px solid {p.outline}; background: {p.surface}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: {box // 2}px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {p.accent}; }}
QCheckBox::indicator:checked {{ background: {p.accent}; border-color: {p.accent};
    image: {_image("check", p)}; }}
QRadioButton::indicator:checked {{ background: {p.accent}; border-color: {p.accent};
    image: {_image("dot", p)}; }}
"""


def _views(theme: Theme) -> str:
    p = theme.palette
    return f"""
QAbstractItemView {{ background: {p.surface}; color: {p.text}; border: 0;
    selection-background-color: {p.accent_soft}; selection-color: {p.text}; }}
QListView#nav {{ background: transparent; }}
QTableView {{ border: 1px solid {p.hairline}; border-radius: {RADIUS}px; }}
QHeaderView, QHeaderView::section {{ background: {p.surface}; color: {p.text}; border: 0; }}
QHeaderView::section:horizontal {{ border-bottom: 1px solid {p.hairline};
    padding: 0 14px; font-weight: 600; font-size: {theme.px(14)}px; }}
QHeaderView::up-arrow {{ image: {_image("chevron-up", p)}; width: {theme.px(14)}px; }}
QHeaderView::down-arrow {{ image: {_image("chevron-down", p)}; width: {theme.px(14)}px; }}
QTableCornerButton::section {{ background: {p.surface}; border: 0; }}
QTabBar::tab {{ padding: {theme.px(8)}px {theme.px(14)}px; color: {p.secondary};
    border: 0; border-bottom: 2px solid transparent; background: transparent; }}
QTabBar::tab:selected {{ color: {p.accent}; border-bottom-color: {p.accent}; font-weight: 600; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {p.hairline}; }}
QProgressBar {{ background: {p.hairline}; border: 0; border-radius: 3px; max-height: 6px;
    min-height: 6px; }}
QProgressBar::chunk {{ background: {p.accent}; border-radius: 3px; }}
"""


def _scroll(theme: Theme) -> str:
    p = theme.palette
    return f"""
QScrollBar {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: 12px; margin: 0; }}
QScrollBar:horizontal {{ height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {p.outline}; border: 0; margin: 3px; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::handle:hover {{ background: {p.secondary}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
"""


def _on(palette: Palette, fill: str) -> str:
    """Ink or white, whichever is read better on a fill."""
    from app.ui.theme.tokens import contrast

    return max(("#FFFFFF", "#0B1A20", palette.text), key=lambda ink: contrast(ink, fill))
