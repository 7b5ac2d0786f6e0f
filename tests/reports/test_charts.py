"""The charts, as drawings and as SVG."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from app.reports import (
    PRINT,
    ChartPalette,
    grade_legend,
    judgement_bars,
    share_bar,
    share_bars,
    share_legend,
    to_svg,
)
from app.reports.palette import luminance, ramp
from tests.reports.builders import sample_report, small_report

DARK = ChartPalette(
    text="#EEF1F4",
    secondary="#A9B3BD",
    hairline="#343B44",
    surface="#1C2026",
    good="#5CB8D6",
    bad="#2F5563",
    neutral="#458197",
    hatch="#5A646E",
    grades=("#A8DCEC", "#5CB8D6", "#3B7F98", "#28525F"),
)
SVG = "{http://www.w3.org/2000/svg}"


def _texts(svg: bytes) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


@pytest.mark.parametrize("palette", [PRINT, DARK])
def test_a_row_has_id_name_percentage_and_n_of_n(palette: ChartPalette) -> None:
    found = sample_report().findings
    shares = [found.share("Q4"), found.share("Q18")]
    texts = _texts(to_svg(share_bars(shares, palette, 760, size=14)))
    assert texts[:4] == ["Q4", "Screening tool used", "70%", "19 of 27"]
    assert texts[6:] == ["No: 61%", "11 of 18"]


def test_svg_is_in_the_systems_typeface_and_refers_to_nothing() -> None:
    svg = to_svg(share_bars(sample_report().findings.shares, PRINT, 700))
    assert b"sans-serif" in svg
    assert b"PA-" not in svg
    assert b"href" not in svg
    assert b'font-weight="600"' in svg


def test_the_lengths_of_a_bar_are_the_counts() -> None:
    share = sample_report().findings.share("Q6")
    svg = ElementTree.fromstring(to_svg(share_bar(share, PRINT, 271, 20)))  # noqa: S314
    widths = {rect.get("fill"): float(rect.get("width", 0)) for rect in svg.iter(f"{SVG}rect")}
    assert widths[PRINT.good] == pytest.approx(180, abs=0.01)
    assert widths[PRINT.bad] == pytest.approx(90, abs=0.01)


def test_scales_with_more_than_two_answers_have_a_shade_for_each() -> None:
    share = small_report().findings.share("Q4")
    assert _texts(to_svg(share_legend([share], PRINT, 500))) == ["Green", "Amber", "Red"]
    svg = to_svg(share_bar(share, PRINT, 200, 20)).decode()
    assert PRINT.neutral in svg


def test_the_same_answer_in_two_shades_is_named_by_its_role() -> None:
    found = sample_report().findings
    texts = _texts(to_svg(share_legend([found.share("Q17"), found.share("Q18")], PRINT, 500)))
    assert texts == [
        "Yes, or the answer named beside the figure",
        "Other answers",
        "Not applicable or not asked",
    ]


def test_grades_are_counted_and_labelled() -> None:
    spreads = sample_report().findings.judgements
    texts = _texts(to_svg(judgement_bars(spreads, PRINT, 700)))
    assert "27 returns" in texts
    assert "17" in texts
    assert _texts(to_svg(grade_legend(spreads, PRINT, 600))) == [
        "Outstanding",
        "Good",
        "Requires improvement",
        "Inadequate",
    ]


def test_shades_differ_in_grey() -> None:
    for shades in (PRINT.grades, (PRINT.good, PRINT.neutral, PRINT.bad)):
        greys = [luminance(shade) for shade in shades]
        assert all(b - a > 0.1 for a, b in pairwise(greys))
    assert ramp("#000000", "#FFFFFF", 3) == ("#000000", "#808080", "#FFFFFF")


def test_long_names_are_cut_to_their_room() -> None:
    share = small_report().findings.share("Q1")
    texts = _texts(to_svg(share_bars([share], PRINT, 240, short=False)))
    assert any(text.endswith("…") for text in texts)


def test_reportlab_is_loaded_only_when_something_is_drawn() -> None:
    code = "import sys, app.reports; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
