"""The templates for group policy and the example file offer what the reader takes, and no more."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from app.domain.addresses import MOST_OF_EMAIL
from app.domain.policy import HandOver
from app.policies.registry import KEY
from app.policies.settings import SETTINGS
from app.policies.sources import Source
from app.policies.taking import take
from app.policies.values import (
    DESKS,
    LOCK_MINUTES,
    MOST_FINGERPRINTS,
    MOST_OF_FINGERPRINT,
    MOST_OF_FOLDER,
    SCHEMES,
    TEXT_PERCENTS,
)
from app.services.preferences import MOST_MINUTES
from app.storage import Desk
from app.ui.theme.tokens import Scheme

POLICY = Path(__file__).parents[2] / "installer" / "policy"
LANGUAGES = ("en-GB", "en-US")
NS = {"": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}
ADMX = Xml.parse(POLICY / "PartnershipAudit.admx").getroot()  # noqa: S314  our own


def policies() -> dict[str, Xml.Element]:
    return {each.attrib["name"]: each for each in ADMX.findall("policies/policy", NS)}


def element(name: str) -> Xml.Element:
    (found,) = policies()[name].findall("elements/*", NS)
    return found


def choices(name: str) -> list[str]:
    return [each.text or "" for each in element(name).findall("item/value/string", NS)]


def references() -> Iterator[tuple[str, str]]:
    for each in ADMX.iter():
        for value in each.attrib.values():
            found = re.fullmatch(r"\$\((string|presentation)\.(\w+)\)", value)
            if found:
                yield found.group(1), found.group(2)


def test_every_setting_has_a_policy_and_every_policy_a_setting() -> None:
    assert list(policies()) == [setting.value_name for setting in SETTINGS]
    for name, policy in policies().items():
        assert policy.attrib["key"] == KEY
        assert policy.attrib["class"] == "Both"
        assert element(name).attrib["valueName"] == name
        assert element(name).attrib["required"] == "true"
        assert policy.find("parentCategory", NS).attrib["ref"] == "PartnershipAudit"  # type: ignore[union-attr]
        assert policy.find("supportedOn", NS).attrib["ref"] == "SUPPORTED_Windows10"  # type: ignore[union-attr]


def test_no_other_template_is_needed() -> None:
    assert ADMX.find("policyNamespaces/using", NS) is None
    assert not [ref for ref in (e.get("ref", "") for e in ADMX.iter()) if ":" in ref]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reference_is_resolved_and_every_text_used(language: str) -> None:
    adml = Xml.parse(POLICY / language / "PartnershipAudit.adml").getroot()  # noqa: S314  our own
    strings = {e.attrib["id"]: e.text or "" for e in adml.iterfind(".//string", NS)}
    shown = {e.attrib["id"]: e for e in adml.iterfind(".//presentation", NS)}
    found = set(references())
    assert {name for kind, name in found if kind == "string"} == set(strings)
    assert {name for kind, name in found if kind == "presentation"} == set(shown)
    assert all(text.strip() for text in strings.values())
    controls = {
        "enum": "dropdownList",
        "text": "textBox",
        "decimal": "decimalTextBox",
        "multiText": "multiTextBox",
    }
    for name in policies():
        (control,) = shown[name]
        one = element(name)
        assert control.attrib["refId"] == one.attrib["id"]
        assert control.tag.partition("}")[2] == controls[one.tag.partition("}")[2]]
        assert "Not configured:" in strings[f"{name}_Explain"]


def test_both_languages_say_the_same() -> None:
    first, second = ((POLICY / each / "PartnershipAudit.adml").read_bytes() for each in LANGUAGES)
    assert first == second


def test_the_bounds_are_those_of_the_reader() -> None:
    def bounds(name: str, *which: str) -> list[int]:
        return [int(element(name).attrib[each]) for each in which]

    assert bounds("LockMinutes", "minValue", "maxValue") == [0, LOCK_MINUTES[-1]]
    assert bounds("TextPercent", "minValue", "maxValue") == [TEXT_PERCENTS[0], TEXT_PERCENTS[-1]]
    assert bounds("ReplyAddress", "maxLength") == [MOST_OF_EMAIL]
    assert bounds("WorkspacesFolder", "maxLength") == [MOST_OF_FOLDER]
    assert bounds("FilesFolder", "maxLength") == [MOST_OF_FOLDER]
    most = [MOST_OF_FINGERPRINT, MOST_FINGERPRINTS]
    assert bounds("TrustedFingerprints", "maxLength", "maxStrings") == most
    assert choices("Desk") == list(DESKS)
    assert choices("Scheme") == list(SCHEMES)


def test_every_way_that_can_be_chosen_is_taken_as_it_is_meant() -> None:
    ways = [frozenset(choice.split(";")) for choice in choices("HandOver")]
    assert len(set(ways)) == len(ways) == 2 ** len(HandOver) - 1  # all there can be but none
    for choice, way in zip(choices("HandOver"), ways, strict=True):
        found = take([Source("", {"HandOver": choice})])
        assert found.policy.hand_over == frozenset(map(HandOver, way))
        assert found.problems == ()


def test_the_example_names_every_setting_and_presets_none() -> None:
    text = (POLICY / "policy.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}
    opened = re.sub(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE)
    values = tomllib.loads(opened)
    assert list(values) == [setting.name for setting in SETTINGS]
    found = take([Source("example", values)])
    assert found.problems == ()
    assert len(found.presets) == len(SETTINGS)


def test_the_table_for_it_names_every_setting() -> None:
    text = (POLICY / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|[^|]*\| `(\w+)` \| [^|]*\| `(\w+)` \|", text, re.MULTILINE)
    assert rows == [(setting.value_name, setting.name) for setting in SETTINGS]


def test_the_choices_are_those_of_the_program() -> None:
    assert tuple(Desk) == DESKS
    assert tuple(Scheme) == SCHEMES
    assert LOCK_MINUTES[-1] == MOST_MINUTES
