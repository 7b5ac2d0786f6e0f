"""An e-mail as a draft file, and its parts to be copied by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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


def pack_email(
    audit: Audit, agency: Agency, cases: int, *, locked: bool = False, again: bool = False
) -> EmailText:
    """The message that carries an audit pack. ``again`` where the agency has had one before.

    Neither the six words nor the passphrase are in it: they go another way than the pack.
    """
    body, due = audit.body, long_day(audit.due)
    count = "1 case" if cases == 1 else f"{cases} cases"
    first = (
        f"Attached is the audit pack of {agency.name} for the audit “{audit.title}” "
        f"({audit.reference}). We ask you about {count}. Please let us have your returns by "
        f"{due}."
    )
    if again:
        first = (
            f"We changed the audit “{audit.title}” ({audit.reference}). Attached is a new pack "
            f"for {agency.name}, with {count}. It takes the place of the earlier one: open it in "
            f"the same way, and what you have written stays. Please let us have your returns by "
            f"{due}."
        )
    words = (
        "Compare the six words that you then see with those in our letter. They are not in "
        "this e-mail, so that nobody can send you a false one."
    )
    known = (
        "Fill in the form of each case. If a family is not on your records, say so there: that "
        "counts as an answer."
    )
    steps = [
        "Save the attached file, and open it with Partnership Audit.",
        *(["It asks for a passphrase, which we tell you by telephone."] if locked else []),
        *([] if again else [words]),
        known,
        f"Seal the returns, and send the sealed file to {body.reply_address}.",
    ]
    listed = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1))
    dear = agency.contact.strip() or "colleague"
    return EmailText(
        recipient=agency.email,
        subject=f"{audit.reference}: {'new ' if again else ''}audit pack for {agency.name}, "
        f"returns due by {due}",
        text=(
            f"Dear {dear},\n\n"
            f"{first}\n\n"
            f"{listed}\n\n"
            f"Please don’t write about a child in an e-mail. If anything is not clear, telephone "
            f"us.\n\n"
            f"{body.name}\n"
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


def chaser_email(audit: Audit, agency: Agency, missing: Sequence[Case], today: date) -> EmailText:
    """The message that reminds an agency. It names cases by letter and UIN and by nothing else."""
    late = (today - audit.due).days
    days = "1 day" if late == 1 else f"{late} days"
    due = long_day(audit.due)
    when = f"were due on {due}, {days} ago" if late > 0 else f"are due on {due}"
    about = "still missing" if late > 0 else "not yet in"
    listed = "\n".join(f"  {case_and_number(case)}" for case in missing)
    return EmailText(
        recipient=agency.email,
        subject=f"{audit.reference}: returns of {agency.name} {about}",
        text=(
            f"Dear colleague,\n\n"
            f"The returns of {agency.name} for the audit “{audit.title}” {when}.\n\n"
            f"{about[0].upper()}{about[1:]}:\n{listed}\n\n"
            f"How to send them: open the audit in Partnership Audit, seal the returns, and send "
            f"the file to {audit.body.reply_address}.\n\n"
            f"If a child and the parents are not known to you, choose “Not known to us” "
            f"for that case and seal it: a nil return counts as an answer.\n\n"
            f"If you have sent them already, thank you: please tell us on which day.\n\n"
            f"{audit.body.name}\n"
        ),
    )


def case_and_number(case: Case) -> str:
    """A case as it is named in ordinary e-mails and letters: "Case B (UIN CE-0417)"."""
    return f"Case {case.label} (UIN {case.uin})" if case.label else f"UIN {case.uin}"


def text_draft(email: EmailText) -> bytes:
    """A message without attachments as an ``.eml`` file that opens as a draft (``X-Unsent``)."""
    return _message(email).as_bytes()


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
    message = _message(email)
    message.add_attachment(
        content, maintype="application", subtype="octet-stream", filename=file_name
    )
    return message.as_bytes()


def _message(email: EmailText) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["To"] = email.recipient
    message["Subject"] = email.subject
    message["X-Unsent"] = "1"
    message.set_content(email.text)
    return message
