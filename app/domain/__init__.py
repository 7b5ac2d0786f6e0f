"""The words of the domain as plain data and pure rules.

Standard library only; nothing here reads a file, a clock or a network.
"""
