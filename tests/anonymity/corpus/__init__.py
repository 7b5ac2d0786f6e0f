"""The labelled corpus for the anonymity guard: how its comments are made, and how they are read."""
