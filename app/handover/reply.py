"""A reply to an agency about files that could not be brought in: a draft without attachments."""

from __future__ import annotations

from collections.abc import Sequence

from app.handover.email_draft import EmailText


def reply_email(
    reference: str, body: str, agency: str, address: str, files: Sequence[tuple[str, str]]
) -> EmailText:
    """What to write to an agency. ``files`` are names with why each did not come in.

    The reasons are the program's sentences: nothing of a return is in them.
    """
    count = "a file" if len(files) == 1 else f"{len(files)} files"
    listed = "\n\n".join(f"“{name}”\n{reason}" for name, reason in files)
    return EmailText(
        recipient=address,
        subject=f"{reference}: {count} from {agency} could not be brought in",
        text=(
            f"Dear colleague,\n\n"
            f"thank you for your returns. We could not bring {count} of {agency} in:\n\n"
            f"{listed}\n\n"
            f"Please write to us or telephone if this is not clear.\n\n"
            f"{body}\n"
        ),
    )
