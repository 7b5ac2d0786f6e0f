"""The documents inside travelling files, one module per format version.

A module is never edited after its format was released: packs and returns of every
released version stay readable (``tests/data/releases``).
"""
