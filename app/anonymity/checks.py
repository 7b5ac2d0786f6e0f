"""Check digits and prefixes of official numbers. Weak evidence: a chance number often passes."""

from __future__ import annotations

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
POSTCODE_AREAS = frozenset(
    """AB AL B BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT
    DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE
    LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM
    SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE""".split()
)
_NI_REFUSED = frozenset("BG GB KN NK NT TN ZZ".split())
_NI_FIRST = frozenset("ABCEGHJKLMNOPRSTWXYZ")
_NI_SECOND = frozenset("ABCEGHJKLMNPRSTWXYZ")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end with the check digit of an NHS number (modulus 11)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    check = 11 - total % 11
    return check != 10 and check % 11 == int(digits[9])


def is_pupil_number(text: str) -> bool:
    """Whether a unique pupil number begins with its check letter (modulus 23).

    A temporary one ends in a letter, which counts by its place.
    """
    if len(text) != 13 or text[0] not in UPN_LETTERS:
        return False
    body = text[1:12] + str(UPN_LETTERS.find(text[12]) if text[12].isalpha() else text[12])
    if not text[1:12].isdigit() or body.endswith("-1"):
        return False
    values = [int(digit) for digit in text[1:12]] + [int(body[11:])]
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return UPN_LETTERS[total % 23] == text[0]


def is_ni_prefix(letters: str) -> bool:
    """Whether National Insurance numbers may begin with these two letters."""
    return letters[0] in _NI_FIRST and letters[1] in _NI_SECOND and letters not in _NI_REFUSED
