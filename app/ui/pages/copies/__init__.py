"""Copies of a desk on both desks: the list of them, putting one back, rescue after damage."""
