"""Make a return package and keep it: of sealed returns, or to try the way."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from app.domain.audits import Audit
from app.errors import NotFoundError
from app.handover.files import TEXT_EXTENSION, unused
from app.sealing.clear import FORMAT, RETURN_PACKAGE
from app.sealing.documents import v1
from app.sealing.packages import seal_package
from app.services.clear_part import clear_part
from app.services.endorsements import endorsements_of
from app.services.set_up_desk import encryption_identity, signing_key
from app.services.taken_back import NewFiles
from app.storage import Clock, StoredPackage, Work


def write_package(
    work: Work,
    audit: Audit,
    returns: Sequence[v1.ReturnV1],
    place: Path,
    files: NewFiles,
    *,
    clock: Clock,
    armored: bool,
) -> Path:
    """Seal returns into a package, write it to a place, and keep it. Nothing is written over.

    Without returns it is a test package. Where it was written is returned.

    Raises:
        NotFoundError: the audit's pack is not here.
        FileWriteError: the folder can't be written to.
    """
    agency = audit.agencies[0]
    pack = work.packs.of(audit.id, agency.id)
    if pack is None:
        raise NotFoundError("audit pack", audit.reference)
    key = signing_key(work)
    document = v1.ReturnPackageV1(
        format=FORMAT,
        clear=clear_part(
            RETURN_PACKAGE,
            audit,
            agency,
            key,
            clock().date(),
            sealed_for=pack.recipients,
            test=not returns,
        ),
        token=pack.token,
        recipient=encryption_identity(work).recipient().to_string(),
        returns=tuple(returns),
        endorsements=endorsements_of(work, audit.id),
        tool=v1.ToolNameV1(audit.tool.id, audit.tool.version),
    )
    content = seal_package(document, pack.recipients, key, armored=armored)
    path = unused(place.with_name(place.name + TEXT_EXTENSION) if armored else place)
    work.packages.add(
        StoredPackage(
            digest=sha256(content).hexdigest(),
            audit_id=audit.id,
            agency_id=agency.id,
            direction="sent",
            file_name=path.name,
            content=content,
            at=clock(),
            returns=len(returns),
            package_id=document.clear.id,
        ),
        {ret.uin: ret.revision for ret in returns},
    )
    files.write(path, content)  # last: what fails before leaves no file
    return path
