"""Checks of the sample audit."""
