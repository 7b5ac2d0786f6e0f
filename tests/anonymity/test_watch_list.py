"""The watch list: every way of writing what is on it, and nothing near it by chance."""

from __future__ import annotations

import pytest

from app.anonymity import Confidence, Finding, Kind, ScanContext, WatchEntry, parse_watch_list, scan

LIST = parse_watch_list(
    """
    # of this case
    Elizabeth Anne Carter-Hughes
    name: Muhammad Siddique
    nickname: Shaz
    mother: Grace O'Malley
    Zoë Łuczak
    address: 12 Acacia Avenue
    school: St Mary's Primary School
    worker: Jane Fotherby
    phone: 01270 555 0199
    Will Young
    reference: LL-0099812
    Joan Little
    Mairead McAllister
    Simon Tolley
    Tobias Begovic-Marlin
    """
)


def watched(text: str, initials: str = "") -> list[Finding]:
    found = scan(text, ScanContext(initials=initials, watch_list=LIST))
    return [one for one in found if one.kind is Kind.WATCH_LIST]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Elizabeth was seen.", "Elizabeth"),
        ("elizabeth was seen.", "elizabeth"),
        ("ELIZABETH was seen.", "ELIZABETH"),
        ("It is Elizabeth's view.", "Elizabeth"),
        ("Elisabeth was seen.", "Elisabeth"),
        ("Elizabteh was seen.", "Elizabteh"),
        ("Elizzabeth was seen.", "Elizzabeth"),
        ("Elizabth was seen.", "Elizabth"),
        ("Liz was seen.", "Liz"),
        ("Beth was seen.", "Beth"),
        ("liz was seen.", "liz"),
        ("Carter-Hughes was seen.", "Carter-Hughes"),
        ("Carter Hughes was seen.", "Carter Hughes"),
        ("The Hugheses were seen.", "Hugheses"),
        ("Mohammed was seen.", "Mohammed"),
        ("mohamed was seen.", "mohamed"),
        ("Mo was seen.", "Mo"),
        ("Siddiqui was seen.", "Siddiqui"),
        ("Sidique was seen.", "Sidique"),
        ("shaz was seen.", "shaz"),
        ("Shaz's phone was seen.", "Shaz"),
        ("We saw Grace.", "Grace"),
        ("OMalley was seen.", "OMalley"),
        ("O’Malley was seen.", "O’Malley"),
        ("Zoe was seen.", "Zoe"),
        ("Luczak was seen.", "Luczak"),
        ("They live at 12 Acacia Ave.", "12 Acacia Ave"),
        ("They live in acacia avenue.", "acacia avenue"),
        ("They live in Accacia Avenue.", "Accacia Avenue"),
        ("Staff of St Marys Primary came.", "St Marys Primary"),
        ("Staff of Saint Mary's came.", "Saint Mary's"),
        ("Fotherby was seen.", "Fotherby"),
        ("Fotherbie was seen.", "Fotherbie"),
        ("EC agreed.", "EC"),
        ("E.A.C.H. agreed.", "E.A.C.H"),
        ("MS's phone was seen.", "MS"),
        ("J.F. agreed.", "J.F"),
        ("JF agreed.", "JF"),
        ("J F agreed.", "J F"),
        ("Call 012705550199.", "012705550199"),
        ("The file is LL 0099812.", "0099812"),
        ("We met Will at home.", "Will"),
        ("Will said no.", "Will"),
        ("Little signed the letter.", "Little"),
        ("joanlittle was told.", "joanlittle"),
        ("BegovicMarlin attended.", "BegovicMarlin"),
        ("Joanie was seen.", "Joanie"),
        ("Mc Allister was seen.", "Mc Allister"),
        ("ST was bailed.", "ST"),
        ("joan missed the visit.", "joan"),
    ],
)
def test_every_way_of_writing_is_found(text: str, part: str) -> None:
    found = [one.text for one in watched(text)]
    assert any(part in one or one in part for one in found) if part else not found, found


@pytest.mark.parametrize(
    "text",
    [
        "Will the plan be reviewed?",
        "Staff will meet in May.",
        "A grace period was agreed.",
        "A young person was seen.",
        "A little help was given.",
        "Simon Hackett's continuum was used.",
        "ST segment was normal.",
        "The avenue was blocked. The primary school replied.",
        "She was moved, and the meeting was closed.",
        "MS was the diagnosis.",
        "A share of the work was done by hand.",
    ],
)
def test_words_that_are_near_by_chance_are_left_alone(text: str) -> None:
    assert watched(text) == []


def test_the_child_s_own_initials_are_left_alone() -> None:
    assert watched("JF agreed.", initials="JF") == []


def test_a_role_on_the_list_is_the_suggestion() -> None:
    (finding,) = watched("We saw Grace.")
    assert (finding.suggestion, finding.confidence) == ("mother", Confidence.STRONG)


def test_a_list_is_read_a_line_at_a_time() -> None:
    assert parse_watch_list("a\n\n# b\nschool: c\nhttp://d\na") == (
        WatchEntry("a"),
        WatchEntry("c", "school"),
        WatchEntry("http://d"),
    )
