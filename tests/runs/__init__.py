"""Runs through the whole program in a real window under a virtual display, by real events.

``python -m tests.runs keyboard DIR`` and ``python -m tests.runs mouse DIR`` take an agency's desk
from a bare first start to the prepared e-mail, and prove what came out of it.
"""
