"""What the delivery is made of, as CycloneDX: the locked packages and every file of the bundle."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from filelist import files_of
from lockfile import Locked
from packageurl import PackageURL
from product import NAME, SLUG, VERSION


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
    parts += [_file(file.place.as_posix(), file.source) for file in files_of(bundle)]
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(program, parts[: len(packages)])
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    target.write_text(text + "\n", encoding="utf-8")


def _package(package: Locked, licence: str) -> Component:
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"pkg:pypi/{package.name}@{package.version}",
        purl=PackageURL("pypi", name=package.name, version=package.version),
        properties=[Property(name="licence", value=licence)] if licence else None,
    )


def _file(place: str, source: Path) -> Component:
    digest = sha256(source.read_bytes()).hexdigest()
    return Component(
        name=place,
        type=ComponentType.FILE,
        bom_ref=f"file:{place}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )
