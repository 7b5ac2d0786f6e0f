"""Counts turned into findings: pure, no I/O."""
