"""Setting an audit up, step by step."""
