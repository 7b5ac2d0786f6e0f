"""What the delivery is made of, as CycloneDX: packages, what is inside them, every file."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from filelist import files_of
from lockfile import Locked
from packageurl import PackageURL
from product import NAME, SLUG, VERSION


@dataclass(frozen=True, slots=True)
class Inside:
    """A part that is in the bundle without being a package: its version is read from the files."""

    name: str
    licence: str
    files: str
    """The files to look into, as a pattern of their names."""
    version: bytes
    """The text that the part says of itself, its version as the first group."""


INSIDE: Final = (
    Inside("python", "Python-2.0", r"(lib)?python3\d*[.](dll|so.*)", rb"\0(3\.1\d\.\d+)[+]?\0"),
    Inside("openssl", "Apache-2.0", r"(_sqlite3|_rust)[.].*", rb"OpenSSL (\d+\.\d+\.\d+) "),
    Inside(
        "sqlcipher", "BSD-3-Clause", r"_sqlite3[.].*", rb"\0(4\.\d+\.\d+)(?: community)?(?:\0| )"
    ),
    Inside("expat", "MIT", r"pyexpat[.].*", rb"expat_(\d+\.\d+\.\d+)"),
)
"""What a list of weaknesses in known software is searched for, beside the packages."""


def write_sbom(
    bundle: Path, packages: tuple[Locked, ...], licences: dict[str, str], target: Path, at: datetime
) -> None:
    """Write the bill of materials. ``licences``: what each package says of its licence."""
    bom = Bom()
    bom.metadata.timestamp = at
    program = Component(
        name=NAME, version=VERSION, type=ComponentType.APPLICATION, bom_ref=f"{SLUG}@{VERSION}"
    )
    bom.metadata.component = program
    parts = [_package(package, licences.get(package.name, "")) for package in packages]
    parts += inside(bundle)
    depended = tuple(parts)
    parts += [_file(file.place.as_posix(), file.source) for file in files_of(bundle)]
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(program, depended)
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    target.write_text(text + "\n", encoding="utf-8")


def _package(package: Locked, licence: str) -> Component:
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"pkg:pypi/{package.name}@{package.version}",
        purl=PackageURL("pypi", name=package.name, version=package.version),
        licenses=[LicenseFactory().make_from_string(licence)] if licence else None,
    )


def inside(bundle: Path) -> list[Component]:
    """The parts that are in the files of the bundle, one for each version that is found."""
    found = {
        (part.name, version, part.licence)
        for part in INSIDE
        for file in files_of(bundle)
        if re.fullmatch(part.files, file.place.name)
        for version in _versions(file.source, part.version)
    }
    if not any(name == "python" for name, _, _ in found):
        # On Linux its version is in none of its files: it is the one that builds.
        found.add(("python", platform.python_version(), "Python-2.0"))
    return [
        Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=f"pkg:generic/{name}@{version}",
            purl=PackageURL("generic", name=name, version=version),
            licenses=[LicenseFactory().make_from_string(licence)],
        )
        for name, version, licence in sorted(found)
    ]


def _versions(file: Path, pattern: bytes) -> Iterator[str]:
    for match in re.finditer(pattern, file.read_bytes()):
        yield match[1].decode("ascii")


def _file(place: str, source: Path) -> Component:
    digest = sha256(source.read_bytes()).hexdigest()
    return Component(
        name=place,
        type=ComponentType.FILE,
        bom_ref=f"file:{place}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )
