"""Partnership Audit: multi-agency audits for safeguarding partnerships."""

__version__ = "0.2.0"
