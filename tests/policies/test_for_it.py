"""What IT gets to see: the command, and the note beside the logs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import build_context
from app.cli import run_command
from app.domain.policy import NO_POLICY, Policy, PolicyRead
from app.policies.sources import Source
from app.policies.taking import take
from app.services.context import WindowRequest
from app.services.note_policy import FILE_NAME, note_policy
from tests.builders import clock
from tests.flow.desks import PASSPHRASE

PLACE = r"HKLM\Software\Policies\Partnership Audit"

UNSET = (
    "desk",
    "reply_address",
    "workspaces_folder",
    "files_folder",
    "scheme",
    "text_percent",
    "trusted_fingerprints",
)


def no_window(request: WindowRequest) -> int:
    raise AssertionError(f"a window was opened: {request}")


def run(folder: Path, read: PolicyRead, *arguments: object) -> int:
    context = replace(
        build_context(),
        data=lambda: folder / "data",
        clock=clock,
        policy=read.policy,
        policy_read=read,
        portable=None,
    )
    return run_command([str(one) for one in arguments], context, open_window=no_window)


def test_the_command_lists_what_is_set_and_what_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = take([Source(PLACE, {"LockMinutes": 15, "HandOver": "email"})])
    assert run(tmp_path, read, "policy") == 0
    assert capsys.readouterr().out.splitlines() == [
        "lock_minutes = 15",
        f"    from {PLACE}",
        "hand_over = email",
        f"    from {PLACE}",
        f"Not set, so that people choose: {', '.join(UNSET)}",
        f"Looked for in: {PLACE}",
        "Nothing is wrong in it.",
    ]


def test_the_command_ends_with_1_where_something_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = take([Source(PLACE, {"HandOver": "emial", "LockMinuets": 3})])
    assert run(tmp_path, read, "policy") == 1
    out = capsys.readouterr().out
    assert "hand_over = none" in out
    assert f"  {PLACE}, HandOver: “emial” is left out; expected one of: folder, email, text." in out
    assert "there is no setting “LockMinuets”" in out


def test_a_computer_without_presets_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, take([Source(PLACE)]), "policy") == 0
    assert "Not set" in capsys.readouterr().out


def test_the_command_line_obeys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "pass.txt"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    read = PolicyRead(Policy(desk="agency"))
    code = run(tmp_path, read, "--passphrase-file", secret, "define", tmp_path / "audit.toml")
    assert code == 1
    assert "Your organisation has set this computer up" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_what_is_wrong_is_noted_beside_the_logs_until_it_is_right(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    note_policy(logs, ())
    assert not logs.exists()
    note_policy(logs, ("First.", "Second."))
    lines = (logs / FILE_NAME).read_text(encoding="utf-8").splitlines()
    assert lines[-2:] == ["First.", "Second."]
    note_policy(logs, ())
    assert not (logs / FILE_NAME).exists()
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    note_policy(in_the_way / "logs", ("Nobody is kept from working.",))


def test_the_context_holds_the_policy_that_was_read() -> None:
    context = build_context()
    assert context.policy == context.policy_read.policy
    assert context.policy_read.places
    assert NO_POLICY.allows_file()
