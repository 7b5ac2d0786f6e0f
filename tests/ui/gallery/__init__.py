"""Every screen and state of both desks on sample data, to look at and to check.

``python -m tests.ui.gallery DIR`` draws them; the same list is what tests/ui/accessibility checks.
"""
