"""The history of the workspace's tables. Runs from within the program, on its open connection."""
