from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flow.desks import Round, start_round


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Round]:
    round_ = start_round(tmp_path)
    yield round_
    round_.partnership.close()
