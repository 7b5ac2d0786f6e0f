"""Killed at any moment, nothing that was saved is lost: ``python -m tests.durability 200``."""
