"""Values become presets, one by one; what is wrong is named, and never widens anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.policy import NO_POLICY, HandOver, Policy, PolicyRead
from app.policies.settings import SETTINGS
from app.policies.sources import Source
from app.policies.taking import take
from app.policies.values import LOCK_MINUTES, MOST_OF_FOLDER, TEXT_PERCENTS
from app.sealing.keys import fingerprint_words

WORDS = "abandon ability able about above absent"
MACHINE, PERSON = r"HKLM\Software\Policies\Partnership Audit", "HKCU"


def read(**values: object) -> PolicyRead:
    return take([Source(MACHINE, values)])


def test_every_field_of_a_policy_is_a_setting() -> None:
    assert [setting.name for setting in SETTINGS] == [each.name for each in fields(Policy)]


def test_nothing_there_presets_nothing() -> None:
    found = take([Source(MACHINE), Source(PERSON)])
    assert found == PolicyRead(NO_POLICY, (), (), (MACHINE, PERSON))


def test_everything_is_taken_by_the_names_of_the_registry_in_any_capitals() -> None:
    found = read(
        Desk="agency",
        ReplyAddress=" audit@example.org ",
        WorkspacesFolder=str(Path.home()),
        FilesFolder="~",
        lockminutes=15,
        SCHEME="High Contrast",
        TextPercent="125",
        HandOver="folder; EMAIL",
        TrustedFingerprints=[WORDS.upper(), WORDS.replace(" ", "-"), ""],
    )
    assert found.problems == ()
    assert found.policy == Policy(
        desk="agency",
        reply_address="audit@example.org",
        workspaces_folder=str(Path.home()),
        files_folder=str(Path.home()),
        lock_minutes=15,
        scheme="high contrast",
        text_percent=125,
        hand_over=frozenset({HandOver.FOLDER, HandOver.EMAIL}),
        trusted_fingerprints=(WORDS,),
    )
    assert [preset.setting for preset in found.presets] == [each.name for each in fields(Policy)]
    shown = {preset.setting: preset.value for preset in found.presets}
    assert shown["hand_over"] == "folder, email"
    assert shown["trusted_fingerprints"] == WORDS
    assert {preset.place for preset in found.presets} == {MACHINE}


def test_the_computer_goes_before_the_person_value_by_value() -> None:
    machine = Source(MACHINE, {"LockMinutes": 5, "Desk": "fridge"})
    person = Source(PERSON, {"LockMinutes": 60, "Desk": "agency", "TextPercent": 150})
    found = take([machine, person])
    assert (found.policy.lock_minutes, found.policy.text_percent) == (5, 150)
    assert found.policy.desk == ""  # what is wrong for the computer is not the person's to say
    assert [(each.setting, each.place) for each in found.presets] == [
        ("lock_minutes", MACHINE),
        ("text_percent", PERSON),
    ]
    (problem,) = found.problems
    assert problem.startswith(f"{MACHINE}, Desk: Found “fridge”; expected one of: agency")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("desk", "fridge"),
        ("desk", ""),
        ("desk", 1),
        ("reply_address", "not an address"),
        ("reply_address", "two@example.org, three@example.org"),
        ("reply_address", f"{'a' * 250}@example.org"),
        ("workspaces_folder", "Audits"),
        ("workspaces_folder", "~/../other"),
        ("files_folder", "/%NO_SUCH_NAME_HERE%/x"),
        ("files_folder", "/" + "x" * MOST_OF_FOLDER),
        ("files_folder", "/a\nb"),
        ("lock_minutes", LOCK_MINUTES[-1] + 1),
        ("lock_minutes", -1),
        ("lock_minutes", True),
        ("lock_minutes", "ten"),
        ("lock_minutes", 2.5),
        ("scheme", "sepia"),
        ("text_percent", TEXT_PERCENTS[0] - 1),
        ("text_percent", TEXT_PERCENTS[-1] + 1),
        ("text_percent", b"\x96\x00\x00\x00"),
    ],
)
def test_a_wrong_value_is_left_out_and_named(name: str, value: object) -> None:
    found = read(**{name: value})
    assert found.policy == NO_POLICY
    assert found.presets == ()
    (problem,) = found.problems
    assert f"{MACHINE}, {name}: " in problem
    assert "left out" in problem
    assert problem.isprintable()


def test_no_minutes_at_all_is_never() -> None:
    assert read(LockMinutes=0).policy.lock_minutes == 0


def test_names_of_the_environment_are_put_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHERE_FILES_ARE", str(Path.home()))
    found = read(FilesFolder="%WHERE_FILES_ARE%/Audits")
    assert found.policy.files_folder == str(Path.home() / "Audits")


def test_a_way_that_nobody_knows_allows_nothing() -> None:
    some = read(hand_over=["emial", "folder"])
    assert some.policy.hand_over == frozenset({HandOver.FOLDER})
    assert "“emial” is left out" in some.problems[0]
    none = read(hand_over=["emial"])
    assert none.policy.hand_over == frozenset()
    assert not any(none.policy.allows(way) for way in HandOver)
    assert "no file leaves" in none.problems[-1]


@pytest.mark.parametrize("value", [[], "", "  ", 7, ["folder", 7], None, {"folder": True}])
def test_ways_that_cannot_be_read_allow_nothing(value: object) -> None:
    found = read(hand_over=value)
    assert found.policy.hand_over == frozenset()
    assert "no file leaves" in found.problems[-1]
    assert found.presets[0].value == "none"


def test_a_line_that_is_no_fingerprint_trusts_nobody() -> None:
    found = read(trusted_fingerprints=[WORDS, "abandon abiltiy able about above absent", "one two"])
    assert found.policy.trusted_fingerprints == (WORDS,)
    assert len(found.problems) == 2
    assert "“abandon abiltiy able about above absent” is left out" in found.problems[0]


@pytest.mark.parametrize("value", [[], "", "abandon", 7, ["x"], [WORDS] * 200, None])
def test_partnerships_that_cannot_be_read_are_none(value: object) -> None:
    found = read(trusted_fingerprints=value)
    assert not found.policy.trusts(WORDS)
    assert found.policy.refuses(WORDS)
    assert "no pack is opened" in found.problems[-1]


@given(st.binary(min_size=32, max_size=32))
def test_a_fingerprint_as_the_window_shows_it_is_taken(public: bytes) -> None:
    words = fingerprint_words(public)
    found = read(trusted_fingerprints=words)
    assert found.problems == ()
    assert found.policy.trusts(words)


def test_several_partnerships_in_one_text() -> None:
    other = "zoo zone zero youth young you"
    assert read(TrustedFingerprints=f"{WORDS}; {other};").policy.trusted_fingerprints == (
        WORDS,
        other,
    )


def test_what_is_no_setting_is_named() -> None:
    found = read(LockMinuets=10)
    assert found.policy == NO_POLICY
    assert found.problems == (f"{MACHINE}: there is no setting “LockMinuets”. It is left out.",)
    many = take([Source(MACHINE, {f"x{number}": 1 for number in range(500)})])
    assert len(many.problems) < 30


def test_lost_values_close_what_security_hangs_on_and_nothing_else() -> None:
    found = take([Source(MACHINE, lost=frozenset(setting.value_name for setting in SETTINGS))])
    assert found.policy.hand_over == frozenset()
    assert found.policy.refuses(WORDS)
    closed = {"hand_over": frozenset(), "trusted_fingerprints": found.policy.trusted_fingerprints}
    assert found.policy == Policy(**closed)  # type: ignore[arg-type]


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=300)
    | st.binary(max_size=50)
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)
NAMES = st.sampled_from([s.name for s in SETTINGS] + [s.value_name for s in SETTINGS]) | st.text()


@given(st.lists(st.dictionaries(NAMES, VALUES), max_size=2))
def test_any_values_give_a_policy_within_its_bounds(found: list[Mapping[str, object]]) -> None:
    read = take([Source(f"place {number}", values) for number, values in enumerate(found)])
    policy = read.policy
    assert policy.desk in {"", "agency", "partnership"}
    assert policy.lock_minutes in {None, 0, *LOCK_MINUTES}
    assert policy.text_percent in {None, *TEXT_PERCENTS}
    for folder in (policy.workspaces_folder, policy.files_folder):
        assert not folder or Path(folder).is_absolute()
    assert all(problem.isprintable() for problem in read.problems)
    named = {name.casefold() for values in found for name in values}
    if "handover" in named or "hand_over" in named:
        assert policy.hand_over is not None
    if "trustedfingerprints" in named or "trusted_fingerprints" in named:
        assert policy.trusted_fingerprints
