"""What the frozen program leaves out of what PyInstaller would collect, and what it never takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Final

EXCLUDED_MODULES: Final = (
    # No network: neither Qt's nor TLS. Nothing in the program asks for them.
    "PySide6.QtNetwork",
    "ssl",
    "_ssl",
    "_hashlib",  # Python hashes by itself: a third OpenSSL beside two others is left out
    # The window is made of widgets.
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtTest",
    "PySide6.QtSql",
    # (SQLAlchemy's dialects for database servers stay: Alembic loads them whatever it works on.)
    # What libraries bring for their own tests, for other windows, or for building.
    "tkinter",
    "_tkinter",
    "test",
    "unittest.mock",
    "lib2to3",
    "ensurepip",
    "pip",
    "setuptools",
    "pkg_resources",
    "pycparser",
    "sqlalchemy.testing",
    "alembic.testing",
    "PIL.ImageTk",
    "PIL.ImageQt",
    "PIL._avif",
    "PIL._webp",
    "PIL._imagingtk",
    "sqlite3",  # the workspace is SQLCipher's, which brings its own
    "_sqlite3",
    "doctest",
    "pydoc_data",
    "xmlrpc",
    "ftplib",
    "imaplib",
    "poplib",
    "smtplib",
    "socketserver",
    "http.cookiejar",
    "http.server",
    "multiprocessing",  # the program has no other processes
    "lxml.html",
    "charset_normalizer",
    "lxml.isoschematron",
    "lxml.objectify",
    "numpy",
    "pytest",
    "hypothesis",
    "mypy",
)

_KEPT_PLUGINS: Final = {
    "platforms": ("windows", "xcb", "offscreen"),
    "imageformats": ("svg", "jpeg", "ico"),
    "iconengines": ("svgicon",),
    "styles": ("modernwindowsstyle", "windowsvistastyle"),
    "printsupport": ("cupsprintersupport",),
    "xcbglintegrations": (),
    "platforminputcontexts": (
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    ),
    "platformthemes": ("xdgdesktopportal",),
}

_NEVER: Final = re.compile(
    r"""
    (^|/)(
        (lib)?Qt6?(Network|Qml|Quick|OpenGL|Pdf|VirtualKeyboard|Sql|Test|Egl|Wayland|Wl)\w*[.]
      | opengl32sw[.]dll | d3dcompiler_\d+[.]dll
      | icuuc[.]dll | libssl
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DATA_LEFT_OUT: Final = re.compile(
    r"""
    PySide6/(Qt/)?translations/
    | reportlab/(graphics/barcode|fonts/.*[.]pfb$|fonts/00readme)
    | lxml/isoschematron/
    | tzdata/zoneinfo/(?!(__init__[.]py|UTC)$)  # calendars name no other time zone
    | docx/templates/default-docx-template/
    | (^|/)tests?/
    | [.]pyi$ | [.](pxd|pyx|h|c)$
    """,
    re.VERBOSE,
)


def is_wanted(name: str) -> bool:
    """Whether a file of the bundle, named by its place in it, is used by the program."""
    path = name.replace("\\", "/")
    if _NEVER.search(path) or _DATA_LEFT_OUT.search(path):
        return False
    plugin = re.search(
        r"PySide6/(?:Qt/)?plugins/([\w-]+)/(?:lib)?q?([\w-]+?)(?:[.]dll|[.]so)", path
    )
    return plugin is None or plugin[2] in _KEPT_PLUGINS.get(plugin[1], ())


def without_orphans(
    entries: list[tuple[str, str, str]], needs: Callable[[str], set[str]]
) -> list[tuple[str, str, str]]:
    """Without the libraries that only left-out ones asked for.

    ``needs(source)`` names the libraries that one file asks for. Extensions and plugins are what
    the program loads; a library is kept when one of them needs it, at whatever distance.
    """
    by_name: dict[str, list[str]] = {}
    for name, source, _ in entries:
        by_name.setdefault(PurePosixPath(name.replace("\\", "/")).name.lower(), []).append(source)
    waiting = [source for name, source, kind in entries if kind == "EXTENSION" or _is_loaded(name)]
    reached: set[str] = set()
    while waiting:
        source = waiting.pop()
        if source not in reached:
            reached.add(source)
            for needed in needs(source):
                waiting.extend(by_name.get(needed.lower(), ()))
    kept = {_base(source) for source in reached}
    return [entry for entry in entries if entry[1] in reached or _base(entry[0]) in kept]


def needed_by(source: str) -> set[str]:
    """The libraries that a file asks for, by name, as PyInstaller reads them."""
    from PyInstaller.depend.bindepend import get_imports

    return {PurePosixPath(name.replace("\\", "/")).name for name, _ in get_imports(source)}


def _base(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name.lower()


def _is_loaded(name: str) -> bool:
    """Whether Python or Qt opens it by name: nothing need be linked to it."""
    path = name.replace("\\", "/")
    loaded = ("plugins/", "pypdfium2_raw/", "libpython", "python3", "vcruntime", "msvcp")
    return any(word in path.lower() for word in loaded)


def is_foreign(source: str) -> bool:
    """Whether a library comes from Wine's own system folder: it may never be delivered."""
    parts = [part.lower() for part in PurePosixPath(source.replace("\\", "/")).parts]
    return "wine" in parts or ("windows" in parts and ("system32" in parts or "syswow64" in parts))


def trimmed(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """PyInstaller's list of files without what is not wanted."""
    return [entry for entry in entries if is_wanted(entry[0])]


def refuse_foreign(entries: Iterable[tuple[str, str, str]]) -> None:
    """Stop the build when a library of this computer's system would be delivered on Windows."""
    foreign = sorted(name for name, source, _ in entries if is_foreign(source))
    if foreign:
        raise SystemExit(f"These come from the system, not from a package: {', '.join(foreign)}")


def tree(folder: Path, under: str, *, code: bool = True) -> list[tuple[str, str]]:
    """The files of a folder as PyInstaller's data, without what Python leaves behind."""
    left_out = (".pyc",) if code else (".pyc", ".py")
    return [
        (str(path), str(PurePosixPath(under, *path.relative_to(folder).parts[:-1])))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in left_out
    ]
