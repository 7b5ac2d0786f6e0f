"""What a line of the history says, in a sentence that everybody understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.days import long_day
from app.domain.returns import ReturnState
from app.domain.rules import question_id_of
from app.storage import HistoryEntry, HistoryEvent

E = HistoryEvent


class EventGroup(StrEnum):
    """Kinds of lines that one looks for together."""

    ANSWERS = "answers"
    RETURNS = "returns"
    PACKAGES = "packages"
    MEETING = "meeting"
    PUBLICATION = "publication"
    AUDITS = "audits"
    KEYS = "keys"
    COPIES = "copies"
    SETTINGS = "settings"


GROUP_WORDS: Mapping[EventGroup, str] = {
    EventGroup.ANSWERS: "Answers",
    EventGroup.RETURNS: "Returns",
    EventGroup.PACKAGES: "Packs and packages",
    EventGroup.MEETING: "Meeting and recommendations",
    EventGroup.PUBLICATION: "Reports and publication",
    EventGroup.AUDITS: "Audits",
    EventGroup.KEYS: "Keys",
    EventGroup.COPIES: "Copies",
    EventGroup.SETTINGS: "Settings",
}
GROUPS: Mapping[EventGroup, frozenset[HistoryEvent]] = {
    EventGroup.ANSWERS: frozenset(
        {E.ANSWER_SAVED, E.WATCH_LIST_KEPT, E.WAVED_THROUGH, E.CASE_HANDED_OVER, E.CASE_TAKEN_OVER}
    ),
    EventGroup.RETURNS: frozenset(
        {
            E.RETURN_SAVED,
            E.RETURN_MOVED,
            E.RETURN_ACCEPTED,
            E.ACCEPTANCE_DROPPED,
            E.QUESTION_MARKED,
            E.QUERY_KEPT,
            E.RECEIPT_KEPT,
            E.AGENCY_CHASED,
        }
    ),
    EventGroup.PACKAGES: frozenset({E.PACK_KEPT, E.PACKAGE_KEPT}),
    EventGroup.MEETING: frozenset(
        {
            E.NOTE_KEPT,
            E.NOTE_DROPPED,
            E.JUDGEMENT_AGREED,
            E.ATTENDANCE_KEPT,
            E.MATTER_DISCUSSED,
            E.RECOMMENDATION_KEPT,
            E.RECOMMENDATION_DROPPED,
            E.PROGRESS_NOTED,
        }
    ),
    EventGroup.PUBLICATION: frozenset(
        {
            E.COMMENT_TAGGED,
            E.QUOTE_KEPT,
            E.QUOTE_DROPPED,
            E.REPORT_TEXT_KEPT,
            E.REPORT_OPTIONS_KEPT,
            E.REPORT_PUBLISHED,
        }
    ),
    EventGroup.AUDITS: frozenset(
        {
            E.AUDIT_ADDED,
            E.AUDIT_CHANGED,
            E.AUDIT_ARCHIVED,
            E.AUDIT_BROUGHT_BACK,
            E.AUDIT_DESTROYED,
            E.RETENTION_SET,
            E.LEGAL_HOLD_SET,
            E.LOGO_KEPT,
            E.SET_UP_KEPT,
            E.SET_UP_DROPPED,
        }
    ),
    EventGroup.KEYS: frozenset(
        {
            E.KEY_KEPT,
            E.KEY_REMEMBERED,
            E.KEY_FORGOTTEN,
            E.SLOT_ADDED,
            E.SLOT_REMOVED,
            E.KEY_ROTATED,
        }
    ),
    EventGroup.COPIES: frozenset({E.BACKED_UP, E.RESTORED, E.RESCUED}),
    EventGroup.SETTINGS: frozenset(
        {
            E.WORKSPACE_MADE,
            E.SETTING_CHANGED,
            E.TOOL_KEPT,
            E.TOOL_DROPPED,
            E.AGENCY_KEPT,
            E.AGENCY_DROPPED,
            E.UNKNOWN,
        }
    ),
}


@dataclass(frozen=True)
class Names:
    """What ids are called: audits by their reference, agencies by name, cases by their letter.

    ``agencies`` and ``cases`` are by audit id and own id; ``book`` has every agency's last name.
    """

    audits: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[tuple[str, str], str] = field(default_factory=dict)
    cases: Mapping[tuple[str, str], str] = field(default_factory=dict)
    book: Mapping[str, str] = field(default_factory=dict)

    def audit(self, audit_id: str) -> str:
        """The reference of an audit; its id where it is not known any more."""
        return self.audits.get(audit_id, audit_id)

    def agency(self, audit_id: str, agency_id: str) -> str:
        """The name of an agency in an audit."""
        return self.agencies.get((audit_id, agency_id)) or self.book.get(agency_id) or agency_id

    def case(self, audit_id: str, uin: str) -> str:
        """A case as it is spoken of: "case B"; by its number where it is not known any more."""
        label = self.cases.get((audit_id, uin), "").strip() or uin
        return f"c{label[1:]}" if label.lower().startswith("case ") else f"case {label}"


def words_of(entry: HistoryEntry, names: Names) -> str:
    """The sentence of a line. It names places, never contents."""
    said = _SENTENCES.get(entry.what, _unknown)(entry, names)
    return f"{said[:1].upper()}{said[1:]}"


def audit_words(entry: HistoryEntry, names: Names) -> str:
    """The reference of the audit that a line is about, or nothing."""
    return names.audit(entry.audit_id) if entry.audit_id else ""


Sentence = Callable[[HistoryEntry, Names], str]


def _plain(words: str) -> Sentence:
    return lambda _entry, _names: words


def _on_case(words: str, without: str = "") -> Sentence:
    """Words with "case B" in the place of "{case}"; others where no case is meant."""

    def say(entry: HistoryEntry, names: Names) -> str:
        if not entry.uin and without:
            return without
        return words.format(case=names.case(entry.audit_id, entry.uin) if entry.uin else "a case")

    return say


def _of_agency(words: str) -> Sentence:
    def say(entry: HistoryEntry, names: Names) -> str:
        name = names.agency(entry.audit_id, entry.agency_id)
        return words.format(agency=name or "an agency")

    return say


def _return(entry: HistoryEntry, names: Names) -> str:
    agency = names.agency(entry.audit_id, entry.agency_id)
    who = f" of {agency}" if agency else ""
    about = f" on {names.case(entry.audit_id, entry.uin)}" if entry.uin else ""
    return f"{who}{about}"


def _revision(entry: HistoryEntry) -> str:
    return f", revision {entry.revision}" if entry.revision else ""


def _of_return(before: str, after: str) -> Sentence:
    return lambda entry, names: f"{before}{_return(entry, names)} {after}{_revision(entry)}"


_STATES = {
    ReturnState.DRAFT.value: "saved as a draft",
    ReturnState.HANDED_OVER.value: "handed over to a colleague",
    ReturnState.SEALED.value: "sealed",
    ReturnState.RECEIVED.value: "received",
    ReturnState.SUPERSEDED.value: "set aside for a later revision",
    "not begun": "taken away: nothing was written in it",
}


def _moved(entry: HistoryEntry, names: Names) -> str:
    state = _STATES.get(entry.detail, entry.detail or "changed")
    return f"Return{_return(entry, names)} {state}{_revision(entry)}"


def _answer(entry: HistoryEntry, names: Names) -> str:
    place = f"Answer to {question_id_of(entry.detail)}" if entry.detail else "Answer"
    return f"{place} changed in the return{_return(entry, names)}{_revision(entry)}"


def _marked(entry: HistoryEntry, names: Names) -> str:
    place = question_id_of(entry.detail)
    where = f"{place} in the return" if place else "The return"
    return f"{where}{_return(entry, names)} marked to be asked about, or unmarked"


def _package(entry: HistoryEntry, names: Names) -> str:
    direction, _, digest = entry.detail.partition(" ")
    agency = names.agency(entry.audit_id, entry.agency_id)
    number = f", check number {digest[:8]}" if digest else ""
    if direction == "received":
        return f"Return package from {agency} brought in{number}"
    return f"Return package of {agency} sealed to be sent{number}"


_KEY_PURPOSES = {
    "escrow recipient": "Key for the recovery sheet kept",
    "signing": "Signing key of this desk made",
    "encryption": "Encryption key of this desk made",
}


def _key_kept(entry: HistoryEntry, _names: Names) -> str:
    if entry.detail.startswith("encryption until "):
        return "Earlier encryption key put by, to open packages made with it"
    return _KEY_PURPOSES.get(entry.detail, "Key of this desk kept")


def _key_of(words: str) -> Sentence:
    return lambda entry, names: words.format(owner=names.agency("", entry.detail) or "another desk")


_WAYS = {
    "keyring": "by itself on this computer",
    "passphrase": "with a passphrase",
    "recovery words": "with recovery words",
}


def _way(words: str) -> Sentence:
    return lambda entry, _names: f"{words}: {_WAYS.get(entry.detail, 'another way')}"


_SETTINGS = (
    ("look scheme", "Colours of the window changed"),
    ("look text percent", "Size of the text changed"),
    ("lock after minutes", "How soon the desk locks itself changed"),
    ("officer", "Name of the person at this desk changed"),
    ("escrow tested", "Trial of the recovery sheet noted"),
    ("first tour", "First tour of the program seen"),
    ("words compared", "Fingerprint of a pack compared"),
    ("pack news", "What changed in a pack noted"),
    ("recovery words", "Recovery sheet changed"),
)


def _setting(entry: HistoryEntry, _names: Names) -> str:
    for beginning, words in _SETTINGS:
        if entry.detail.startswith(beginning):
            return words
    return "A setting of this desk changed"


def _retention(entry: HistoryEntry, _names: Names) -> str:
    try:
        day = long_day(date.fromisoformat(entry.detail))
    except ValueError:
        return "Day until which the audit is kept taken back"
    return f"Audit to be kept until {day}"


def _hold(entry: HistoryEntry, _names: Names) -> str:
    return "Legal hold ended" if entry.detail == "ended" else "Audit put under a legal hold"


def _destroyed(entry: HistoryEntry, names: Names) -> str:
    audit = names.audit(entry.audit_id)
    return (
        f"Audit {audit} destroyed: {entry.detail}" if entry.detail else f"Audit {audit} destroyed"
    )


def _published(entry: HistoryEntry, _names: Names) -> str:
    kind, _, version = entry.detail.partition(", ")
    words = f"Report published: {kind.replace('-', ' ').replace('_', ' ')}"
    return f"{words}, {version}" if version else words


def _tool(words: str) -> Sentence:
    def say(entry: HistoryEntry, _names: Names) -> str:
        tool, _, version = entry.detail.rpartition(" ")
        return words.format(tool=f"{tool}, version {version}" if tool else entry.detail)

    return say


def _agency_in_book(words: str) -> Sentence:
    return lambda entry, names: words.format(
        agency=names.agency("", entry.agency_id) or "An agency"
    )


def _judgement(entry: HistoryEntry, names: Names) -> str:
    case = names.case(entry.audit_id, entry.uin)
    return f"Partnership’s judgement on {case} {'agreed' if entry.detail else 'taken back'}"


def _unknown(_entry: HistoryEntry, _names: Names) -> str:
    return "Something that this version of the program does not know"


_SENTENCES: Mapping[HistoryEvent, Sentence] = {
    E.WORKSPACE_MADE: _plain("This desk was set up"),
    E.SETTING_CHANGED: _setting,
    E.KEY_KEPT: _key_kept,
    E.KEY_REMEMBERED: _key_of("Key of {owner} remembered"),
    E.KEY_FORGOTTEN: _key_of("Keys of {owner} forgotten, for others to take their place"),
    E.AUDIT_ADDED: lambda entry, names: f"Audit {names.audit(entry.audit_id)} defined",
    E.AUDIT_CHANGED: lambda entry, names: f"Audit {names.audit(entry.audit_id)} changed",
    E.PACK_KEPT: _of_agency("Pack for {agency} kept"),
    E.RETURN_SAVED: _moved,
    E.RETURN_MOVED: _moved,
    E.ANSWER_SAVED: _answer,
    E.PACKAGE_KEPT: _package,
    E.QUERY_KEPT: _of_agency("Query to {agency} kept"),
    E.RECEIPT_KEPT: _of_agency("Receipt for {agency} kept"),
    E.CASE_HANDED_OVER: _on_case("Form on {case} handed over to a colleague"),
    E.CASE_TAKEN_OVER: _on_case("Form on {case} taken over from a colleague"),
    E.WATCH_LIST_KEPT: _on_case(
        "Names to look out for on {case} changed", "Names to look out for changed"
    ),
    E.WAVED_THROUGH: _on_case(
        "Words that the guard found on {case} let pass, or stopped again",
        "Words that the guard found let pass, or stopped again",
    ),
    E.SET_UP_KEPT: _plain("Set-up of an audit saved"),
    E.SET_UP_DROPPED: _plain("Set-up of an audit dropped"),
    E.TOOL_KEPT: _tool("Audit tool {tool} kept in the library"),
    E.TOOL_DROPPED: _tool("Audit tool {tool} taken out of the library"),
    E.AGENCY_KEPT: _agency_in_book("{agency} changed in the address book"),
    E.AGENCY_DROPPED: _agency_in_book("{agency} taken out of the address book"),
    E.RETURN_ACCEPTED: _of_return("Return", "accepted"),
    E.ACCEPTANCE_DROPPED: _of_return("Acceptance of the return", "taken back"),
    E.QUESTION_MARKED: _marked,
    E.AGENCY_CHASED: _of_agency("{agency} reminded of returns that are missing"),
    E.AUDIT_ARCHIVED: lambda entry, names: f"Audit {names.audit(entry.audit_id)} archived",
    E.AUDIT_BROUGHT_BACK: lambda entry, names: (
        f"Audit {names.audit(entry.audit_id)} brought back from the archive"
    ),
    E.RETENTION_SET: _retention,
    E.LEGAL_HOLD_SET: _hold,
    E.LOGO_KEPT: _plain("Logo changed"),
    E.SLOT_ADDED: _way("Way to open this desk added"),
    E.SLOT_REMOVED: _way("Way to open this desk taken away"),
    E.KEY_ROTATED: _plain("This desk was written anew under a new key"),
    E.BACKED_UP: _plain("Copy of this desk made"),
    E.RESTORED: _plain("A copy was put back in place of this desk"),
    E.RESCUED: _plain("What could be read of the damaged desk was put in its place"),
    E.AUDIT_DESTROYED: _destroyed,
    E.NOTE_KEPT: _on_case("Note of the meeting on {case} kept", "Note of the meeting kept"),
    E.NOTE_DROPPED: _plain("Note of the meeting taken away"),
    E.JUDGEMENT_AGREED: _judgement,
    E.ATTENDANCE_KEPT: _plain("Who attended the meeting changed"),
    E.MATTER_DISCUSSED: _on_case("Discussion of {case} noted", "Discussion at the meeting noted"),
    E.RECOMMENDATION_KEPT: _plain("Recommendation kept"),
    E.RECOMMENDATION_DROPPED: _plain("Recommendation taken away"),
    E.PROGRESS_NOTED: _plain("Progress on a recommendation noted"),
    E.COMMENT_TAGGED: _on_case("Comment on {case} tagged", "Comment tagged"),
    E.QUOTE_KEPT: _plain("Quotation for the report kept"),
    E.QUOTE_DROPPED: _plain("Quotation for the report taken away"),
    E.REPORT_TEXT_KEPT: _plain("Text of the report changed"),
    E.REPORT_OPTIONS_KEPT: _plain("What the reports show changed"),
    E.REPORT_PUBLISHED: _published,
}
