"""The scorer counts what it says that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.anonymity import score
from tests.anonymity.corpus.comments import Comment, Label, from_hand, numbered


@dataclass(frozen=True)
class Found:
    kind: str
    start: int
    end: int


COMMENTS = numbered(
    [
        from_hand("Mr <c:Kowalczyk> rang <p:07700 900123>.", "hand"),
        from_hand("[child: JS] <x:JS> was seen alone.", "hand"),
        from_hand("Minutes were shared within 5 days.", "hand"),
        from_hand("[watch: Elizabeth Fairbrother] <w:Liz> came.", "hand"),
    ],
    "x",
)


def labels(comment: Comment) -> list[Label]:
    return [span for span in comment.spans if span.kind != "child"]


def perfect(text: str, _watch_list: Sequence[str], _child: str) -> list[Label]:
    return next(labels(comment) for comment in COMMENTS if comment.text == text)


def test_everything_found_and_nothing_else_is_full_marks() -> None:
    result = score.score(perfect, COMMENTS, {"watch": "watch"})
    assert result.overall == (1.0, 1.0, 1.0)
    assert result.false_alarms == result.child_flagged == 0
    assert (result.comments, result.clean) == (4, 2)
    assert not result.missed and not result.invented


def test_nothing_found_has_no_recall_and_no_false_alarm() -> None:
    result = score.score(lambda *_: [], COMMENTS)
    assert result.overall == (0.0, 1.0, 0.0)
    assert [miss.words for miss in result.missed] == ["Kowalczyk", "07700 900123", "Liz"]


def test_overlap_counts_as_found_but_not_as_exact() -> None:
    result = score.score(lambda text, *_: [Found("name", 0, 12)] * text.startswith("Mr"), COMMENTS)
    recall = result.recall["name_context"]
    assert (recall.total, recall.found, recall.exact, recall.as_this) == (1, 1, 0, 1)
    assert result.precision["name"] == score.Precision(findings=1, right=1)


def test_false_alarms_are_counted_where_nothing_identifies() -> None:
    def everywhere(text: str, _watch_list: Sequence[str], _child: str) -> list[Found]:
        return [Found("initials", 0, 2), Found("name", len(text) - 2, len(text))]

    result = score.score(everywhere, COMMENTS)
    assert (result.false_alarms, result.comments_with_false_alarm) == (4, 2)
    assert result.child_flagged == 1
    assert "false alarms in them: 4 (2.000 per comment)" in score.table(result)


@pytest.mark.parametrize(("recall", "precision", "mean"), [(1, 1, 1), (0, 0, 0), (0.5, 1, 2 / 3)])
def test_f1_is_the_harmonic_mean(recall: float, precision: float, mean: float) -> None:
    assert score.f1(recall, precision) == pytest.approx(mean)
