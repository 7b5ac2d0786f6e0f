"""Looking at files before they come in, and bringing the good ones in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from app.domain.returns import Answer, Form, ReturnRef, ReturnState
from app.sealing.keys import SigningKey, fingerprint_words
from app.services.import_returns import Imported, Outcome, import_found, import_returns
from app.services.look_at_files import look_at_files
from app.services.looked import Group, Looked, Preview, Verdict, in_all
from app.services.track_audit import track_audit
from app.services.write_replies import write_replies
from tests.builders import clock, full_form, nil_form
from tests.flow.packages import FORTY, Post, fifty_files, first_returns, mail, start_post


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    post = start_post(tmp_path)
    with closing(post.partnership):
        yield post


def look(post: Post, *paths: Path) -> Preview:
    return look_at_files(post.partnership, paths)


def verdicts(preview: Preview) -> dict[str, str]:
    return {each.name: each.verdict.value for each in preview.looked}


def bring_in(post: Post, looked: Sequence[Looked], *keys: bytes) -> list[Imported]:
    items = [each.item for each in looked]
    return list(import_found(post.partnership, items, clock=clock, keys=keys))


def known(post: Post, *agencies: str) -> None:
    """Let the keys of agencies be known, from test packages."""
    files = [post.write(f"{agency} test.paudit", post.package(agency, [])) for agency in agencies]
    assert all(r.error is None for r in import_returns(post.partnership, files, clock=clock))


def current(post: Post, uin: str = "T-1", agency: str = "police") -> tuple[int, str]:
    """The revision that is in, and the comment in it."""
    with post.partnership.work() as work:
        found = work.returns.latest(post.audit.id, agency, uin)
    return (found.ref.revision, found.form.answer("Q1").comment) if found else (0, "")


def written(revision: int) -> Form:
    """A form that says which revision it is."""
    return full_form(f"The words of revision {revision}.")


def test_fifty_files_with_ten_kinds_of_badness(tmp_path: Path) -> None:
    post = start_post(tmp_path, cases=21)
    with closing(post.partnership):
        assert len(list(import_returns(post.partnership, first_returns(post), clock=clock))) == 2
        fifty = fifty_files(post)

        preview = look(post, fifty.folder)

        assert in_all(preview.counts()) == "50 files: 40 ready, 10 not to be brought in"
        bad = {each.name: each.verdict.value for each in preview.of(Group.REFUSED)}
        assert bad == fifty.bad
        sentences = [each.sentence for each in preview.of(Group.REFUSED)]
        assert len(set(sentences)) == 10
        for sentence in sentences:
            assert "Nothing was brought in" in sentence  # what is safe
            assert sentence.count(". ") >= 2, sentence  # what happened, what is safe, what to do
        results = bring_in(post, preview.of(Group.READY))
        assert [one.outcome for one in results] == [Outcome.IMPORTED] * FORTY
        assert sum(one.brought_in for one in results) == FORTY
        returns = track_audit(post.partnership, post.audit.id, clock=clock).returns
        assert (returns.full, returns.nil, returns.missing) == (FORTY, 2, 0)

        again = look(post, fifty.folder)
        counts = "50 files: 10 not to be brought in, 40 in already or older"
        assert in_all(again.counts()) == counts


@pytest.mark.parametrize("held", [0, 60_000, 10**9])
def test_fifty_files_by_the_plain_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    """Also where a batch is too large to be held: files are read twice then."""
    monkeypatch.setattr("app.services.read_batch._HELD_BYTES", held)
    post = start_post(tmp_path, cases=21)
    with closing(post.partnership):
        list(import_returns(post.partnership, first_returns(post), clock=clock))
        fifty = fifty_files(post)
        results = list(import_returns(post.partnership, [fifty.folder], clock=clock))
        outcomes = [one.outcome for one in results]
        assert (outcomes.count(Outcome.IMPORTED), outcomes.count(Outcome.REFUSED)) == (40, 10)


def test_nothing_is_written_by_looking(post: Post) -> None:
    post.write("one.paudit", post.package("police", [("T-1", 1, full_form())]))
    with post.partnership.work() as work:
        before = work.history.all(1_000)
        packages = work.packages.all(post.audit.id)
    look(post, post.folder / "post")
    with post.partnership.work() as work:
        assert work.packages.all(post.audit.id) == packages
        assert work.keys.known("police") == ()
        assert work.history.all(1_000) == before
    assert current(post) == (0, "")


def test_the_first_file_of_a_desk_is_asked_about(post: Post) -> None:
    path = post.write("one.paudit", post.package("police", [("T-1", 1, full_form())]))
    (looked,) = look(post, path).looked
    key = post.keys["police"].public
    assert (looked.verdict, looked.then) == (Verdict.FIRST_KEY, Verdict.NEW)
    assert looked.words == fingerprint_words(key)
    (refused,) = bring_in(post, [looked])
    assert refused.outcome is Outcome.REFUSED
    assert fingerprint_words(key) in refused.reason
    assert bring_in(post, [looked], key)[0].outcome is Outcome.IMPORTED


def test_a_changed_key_comes_with_both_words(post: Post) -> None:
    known(post, "police")
    other = SigningKey.generate()
    path = post.write("two.paudit", post.package("police", [("T-1", 1, full_form())], key=other))
    (looked,) = look(post, path).looked
    assert looked.verdict is Verdict.CHANGED_KEY
    assert looked.words == fingerprint_words(other.public)
    assert looked.words_before == fingerprint_words(post.keys["police"].public)
    assert bring_in(post, [looked], other.public)[0].outcome is Outcome.IMPORTED
    later = post.write("later.paudit", post.package("police", [("T-2", 1, full_form())]))
    assert look(post, later).looked[0].verdict is Verdict.CHANGED_KEY  # the old desk is gone


def test_two_new_keys_that_were_both_taken_are_both_known(post: Post) -> None:
    known(post, "police")
    keys = [SigningKey.generate(), SigningKey.generate()]
    paths = [
        post.write(f"{uin}.paudit", post.package("police", [(uin, 1, full_form())], key=key))
        for uin, key in zip(("T-1", "T-2"), keys, strict=True)
    ]
    results = bring_in(post, look(post, *paths).looked, *(key.public for key in keys))
    assert [one.outcome for one in results] == [Outcome.IMPORTED] * 2
    with post.partnership.work() as work:
        remembered = {key.signing_key for key in work.keys.known("police")}
    assert remembered == {key.public for key in keys}


def test_a_newer_revision_says_what_changed(post: Post) -> None:
    known(post, "police")
    first = post.write("r1.paudit", post.package("police", [("T-1", 1, full_form())]))
    bring_in(post, look(post, first).looked)
    form = full_form().with_answer("Q1", Answer(("no",), comment="Seen again: it was late."))
    second = post.write(
        "r2.paudit", post.package("police", [("T-1", 2, form), ("T-2", 1, nil_form())])
    )
    (looked,) = look(post, second).looked
    assert (looked.verdict, looked.fresh) == (Verdict.NEWER, 2)
    assert looked.sentence == "Case 2 is new; case 1 has a newer revision."
    (change,) = looked.changes
    assert (change.case, change.before, change.after) == ("1", 1, 2)
    assert [(one.name, one.before, one.after) for one in change.differences] == [
        ("Q1 Was it done?", "Yes", "No"),
        (
            "Q1 Was it done?: comment",
            "“The records show that this was done in good time.”",
            "“Seen again: it was late.”",
        ),
    ]


def test_revisions_dropped_together_end_right_in_any_order(post: Post) -> None:
    known(post, "police")
    paths = [
        post.write(
            f"r{number}.paudit",
            post.package(
                "police", [("T-1", number, full_form(f"The words of revision {number}."))]
            ),
        )
        for number in (1, 2, 3)
    ]
    for order in permutations(paths):
        preview = look(post, *order)
        assert [each.verdict for each in preview.looked] == [
            Verdict.NEW,
            Verdict.NEWER,
            Verdict.NEWER,
        ]
        change = preview.looked[2].changes[0]
        assert (change.before, change.after) == (2, 3)
        assert change.differences[0].before == "“The words of revision 2.”"
    bring_in(post, look(post, *reversed(paths)).looked)
    assert current(post) == (3, "The words of revision 3.")
    with post.partnership.work() as work:
        for number in (1, 2):
            old = work.returns.get(ReturnRef(post.audit.id, "police", "T-1", number))
            assert old is not None and old.state is ReturnState.SUPERSEDED


def test_an_older_revision_and_the_same_one_again(post: Post) -> None:
    known(post, "police")
    old = post.package("police", [("T-1", 1, full_form("The first words of all."))])
    new = post.package("police", [("T-1", 2, full_form("The second words."))])
    bring_in(post, look(post, post.write("new.paudit", new)).looked)
    post.write("old.paudit", old)
    again = post.package("police", [("T-1", 2, full_form("The second words."))])
    post.write("again.paudit", again)
    found = verdicts(look(post, post.folder / "post"))
    assert (found["old.paudit"], found["new.paudit"]) == ("older", "in already")
    assert found["again.paudit"] == "in already"


def test_the_same_package_in_a_mail_and_as_a_file_counts_once(post: Post) -> None:
    known(post, "police")
    sealed = post.package("police", [("T-1", 1, full_form())], armored=True)
    post.write("a.paudit.txt", sealed)
    post.write("b.eml", mail(("a.paudit.txt", sealed)))
    post.write("c.eml", mail(text="> " + sealed.decode().replace("\n", "\n> ")))
    post.write("d.txt", b"Saved from the mail:\r\n\r\n" + sealed.replace(b"\n", b"\r\n"))
    preview = look(post, *sorted((post.folder / "post").glob("[abcd]*")))
    assert [each.verdict for each in preview.looked] == [Verdict.NEW, *[Verdict.TWICE] * 3]
    assert preview.looked[1].mail == "b.eml"
    (result,) = bring_in(post, preview.of(Group.READY))
    assert result.brought_in == 1
    with post.partnership.work() as work:
        kept = [p for p in work.packages.all(post.audit.id) if not p.is_test]
        stored = work.packages.by_digest(kept[0].digest)
    assert len(kept) == 1
    assert stored is not None and stored.content == sealed


def test_two_workspaces_of_one_agency(post: Post) -> None:
    """Neither of two answers with the same revision is better: both are told of."""
    known(post, "police")
    for name in ("one", "two"):
        post.write(
            f"{name}.paudit", post.package("police", [("T-1", 1, full_form(f"It is {name}."))])
        )
    good = post.write("good.paudit", post.package("police", [("T-2", 1, nil_form())]))
    preview = look(post, *sorted((post.folder / "post").glob("[otg]*.paudit")))
    found = verdicts(preview)
    assert (found["one.paudit"], found["two.paudit"]) == ("conflicting", "conflicting")
    assert found[good.name] == "new"
    assert "same revision" in preview.of(Group.REFUSED)[0].sentence
    results = import_returns(
        post.partnership, sorted((post.folder / "post").glob("[otg]*.paudit")), clock=clock
    )
    assert [one.outcome for one in results].count(Outcome.REFUSED) == 2
    assert current(post) == (0, "")


def test_what_changed_since_the_preview_is_judged_again(post: Post) -> None:
    known(post, "police")
    one = post.write("one.paudit", post.package("police", [("T-1", 1, full_form("The first."))]))
    looked = look(post, one).looked
    two = post.write("two.paudit", post.package("police", [("T-1", 2, full_form("The second."))]))
    list(import_returns(post.partnership, [two], clock=clock))
    assert [each.outcome for each in bring_in(post, looked)] == [Outcome.OLDER]
    assert current(post) == (2, "The second.")
    gone = look(post, post.write("gone.paudit", post.package("police", [("T-2", 1, nil_form())])))
    (post.folder / "post" / "gone.paudit").unlink()
    (result,) = bring_in(post, gone.looked)
    assert result.outcome is Outcome.REFUSED
    assert "could not be read" in result.reason


def test_a_file_that_was_exchanged_since_the_preview(post: Post) -> None:
    known(post, "police", "health-visiting")
    path = post.write("x.paudit", post.package("police", [("T-1", 1, full_form())]))
    looked = look(post, path).looked
    post.write("x.paudit", post.package("health-visiting", [("T-1", 1, nil_form())]))
    (result,) = bring_in(post, looked)
    assert result.outcome is Outcome.REFUSED
    assert "changed since it was looked at" in result.reason


def test_another_version_of_the_tool_that_fits_comes_in(post: Post) -> None:
    known(post, "police")
    path = post.write(
        "v2.paudit", post.package("police", [("T-1", 1, full_form())], tool_version=2)
    )
    (looked,) = look(post, path).looked
    assert looked.verdict is Verdict.NEW
    assert "version 2 of the audit tool" in looked.sentence
    assert bring_in(post, [looked])[0].outcome is Outcome.IMPORTED


def test_a_package_without_the_name_of_its_tool(post: Post) -> None:
    known(post, "police")
    misfit = replace(full_form(), answers={"Q9": Answer(("yes",))})
    path = post.write("x.paudit", post.package("police", [("T-1", 1, misfit)], tool=None))
    (looked,) = look(post, path).looked
    assert looked.verdict is Verdict.TOOL
    assert "Q9" in looked.sentence


def test_looking_can_be_stopped(post: Post) -> None:
    known(post, "police")
    files = [
        post.write(f"{uin}.paudit", post.package("police", [(uin, 1, full_form())]))
        for uin in ("T-1", "T-2")
    ]
    preview = look_at_files(post.partnership, files, progress=lambda done, _of: done < 1)
    assert preview.stopped
    assert [each.name for each in preview.looked] == ["T-1.paudit"]


def test_what_lies_beside_returns_in_a_folder(post: Post) -> None:
    known(post, "police")
    deep = post.folder / "post" / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (deep / "one.paudit").write_bytes(post.package("police", [("T-1", 1, full_form())]))
    for name in (".hidden.paudit", "~$one.docx", "Thumbs.db", "desktop.ini"):
        (deep / name).write_bytes(b"x")
    (deep / "loop").symlink_to(post.folder / "post")
    preview = look(post, post.folder / "post" / "a")
    assert [each.verdict for each in preview.looked] == [Verdict.NEW]


def test_replies_are_drafts_without_case_data(post: Post, tmp_path: Path) -> None:
    known(post, "police")
    sealed = post.package("police", [("T-1", 1, full_form())])
    path = post.write("cut.paudit", sealed[: len(sealed) - 40])
    refused = look(post, path).of(Group.REFUSED)
    (draft,) = write_replies(post.audit.body.name, refused, tmp_path / "drafts")
    text = draft.read_text(encoding="utf-8")
    assert "X-Unsent: 1" in text and "police@example.org" in text
    assert "cut.paudit" in text and "T-1" not in text and "JS" not in text
    assert draft.name == "T-2018 reply to Police.eml"


def test_a_file_and_its_folder_count_once(post: Post) -> None:
    known(post, "police")
    path = post.write("a/one.paudit", post.package("police", [("T-1", 1, full_form())]))
    assert in_all(look(post, path, path.parent, path).counts()) == "1 file: 1 ready"
