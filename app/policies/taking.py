"""From what was found in each place to one policy, and what was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from app.domain.policy import NO_POLICY, HandOver, Policy, PolicyRead, Preset
from app.policies.settings import SETTINGS, Setting, Taken
from app.policies.sources import Source
from app.policies.values import NOBODY, WrongValueError, shown

_MOST_UNKNOWN = 20


def take(sources: Sequence[Source]) -> PolicyRead:
    """One policy. Of two places that name a setting the first counts, even if it is wrong there."""
    policy, presets = NO_POLICY, []
    problems = [problem for source in sources for problem in source.problems]
    named = [_by_setting(source) for source in sources]
    for setting in SETTINGS:
        for source, names in zip(sources, named, strict=True):
            if setting.name not in names:
                continue
            name = names[setting.name]
            taken, wrong = _taken(policy, setting, source, name)
            problems += [f"{source.place}, {name}: {each}" for each in wrong]
            if taken.policy != policy:
                policy = taken.policy
                presets.append(Preset(setting.name, _words(policy, setting.name), source.place))
            break
    problems += [problem for source in sources for problem in _unknown(source)]
    places = tuple(source.place for source in sources)
    return PolicyRead(policy, tuple(presets), tuple(problems), places)


def _taken(
    policy: Policy, setting: Setting, source: Source, name: str
) -> tuple[Taken, tuple[str, ...]]:
    if name in source.lost:
        return _illegible(policy, setting), (f"It can’t be read. {setting.meaning}",)
    value = source.values[name]
    try:
        taken = setting.take(policy, value)
    except WrongValueError as error:
        said = f"Found “{shown(value)}”; expected {error}. {setting.meaning}"
        return _illegible(policy, setting), (said,)
    return taken, taken.left_out


def _illegible(policy: Policy, setting: Setting) -> Taken:
    return Taken(policy if setting.closed is None else setting.closed(policy))


def _by_setting(source: Source) -> Mapping[str, str]:
    """The name that each setting has in a source, capitals or not: the registry knows none."""
    known = {
        written.casefold(): setting.name
        for setting in SETTINGS
        for written in (setting.name, setting.value_name)
    }
    found: dict[str, str] = {}
    for name in (*source.values, *sorted(source.lost)):
        setting_name = known.get(name.casefold())
        if setting_name is not None:
            found.setdefault(setting_name, name)
    return found


def _unknown(source: Source) -> Iterator[str]:
    known = {name for s in SETTINGS for name in (s.name, s.value_name.casefold())}
    unknown = [name for name in source.values if name.casefold() not in known]
    for name in unknown[:_MOST_UNKNOWN]:
        yield f"{source.place}: there is no setting “{shown(name)}”. It is left out."
    if len(unknown) > _MOST_UNKNOWN:
        yield f"{source.place}: {len(unknown) - _MOST_UNKNOWN} more are no settings either."


def _words(policy: Policy, name: str) -> str:
    """A value as IT reads it."""
    value = {each.name: getattr(policy, each.name) for each in fields(policy)}[name]
    if isinstance(value, frozenset):
        return ", ".join(way for way in HandOver if way in value) or "none"
    if isinstance(value, tuple):
        return "none" if value == (NOBODY,) else "; ".join(value)
    return str(value)
