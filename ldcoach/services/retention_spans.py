"""From which age things are proposed to go: IT's word, else the manager's, else what LDCoach says by itself."""

from __future__ import annotations

from dataclasses import dataclass

from ldcoach.domain.kept_long import SPANS, KeptLong
from ldcoach.domain.policy_keys import BY_ID
from ldcoach.errors import UnfitInput
from ldcoach.services.change import Change
from ldcoach.services.context import Context
from ldcoach.services.keeping import Keeping

__all__ = ["RetentionSpans", "Span"]

_UNFIT = "{title} has to be {fit}. Nothing was changed."
_UNKNOWN = "There is no span of that name. Nothing was changed; the spans are {names}."


@dataclass(frozen=True, slots=True)
class Span:
    """The age of some `kinds` as a `number` of days or months; `locked_by` says who decides instead of the manager."""

    name: str
    kinds: tuple[KeptLong, ...]
    number: int
    in_days: bool
    locked_by: str


@dataclass(frozen=True, slots=True)
class RetentionSpans:
    """Reads and chooses the spans."""

    context: Context

    def of(self, kind: KeptLong) -> int:
        """Return after how many days or months a thing is old."""
        key = BY_ID[SPANS[kind]]
        held = Keeping(self.context).setting(key.setting, key.built_in)
        number = held if key.fits(held) else key.built_in
        return number if isinstance(number, int) else 0

    def by_name(self) -> dict[str, int]:
        """Return every span by its name, which says whether it counts days or months."""
        return {_name(key_id): self.of(kind) for kind, key_id in SPANS.items()}

    def every(self) -> tuple[Span, ...]:
        """Return every span once, with the kinds that share it."""
        kinds: dict[str, list[KeptLong]] = {}
        for kind, key_id in SPANS.items():
            kinds.setdefault(key_id, []).append(kind)
        keeping = Keeping(self.context)
        return tuple(
            Span(
                name=_name(key_id),
                kinds=tuple(shared),
                number=self.of(shared[0]),
                in_days=key_id.endswith("_days"),
                locked_by=keeping.locked_by(BY_ID[key_id].setting),
            )
            for key_id, shared in kinds.items()
        )

    def choose(self, name: str, number: int) -> Change:
        """Choose after how many days or months a kind is old, by the name of its span such as `goal_months`.

        Raises:
            UnfitInput: no such span, or no number for it.
            RefusedByPolicy: IT has set it.
        """
        key = BY_ID.get(f"retention.{name}")
        if key is None:
            raise UnfitInput(_UNKNOWN.format(names=", ".join(self.by_name())))
        if not key.fits(number):
            raise UnfitInput(_UNFIT.format(title=key.title, fit=key.fit_values))
        return Keeping(self.context).set(key.setting, number)


def _name(key_id: str) -> str:
    return key_id.partition(".")[2]
