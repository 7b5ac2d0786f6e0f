"""Fills a frame: chooses between alternatives and replaces each {slot} with words or a mark."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from tests.anonymity.corpus import disguise, numbers
from tests.anonymity.corpus.names import SOURCES, People, Person, Split, chance, fold

_SLOT = re.compile(r"\{([^{}]*)\}")
MARKED_NUMBERS: Mapping[str, tuple[str, Callable[[Random], str]]] = {
    "nhs": ("n", numbers.nhs),
    "upn": ("u", numbers.upn),
    "ni": ("k", numbers.ni),
    "phone": ("p", numbers.phone),
    "postcode": ("z", numbers.postcode),
    "reg": ("v", numbers.registration),
    "dob": ("d", lambda rng: numbers.day(rng, (2000, 2017))),
    "adult_dob": ("d", lambda rng: numbers.day(rng, (1952, 1999))),
}
REFERENCES = "crimeref lcsref niche log crn pnc custody urn courtref hospital".split()
WHERE = {"address": "a", "street": "a", "school": "s", "practice": "g", "place": "o"}
WORDS = {
    "gp": "MGM|PGM|MGF|maternal grandmother|the grandparents|nan|paternal aunt",
    "worker": "Social Worker|Health Visitor|School Nurse|Family Support Worker|midwife|IDVA",
    "agency": "police|health|education|probation|Children's Social Care|CSC|the school|CAMHS|"
    "the 0-19 service|midwifery|YOT|housing|adult social care|the domestic abuse service",
    "tool": "GCP2|The Graded Care Profile|The Brook Traffic Light Tool|The CSE screening tool|"
    "The Simon Hackett Continuum|AIM2|The DASH|Signs of Safety mapping|The Neglect Toolkit|"
    "The SDQ|Outcomes Star|The Barnardo's domestic violence risk matrix|A genogram",
    "law": "section 47 of the Children Act 1989|Working Together 2018|the Care Act 2014|"
    "KCSIE|the Domestic Abuse Act 2021|the Sexual Offences Act 2003|s.17|Section 11|"
    "the Human Rights Act|the Modern Slavery Act 2015|the Public Law Outline",
    "law_section": "1 CYPA 1933|76 SCA 2015|20 OAPA|47 OAPA",
    "faith": "Muslim|Christian|Catholic|Hindu|Sikh|Jewish|Buddhist|Jehovah's Witness|Mormon|"
    "Church of England|Pentecostal|Methodist|Baptist|not religious|Quaker",
    "lang": "Polish|Urdu|Punjabi|Bengali|Sylheti|Somali|Arabic|Kurdish Sorani|Romanian|Lithuanian|"
    "Turkish|Cantonese|Vietnamese|Twi|Yoruba|Portuguese|Farsi|Tigrinya|Welsh|Slovak|Pashto",
    "nation": "Polish|Pakistani|British Asian|Bangladeshi|Somali|Nigerian|White British|Romanian|"
    "Lithuanian|Ghanaian|Kurdish|Chinese|Vietnamese|Turkish|Black Caribbean|Irish Traveller|Syrian",
    "country": "Poland|Pakistan|Bangladesh|Somalia|Nigeria|Ghana|Romania|Lithuania|Iraq|Iran|Syria|"
    "Turkey|China|Vietnam|Jamaica|Sudan|Eritrea|the Gambia|Sierra Leone|Portugal|India",
    "festival": "Ramadan|Eid|Diwali|Vaisakhi|Easter|Christmas|Passover|Lent|Chinese New Year",
    "city": "Manchester|Birmingham|London|Liverpool|Leeds|Glasgow|Cardiff|Sheffield|Bristol",
    "month": "|".join(numbers.MONTHS) + "|Jan|Feb|Sept|Oct|Nov|Dec",
    "weekday": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "money": "£40|£120|£85.50|£1,200|£3,500|£250",
    "time": "10.30|14:00|9am|23.15|half past four|6pm|02:40|1530hrs",
    "sex": "male|female|boy|girl|M|F",
    "colour": "silver|black|red|white|grey|dark blue",
    "colour_cap": "Silver|Black|Red|White|Grey",
    "car_make": "Ford Focus|Transit van|Corsa|Audi A3|BMW|Golf|Micra",
}


@dataclass
class Scene:
    """What one comment is about: its people, its child and its watch list."""

    rng: Random
    people: People
    split: Split
    child: str = ""
    watch_list: list[str] = field(default_factory=list)
    way: str = ""
    _drawn: dict[str, Person] = field(default_factory=dict)

    def fill(self, frame: str) -> str:
        """The frame with its choices made and its slots filled; marks stay."""
        self._drawn = {}
        while slot := _SLOT.search(frame):
            inside = slot[1]
            choices = inside.split("|")
            filled = self.rng.choice(choices) if len(choices) > 1 else self._value(inside)
            frame = frame[: slot.start()] + filled + frame[slot.end() :]
        return frame

    def person(self, key: str = "", double: bool = False) -> Person:
        """The person under this key, who stays the same for the whole frame."""
        if key not in self._drawn:
            drawn = self.people.draw(self.rng, double)
            if self.rng.random() < 0.6:
                drawn = Person(fold(drawn.first), fold(drawn.last))
            self._drawn[key] = drawn
        return self._drawn[key]

    def _value(self, slot: str) -> str:
        rng = self.rng
        if slot in WORDS:
            return rng.choice(WORDS[slot].split("|"))
        if slot in MARKED_NUMBERS:
            mark, make = MARKED_NUMBERS[slot]
            return f"<{mark}:{make(rng)}>"
        if slot in REFERENCES:
            return f"<r:{numbers.reference(rng, slot)}>"
        if name := re.fullmatch(r"(first|last|full)(2?)", slot):
            return str(getattr(self.person(name[2]), name[1]))
        if slot in ("w", "w's", "ws", "wi", "wa", "wo"):
            return watched(self, slot)
        return self._other(slot)

    def _other(self, slot: str) -> str:
        rng = self.rng
        if slot in ("initials", "initials2"):
            return f"<i:{other_initials(self)}>"
        if slot == "initial":
            return f"<i:{self.people.draw(rng).initials[0]}>"
        if slot == "child":
            return f"<x:{self.child}>"
        if slot in ("email", "url"):
            drawn = self.people.draw(rng)
            first, last = (re.sub(r"[^A-Za-z]", "", fold(n)) for n in (drawn.first, drawn.last))
            make, mark = (numbers.email, "e") if slot == "email" else (numbers.url, "l")
            return f"<{mark}:{make(rng, first, last)}>"
        if slot in WHERE:
            return f"<{WHERE[slot]}:{whereabouts(self, slot)}>"
        return {
            "n": str(rng.randint(2, 12)),
            "many": str(rng.randint(12, 16)),
            "pct": str(rng.randint(41, 98)),
            "age": rng.choice([str(rng.randint(1, 17)), f"{rng.randint(2, 17)}"]),
            "date": rng.choice([numbers.day(rng, (2016, 2018)), f"{rng.randint(1, 28)}/11"]),
            "dates": "end of the month",
            "days": f"{rng.randint(2, 20)} days",
            "Nation": rng.choice(WORDS["nation"].split("|")),
        }[slot]


def whereabouts(scene: Scene, what: str) -> str:
    """A street, an address, a school, a practice or a small place."""
    rng = scene.rng
    if what == "place":
        return rng.choice(scene.split.keep(_places()))
    if what in ("street", "address"):
        first = rng.choice(_of_split(scene.split, "street first"))
        street = f"{first} {rng.choice(_listed('street last'))}"
        flat = f"Flat {rng.randint(1, 12)}, " if rng.random() < 0.15 else ""
        number = f"{rng.randint(1, 180)}{rng.choice(['', '', '', 'a'])}"
        return street if what == "street" else f"{flat}{number} {street}"
    first = rng.choice(_of_split(scene.split, f"{what} first"))
    return f"{first} {rng.choice(_listed(f'{what} last'))}"


def other_initials(scene: Scene) -> str:
    """Initials of somebody who is not the child, and that mean nothing else in this work."""
    while True:
        letters = scene.people.draw(scene.rng).initials
        if letters != scene.child and letters not in disguise.NOT_INITIALS and letters.isalpha():
            return ".".join(letters) + "." if scene.rng.random() < 0.12 else letters


def child_initials(scene: Scene) -> str:
    """Initials for the child of a comment."""
    while (letters := scene.people.draw(scene.rng).initials) in disguise.NOT_INITIALS:
        pass
    return letters


def watched(scene: Scene, slot: str) -> str:
    """A mention of something listed, in a disguise that the slot allows; the list is made first."""
    rng = scene.rng
    way = {"w's": "possessive", "ws": "plural", "wi": "initials", "wa": "address", "wo": "other"}
    scene.way = way.get(slot) or rng.choice(disguise.WAYS)
    if scene.way == "diminutive":
        short = sorted(n for n in disguise.DIMINUTIVES if scene.split.has(n))
        drawn = Person(rng.choice(short), scene.people.draw(rng).last)
    else:
        drawn = scene.people.draw(rng, double=scene.way == "hyphen")
    while scene.way == "misspelt" and len(drawn.last) < 5:
        drawn = scene.people.draw(rng)
    while scene.way == "initials" and drawn.initials in {*disguise.NOT_INITIALS, scene.child}:
        drawn = scene.people.draw(rng)
    if scene.way == "accent":
        while fold(drawn.full) == drawn.full:
            drawn = scene.people.draw(rng)
    home, school = whereabouts(scene, "address"), whereabouts(scene, "school")
    nickname = rng.choice(["Big ", "Uncle ", "Nana ", "Auntie "]) + scene.people.draw(rng).first
    others = [scene.people.draw(rng).full, school, nickname]
    listed = [drawn.full, *rng.sample(others, rng.randint(0, 2))]
    if scene.way == "address" or rng.random() < 0.4:
        home = home.split(", ")[-1]
        listed.append(home)
    other = rng.choice([school, nickname])
    if scene.way == "other" and other not in listed:
        listed.append(other)
    scene.watch_list = listed
    return _disguised(scene, drawn, home, other)


def _disguised(scene: Scene, who: Person, home: str, other: str) -> str:
    rng = scene.rng
    if scene.way == "titled":
        return f"{rng.choice(['Mr', 'Mrs', 'Ms'])} <w:{who.last}>"
    if scene.way == "possessive":
        return (
            f"<w:{rng.choice([who.first, who.last, who.full])}>{rng.choice(['’s', chr(39) + 's'])}"
        )
    written: dict[str, Callable[[], str]] = {
        "full": lambda: who.full,
        "first": lambda: who.first,
        "last": lambda: who.last,
        "lower": lambda: rng.choice([who.first, who.full]).lower(),
        "accent": lambda: fold(who.full),
        "hyphen": lambda: disguise.unhyphened(rng, who.last),
        "misspelt": lambda: disguise.misspelt(rng, who.last),
        "diminutive": lambda: rng.choice(disguise.DIMINUTIVES[who.first].split()),
        "initials": lambda: disguise.initials(rng, who),
        "plural": lambda: disguise.plural(who.last),
        "address": lambda: disguise.address(rng, home),
        "other": lambda: rng.choice([other, other, other.lower()]),
    }
    return f"<w:{written[scene.way]()}>"


def _listed(name: str) -> list[str]:
    for line in (SOURCES / "streets.txt").read_text("utf-8").splitlines():
        if line.startswith(f"{name}:"):
            return [part.strip() for part in line.partition(":")[2].split("|")]
    raise KeyError(name)


def _of_split(split: Split, name: str) -> list[str]:
    return [each for each in _listed(name) if (chance(each + "*") < 0.3) == split.dev]


def _places() -> list[str]:
    lines = (SOURCES / "places.txt").read_text("utf-8").splitlines()
    return [p.strip() for line in lines if not line.startswith("#") for p in line.split(";")]
