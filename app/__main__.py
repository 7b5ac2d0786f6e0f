"""Arguments only: ``python -m app`` and the installed ``partnership-audit``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program and leave with its exit code."""
    from app.bootstrap import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
