"""Reads IT's settings: what fits is taken, what does not is said and closes what it may have been meant to protect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ldcoach.domain.policy import Policy, PolicyFault, PolicyLine, PolicyTier
from ldcoach.domain.policy_keys import BY_ID, KEYS, PolicyKey
from ldcoach.errors import LDCoachError, NotFound
from ldcoach.library.source import Source

__all__ = ["POLICY_FILE", "TomlPolicy", "check_file", "read_file", "unreadable", "weighed"]

POLICY_FILE = "policy.toml"
_TIERS = (PolicyTier.FORCED, PolicyTier.RECOMMENDED)
_PROTECTING = frozenset(key.id for key in KEYS if key.protects)


@dataclass(frozen=True, slots=True)
class TomlPolicy:
    """The file `policy.toml` in the folder of the system; a constructor's argument, so that tests have their own."""

    folder: Path

    def read(self) -> Policy:
        """Return what IT set; an empty policy where there is no file, a closed one where it cannot be read."""
        path = self.folder / POLICY_FILE
        try:
            if not path.exists() and not path.is_symlink():
                return Policy()
        except OSError:
            return unreadable(str(path), f"{path.name} cannot be reached.")
        return read_file(path)


def check_file(path: Path) -> Policy:
    """Return what a file says that is to become the policy.

    Raises:
        NotFound: there is no such file.
    """
    if not path.is_file():
        raise NotFound(f"There is no file {path.name} to check. Nothing was changed; check the path.")
    return read_file(path)


def read_file(path: Path) -> Policy:
    """Return what a file says; never raises for what is in it."""
    try:
        source = Source(path)
    except LDCoachError as error:
        return unreadable(str(path), str(error))
    return weighed(source.table, source.line_of, str(path))


def unreadable(where: str, sentence: str) -> Policy:
    """Return the policy that holds where a source is there and cannot be read: every security key closed."""
    line = sentence.partition(", line ")[2].partition(":")[0]
    fault = PolicyFault(int(line) if line.isdecimal() else 0, "", sentence)
    return Policy(closed=_PROTECTING, where=where, faults=(fault,))


def weighed(table: Mapping[str, Any], line_of: Callable[[str], int], where: str) -> Policy:
    """Return the policy of a table of tiers, sections and values.

    Whatever does not fit in the forced tier closes what it may have been meant to protect.
    """
    weighing = _Weighing(table, line_of)
    found = list(weighing.every())
    lines = [each for each in found if isinstance(each, PolicyLine)]
    faults = [each for each in found if isinstance(each, PolicyFault)]
    held: dict[PolicyTier, dict[str, Any]] = {tier: {} for tier in _TIERS}
    for line in lines:
        held[line.tier][line.key] = line.value
    return Policy(
        forced=held[PolicyTier.FORCED],
        recommended=held[PolicyTier.RECOMMENDED],
        closed=frozenset(weighing.closed) - set(held[PolicyTier.FORCED]),
        where=where,
        lines=tuple(sorted(lines, key=lambda each: each.line)),
        faults=tuple(sorted(faults, key=lambda each: each.line)),
    )


class _Weighing:
    """Goes through a table once and notes what has to be closed."""

    def __init__(self, table: Mapping[str, Any], line_of: Callable[[str], int]) -> None:
        self._table = table
        self._line_of = line_of
        self.closed: set[str] = set()

    def every(self) -> Iterator[PolicyLine | PolicyFault]:
        """Yield every value that fits and a fault for each that does not."""
        for name, sections in self._table.items():
            if name not in {tier.value for tier in _TIERS}:
                self.closed |= _PROTECTING
                yield self._fault(name, "is not known here; there are [forced] and [recommended]")
            elif not isinstance(sections, dict):
                self.closed |= _PROTECTING
                yield self._fault(name, "has to be a table, such as [forced]")
            else:
                yield from self._tier(PolicyTier(name), sections)

    def _tier(self, tier: PolicyTier, sections: dict[str, Any]) -> Iterator[PolicyLine | PolicyFault]:
        for section, values in sections.items():
            known = {key.id for key in KEYS if key.section == section}
            if not isinstance(values, dict) or not known:
                self._close(tier, known or _PROTECTING)
                quoted = "is in quotation marks, which make one word of it; write it without them"
                yield self._fault(f"{tier}.{section}", quoted if section in BY_ID else "is not known")
                continue
            for name, value in values.items():
                yield self._value(tier, f"{section}.{name}", value, known)

    def _value(self, tier: PolicyTier, key_id: str, value: Any, known: set[str]) -> PolicyLine | PolicyFault:  # noqa: ANN401  # what a file holds
        path, key = f"{tier}.{key_id}", BY_ID.get(key_id)
        if key is None:
            self._close(tier, known)
            return self._fault(path, f"is not known; this section has {', '.join(sorted(known))}")
        if tier is PolicyTier.RECOMMENDED and not key.setting:
            return self._fault(path, "can only be forced, because a manager has no setting for it")
        plain = tuple(value) if isinstance(value, list) else value
        if not key.fits(plain):
            self._close(tier, {key.id})
            return self._fault(path, f"has to be {key.fit_values}")
        return PolicyLine(self._line_of(path), tier, key.id, plain)

    def _close(self, tier: PolicyTier, keys: set[str] | frozenset[str]) -> None:
        if tier is PolicyTier.FORCED:
            self.closed |= _PROTECTING & keys

    def _fault(self, path: str, what: str) -> PolicyFault:
        return PolicyFault(self._line_of(path), path, f"{path} {what}.")


def named(values: Mapping[str, Any], by_name: Mapping[str, PolicyKey]) -> dict[str, Any]:
    """Return sections and values for flat names such as LockMinutes; unknown names stay, so that they are told."""
    table: dict[str, Any] = {}
    for name, value in values.items():
        key = by_name.get(name)
        if key is None:
            table[name] = value
        else:
            table.setdefault(key.section, {})[key.id.partition(".")[2]] = value
    return table
