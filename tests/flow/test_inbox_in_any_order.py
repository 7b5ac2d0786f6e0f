"""Whatever is dropped in whatever order: the latest revision of each return is what counts."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.returns import ReturnState
from app.services.import_returns import Outcome, import_found, import_returns
from app.services.look_at_files import look_at_files
from app.services.looked import Group, Verdict
from tests.builders import clock, full_form, nil_form
from tests.flow.packages import Post, mail, start_post

CASES = ("T-1", "T-2")
AGENCIES = ("police", "health-visiting")
Place = tuple[str, str]


def returns_in(post: Post) -> dict[Place, tuple[int, str]]:
    """What counts: by agency and case, the revision and what was written."""
    with post.partnership.work() as work:
        found = work.returns.all(post.audit.id, states=[ReturnState.RECEIVED])
    return {
        (one.ref.agency_id, one.ref.uin): (one.ref.revision, one.form.answer("Q1").comment)
        for one in found
    }


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(10)), st.booleans())
def test_the_order_of_files_never_changes_the_outcome(order: list[int], looked_at: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        post = start_post(Path(name))
        with closing(post.partnership):
            one, two = full_form("The first words."), full_form("The second words.")
            double = post.package("police", [("T-1", 1, one)])
            contents = [
                double,
                post.package("police", [("T-1", 2, two), ("T-2", 1, nil_form())]),
                post.package("police", [("T-2", 2, two)]),
                mail(("again.paudit", double)),
                post.package("health-visiting", [("T-1", 1, one)]),
                post.package("health-visiting", [("T-1", 1, two)]),  # contradicts the one before
                post.package("health-visiting", [("T-2", 1, one)]),
                post.package("health-visiting", []),
                b"no return at all",
                double[:200],
            ]
            files = [post.write(f"{n}.paudit", contents[n]) for n in order]
            files = [
                path.rename(path.with_suffix(".eml")) if path.name == "3.paudit" else path
                for path in files
            ]
            if looked_at:
                preview = look_at_files(post.partnership, files)
                chosen = [*preview.of(Group.READY), *preview.of(Group.DECIDE)]
                keys = [key.public for key in post.keys.values()]
                items = [each.item for each in chosen]
                results = list(import_found(post.partnership, items, clock=clock, keys=keys))
                assert len(results) == 5
                assert len(preview.of(Group.REFUSED)) == 4
            else:
                results = list(import_returns(post.partnership, files, clock=clock))
                assert [one.outcome for one in results].count(Outcome.REFUSED) == 4
            assert sum(one.brought_in for one in results) == 5
            assert returns_in(post) == {
                ("police", "T-1"): (2, "The second words."),
                ("police", "T-2"): (2, "The second words."),
                ("health-visiting", "T-2"): (1, "The first words."),
            }


class Revisions(RuleBasedStateMachine):
    """Agencies seal revision after revision; the partnership drops some of them, again and again.

    What was dropped is the only thing that is known of; the latest of it counts.
    """

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.sealed: list[tuple[Path, dict[Place, int]]] = []
        self.latest: dict[Place, int] = {}
        self.expected: dict[Place, int] = {}

    @initialize()
    def issue(self) -> None:
        self.post = start_post(Path(self._folder.name))

    @rule(agency=st.sampled_from(AGENCIES), cases=st.sets(st.sampled_from(CASES), min_size=1))
    def seal(self, agency: str, cases: set[str]) -> None:
        returns = []
        for uin in sorted(cases):
            revision = self.latest.get((agency, uin), 0) + 1
            self.latest[agency, uin] = revision
            returns.append((uin, revision, full_form(f"The words of revision {revision}.")))
        path = self.post.write(f"{len(self.sealed)}.paudit", self.post.package(agency, returns))
        self.sealed.append((path, {(agency, uin): n for uin, n, _form in returns}))

    @rule(data=st.data(), looked_at=st.booleans())
    def drop(self, data: st.DataObject, looked_at: bool) -> None:
        if not self.sealed:
            return
        some = data.draw(st.lists(st.sampled_from(self.sealed), min_size=1, max_size=6))
        files = [path for path, _returns in some]
        partnership = self.post.partnership
        if looked_at:
            preview = look_at_files(partnership, files)
            assert not preview.of(Group.REFUSED)
            items = [e.item for e in (*preview.of(Group.READY), *preview.of(Group.DECIDE))]
            keys = [key.public for key in self.post.keys.values()]
            results = list(import_found(partnership, items, clock=clock, keys=keys))
            fresh = sum(each.fresh for each in preview.looked)
            assert sum(one.brought_in for one in results) == fresh
        else:
            results = list(import_returns(partnership, files, clock=clock))
        assert all(one.error is None for one in results)
        for _path, returns in some:
            for place, revision in returns.items():
                self.expected[place] = max(revision, self.expected.get(place, 0))
        after = look_at_files(partnership, files)
        assert {each.verdict for each in after.looked} <= {
            Verdict.IDENTICAL,
            Verdict.OLDER,
            Verdict.TWICE,
        }

    @invariant()
    def the_latest_counts(self) -> None:
        if hasattr(self, "post"):
            assert returns_in(self.post) == {
                place: (revision, f"The words of revision {revision}.")
                for place, revision in self.expected.items()
            }

    def teardown(self) -> None:
        if hasattr(self, "post"):
            self.post.partnership.close()
        self._folder.cleanup()


TestRevisions = Revisions.TestCase
TestRevisions.settings = settings(
    max_examples=12,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
