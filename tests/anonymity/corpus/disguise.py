"""The ways in which a listed name turns up in a text without being written as it was listed."""

import re
from random import Random

from tests.anonymity.corpus.names import Person, fold

DIMINUTIVES = {
    "Elizabeth": "Liz Lizzie Beth Betty", "Margaret": "Maggie Peggy Meg", "Katherine": "Kate Kathy",
    "Catherine": "Cathy Cath", "William": "Bill Billy Will", "Robert": "Bob Rob Bobby",
    "Richard": "Dick Rich Ricky", "Thomas": "Tom Tommy", "James": "Jim Jimmy Jamie",
    "Michael": "Mike Mick Mikey", "Anthony": "Tony", "Andrew": "Andy Drew", "Daniel": "Dan Danny",
    "Matthew": "Matt", "Christopher": "Chris", "Samantha": "Sam", "Alexander": "Alex Sandy",
    "Joseph": "Joe Joey", "Edward": "Ted Eddie Ned", "Victoria": "Vicky Tori", "Rebecca": "Becky",
    "Jennifer": "Jenny Jen", "Patricia": "Pat Trish", "Susan": "Sue", "Deborah": "Debbie Deb",
    "Stephen": "Steve", "Nicholas": "Nick Nicky", "Benjamin": "Ben Benji", "Joshua": "Josh",
    "Jessica": "Jess", "Kimberley": "Kim", "Amanda": "Mandy", "Mohammed": "Mo", "Zachary": "Zac",
    "Abdullah": "Abdul", "Małgorzata": "Gosia", "Katarzyna": "Kasia", "Agnieszka": "Aga",
    "Krzysztof": "Krzysiek", "Aleksandra": "Ola", "Bernadette": "Bernie", "Theresa": "Terri",
    "Patrick": "Paddy Pat", "Kathleen": "Kathy", "Frederick": "Fred Freddie", "Gwendoline": "Gwen",
    "Natasha": "Tasha", "Isabella": "Bella Izzy", "Timothy": "Tim", "Kenneth": "Ken Kenny",
}  # fmt: skip
SPELLINGS = [  # as the same sound is often written
    ("ph", "f"), ("ie", "ei"), ("ei", "ie"), ("ck", "k"), ("sz", "s"), ("cz", "ch"), ("y", "i"),
    ("z", "s"), ("th", "t"), ("oo", "u"), ("ee", "i"), ("ou", "u"), ("q", "k"), ("wh", "w"),
    ("c", "k"), ("kh", "k"), ("ll", "l"), ("nn", "n"), ("ss", "s"), ("tt", "t"), ("mm", "m"),
]  # fmt: skip
NOT_INITIALS = set(
    """SW HV SN GP PC DC DS DI TM PM AM FM CP CE DA DV IT HR LA IR OM PO YO SS CS CC AP ID UK EU US
    OK TV DR ED EH EP FC FW GA HQ IC IV JP KS LD MH MP NA NB NI NO OT PA PD PE PR PT QA RA RE RI
    RO SA SG SP ST TA TB TC UN VP WM AS AT BE BY DO GO HE IF IN IS ME MY OF ON OR SO TO UP
    WE AN""".split()
)
WAYS = "full first last titled lower accent hyphen misspelt diminutive".split()


def initials(rng: Random, person: Person) -> str:
    """Initials formed from the name."""
    letters = person.initials
    return ".".join(letters) + "." if rng.random() < 0.35 else letters


def misspelt(rng: Random, name: str) -> str:
    """The name with one slip in it, of a kind that people make; short names are left alone."""
    if len(name) < 5:
        return name
    low, slips = name.lower(), []
    for wrong, right in SPELLINGS:
        at = low.find(wrong, 1)
        if at > 0:
            slips.append(name[:at] + right + name[at + len(wrong) :])
    doubled = re.search(r"(?<=.)([bdfglmnprst])(?=[aeiou])", low)
    if doubled:
        slips.append(name[: doubled.end()] + doubled[1] + name[doubled.end() :])
    if len(name) > 5:
        at = rng.randint(1, len(name) - 3)
        swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        dropped = rng.randint(2, len(name) - 2)
        slips += [swapped, name[:dropped] + name[dropped + 1 :]]
    return rng.choice(
        [slip for slip in slips if fold(slip).lower() != fold(name).lower()] or [name]
    )


def plural(name: str) -> str:
    """The family of that name."""
    return name + ("es" if name[-1] in "sxz" or name[-2:] in ("ch", "sh") else "s")


def unhyphened(rng: Random, name: str) -> str:
    """A double-barrelled name without its hyphen, or one half of it."""
    return rng.choice([name.replace("-", " "), name.replace("-", ""), *name.split("-")[-1:]])


def address(rng: Random, listed: str) -> str:
    """A listed address as it may be written."""
    number, street = listed.split(" ", 1)
    return rng.choice([listed, listed.lower(), street, f"{number}, {street}", f"{number} {street}"])
