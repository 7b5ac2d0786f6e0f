"""The conformance vectors of C2SP age, and our own: files made by three implementations."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.sealing.age import armor, dearmor, decrypt, is_armored, read_stanzas
from tests.sealing.age.vectors import OWN, PUBLIC, read_vector


def _vectors(folder: Path) -> list[object]:
    if not folder.is_dir():
        reason = "the public conformance vectors are not beside the repository (shared/vectors/age)"
        return [pytest.param(None, id="absent", marks=pytest.mark.skip(reason=reason))]
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return [pytest.param(path, id=path.name) for path in paths]


@pytest.mark.parametrize("path", [*_vectors(OWN), *_vectors(PUBLIC)])
def test_vector(path: Path) -> None:
    vector = read_vector(path)

    def opened() -> bytes:
        # A few vectors spoil the very line that announces armor, so that is not left to be found.
        file = dearmor(vector.file) if vector.armored else vector.file
        return decrypt(file, vector.identities)

    if vector.error is None:
        assert vector.fits(opened())
        assert vector.fits(decrypt(vector.file, vector.identities))
        assert is_armored(vector.file) == vector.armored
        assert read_stanzas(vector.file)
    else:
        with pytest.raises(vector.error) as caught:
            opened()
        assert caught.type is vector.error


@pytest.mark.parametrize("name", ["javascript_hybrid", "own_x25519", "pyrage_x25519"])
def test_armor_is_written_as_others_write_it(name: str) -> None:
    text = read_vector(OWN / f"{name}_armored").file
    assert armor(dearmor(text)).encode() == text
