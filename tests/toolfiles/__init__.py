"""Tests of the files that people and other programs write."""
