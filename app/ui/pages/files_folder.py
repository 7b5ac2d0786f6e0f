"""Where a person is when a file is to be saved or fetched: a place to begin, not a fence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.domain.policy import NO_POLICY, Policy


def files_folder(policy: Policy = NO_POLICY) -> Path:
    """The folder that the organisation names for files that come and go, or that of documents.

    What only its owner may see, as a recovery sheet, begins without a policy: a folder that an
    organisation names is often shared.
    """
    if policy.files_folder:
        return Path(policy.files_folder)
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
