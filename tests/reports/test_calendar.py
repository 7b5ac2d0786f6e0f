"""The calendar of an action plan, read back as calendars read it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from app.domain.recommendations import RecommendationState
from app.reports.calendar_file import write_calendar
from tests.reports.plan_builders import plan_line

NOW = datetime(2018, 6, 12, 11, 30, tzinfo=UTC)
DUE = date(2018, 9, 1)
_LINE = re.compile(rb"[A-Z0-9-]+(;[A-Z0-9-]+=[^:;]+)*:.*", re.DOTALL)


def check_rfc_5545(content: bytes) -> None:
    """CRLF everywhere, 75 octets at most, whole characters, known shape, no controls."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    for line in lines:
        assert len(line) <= 75
        line.decode()  # no character is cut in two
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
    unfolded = content.replace(b"\r\n ", b"").split(b"\r\n")[:-1]
    assert unfolded[0] == b"BEGIN:VCALENDAR"
    assert unfolded[-1] == b"END:VCALENDAR"
    assert all(_LINE.fullmatch(line) for line in unfolded)


def test_an_open_one_with_a_date_is_a_whole_day_with_a_reminder() -> None:
    content = write_calendar([plan_line("Send minutes; all, of them", due=DUE, lead="Chair")], NOW)
    check_rfc_5545(content)
    calendar = Calendar.from_ical(content)
    assert str(calendar["method"]) == "PUBLISH"
    assert str(calendar["version"]) == "2.0"
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == DUE
    assert event.decoded("dtend") == DUE + timedelta(days=1)
    assert event.decoded("dtstamp") == NOW
    assert str(event["summary"]) == "Due: Send minutes; all, of them"
    assert str(event["description"]).split("\n") == [
        "Recommendation T-2018, no. 1",
        "Lead: Chair",
        "Send minutes; all, of them",
    ]
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-7)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"set_by": "Sub-group"},
        *({"due": DUE, "state": state} for state in RecommendationState if state != "open"),
    ],
)
def test_what_has_no_date_or_is_closed_is_not_in_it(fields: dict[str, object]) -> None:
    content = write_calendar([plan_line(**fields)], NOW)  # type: ignore[arg-type]
    check_rfc_5545(content)
    assert Calendar.from_ical(content).walk("VEVENT") == []


def test_the_same_one_has_the_same_name_when_its_date_is_another() -> None:
    names = {
        str(Calendar.from_ical(write_calendar([plan_line(due=due)], now)).walk("VEVENT")[0]["uid"])
        for due, now in ((DUE, NOW), (date(2019, 1, 1), NOW + timedelta(days=9)))
    }
    assert len(names) == 1
    line = plan_line(due=DUE)
    assert write_calendar([line], NOW) == write_calendar([line], NOW)


def test_only_action_lead_and_reference_are_in_it() -> None:
    line = plan_line("Do it", due=DUE, finding="SECRET 1", outcome="SECRET 2", result="SECRET 3")
    content = write_calendar([line], NOW, {"Do": "Have"})
    assert b"SECRET" not in content
    assert b"Police" not in content  # neither is what was reported
    assert b"Due: Have it" in content


HOSTILE = (
    "BEGIN:VEVENT\r\nEND:VCALENDAR",
    "\u202egnp.exe \x00\x07 \ud800",
    "🙂" * 200,
    "a\\nb\\,c;d:\"e\"",
    "x" * 50_000,
    " \t ",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    content = write_calendar([plan_line(text, due=DUE, lead=text)], NOW)
    check_rfc_5545(content)
    calendar = Calendar.from_ical(content)
    assert len(calendar.walk("VEVENT")) == 1
    assert len(calendar.walk("VCALENDAR")) == 1


@given(st.lists(st.tuples(st.text(max_size=300), st.text(max_size=60)), max_size=4))
def test_whatever_is_typed_the_calendar_is_one(texts: list[tuple[str, str]]) -> None:
    lines = [
        plan_line(action, number, due=DUE + timedelta(days=number), lead=lead)
        for number, (action, lead) in enumerate(texts)
    ]
    content = write_calendar(lines, NOW)
    check_rfc_5545(content)
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [
        line.recommendation.due for line in lines
    ]
