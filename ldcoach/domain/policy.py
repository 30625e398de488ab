"""IT's settings: what is forced, what is recommended, and what holds while they cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ldcoach.domain.policy_keys import BY_ID, KEYS, PolicyKey, PolicyValue

__all__ = ["Policy", "PolicyFault", "PolicyLine", "PolicyTier", "ResolvedKey"]


class PolicyTier(StrEnum):
    """Who decided, from the strongest."""

    FORCED = "forced"
    CLOSED = "closed"
    CHOSEN = "chosen"
    RECOMMENDED = "recommended"
    BUILT_IN = "built_in"


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One value that IT's settings hold; `line` counts from 1, 0 where the source has no lines."""

    line: int
    tier: PolicyTier
    key: str
    value: PolicyValue


@dataclass(frozen=True, slots=True)
class PolicyFault:
    """What cannot be used, where, and why; `key` is empty where the whole source is meant."""

    line: int
    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ResolvedKey:
    """The value that holds for one key, and who decided; `locked` where the manager cannot change it."""

    key: PolicyKey
    value: PolicyValue
    tier: PolicyTier

    @property
    def locked(self) -> bool:
        """Whether IT's word, or the lack of a readable one, wins over the manager."""
        return self.tier in {PolicyTier.FORCED, PolicyTier.CLOSED}

    @property
    def sentence(self) -> str:
        """What it means."""
        return self.key.told(self.value)


@dataclass(frozen=True, slots=True)
class Policy:
    """What IT set on this computer; an empty one where it set nothing.

    `where` names the source, `closed` the security keys whose strictest value holds because of a fault.
    """

    forced: Mapping[str, PolicyValue] = field(default_factory=dict)
    recommended: Mapping[str, PolicyValue] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    where: str = ""
    lines: tuple[PolicyLine, ...] = ()
    faults: tuple[PolicyFault, ...] = ()

    def resolve(self, key_id: str, chosen: PolicyValue | None = None) -> ResolvedKey:
        """Return what holds for a key: forced, else what the manager chose, else recommended, else built in."""
        key = BY_ID[key_id]
        if key_id in self.forced:
            return ResolvedKey(key, self.forced[key_id], PolicyTier.FORCED)
        if key_id in self.closed and key.closed is not None:
            return ResolvedKey(key, key.closed, PolicyTier.CLOSED)
        if chosen is not None:
            return ResolvedKey(key, chosen, PolicyTier.CHOSEN)
        if key_id in self.recommended:
            return ResolvedKey(key, self.recommended[key_id], PolicyTier.RECOMMENDED)
        return ResolvedKey(key, key.built_in, PolicyTier.BUILT_IN)

    def every(self) -> tuple[ResolvedKey, ...]:
        """Return what holds for every key where the manager chose nothing."""
        return tuple(self.resolve(key.id) for key in KEYS)

    def locks(self, key_id: str) -> bool:
        """Tell whether the manager cannot change it."""
        return self.resolve(key_id).locked

    def by_whom(self, key_id: str) -> str:
        """Return a sentence that says who locked a key, empty where nobody did."""
        tier = self.resolve(key_id).tier
        if tier is PolicyTier.FORCED:
            return "Your organisation has set this. Only IT can change it."
        if tier is PolicyTier.CLOSED:
            return "IT's settings on this computer cannot be read, so the strictest value holds. Tell IT."
        return ""

    def allows(self, key_id: str) -> bool:
        """Return the value of a switch."""
        return self.resolve(key_id).value is True

    def number(self, key_id: str) -> int:
        """Return the value of a number."""
        value = self.resolve(key_id).value
        return value if isinstance(value, int) else 0

    def names(self, key_id: str) -> tuple[str, ...]:
        """Return the value of a list."""
        value = self.resolve(key_id).value
        return value if isinstance(value, tuple) else ()

    def of_setting(self, name: str) -> PolicyKey | None:
        """Return the key that is about a setting of the manager."""
        return next((key for key in KEYS if name and key.setting == name), None)

    @property
    def trusted_pack_keys(self) -> tuple[str, ...] | None:
        """Fingerprints of the only signers that packs may have; None where the manager decides whom to trust."""
        return self.names("packs.trusted_keys") if self.locks("packs.trusted_keys") else None

    @property
    def backup_folder(self) -> str:
        """The folder that IT forced for backups, as written, else an empty text."""
        return str(self.resolve("backup.folder").value) if self.locks("backup.folder") else ""
