"""Timings as ratios to a named floor in the same run: ``python -m benchmarks``.

They are never tests: a machine's speed is not a property of the program.
"""
