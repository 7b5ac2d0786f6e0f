"""The file of presets: read only where nobody but its owner could have written it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.policy import NO_POLICY, HandOver, PolicyRead
from app.policies import read_policy
from app.policies.file import policy_file, read_policy_file
from app.policies.taking import take

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has the registry instead")

WORDS = "abandon ability able about above absent"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the file is; its folder is its owner's alone."""
    tmp_path.chmod(0o755)
    return tmp_path / "policy.toml"


def read(path: Path) -> PolicyRead:
    return take([read_policy_file(path, owner=os.getuid())])


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o644)


def test_values_are_taken_from_the_file(place: Path) -> None:
    write(place, f'desk = "partnership"\nlock_minutes = 0\ntrusted_fingerprints = ["{WORDS}"]\n')
    found = read(place)
    assert (found.policy.desk, found.policy.lock_minutes) == ("partnership", 0)
    assert found.policy.trusts(WORDS)
    assert {preset.place for preset in found.presets} == {str(place)}
    assert found.problems == ()


def test_no_file_is_no_preset(place: Path) -> None:
    assert read(place) == PolicyRead(places=(str(place),))


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_a_file_that_others_can_write_is_not_used(place: Path, mode: int) -> None:
    write(place, f'desk = "agency"\ntrusted_fingerprints = ["{WORDS}"]\n')
    place.chmod(mode)
    found = read(place)
    assert not found.policy.trusts(WORDS)
    assert found.policy.desk == ""
    assert f"{place} is not used: others than the administrator can write into it." in (
        found.problems
    )


def test_a_folder_that_others_can_write_is_as_bad(place: Path) -> None:
    write(place, f'trusted_fingerprints = ["{WORDS}"]\n')
    place.parent.chmod(0o777)
    found = read(place)
    assert not found.policy.trusts(WORDS)
    assert "its folder" in found.problems[0]


def test_a_file_of_somebody_else_is_not_used(place: Path) -> None:
    write(place, f'trusted_fingerprints = ["{WORDS}"]\n')
    found = take([read_policy_file(place, owner=os.getuid() + 1)])
    assert not found.policy.trusts(WORDS)
    assert "does not belong to the administrator" in found.problems[0]


def test_a_link_a_folder_and_a_pipe_are_not_used(place: Path) -> None:
    other = place.with_name("other.toml")
    write(other, f'trusted_fingerprints = ["{WORDS}"]\n')
    place.symlink_to(other)
    assert not read(place).policy.trusts(WORDS)
    assert read(place).problems
    place.unlink()
    place.mkdir()
    assert read(place).problems
    place.rmdir()
    os.mkfifo(place)
    assert "no ordinary file" in read(place).problems[0]


def test_a_broken_file_closes_only_what_it_names(place: Path) -> None:
    write(place, "lock_minutes = 10\ntext_percent =\n")
    found = read(place)
    assert found.policy == NO_POLICY
    assert "is no TOML" in found.problems[0]
    write(place, f'lock_minutes =\n  trusted_fingerprints = ["{WORDS}"]\n')
    found = read(place)
    assert found.policy.hand_over is None
    assert found.policy.refuses(WORDS)
    write(place, '"hand_over" = ["folder"]\n[[')
    assert not read(place).policy.allows(HandOver.FOLDER)


def test_a_file_that_is_too_large_or_no_text_is_not_used(place: Path) -> None:
    write(place, "hand_over = ['text']\n" + "# long\n" * 20_000)
    found = read(place)
    assert "larger than 64 KB" in found.problems[0]
    assert found.policy.hand_over == frozenset()
    place.write_bytes(b"desk = 'agency' # \xff\n")
    assert "not UTF-8" in read(place).problems[0]
    write(place, "desk = " + "[" * 30_000)
    assert read(place).problems


def test_the_file_is_where_only_administrators_write() -> None:
    assert policy_file().is_absolute()
    assert Path.home() not in policy_file().parents
    assert read_policy().places == (str(policy_file()),)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400)
    | st.text(max_size=400).map(str.encode)
    | st.text(alphabet="hand_over=\"'[]{},\n #.1t", max_size=200).map(str.encode)
)
def test_no_file_stops_the_program(place: Path, content: bytes) -> None:
    place.write_bytes(content)
    place.chmod(0o644)
    found = read(place)
    assert found.places == (str(place),)
    assert all(problem.isprintable() for problem in found.problems)
