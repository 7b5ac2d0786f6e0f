"""Packages made straight away, as an agency's desk would make them, and mails around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import msgspec

from app.domain.audits import Agency, Audit, Case
from app.domain.returns import Form
from app.sealing.age import HybridIdentity
from app.sealing.clear import FORMAT, RETURN_PACKAGE, AgencyName, AuditName
from app.sealing.documents import v1
from app.sealing.keys import SigningKey
from app.sealing.packages import seal_package
from app.services.clear_part import clear_part
from app.services.issue_packs import issue_packs
from app.services.set_up_desk import (
    recipients_of,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.storage import Workspace
from tests.builders import clock, full_form, nil_form, small_audit
from tests.flow.desks import CHEAP, PASSPHRASE

Sent = tuple[str, int, Form]
"""A return: UIN, revision, form."""


@dataclass
class Post:
    """A partnership's desk with an audit issued, and agencies that seal for it.

    ``keys`` are those of the agencies' desks, by agency id.
    """

    folder: Path
    partnership: Workspace
    audit: Audit
    recipients: tuple[str, ...]
    tokens: dict[str, str]
    keys: dict[str, SigningKey] = field(default_factory=dict)

    def package(
        self,
        agency: str,
        returns: Iterable[Sent],
        *,
        key: SigningKey | None = None,
        armored: bool = False,
        tool_version: int = 0,
        recipients: Sequence[str] = (),
        **changes: object,
    ) -> bytes:
        """A package of an agency. ``changes`` are made to the document before it is sealed."""
        mine = self.audit.agency(agency)
        assert mine is not None
        key = key or self.keys.setdefault(agency, SigningKey.generate())
        sent = tuple(
            v1.return_of(uin, revision, form, clock().date()) for uin, revision, form in returns
        )
        tool = self.audit.tool
        document = v1.ReturnPackageV1(
            FORMAT,
            clear_part(RETURN_PACKAGE, self.audit, mine, key, clock().date(), test=not sent),
            self.tokens[agency],
            self.recipients[0],
            sent,
            tool=v1.ToolNameV1(tool.id, tool_version or tool.version),
        )
        clear = changes.pop("clear", {})
        assert isinstance(clear, dict)
        document = replace_in(document, clear, changes)
        return seal_package(document, tuple(recipients) or self.recipients, key, armored=armored)

    def write(self, name: str, content: bytes) -> Path:
        """A file in the folder of what has come."""
        path = self.folder / "post" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path


def replace_in(
    document: v1.ReturnPackageV1, clear: dict[str, object], changes: dict[str, object]
) -> v1.ReturnPackageV1:
    """A document with something else in it."""
    changed = msgspec.structs.replace(document.clear, **clear)
    return msgspec.structs.replace(document, clear=changed, **changes)


def start_post(folder: Path, cases: int = 2) -> Post:
    """Set the desk up with an audit of so many cases and two agencies."""
    partnership, sheet = set_up_partnership_desk(
        folder / "partnership", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    try_recovery_words(partnership, " ".join(sheet.words))
    letters = [Case(f"T-{number}", f"{number}", "JS") for number in range(1, cases + 1)]
    audit = replace(small_audit(), cases=tuple(letters))
    with partnership.work() as work:
        work.audits.add(audit)
        work.commit()
    issue_packs(partnership, audit.id, folder / "packs", clock=clock)
    with partnership.work() as work:
        recipients = recipients_of(work)
        tokens = {pack.agency_id: pack.token for pack in work.packs.all(audit.id)}
    return Post(folder, partnership, audit, recipients, tokens)


def mail(*attachments: tuple[str, bytes], text: str = "Please find our returns attached.") -> bytes:
    """A saved mail with these files attached."""
    message = EmailMessage()
    message["From"] = "auditor@example.org"
    message["To"] = "audit@example.org"
    message["Subject"] = "Returns"
    message.set_content(text)
    for name, content in attachments:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


FORTY = 40


@dataclass(frozen=True)
class Fifty:
    """Fifty files in one folder: forty are good, ten are bad, each in its own way.

    ``bad`` has the verdict on each bad one, by the file's name.
    """

    folder: Path
    bad: dict[str, str]


def fifty_files(post: Post) -> Fifty:
    """Forty good packages, one return each, among them mails and text; and ten bad files.

    The ``first_returns`` are in already.
    """
    agencies: tuple[Agency, ...] = post.audit.agencies
    number = 0
    for case in post.audit.cases:
        for agency in agencies:
            number += 1
            if number > FORTY:
                break
            form = full_form(f"The records on file {number} show that it was done in time.")
            name = f"{number:02} {agency.name}.paudit"
            sealed = post.package(agency.id, [(case.uin, 1, form)], armored=number % 10 == 3)
            if number % 10 == 1:
                post.write(f"{number:02} mail.eml", mail((name, sealed)))
            elif number % 10 == 2:
                post.write(f"{number:02} forwarded.eml", forwarded(mail((name, sealed))))
            elif number % 10 == 3:
                text = f"Here it is:\n\n{sealed.decode()}"
                post.write(f"{number:02} pasted.eml", mail(text=text))
            else:
                post.write(name, sealed)
    return Fifty(post.folder / "post", _ten_bad(post))


def forwarded(inner: bytes) -> bytes:
    """A mail that has a whole other mail attached."""
    message = EmailMessage()
    message["From"] = "officer@example.org"
    message["Subject"] = "FW: Returns"
    message.set_content("See below.")
    message.add_attachment(message_from_bytes(inner, policy=default))
    return message.as_bytes()


def first_returns(post: Post) -> list[Path]:
    """A package of each agency on the last case, from which its key is known."""
    last = post.audit.cases[-1].uin
    return [
        post.write(
            f"../first/{agency.name}.paudit", post.package(agency.id, [(last, 1, nil_form())])
        )
        for agency in post.audit.agencies
    ]


def _ten_bad(post: Post) -> dict[str, str]:
    last, form = post.audit.cases[-1].uin, full_form()
    good = post.package("police", [(last, 1, form)])
    misfit = replace(form, answers={**form.answers, "Q99": form.answers["Q1"]})
    elsewhere = HybridIdentity.generate().recipient().to_string()
    other = AuditName("another", "X-2019", "Another audit")
    one = [(last, 1, form)]
    bad = {
        "b0 cut off.paudit": ("damaged", good[: len(good) // 2]),
        "b1 conflict.paudit": ("conflicting", good),
        "b2 other audit.paudit": (
            "another audit", post.package("police", one, clear={"audit": other})),
        "b3 other key.paudit": (
            "another audit", post.package("police", one, recipients=[elsewhere])),
        "b4 not asked.paudit": ("not asked", post.package("police", [("T-999", 1, form)])),
        "b5 tool.paudit": (
            "other tool", post.package("police", [(last, 1, misfit)], tool_version=7)),
        "b6 pack.paudit": (
            "not a return", next((post.folder / "packs").glob("*Police*")).read_bytes()),
        "b7 no file.eml": ("nothing in it", mail(("minutes.docx", b"PK\x03\x04 words"))),
        "b8 minutes.docx": ("other file", b"PK\x03\x04 a Word document"),
        "b9 stranger.paudit": (
            "not asked",
            post.package("police", one, clear={"agency": AgencyName("thieves", "Thieves")})),
    }  # fmt: skip
    for name, (_verdict, content) in bad.items():
        post.write(name, content)
    return {name: verdict for name, (verdict, _content) in bad.items()}
