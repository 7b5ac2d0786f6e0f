"""Word and Excel files as they are packed: the same content gives the same file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)


def repacked(packed: bytes, changed: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """The same file without the hour at which it was packed; some members may be changed."""
    changes, made = changed or {}, io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            content = old.read(member)
            if member.filename in changes:
                content = changes[member.filename](content)
            about = zipfile.ZipInfo(member.filename, _EPOCH)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            new.writestr(about, content)
    return made.getvalue()
