"""Import of 1,000 packages against the bare decrypt-and-insert, and the look at them before.

The floor decrypts each file with the same age code, decodes its JSON without looking at it,
and inserts the same rows with bare sqlcipher3: one transaction for each file, as the product.
The floor of looking is the same without the inserting. ``--large`` does it with 10,000 as well,
and says how much longer ten times as many take.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from base64 import b64decode
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from app.domain.audits import Audit
from app.sealing.age import HybridIdentity, decrypt
from app.sealing.clear import FORMAT, RETURN_PACKAGE, AgencyName, AuditName, ClearPart
from app.sealing.documents import v1
from app.sealing.keys import SigningKey, fingerprint
from app.sealing.packages import seal_package
from app.services.import_returns import Outcome, import_returns
from app.services.issue_packs import issue_packs
from app.services.look_at_files import look_at_files
from app.services.looked import Group
from app.services.open_desk import open_desk
from app.services.set_up_desk import (
    encryption_identity,
    recipients_of,
    set_up_partnership_desk,
    try_recovery_words,
)
from app.storage import Workspace
from benchmarks.ratio import compare, seconds
from benchmarks.rounds import clock, folder, generated_form, large_audit

PACKAGES = 1_000
LARGE = 10_000
AGENCIES = 5
_SCHEMA = """
CREATE TABLE packages (id INTEGER PRIMARY KEY, digest TEXT UNIQUE, content BLOB);
CREATE TABLE returns (id INTEGER PRIMARY KEY, uin TEXT, agency TEXT, revision INT, who TEXT);
CREATE TABLE answers (return_id INT, key TEXT, options TEXT, text TEXT, comment TEXT);
CREATE INDEX by_key ON answers (return_id, key);
"""


@dataclass(frozen=True)
class Prepared:
    """A partnership's workspace with an audit issued, the packages for it, and its key."""

    workspace: Path
    files: list[Path]
    identity: HybridIdentity


def prepare(base: Path, packages: int) -> Prepared:
    """Make the workspace and the packages."""
    audit = large_audit(packages // AGENCIES, AGENCIES)
    workspace, sheet = set_up_partnership_desk(
        base / "partnership", passphrase="for this run only", clock=clock
    )
    with closing(workspace):
        try_recovery_words(workspace, " ".join(sheet.words))
        with workspace.work() as work:
            work.audits.add(audit)
            work.commit()
        issue_packs(workspace, audit.id, base / "packs", clock=clock)
        with workspace.work() as work:
            recipients, identity = recipients_of(work), encryption_identity(work)
            tokens = {pack.agency_id: pack.token for pack in work.packs.all(audit.id)}
    files = _seal_all(audit, tokens, recipients, folder(base, "returns"))
    return Prepared(base / "partnership", files, identity)


def _seal_all(
    audit: Audit, tokens: dict[str, str], recipients: tuple[str, ...], to: Path
) -> list[Path]:
    rng = random.Random(1)  # noqa: S311  reproducible, and no secret
    keys = {agency.id: SigningKey.generate() for agency in audit.agencies}
    files = []
    for number, (case, agency) in enumerate(audit.asked()):
        key = keys[agency.id]
        document = v1.ReturnPackageV1(
            FORMAT,
            ClearPart(
                FORMAT,
                RETURN_PACKAGE,
                f"p{number}",
                "0.1.0",
                AuditName(audit.id, audit.reference, audit.title),
                AgencyName(agency.id, agency.name),
                date(2018, 2, 1),
                fingerprint(key.public),
            ),
            tokens[agency.id],
            recipients[0],
            (v1.return_of(case.uin, 1, generated_form(audit.tool, rng), date(2018, 2, 1)),),
        )
        path = to / f"{number}.paudit"
        path.write_bytes(seal_package(document, recipients, key))
        files.append(path)
    return files


def import_all(prepared: Prepared, copy: Path) -> float:
    """Time the import into a fresh copy of the workspace."""
    with closing(_copied(prepared, copy)) as desk:

        def run() -> None:
            results = list(import_returns(desk, prepared.files, clock=clock))
            assert all(result.outcome is Outcome.IMPORTED for result in results)

        return seconds(run)


def look_at_all(prepared: Prepared, copy: Path) -> float:
    """Time the look at them; every key is a first one."""
    with closing(_copied(prepared, copy)) as desk:

        def run() -> None:
            assert len(look_at_files(desk, prepared.files).of(Group.DECIDE)) == len(prepared.files)

        return seconds(run)


def _copied(prepared: Prepared, copy: Path) -> Workspace:
    copy.mkdir()
    for path in prepared.workspace.iterdir():
        if path.is_file():
            (copy / path.name).write_bytes(path.read_bytes())
    return open_desk(copy, passphrase="for this run only", clock=clock)


def bare_reading(prepared: Prepared) -> float:
    """Time the floor of looking."""

    def run() -> None:
        for path in prepared.files:
            envelope = json.loads(decrypt(path.read_bytes(), [prepared.identity]))
            json.loads(b64decode(envelope["payload"]))

    return seconds(run)


def bare(prepared: Prepared, database: Path) -> float:
    """Time the floor."""
    connection = dbapi2.connect(str(database), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'ab' * 32}'\"")
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(_SCHEMA)
    with closing(connection):
        return seconds(lambda: _insert_all(connection, prepared))


def _insert_all(connection: Any, prepared: Prepared) -> None:
    for number, path in enumerate(prepared.files):
        data = path.read_bytes()
        envelope = json.loads(decrypt(data, [prepared.identity]))
        document = json.loads(b64decode(envelope["payload"]))
        connection.execute("BEGIN")
        connection.execute("INSERT INTO packages VALUES (?, ?, ?)", (number, path.name, data))
        for ret in document["returns"]:
            who = ret["completed_by"]["name"]
            agency = document["clear"]["agency"]["id"]
            cursor = connection.execute(
                "INSERT INTO returns (uin, agency, revision, who) VALUES (?, ?, ?, ?)",
                (ret["uin"], agency, ret["revision"], who),
            )
            connection.executemany(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        cursor.lastrowid,
                        key,
                        " ".join(answer.get("options", ())),
                        answer.get("text", ""),
                        answer.get("comment", ""),
                    )
                    for key, answer in ret["answers"].items()
                ],
            )
        connection.execute("COMMIT")


def main(packages: int = PACKAGES, runs: int = 3) -> tuple[float, float]:
    """Compare. The medians of importing and of looking are given back."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        prepared = prepare(base, packages)
        number = count()
        imported = compare(
            f"import of {packages} packages",
            lambda: import_all(prepared, base / f"copy{next(number)}"),
            "bare decrypt-and-insert",
            lambda: bare(prepared, base / f"bare{next(number)}.db"),
            runs,
        )
        looked = compare(
            f"look at {packages} packages",
            lambda: look_at_all(prepared, base / f"copy{next(number)}"),
            "bare decrypt",
            lambda: bare_reading(prepared),
            runs,
        )
    return imported, looked


def growth(runs: int = 3) -> None:
    """Ten times as many packages, and how many times as long they take."""
    few, many = main(runs=runs), main(LARGE, runs)
    for name, small, large in zip(("import", "look"), few, many, strict=True):
        print(f"{name}: {LARGE // PACKAGES} times as many take {large / small:.1f} times as long")


if __name__ == "__main__":
    growth() if "--large" in sys.argv[1:] else main()
