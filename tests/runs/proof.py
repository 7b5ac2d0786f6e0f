"""What came out of a run is what went in: the e-mail, the package, and the returns in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from app.domain.returns import Form
from app.services.import_returns import Outcome, import_returns
from tests.runs.stage import Stage


@dataclass(frozen=True)
class Proof:
    """One thing that must hold, and whether it does."""

    says: str
    holds: bool

    def __str__(self) -> str:
        return f"{'yes' if self.holds else 'NO'}: {self.says}"


def prove(stage: Stage) -> list[Proof]:
    """Look at the draft, bring its attachment in at the partnership, and compare the returns."""
    drafts = sorted(stage.documents.glob("*.eml"))
    found = [Proof("one e-mail was prepared", len(drafts) == 1)]
    if len(drafts) != 1:
        return found
    message = message_from_bytes(drafts[0].read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    attached = list(message.iter_attachments())
    agency = next(each for each in stage.audit.agencies if each.id == stage.agency)
    to, subject = stage.audit.body.reply_address, message["Subject"]
    found += [
        Proof(f"it goes to {to}", message["To"] == to),
        Proof(
            f"its subject names audit and agency: “{subject}”",
            stage.audit.reference in subject and agency.name in subject,
        ),
        Proof("it opens as a draft", message["X-Unsent"] == "1"),
        Proof("one file is attached", len(attached) == 1),
    ]
    if len(attached) != 1:
        return found
    package = stage.folder / f"arrived {attached[0].get_filename()}"
    content = attached[0].get_payload(decode=True)
    assert isinstance(content, bytes)
    package.write_bytes(content)
    lying = [path for path in stage.documents.iterdir() if path.suffix != ".eml"]
    found.append(Proof("it is the sealed file", [path.read_bytes() for path in lying] == [content]))
    return [*found, *_returns(stage, package)]


def _returns(stage: Stage, package: Path) -> Iterator[Proof]:
    with closing(stage.open_partnership()) as partnership:
        [imported] = import_returns(partnership, [package], clock=stage.clock)
        yield Proof(
            f"the partnership brings it in: {imported.reason}",
            imported.outcome is Outcome.IMPORTED and imported.returns == len(stage.answers),
        )
        with partnership.work() as work:
            for uin, wanted in stage.answers.items():
                got = work.returns.latest(stage.audit.id, stage.agency, uin)
                wrong = "is not there" if got is None else _difference(got.form, wanted)
                kind = f"{wanted.kind.value} return, {len(wanted.answers)} answers"
                kind += ", its note" if wanted.note else ""
                yield Proof(f"{uin} is the sample’s {kind}{wrong and f': {wrong}'}", not wrong)


def _difference(got: Form, wanted: Form) -> str:
    """Where two forms differ; nothing where they are the same."""
    for part in ("kind", "completed_by", "on_behalf_of", "last_involvement", "people", "note"):
        if getattr(got, part) != getattr(wanted, part):
            return f"{part} differs"
    places = {*got.answers, *wanted.answers}
    other = sorted(place for place in places if got.answer(place) != wanted.answer(place))
    return f"{', '.join(other)} differ" if other else ""
