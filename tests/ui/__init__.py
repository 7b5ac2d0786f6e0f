"""Tests of the window, with real widgets, keys and mouse."""
