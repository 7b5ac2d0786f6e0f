"""A sample of the mutations at each run; all of them by ``python -m tests.mutations``."""

from __future__ import annotations

from pathlib import Path

from tests.mutations.mutate import mutate

# Each kind of change that means something has a sentence of its own kind.
SAID = {
    "one byte flipped": ("damaged", "changed after", "somebody else", "not as expected", "not a P"),
    "cut off": ("damaged or incomplete", "not a Partnership Audit file"),
    "signed by another": ("key",),
    "of another audit": ("not in this workspace",),
    "about a case that is not on the list": ("not asked about",),
    "replayed with other answers": ("same revision",),
}


def test_nothing_that_was_changed_comes_in(tmp_path: Path) -> None:
    tally = mutate(tmp_path, step=97)
    assert tally.came_in == []
    assert tally.tried.total() > 150
    for kind, words in SAID.items():
        for sentence in tally.sentences[kind]:
            assert any(word in sentence for word in words), (kind, sentence)
            assert "Nothing was brought in" in sentence or "othing was" in sentence, sentence
