"""An e-mail as a draft file, and its parts to be copied by hand."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from app.domain.audits import Agency, Audit


@dataclass(frozen=True)
class EmailText:
    """What to write, and to whom. Nothing in it is about a child."""

    recipient: str
    subject: str
    text: str


def returns_email(audit: Audit, agency: Agency, full: int, nil: int) -> EmailText:
    """The message that carries an agency's sealed returns."""
    counts = ((full, "full return"), (nil, "nil return"))
    returns = " and ".join(f"{n} {kind}{'' if n == 1 else 's'}" for n, kind in counts if n)
    return EmailText(
        recipient=audit.body.reply_address,
        subject=f"{audit.reference}: returns from {agency.name}",
        text=(
            f"Dear colleague,\n\n"
            f"Attached are the sealed returns of {agency.name} for the audit “{audit.title}”: "
            f"{returns}.\n\n"
            f"The file can only be opened by {audit.body.name}, "
            f"with Partnership Audit.\n"
        ),
    )


def draft_file(email: EmailText, file_name: str, content: bytes) -> bytes:
    """The message as an ``.eml`` file that mail programs open as a draft (``X-Unsent``)."""
    message = EmailMessage(policy=SMTP)
    message["To"] = email.recipient
    message["Subject"] = email.subject
    message["X-Unsent"] = "1"
    message.set_content(email.text)
    message.add_attachment(
        content, maintype="application", subtype="octet-stream", filename=file_name
    )
    return message.as_bytes()
