"""Fuzzing: every parser of what comes from outside, by bytes that nobody meant."""
