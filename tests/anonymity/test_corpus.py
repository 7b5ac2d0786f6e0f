"""The labelled corpus is what its README says it is."""

import re
from collections import Counter

from tests.anonymity import score
from tests.anonymity.corpus import make, numbers
from tests.anonymity.corpus.comments import KINDS, Comment, read
from tests.anonymity.corpus.names import SOURCES, tokens

DEV, TEST = (read(score.DATA / f"{name}.jsonl") for name in ("dev", "test"))
BOTH = DEV + TEST


def words(comment: Comment, *kinds: str) -> list[str]:
    return [comment.text[s.start : s.end] for s in comment.spans if s.kind in kinds]


def names(side: list[Comment]) -> set[str]:
    """The parts of all the names of people in one half."""
    said = [name for c in side for name in words(c, "name_context", "name_bare")]
    listed = [c.watch_list[0] for c in side if c.watch_list and c.source == "generated"]
    return {part for name in said + listed for part in tokens(name)}


def every(kind: str) -> list[str]:
    return [each for comment in BOTH for each in words(comment, kind)]


def test_is_large_enough_and_much_of_it_names_nobody() -> None:
    assert len(BOTH) >= 2400
    assert sum(comment.clean for comment in BOTH) >= 0.4 * len(BOTH)
    assert sum(comment.source == "hand" for comment in BOTH) >= 400
    assert 0.25 <= len(DEV) / len(BOTH) <= 0.35
    assert min(Counter(s.kind for c in TEST for s in c.spans).values()) >= 30


def test_is_small_enough_to_be_kept() -> None:
    assert sum(p.stat().st_size for p in score.DATA.rglob("*") if p.is_file()) < 1_500_000


def test_labels_lie_on_the_words_that_they_mean() -> None:
    for comment in BOTH:
        done = 0
        for span in sorted(comment.spans, key=lambda s: s.start):
            assert done <= span.start < span.end <= len(comment.text), comment.id
            assert span.kind in KINDS.values()
            covered = comment.text[span.start : span.end]
            assert covered == covered.strip(), comment.id
            done = span.end
        assert not re.search(r"<[a-z]:|[{}]|\\n", comment.text), comment.text


def test_ids_and_texts_are_there_once() -> None:
    assert max(Counter(comment.id for comment in BOTH).values()) == 1
    again = {(c.text, c.watch_list) for c in BOTH}
    assert len(again) == len(BOTH)


def test_nothing_learnt_from_dev_is_found_in_test() -> None:
    assert not names(DEV) & names(TEST)
    for name in ("frames_clean", "frames_found", "frames_watch"):
        one, other = (make.frames(SOURCES / f"{name}.txt", dev=side) for side in (True, False))
        assert one.keys() == other.keys()
        assert not set().union(*one.values()) & set().union(*other.values())


def test_watched_words_come_with_their_list_and_the_child_with_its_initials() -> None:
    for comment in BOTH:
        assert comment.watch_list or not words(comment, "watch"), comment.id
        for child in words(comment, "child"):
            assert child.replace(".", "").upper() == comment.child, comment.id
        for other in words(comment, "initials"):
            assert other.replace(".", "").upper() != comment.child, comment.id


def test_numbers_have_right_check_digits_and_belong_to_nobody() -> None:
    for nhs in every("nhs_number"):
        digits = [int(d) for d in re.sub(r"\D", "", nhs)]
        assert len(digits) == 10
        assert sum(d * (10 - i) for i, d in enumerate(digits)) % 11 == 0
        assert digits[0] in (5, 8, 9)
    for upn in every("upn"):
        total = sum(int(d) * (i + 2) for i, d in enumerate(upn[1:]))
        assert upn[0].upper() == numbers.UPN_LETTERS[total % 23]
    for phone in every("phone"):
        drama = re.sub(r"\D", "", phone).removeprefix("44").removeprefix("0")
        assert any(drama.startswith(r.replace(" ", "")[1:]) for r in numbers.DRAMA), phone
    assert all(re.search(r"@(.+\.)?example\.(com|net|org)$", e, re.I) for e in every("email"))


def test_the_same_seed_makes_the_same_corpus() -> None:
    again = make.make()
    assert (again["dev"], again["test"]) == (DEV, TEST)
