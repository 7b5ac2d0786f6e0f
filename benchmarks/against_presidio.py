"""The labelled corpus through Microsoft Presidio, with the scorer that the guard is scored with.

Presidio is no part of the program and is not among its packages. It is run from an environment of
its own, from the top of the repository:

    python -m venv somewhere && somewhere/bin/pip install presidio-analyzer
    somewhere/bin/python -m benchmarks.against_presidio --json presidio.json

Without a spaCy model Presidio has its patterns only and finds no names; `--model en_core_web_lg`
uses a model that is installed beside it.
"""

import argparse
import importlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.anonymity import score
from tests.anonymity.corpus.comments import read

KINDS = {  # what Presidio calls it, and what the corpus does
    "PERSON": "name",
    "LOCATION": "place",
    "UK_NHS": "nhs_number",
    "UK_NINO": "ni_number",
    "UK_POSTCODE": "postcode",
    "UK_VEHICLE_REGISTRATION": "registration",
    "UK_PASSPORT": "reference",
    "UK_DRIVING_LICENCE": "reference",
    "PHONE_NUMBER": "phone",
    "EMAIL_ADDRESS": "email",
    "URL": "url",
    "DATE_TIME": "date_of_birth",
}
IGNORED = {"NRP"}  # nationalities, religions and politics: nothing of the kind is in the corpus
UK = "Nhs UkNino UkPostcode UkVehicleRegistration UkPassport UkDrivingLicence".split()
GENERIC = "Phone Email Url Date Ip Iban CreditCard".split()
REGISTRIES = ("uk", "default")


@dataclass(frozen=True)
class Found:
    """A finding of Presidio's under the corpus's name for it."""

    kind: str
    start: int
    end: int


class Presidio:
    """Presidio's analyser with a set of its recognisers and a least score.

    "default" is what Presidio loads for English by itself. "uk" is what suits the corpus best: its
    UK recognisers, most of which are off by default, and those that know no country.
    """

    def __init__(self, recognisers: str, least: float, model: str) -> None:
        analyzer = importlib.import_module("presidio_analyzer")
        engine = _engine(model)
        registry = analyzer.RecognizerRegistry()
        if recognisers == "default":
            registry.load_predefined_recognizers(languages=["en"], nlp_engine=engine)
        else:
            known = importlib.import_module("presidio_analyzer.predefined_recognizers")
            for name in (*UK, *GENERIC):
                registry.add_recognizer(getattr(known, f"{name}Recognizer")())
            registry.add_recognizer(known.SpacyRecognizer())
        self.names = sorted(recognizer.name for recognizer in registry.recognizers)
        self._least = least
        self._analyzer = analyzer.AnalyzerEngine(
            registry=registry, nlp_engine=engine, supported_languages=["en"]
        )

    def __call__(self, text: str, _watch_list: Sequence[str], _child: str) -> list[Found]:
        """What it finds; watch lists and the child's initials it does not know."""
        results = self._analyzer.analyze(text=text, language="en", score_threshold=self._least)
        return [
            Found(KINDS.get(each.entity_type, each.entity_type), each.start, each.end)
            for each in results
            if each.entity_type not in IGNORED
        ]


def _engine(model: str) -> Any:
    """The language engine: a spaCy model, or a blank one that knows words and nothing else."""
    engines = importlib.import_module("presidio_analyzer.nlp_engine")
    if model:
        engine = engines.SpacyNlpEngine(models=[{"lang_code": "en", "model_name": model}])
        engine.load()
        return engine
    spacy: Any = importlib.import_module("spacy")
    language: Any = importlib.import_module("spacy.language").Language

    def lowered(doc: Any) -> Any:
        for token in doc:
            token.lemma_ = token.lower_  # Presidio looks for its context words among the lemmas
        return doc

    language.component("lowered", func=lowered)
    blank = spacy.blank("en")
    blank.add_pipe("lowered")
    engine = engines.SpacyNlpEngine()
    engine.nlp = {"en": blank}
    return engine


def main() -> None:
    """Run every configuration and print its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="", help="an installed spaCy model")
    parser.add_argument("--split", choices=["dev", "test"], default="test")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    logging.getLogger("tldextract").setLevel(logging.CRITICAL)  # it looks for a newer list online
    comments = read(score.DATA / f"{args.split}.jsonl")
    figures: dict[str, object] = {}
    for registry in REGISTRIES:
        for least in (0.0, 0.4):
            presidio = Presidio(registry, least, args.model)
            result = score.score(presidio, comments)
            title = f"{registry} recognisers, least score {least}"
            print(f"\n{title}: {', '.join(presidio.names)}\n{score.table(result)}")
            figures[title] = {"recognisers": presidio.names, **score.as_json(result)}
    if args.json:
        versions = importlib.import_module("importlib.metadata")
        packages = {name: versions.version(name) for name in ("presidio-analyzer", "spacy")}
        about = {"packages": packages, "model": args.model or "blank", "split": args.split}
        args.json.write_text(json.dumps({**about, "runs": figures}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
