"""Both ways against npm's age-encryption, by the author of age: the oracle for hybrid keys."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess

import pytest

from app.sealing.age import (
    HybridIdentity,
    HybridRecipient,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    Stanza,
    X25519Identity,
    X25519Recipient,
    armor,
    decrypt,
    encrypt,
    is_armored,
)
from tests.sealing.age.vectors import ROOT

INTEROP = ROOT / "tests" / "interop"
NODE = shutil.which("node")
PLAINTEXTS = [b"", b"return", b"\x5a" * 65536, b"\x5a" * (2 * 65536 + 1)]
CLEAR = Stanza("example.org/clear", ("audit", "2018"), b"names nobody")

pytestmark = [
    pytest.mark.skipif(NODE is None, reason="node is not installed"),
    pytest.mark.skipif(
        not (INTEROP / "node_modules" / "age-encryption").is_dir(),
        reason="npm ci was not run in tests/interop",
    ),
]


def ask(action: str, **request: object) -> dict[str, str]:
    """Let the JavaScript implementation do something."""
    run = subprocess.run(
        [str(NODE), "age.mjs"],
        cwd=INTEROP,
        input=json.dumps({"action": action, **request}).encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    answer: dict[str, str] = json.loads(run.stdout)
    return answer


def sealed_by_javascript(plaintext: bytes, **request: object) -> bytes:
    answer = ask("encrypt", plaintext=base64.b64encode(plaintext).decode(), **request)
    return base64.b64decode(answer["sealed"])


def opened_by_javascript(sealed: bytes, **request: object) -> bytes:
    answer = ask("decrypt", sealed=base64.b64encode(sealed).decode(), **request)
    return base64.b64decode(answer["plaintext"])


@pytest.mark.parametrize("kind", [HybridIdentity, X25519Identity])
@pytest.mark.parametrize("plaintext", PLAINTEXTS, ids=len)
def test_from_javascript(
    kind: type[HybridIdentity] | type[X25519Identity], plaintext: bytes
) -> None:
    mine, other = kind.generate(), kind.generate()
    recipients = [other.recipient().to_string(), mine.recipient().to_string()]
    sealed = sealed_by_javascript(plaintext, recipients=recipients)
    assert decrypt(sealed, [mine]) == plaintext


@pytest.mark.parametrize("kind", [HybridIdentity, X25519Identity])
@pytest.mark.parametrize("plaintext", PLAINTEXTS, ids=len)
def test_to_javascript(kind: type[HybridIdentity] | type[X25519Identity], plaintext: bytes) -> None:
    mine, other = kind.generate(), kind.generate()
    recipients: list[Recipient] = [other.recipient(), mine.recipient()]
    sealed = encrypt(plaintext, recipients, clear=[CLEAR])
    assert opened_by_javascript(sealed, identities=[mine.to_string()]) == plaintext


def test_hybrid_key_texts_are_the_same() -> None:
    theirs = ask("generate", hybrid=True)
    ours = HybridIdentity.from_string(theirs["identity"])
    assert ours.to_string() == theirs["identity"]
    assert ours.recipient() == HybridRecipient.from_string(theirs["recipient"])
    assert ours.recipient().to_string() == theirs["recipient"]
    mine = HybridIdentity.generate()
    answer = ask("recipient", identity=mine.to_string())
    assert answer["recipient"] == mine.recipient().to_string()


def test_x25519_key_texts_are_the_same() -> None:
    theirs = ask("generate", hybrid=False)
    ours = X25519Identity.from_string(theirs["identity"])
    assert ours.to_string() == theirs["identity"]
    assert ours.recipient() == X25519Recipient.from_string(theirs["recipient"])
    assert ours.recipient().to_string() == theirs["recipient"]


def test_passphrase_from_javascript() -> None:
    sealed = sealed_by_javascript(b"pack", passphrase="grüne Äpfel")
    assert decrypt(sealed, [ScryptIdentity("grüne Äpfel")]) == b"pack"


def test_passphrase_to_javascript() -> None:
    sealed = encrypt(b"pack", [ScryptRecipient("grüne Äpfel", work_factor=10)])
    assert opened_by_javascript(sealed, passphrase="grüne Äpfel") == b"pack"


@pytest.mark.parametrize("length", [0, 1, 47, 48, 49, 5000])
def test_armor_from_javascript(length: int) -> None:
    identity = HybridIdentity.generate()
    text = sealed_by_javascript(
        bytes(length), recipients=[identity.recipient().to_string()], armored=True
    )
    assert is_armored(text)
    assert decrypt(text, [identity]) == bytes(length)


@pytest.mark.parametrize("length", [0, 1, 47, 48, 49, 5000])
def test_armor_to_javascript(length: int) -> None:
    identity = HybridIdentity.generate()
    text = armor(encrypt(bytes(length), [identity.recipient()])).encode()
    opened = opened_by_javascript(text, identities=[identity.to_string()], armored=True)
    assert opened == bytes(length)
