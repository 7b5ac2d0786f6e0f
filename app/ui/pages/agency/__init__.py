"""The auditor's desk: open a pack, answer for each case, seal the returns."""
