"""What of the packaging can be checked without Wine. The rest is in ``installer/build.py``."""

import sys
from pathlib import Path

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
if str(INSTALLER) not in sys.path:
    sys.path.append(str(INSTALLER))
