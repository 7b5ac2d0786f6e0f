"""The auditor's desk in its window, with real workspaces."""
