"""Finds text that may identify a person: pure, offline. Its finders come with the guard."""
