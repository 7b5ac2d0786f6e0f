"""Packages that were changed on their way: every one is refused, and nothing comes in."""
