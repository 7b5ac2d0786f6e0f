"""Tests of the domain's plain data and pure rules."""
