"""The two desks on the screen. PySide6 is imported in this room only."""
