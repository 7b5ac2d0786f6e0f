"""The history, on both desks."""
