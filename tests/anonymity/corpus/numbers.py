"""Invented numbers, addresses and references, in the forms in which people type them."""

from random import Random

NI_FIRST = "ABCEGHJKLMNPRSTWXYZ"
PLATE = "ABCDEFGHJKLMNOPRSTUVWXYZ"
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
INWARD = "ABDEFGHJLNPQRSTUWXYZ"
AREAS = """CW SK WA CH ST M L B LS S NG DE LE BD HX WF HU YO TS DL NE SR CF SA LL NP G EH DD AB BT
    PL EX TR BS GL SN RG OX MK LU CB IP NR CO CM SS DA ME CT BN SO PO BH DT TA E N
    SE SW W NW""".split()
MONTHS = (
    "January February March April May June July August September October November December".split()
)
DRAMA = {  # Ofcom's numbers for drama: they ring nowhere
    "0161 496 0": 3, "0113 496 0": 3, "0114 496 0": 3, "0117 496 0": 3, "0121 496 0": 3,
    "0151 496 0": 3, "0131 496 0": 3, "0191 498 0": 3, "020 7946 0": 3, "029 2018 0": 3,
    "01632 960": 3, "07700 900": 3, "03069 990": 3,
}  # fmt: skip


def digits(rng: Random, count: int) -> str:
    """So many digits."""
    return "".join(rng.choice("0123456789") for _ in range(count))


def nhs(rng: Random) -> str:
    """An NHS number with a right check digit, from ranges that were never given to anybody."""
    while True:
        nine = rng.choice(["999", "999", "999", "5" + digits(rng, 2), "8" + digits(rng, 2)])
        nine += digits(rng, 6)
        check = -sum(int(d) * (10 - i) for i, d in enumerate(nine)) % 11
        if check < 10:
            break
    number = nine + str(check)
    gap = rng.choice([" ", " ", " ", "", "", "-"])
    return gap.join((number[:3], number[3:6], number[6:]))


def upn(rng: Random) -> str:
    """A unique pupil number with its right letter, of an authority that does not exist."""
    tail = f"9{rng.randint(60, 99)}{digits(rng, 4)}{rng.randint(3, 17):02}{digits(rng, 3)}"
    letter = UPN_LETTERS[sum(int(d) * (i + 2) for i, d in enumerate(tail)) % 23]
    return (letter + tail).lower() if rng.random() < 0.1 else letter + tail


def ni(rng: Random) -> str:
    """A National Insurance number as one would type it."""
    prefix = rng.choice(["AB", "JG", "PW", "CE", "SR", "WL", "YZ", "HN", "EP", "LX", "QQ"])
    number, suffix = digits(rng, 6), rng.choice("ABCD")
    pairs = f"{number[:2]} {number[2:4]} {number[4:]}"
    shown = rng.choice([f"{prefix}{number}{suffix}", f"{prefix} {pairs} {suffix}"])
    return shown.lower() if rng.random() < 0.1 else shown


def phone(rng: Random) -> str:
    """A telephone number from Ofcom's ranges for drama."""
    start, more = rng.choice(list(DRAMA.items()))
    if rng.random() < 0.45:
        start, more = "07700 900", 3
    number = start + digits(rng, more)
    shape = rng.random()
    if shape < 0.2:
        return number.replace(" ", "")
    if shape < 0.3:
        return "+44 " + number[1:]
    if shape < 0.36:
        return "(" + number.replace(" ", ") ", 1)
    return number.replace(" ", "-") if shape < 0.42 else number


def email(rng: Random, first: str, last: str) -> str:
    """An e-mail address that cannot exist."""
    hosts = "example.org mail.example.com council.example.org nhs.example.net example.com".split()
    joined = rng.choice([f"{first}.{last}", f"{first[0]}{last}", f"{first}{rng.randint(1, 99)}"])
    return f"{joined.lower()}@{rng.choice(hosts)}"


def postcode(rng: Random) -> str:
    """A postcode of a real area; whether the street end of it exists is chance."""
    inward = rng.choice("123456789") + rng.choice(INWARD) + rng.choice(INWARD)
    shown = f"{rng.choice(AREAS)}{rng.randint(1, 19)} {inward}"
    shape = rng.random()
    return shown.lower() if shape < 0.12 else shown.replace(" ", "") if shape < 0.24 else shown


def day(rng: Random, years: tuple[int, int]) -> str:
    """A date between two years, as people type dates."""
    number, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(*years)
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(number, "th")
    name = MONTHS[month - 1]
    return rng.choice(
        [
            f"{number:02}/{month:02}/{year}", f"{number}/{month}/{year % 100:02}",
            f"{number:02}.{month:02}.{year % 100:02}", f"{number} {name} {year}",
            f"{number}{ending} {name} {year}", f"{number}-{name[:3]}-{year}",
        ]
    )  # fmt: skip


def registration(rng: Random) -> str:
    """A number plate, mostly of the present pattern."""
    if rng.random() < 0.12:
        return f"{rng.choice('MNPRSTVWXY')}{rng.randint(100, 999)} {_letters(rng, 3)}"
    age = rng.choice([rng.randint(5, 24), rng.randint(55, 74)])
    shown = f"{_letters(rng, 2)}{age:02} {_letters(rng, 3)}"
    shape = rng.random()
    return shown.lower() if shape < 0.1 else shown.replace(" ", "") if shape < 0.3 else shown


def url(rng: Random, first: str, last: str) -> str:
    """The address of a page that does not exist."""
    name = f"{first}{rng.choice(['.', '_', '-', ''])}{last}".lower()
    return rng.choice(
        [
            f"https://www.facebook.com/{name}.invented", f"www.instagram.com/{name}_invented",
            f"https://photos.example.com/{name}/{rng.randint(10, 999)}", f"www.{name}.example.com",
            f"http://chat.example.org/u/{name}", f"tiktok.com/@{name}.invented",
        ]
    )  # fmt: skip


def reference(rng: Random, form: str) -> str:
    """A reference in the form of one kind of register."""
    year = rng.randint(14, 18)
    forms = {
        "crimeref": [
            f"06{rng.choice('ABC')}{rng.choice('ABCDE')}/{digits(rng, 5)}/{year}",
            f"CR/{digits(rng, 6)}/{year}",
            f"{rng.randint(10, 52)}{digits(rng, 6)}/{year}",
        ],
        "lcsref": ["4" + digits(rng, 6), "1" + digits(rng, 5), "2" + digits(rng, 7)],
        "niche": [f"20{year}-{digits(rng, 7)}", f"NI{digits(rng, 8)}"],
        "log": [
            f"{rng.randint(20, 999)} of {rng.randint(1, 28):02}/{rng.randint(1, 12):02}/20{year}",
            f"{digits(rng, 4)}-{rng.randint(1, 28):02}{rng.randint(1, 12):02}{year}",
        ],
        "crn": [rng.choice("XDEJ") + digits(rng, 6)],
        "pnc": [f"{year}/{digits(rng, 6)}{rng.choice('ABCDEFGH')}"],
        "custody": [f"06CS/{digits(rng, 4)}/{year}"],
        "urn": [f"06C1{digits(rng, 7)}{year}", f"07 SK {digits(rng, 5)} {year}"],
        "courtref": [f"CW{year}C00{digits(rng, 3)}", f"ZC{year}C00{digits(rng, 3)}"],
        "hospital": [rng.choice("RML") + digits(rng, 6), digits(rng, 7)],
    }
    return rng.choice(forms[form])


def _letters(rng: Random, count: int) -> str:
    return "".join(rng.choice(PLATE) for _ in range(count))
