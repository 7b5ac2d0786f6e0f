"""An agency whose forms another one fills in: both are named wherever the return is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.services.answer_case import start_form
from app.services.seal_returns import seal_returns
from app.ui.pages.agency.seal_page import SealPage
from app.ui.pages.agency.sealed_page import SealedPage
from app.ui.widgets.labels import TextLabel
from tests.builders import clock, full_form
from tests.flow import desks
from tests.ui.agency.scene import Scene

BOTH = "Police, filled in by the education team"
SCHOOL = "Invented Primary School"


@pytest.fixture
def by_proxy(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """The desk of the education team, with a pack for the police."""
    proxied = desks.DEFINITION.replace(
        'email = "police@example.org"',
        'email = "police@example.org"\nproxy = "the education team"',
    )
    monkeypatch.setattr(desks, "DEFINITION", proxied)
    started = desks.start_round(tmp_path / "round")
    scene.open_pack(started.pack("Police"))
    yield scene
    started.partnership.close()


def texts(page: QWidget) -> list[str]:
    """Everything that is said on a page."""
    return [label.text() for label in page.findChildren(TextLabel) if label.isVisible()]


def test_the_return_names_both(by_proxy: Scene, tmp_path: Path) -> None:
    audit = by_proxy.desk.views[0].audit
    workspace = by_proxy.session.workspace
    by_proxy.open_case("T-1", "about")
    hint = "the education team fills in this form for Police. Name the school or service."
    assert hint in texts(by_proxy.about)
    by_proxy.about.behalf.box.setFocus()
    by_proxy.write(SCHOOL)
    by_proxy.interview.flush()
    assert by_proxy.stored("T-1").on_behalf_of == SCHOOL

    start_form(workspace, audit.id, "T-1", replace(full_form(), on_behalf_of=SCHOOL))
    by_proxy.desk.show_audit(audit.id)
    by_proxy.settle()
    by_proxy.open_case("T-1", "check")
    assert {BOTH, SCHOOL} <= set(texts(by_proxy.check))

    by_proxy.desk.show_sealing()
    by_proxy.settle()
    said = texts(by_proxy.page(SealPage))
    assert f"Returns of {BOTH}." in said
    assert f"on behalf of {SCHOOL}" in said

    seal_returns(workspace, audit.id, ["T-1"], tmp_path / "out", clock=clock)
    by_proxy.desk.show_audit(audit.id)
    by_proxy.settle()
    by_proxy.desk.open_case("T-1")
    by_proxy.settle()
    assert {BOTH, SCHOOL} <= set(texts(by_proxy.page(SealedPage)))
