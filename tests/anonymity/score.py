"""Scores whatever finds identifiers in text against the labelled corpus.

`python -m tests.anonymity.score MODULE:FUNCTION [--split test] [--json FILE] [--show 20]`, where
the function takes a text, a watch list and the child's initials and gives what it found: kind,
start and end. A kind of the corpus counts as found where any finding overlaps it.
"""

import argparse
import importlib
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from tests.anonymity.corpus.comments import NOT_IDENTIFYING, Comment, Label, read

DATA = Path(__file__).parents[1] / "data" / "anonymity"
FAMILY = {"name_context": "name", "name_bare": "name"}
WARM_UP = 50
LONG = 1000


class Finding(Protocol):
    """What a scan gives: what, from where, to where."""

    @property
    def kind(self) -> str:
        """What it is said to be."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character after its last."""


Scan = Callable[[str, Sequence[str], str], Iterable[Finding]]


@dataclass(frozen=True)
class Recall:
    """How many of a kind there are, and how many of them were found."""

    total: int
    found: int
    exact: int
    as_this: int  # found and also said to be of this family

    @property
    def share(self) -> float:
        """Recall."""
        return self.found / self.total if self.total else 1.0


@dataclass(frozen=True)
class Precision:
    """How many findings of a family there are, and how many of them are right."""

    findings: int
    right: int

    @property
    def share(self) -> float:
        """Precision."""
        return self.right / self.findings if self.findings else 1.0


@dataclass(frozen=True)
class Miss:
    """Something that was missed, or found where nothing is."""

    comment: str
    kind: str
    words: str
    text: str


@dataclass(frozen=True)
class Score:
    """How well a scan did on some comments."""

    comments: int
    clean: int
    recall: Mapping[str, Recall]
    precision: Mapping[str, Precision]
    groups: Mapping[str, Recall]
    false_alarms: int  # in comments without any identifier
    comments_with_false_alarm: int
    child_flagged: int
    characters: int
    seconds: float
    milliseconds_long: float  # for 1,000 characters at a time, with no watch list
    missed: Sequence[Miss]
    invented: Sequence[Miss]

    @property
    def overall(self) -> tuple[float, float, float]:
        """Recall, precision and F1 over every kind."""
        total = sum(each.total for each in self.recall.values())
        found = sum(each.found for each in self.recall.values())
        findings = sum(each.findings for each in self.precision.values())
        right = sum(each.right for each in self.precision.values())
        recall = found / total if total else 1.0
        precision = right / findings if findings else 1.0
        return recall, precision, f1(recall, precision)

    @property
    def milliseconds(self) -> float:
        """Time for 1,000 characters."""
        return self.seconds * 1_000_000 / self.characters


def f1(recall: float, precision: float) -> float:
    """The harmonic mean."""
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def score(
    scan: Scan, comments: Sequence[Comment], families: Mapping[str, str] | None = None
) -> Score:
    """Run the scan over the comments. `families` says which family each of its own kinds is."""
    known = {**FAMILY, **(families or {})}
    recall, groups = _Tally(), _Tally()
    findings, right = Counter[str](), Counter[str]()
    missed: list[Miss] = []
    invented: list[Miss] = []
    child = 0
    for comment in comments[:WARM_UP]:
        list(scan(comment.text, comment.watch_list, comment.child))
    seconds, alarms = 0.0, Counter[str]()
    for comment in comments:
        began = time.perf_counter()
        found = list(scan(comment.text, comment.watch_list, comment.child))
        seconds += time.perf_counter() - began
        true = [span for span in comment.spans if span.kind not in NOT_IDENTIFYING]
        for span in true:
            over = [each for each in found if _overlap(each, span)]
            exact = any((each.start, each.end) == (span.start, span.end) for each in over)
            family = known.get(span.kind, span.kind)
            as_this = any(known.get(each.kind, each.kind) == family for each in over)
            for tally, key in ((recall, span.kind), (groups, comment.group)):
                tally.add(key, bool(over), exact, as_this)
            for style in comment.style:
                groups.add(f"style {style}", bool(over), exact, as_this)
            if not over:
                missed.append(_miss(comment, span.kind, span))
        for each in found:
            family = known.get(each.kind, each.kind)
            findings[family] += 1
            if any(_overlap(each, span) for span in true):
                right[family] += 1
                continue
            invented.append(_miss(comment, each.kind, each))
            alarms[comment.id] += comment.clean
            child += any(_overlap(each, span) for span in comment.spans)
    return Score(
        comments=len(comments),
        clean=sum(comment.clean for comment in comments),
        recall=recall.result(),
        precision={key: Precision(findings[key], right[key]) for key in sorted(findings)},
        groups=groups.result(),
        false_alarms=alarms.total(),
        comments_with_false_alarm=sum(count > 0 for count in alarms.values()),
        child_flagged=child,
        characters=sum(len(comment.text) for comment in comments),
        seconds=seconds,
        milliseconds_long=_long_texts(scan, comments),
        missed=missed,
        invented=invented,
    )


def table(result: Score) -> str:
    """The score to be read."""
    lines = [f"{'kind':<16}{'n':>6}{'found':>7}{'exact':>7}{'recall':>8}{'prec.':>8}{'F1':>8}"]
    for kind, each in result.recall.items():
        precision = result.precision.get(FAMILY.get(kind, kind), Precision(0, 0))
        shown = f"{precision.share:>8.3f}" if precision.findings else f"{'–':>8}"
        mean = f"{f1(each.share, precision.share):>8.3f}" if precision.findings else f"{'–':>8}"
        counts = f"{each.total:>6}{each.found:>7}{each.exact:>7}"
        lines.append(f"{kind:<16}{counts}{each.share:>8.3f}{shown}{mean}")
    lines.append("")
    for family, precise in result.precision.items():
        lines.append(f"  said to be {family:<16}{precise.right:>5} of {precise.findings} right")
    recall, precision_all, mean_all = result.overall
    per = result.false_alarms / result.clean if result.clean else 0.0
    alarms = f"{result.false_alarms} ({per:.3f} per comment)"
    alarms += f", in {result.comments_with_false_alarm} comments"
    return "\n".join(
        [
            *lines,
            "",
            f"overall: recall {recall:.3f}, precision {precision_all:.3f}, F1 {mean_all:.3f}",
            f"comments without an identifier: {result.clean} of {result.comments}",
            f"false alarms in them: {alarms}",
            f"child's own initials flagged: {result.child_flagged}",
            f"{result.milliseconds:.3f} ms per 1,000 characters, comment by comment",
            f"{result.milliseconds_long:.3f} ms for a text of 1,000 characters",
        ]
    )


def as_json(result: Score) -> dict[str, object]:
    """The figures of a score, without the comments."""
    recall, precision, mean = result.overall
    return {
        "comments": result.comments,
        "clean": result.clean,
        "overall": {"recall": recall, "precision": precision, "f1": mean},
        "recall": {k: {**asdict(r), "recall": r.share} for k, r in result.recall.items()},
        "precision": {k: {**asdict(p), "precision": p.share} for k, p in result.precision.items()},
        "groups": {k: {**asdict(r), "recall": r.share} for k, r in result.groups.items()},
        "false_alarms": result.false_alarms,
        "comments_with_false_alarm": result.comments_with_false_alarm,
        "child_flagged": result.child_flagged,
        "characters": result.characters,
        "milliseconds_per_1000_characters": result.milliseconds,
        "milliseconds_for_a_text_of_1000_characters": result.milliseconds_long,
    }


class _Tally:
    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}

    def add(self, key: str, *flags: bool) -> None:
        counts = self._counts.setdefault(key, [0, 0, 0, 0])
        for place, flag in enumerate((True, *flags)):
            counts[place] += flag

    def result(self) -> dict[str, Recall]:
        return {key: Recall(*counts) for key, counts in sorted(self._counts.items())}


def _long_texts(scan: Scan, comments: Sequence[Comment]) -> float:
    """The middle time for a text of 1,000 characters made of many comments, in milliseconds."""
    whole = " ".join(comment.text for comment in comments)
    times = []
    for start in range(0, len(whole) - LONG + 1, LONG):
        began = time.perf_counter()
        list(scan(whole[start : start + LONG], (), ""))
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000 if times else 0.0


def _overlap(a: Finding | Label, b: Finding | Label) -> bool:
    return a.start < b.end and b.start < a.end


def _miss(comment: Comment, kind: str, span: Finding | Label) -> Miss:
    return Miss(comment.id, kind, comment.text[span.start : span.end], comment.text)


def main() -> None:
    """Score the function that is named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scan", metavar="MODULE:FUNCTION")
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--show", type=int, default=0, help="how many mistakes to print (dev only)")
    args = parser.parse_args()
    module, _, name = args.scan.partition(":")
    scan: Scan = getattr(importlib.import_module(module), name)
    result = score(scan, read(DATA / f"{args.split}.jsonl"))
    print(table(result))
    if args.split == "dev":
        for title, mistakes in (("missed", result.missed), ("invented", result.invented)):
            for each in mistakes[: args.show]:
                print(f"{title} {each.kind} {each.words!r} in {each.comment}: {each.text!r}")
    if args.json:
        args.json.write_text(json.dumps(as_json(result), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
