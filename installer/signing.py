"""Authenticode signatures: by the real certificate that is named, or by a test one made here."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from product import NAME, PUBLISHER


@dataclass(frozen=True, slots=True)
class Certificate:
    """A PKCS #12 file and the file with its password. A test certificate convinces nobody else."""

    file: Path
    password_file: Path
    authority: Path | None = None

    @property
    def is_test(self) -> bool:
        """Whether it was made by this build."""
        return self.authority is not None


def test_certificate(folder: Path) -> Certificate:
    """Make a certificate for a trial, with a key that lives in the build folder only."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509 import oid

    folder.mkdir(parents=True, exist_ok=True)
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name(
        [x509.NameAttribute(x509.NameOID.COMMON_NAME, f"{PUBLISHER} (test, trust it not)")]
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([oid.ExtendedKeyUsageOID.CODE_SIGNING]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    password = os.urandom(16).hex()
    made = Certificate(folder / "test.p12", folder / "test.txt", folder / "test.pem")
    for path in (made.file, made.password_file):
        path.touch(mode=0o600)
    made.password_file.write_text(password, encoding="ascii")
    made.file.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"test",
            key,
            certificate,
            None,
            serialization.BestAvailableEncryption(password.encode()),
        )
    )
    (folder / "test.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return made


def sign(path: Path, certificate: Certificate, timestamp: str = "") -> None:
    """Sign a program, an MSI or a setup, in its place. ``timestamp``: the service's address."""
    signed = path.with_name(f"{path.name}.signed")
    signed.unlink(missing_ok=True)
    _run(
        "sign",
        *("-pkcs12", str(certificate.file), "-readpass", str(certificate.password_file)),
        *("-h", "sha256", "-n", NAME),
        *(("-ts", timestamp) if timestamp else ()),
        *("-in", str(path), "-out", str(signed)),
    )
    signed.replace(path)


def verify(path: Path, certificate: Certificate) -> str:
    """Check the signature of a file. Returns what the tool says."""
    authority = ("-CAfile", str(certificate.authority)) if certificate.authority else ()
    return _run("verify", *authority, "-ignore-crl", "-in", str(path))


def _run(command: str, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603
        ["osslsigncode", command, *arguments],  # noqa: S607  from the path
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(
            f"osslsigncode {command} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.stdout
