"""What can be wrong with a file that came from elsewhere, or with the key to it."""

from __future__ import annotations

from app.errors.base import PartnershipAuditError


class SealedFileError(PartnershipAuditError):
    """A file that travels could not be read. Nothing of it was used."""

    sentence = (
        "This file is damaged or incomplete: it may have been cut off on its way. "
        "Nothing was brought in from it. Ask for it to be sent again."
    )


class NotASealedFileError(SealedFileError):
    """The bytes are none of the formats that the product reads."""

    sentence = (
        "This is not a Partnership Audit file. Nothing was brought in from it. "
        "Choose the file whose name ends in .paudit, or the .txt that replaces it."
    )


class HeaderError(SealedFileError):
    """The age header does not follow the format (C2SP age.md)."""


class HeaderMacError(SealedFileError):
    """The age header was changed after it was written: its MAC does not match."""

    sentence = (
        "This file was changed after it was sealed. Nothing was brought in from it. "
        "Ask for it to be sent again."
    )


class PayloadError(SealedFileError):
    """The encrypted content was changed, reordered or cut off."""


class ArmorError(SealedFileError):
    """The text form of a sealed file does not follow the format (C2SP age.md, armor)."""


class NoMatchingKeyError(SealedFileError):
    """None of the keys at hand opens the file."""

    sentence = (
        "This file was sealed for somebody else: none of the keys in this workspace opens it. "
        "Nothing was brought in from it. Check that it belongs to this audit."
    )


class KeyTextError(PartnershipAuditError):
    """A recipient or an identity in text form is not well formed."""

    sentence = "This key is not written correctly. Check it for missing or changed letters."


class NewerFormatError(SealedFileError):
    """A file was written by a later version of the program."""

    def __init__(self, needed: str) -> None:
        super().__init__(
            f"This file was made by a newer version of Partnership Audit ({needed} or later). "
            "Nothing was brought in from it. Ask your IT department for the newer version."
        )


class SignatureError(SealedFileError):
    """A signature is missing, or does not fit the content."""

    sentence = (
        "The signature on this file does not fit its content. Nothing was brought in from it. "
        "Ask for it to be sent again, and tell the partnership team."
    )


class DocumentError(SealedFileError):
    """A document inside a sealed file does not have the expected shape."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"The content of this file is not as expected ({where}). "
            "Nothing was brought in from it. Ask for it to be sent again."
        )


class TooLargeError(SealedFileError):
    """A file is larger than anything the program would have written."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(
            f"This file is larger than {megabytes} MB, more than any Partnership Audit file. "
            "It was not read. Check that it is the right file."
        )


class WrongPassphraseError(PartnershipAuditError):
    """A passphrase was given that opens nothing."""

    sentence = (
        "That passphrase does not open it. Nothing was changed. "
        "Check for capital letters and try again."
    )


class WrongRecipientError(SealedFileError):
    """A document is of another kind, or meant for another audit, than the place it was put."""


class AgencyKeyChangedError(SealedFileError):
    """An agency's returns are signed with another key than the one seen first."""

    def __init__(self, agency: str, known: str, seen: str) -> None:
        super().__init__(
            f"{agency} signed this file with a new key ({seen}); its earlier returns had {known}. "
            "Nothing was brought in from it. Telephone the agency: if it has a new computer, "
            "accept the new key and bring the file in again."
        )


class PackLockedError(PartnershipAuditError):
    """A pack is locked with a passphrase, and none was given."""

    sentence = (
        "This pack is locked with a passphrase. The partnership team has told it to your agency "
        "by another way than this file. Enter it to open the pack."
    )


class ToolFileError(PartnershipAuditError):
    """An audit tool file, or an audit definition, says something that can't be understood."""

    def __init__(self, file: str, place: str, expected: str) -> None:
        self.file, self.place, self.expected = file, place, expected
        super().__init__(f"{file}, at {place}: {expected}")
