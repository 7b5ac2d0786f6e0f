"""Take first names and surnames out of Faker into sources/faker_names.txt (once, by hand).

Faker is needed for this only: `pip install Faker`, then `python -m
tests.anonymity.corpus.take_names`. The file is kept, so that the corpus can be made again without
Faker and stays the same when Faker changes.
"""

import importlib
import unicodedata
from random import Random

from tests.anonymity.corpus.names import FAKER, SOURCES

LOCALES = {  # how many first names and how many surnames of each
    "en_GB": (240, 320), "en_IE": (90, 110), "ga_IE": (20, 20), "en_IN": (90, 90),
    "en_PK": (110, 90), "en_KE": (40, 40), "en_NG": (30, 20), "ha_NG": (30, 20),
    "ig_NG": (30, 20), "yo_NG": (60, 60), "tw_GH": (60, 60), "zu_ZA": (20, 20),
    "sw": (20, 10), "fr_DZ": (60, 60), "tr_TR": (60, 40), "az_AZ": (15, 15), "uz_UZ": (10, 10),
    "pl_PL": (90, 0), "ro_RO": (70, 43), "lt_LT": (40, 30), "lv_LV": (30, 30), "cs_CZ": (30, 30),
    "sk_SK": (30, 30), "hu_HU": (40, 40), "hr_HR": (15, 15), "vi_VN": (20, 10), "id_ID": (15, 10),
    "pt_PT": (40, 40), "es_ES": (25, 25), "it_IT": (25, 25), "en_TH": (8, 8),
}  # fmt: skip


def main() -> None:
    """Write the file."""
    rng = Random(2018)  # noqa: S311  reproducible, and no secret
    lines = [
        "# Taken from Faker by tests/anonymity/corpus/take_names.py: locale / first / surnames."
    ]
    for locale, (firsts, lasts) in LOCALES.items():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        first, last = (_names(provider, kind) for kind in ("first_names", "last_names"))
        some = [rng.sample(n, min(c, len(n))) for n, c in ((first, firsts), (last, lasts))]
        lines.append(" / ".join([locale, *(" ".join(sorted(names)) for names in some)]))
    FAKER.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    print(f"{FAKER.relative_to(SOURCES.parent)}: {FAKER.stat().st_size:,} bytes")


def _names(provider: object, kind: str) -> list[str]:
    found: set[str] = set()
    for attribute in dir(provider):
        values = getattr(provider, attribute)
        if attribute.startswith(kind) and isinstance(values, tuple | list | dict):
            found |= {value for value in values if isinstance(value, str) and _usable(value)}
    return sorted(found)


def _usable(name: str) -> bool:
    latin = all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
    return latin and len(name) >= 3 and name[0].isupper() and " " not in name and "." not in name


if __name__ == "__main__":
    main()
