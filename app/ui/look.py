"""How the window looks: what was chosen, unless the organisation has preset it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.domain.policy import Policy
from app.services.preferences import Look
from app.ui.theme.apply import apply_theme
from app.ui.theme.tokens import Scheme


def in_force(look: Look, policy: Policy) -> Look:
    """A look with what is preset in the place of what was chosen."""
    return Look(policy.scheme or look.scheme, policy.text_percent or look.text_percent)


def show_look(look: Look) -> None:
    """Let the whole program look so; a scheme that nobody knows is that of the system."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        scheme = Scheme(look.scheme) if look.scheme in set(Scheme) else Scheme.SYSTEM
        apply_theme(app, scheme, look.text_percent / 100)
