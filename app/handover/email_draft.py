"""An e-mail as a draft file, and its parts to be copied by hand."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from app.domain.audits import Agency, Audit, Case
from app.domain.days import long_day
from app.domain.letters import Receipt
from app.domain.returns import Auditor


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


def test_email(audit: Audit, agency: Agency) -> EmailText:
    """The message that carries a test package."""
    return EmailText(
        recipient=audit.body.reply_address,
        subject=f"{audit.reference}: test package from {agency.name}",
        text=(
            f"Dear colleague,\n\n"
            f"Attached is a test package of {agency.name} for the audit “{audit.title}”. "
            f"It has no returns in it: it tries whether a sealed file reaches you.\n\n"
            f"Please bring it into Partnership Audit, and tell us that it came.\n"
        ),
    )


def query_email(audit: Audit, agency: Agency, case: Case) -> EmailText:
    """The message that carries a query to an agency."""
    return EmailText(
        recipient=agency.email,
        subject=f"{audit.reference}: a query to {agency.name} about case {case.label}",
        text=(
            f"Dear colleague,\n\n"
            f"Thank you for the return of {agency.name} for the audit “{audit.title}”. "
            f"We have a query about case {case.label}. It is in the attached file.\n\n"
            f"Save the file and open it with Partnership Audit: it leads to the questions that "
            f"we ask about. Then seal the return again and send it to us.\n"
        ),
    )


def receipt_email(audit: Audit, agency: Agency, receipt: Receipt) -> EmailText:
    """The message that carries a receipt to an agency."""
    came, missing = len(receipt.arrived), len(receipt.missing)
    arrived = f"{came} {'return has' if came == 1 else 'returns have'} arrived"
    if not came:
        arrived = "no returns have arrived yet"
    still = f", and {missing} {'is' if missing == 1 else 'are'} still missing" if missing else ""
    late = receipt.made_on > audit.due
    due = f" They {'were' if late else 'are'} due by {long_day(audit.due)}." if missing else ""
    return EmailText(
        recipient=agency.email,
        subject=f"{audit.reference}: receipt for {agency.name}",
        text=(
            f"Dear colleague,\n\n"
            f"From {agency.name}, {arrived} for the audit “{audit.title}”{still}.{due}\n\n"
            f"Save the attached file and open it with Partnership Audit: it shows for each case "
            f"what has arrived.\n"
        ),
    )


def request_email(audit: Audit, who: Auditor) -> EmailText:
    """The message in which a colleague asks for cases; to whom, the colleague knows.

    The words of the colleague's desk are not in it: whoever forged it would have put theirs.
    """
    return EmailText(
        recipient="",
        subject=f"{audit.reference}: please hand cases over to me",
        text=(
            f"Dear colleague,\n\n"
            f"I am going on with cases of the audit “{audit.title}”. Please save the attached "
            f"file, open it with Partnership Audit, and choose the cases to hand over to me.\n\n"
            f"Before you do, telephone me: you will see six words, and I tell you mine.\n\n"
            f"{who.name}, {who.title}\n"
        ),
    )


def hand_over_email(audit: Audit, to: Auditor, cases: int) -> EmailText:
    """The message that carries cases to a colleague."""
    count = "1 case" if cases == 1 else f"{cases} cases"
    return EmailText(
        recipient="",
        subject=f"{audit.reference}: {count} for you to go on with",
        text=(
            f"Dear colleague,\n\n"
            f"Attached, sealed, is what I have written so far on {count} of the audit "
            f"“{audit.title}”. Only your desk can open it ({to.name}, {to.title}).\n\n"
            f"Save the file and open it with Partnership Audit.\n"
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
