"""Checks that a window can be used by everyone: names, focus, contrast, whole text, size.

Each check is a plain function from a window to its findings; the gallery writes them into a
report and the tests fail on them.
"""
