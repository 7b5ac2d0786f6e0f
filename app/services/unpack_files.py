"""Find the packages in files, folders and saved mails, without opening any of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from app.errors import NotASealedFileError, PartnershipAuditError
from app.handover.files import EXTENSION, MAX_FILE_BYTES, TEXT_EXTENSION, read_file
from app.handover.mail import MAX_MAIL_BYTES, Attached, MailError, attachments, is_mail
from app.sealing.in_text import as_written, is_in_text, sealed_in_text
from app.sealing.travelling import is_sealed

MAX_FILES = 20_000
_MAX_DEPTH = 12
_MAX_IN_MAIL = 100
_HEAD = 4_096
# What systems and office programs put into folders by themselves.
_BESIDE = frozenset({"thumbs.db", "desktop.ini"})
_BESIDE_STARTS = (".", "~$")
_OURS = (EXTENSION, EXTENSION + TEXT_EXTENSION)


class NoPackageError(PartnershipAuditError):
    """A mail was looked through, and no package is in it."""

    sentence = (
        "There is no sealed file in this e-mail. Nothing was brought in from it. "
        "Ask the agency to send the file that Partnership Audit made."
    )


@dataclass(frozen=True)
class Found:
    """Where something that may be a package lies.

    ``name`` is its own; ``mail`` that of the mail it came in, and ``part`` which of its packages
    it is.
    """

    path: Path
    name: str
    mail: str = ""
    part: int = 0


@dataclass(frozen=True)
class Unpacked:
    """Something that was found, with its content, or why there is none."""

    found: Found
    content: bytes = b""
    error: PartnershipAuditError | None = None


@dataclass(frozen=True)
class Gathered:
    """The files that were dropped, with those in folders. ``left_out`` were too many to take."""

    files: tuple[Path, ...]
    left_out: bool = False


def gather(dropped: Iterable[Path]) -> Gathered:
    """The files that were dropped, and those of folders, however deep.

    Nothing is followed out of a folder, and no more than ``MAX_FILES`` are taken.
    """
    files: list[Path] = []
    for path in dropped:
        for each in _walk(path) if path.is_dir() else (path,):
            if len(files) >= MAX_FILES:
                return Gathered(tuple(files), left_out=True)
            files.append(each)
    return Gathered(tuple(files))


def unpack(path: Path) -> Iterator[Unpacked]:
    """What a file has in it: itself, or the packages in a mail or a text. Always at least one."""
    found = Found(path, path.name)
    try:
        yield from _unpacked(path, found)
    except PartnershipAuditError as error:
        yield Unpacked(found, error=error.let_go())


def content_of(found: Found, digest: str = "") -> bytes:
    """The content of something that was found before, read again.

    Raises:
        PartnershipAuditError: it can't be read any more, or is not what it was: its ``digest``
            was SHA-256 of its content, in hex.
    """
    for each in unpack(found.path):
        if each.error is not None:
            raise each.error
        if each.found == found and digest in {"", sha256(each.content).hexdigest()}:
            return each.content
    raise PartnershipAuditError(
        f"“{found.path.name}” was changed since it was looked at. Nothing was brought in from it. "
        "Drop it again."
    )


def _walk(folder: Path) -> Iterator[Path]:
    deep = len(folder.parts) + _MAX_DEPTH
    for place, folders, names in os.walk(folder):
        here = Path(place)
        far = len(here.parts) >= deep
        folders[:] = [] if far else sorted(each for each in folders if not _is_beside(each))
        for name in sorted(names):
            if not _is_beside(name) and (here / name).is_file():
                yield here / name


def _is_beside(name: str) -> bool:
    return name.startswith(_BESIDE_STARTS) or name.lower() in _BESIDE


def _unpacked(path: Path, found: Found) -> Iterator[Unpacked]:
    head = _head(path)
    if is_sealed(head) or path.name.lower().endswith(_OURS):
        yield Unpacked(found, as_written(read_file(path)))
    elif is_mail(path.name, head):
        yield from _of_mail(found, read_file(path, MAX_MAIL_BYTES))
    elif path.name.lower().endswith(TEXT_EXTENSION):
        data = read_file(path)
        if is_in_text(data):
            yield from _several(found, [("", text) for text in sealed_in_text(data)])
        elif data.lstrip()[:1] == b"{":
            yield Unpacked(found, data)
        else:
            raise NotASealedFileError
    elif head.lstrip()[:1] == b"{":
        yield Unpacked(found, read_file(path))  # a pack, or a request, of another name
    else:
        raise NotASealedFileError


def _head(path: Path) -> bytes:
    """How a file begins: what is none of ours is not read, however large it is."""
    if path.name.lower().endswith(_OURS):
        return b""
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return read_file(path)[:_HEAD]  # says why


def _of_mail(found: Found, mail: bytes) -> Iterator[Unpacked]:
    inside = [each for part in attachments(mail) for each in _sealed_in(part)]
    if not inside:
        raise NoPackageError
    if len(inside) > _MAX_IN_MAIL:
        raise MailError
    yield from _several(found, inside, mail=found.name)


def _sealed_in(part: Attached) -> Sequence[tuple[str, bytes]]:
    if part.name.lower().endswith(_OURS) or is_sealed(part.content):
        if len(part.content) > MAX_FILE_BYTES:
            return ()
        return [(part.name, as_written(part.content))]
    return [("", text) for text in sealed_in_text(part.content)]


def _several(
    found: Found, inside: Sequence[tuple[str, bytes]], mail: str = ""
) -> Iterator[Unpacked]:
    named = partial(Found, found.path, mail=mail)
    for part, (name, content) in enumerate(inside):
        yield Unpacked(named(name=name or found.name, part=part), content)
