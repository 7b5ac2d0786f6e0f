"""The library of audit tools and their editor."""
