"""The audit report: a module for each of its chapters."""
