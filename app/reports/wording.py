"""Numbers, dates and conditions as people read them. No drawing here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.analysis.shares import Share, Spread
from app.analysis.shares import best_first as best_first  # words of a scale, too
from app.domain.tool import AuditTool, Condition, Question

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def percent(n: int, of: int) -> str:
    """A share as a whole number, halves rounded up as people do: 1 of 8 is 13%, not 12%."""
    return f"{(200 * n + of) // (2 * of)}%" if of else "–"


def needs_label(share: Share) -> bool:
    """Whether a share must say which answer it counts: "No: 61%". A *Yes* goes without."""
    if share.reported is None:
        return False
    return bool(share.question.reported) or share.reported.label.strip().lower() != "yes"


def share_percent(share: Share) -> str:
    """The percent of a share with its label where it needs one: "70%" or "No: 61%"."""
    if share.reported is None:
        return ""
    figure = percent(share.n, share.of)
    return f"{share.reported.label}: {figure}" if needs_label(share) else figure


def share_count(share: Share) -> str:
    """The n of N of a share; without a reported answer, only how many answered."""
    if share.reported is None:
        return plural(share.of, "answer")
    return f"{share.n} of {share.of}"


def share_words(share: Share) -> str:
    """A share in a sentence: "70% (19 of 27)", "No: 61% (11 of 18)", "not answered"."""
    if not share.of:
        return "not answered"
    if share.reported is None:
        return share_count(share)
    return f"{share_percent(share)} ({share_count(share)})"


def counts_words(share: Share) -> str:
    """Every answer with its count, then how many full returns were not asked."""
    parts = [f"{option.label} {share.counts[option.id]}" for option in share.scale.options]
    parts.append(f"Not asked {share.not_asked}")
    return "  ·  ".join(parts)


def spread_words(spread: Spread) -> str:
    """The grades that were given, best first: "Good 14 · Requires improvement 9"."""
    return "  ·  ".join(
        f"{option.label} {spread.counts[option.id]}" for option in best_first(spread.scale)
    )


def condition_words(tool: AuditTool, condition: Condition) -> str:
    """A condition for people: "If the answer to Q10 is “No”"."""
    question = tool.questions.get(condition.question)
    if question is None:
        return f"If {condition.question} was answered"
    scale = tool.scale(question)
    options = [scale.option(option_id) for option_id in condition.any_of]
    labels = [f"“{option.label}”" for option in options if option]
    name = question.id if has_number(question) else f"“{question.name}”"
    return f"If the answer to {name} is {listed(labels, 'or')}"


def has_number(question: Question) -> bool:
    """Whether a question's id is one that people know ("Q6"), not a word for the program."""
    return any(ch.isdigit() for ch in question.id)


def question_title(question: Question, name: str) -> str:
    """A question's number before its text, where it has one."""
    return f"{question.id}\u2002{name}" if has_number(question) else name


def number(count: int) -> str:
    """A number within a sentence: in words up to ten."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def plural(count: int, noun: str, many: str = "") -> str:
    """A count with its noun: "1 case", "5 cases", "2 agencies"."""
    return f"{count} {noun if count == 1 else many or noun + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list in a sentence: "A, B and C"."""
    items: Sequence[str] = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def sentence(text: str) -> str:
    """A text with its first letter in capitals."""
    return text[:1].upper() + text[1:]
