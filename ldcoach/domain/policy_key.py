"""What one thing that IT may set is, and which values fit it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["PolicyKey", "PolicyKind", "PolicyValue"]

PolicyValue = bool | int | str | tuple[str, ...]


class PolicyKind(StrEnum):
    """What a value is."""

    SWITCH = "switch"
    NUMBER = "number"
    CHOICE = "choice"
    NAMES = "names"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyKey:
    """One thing that IT may set.

    `id` is section and name as in the file. `built_in` holds where nobody says anything. `closed` holds for a security
    key while IT's settings cannot be read; None marks a key that protects nobody. `choices` are the fit values of a
    choice, the fit names of a list, or the only fit numbers. `setting` is the manager's own setting of the same thing;
    only a key that has one can be recommended. `sentence` says what it does, with the value where {value} stands;
    `otherwise` says what a switch does that is off, or a list or a text that is empty.
    """

    id: str
    kind: PolicyKind
    title: str
    explanation: str
    sentence: str
    otherwise: str = ""
    built_in: PolicyValue
    closed: PolicyValue | None = None
    example: PolicyValue
    least: int = 0
    most: int = 0
    choices: tuple[str | int, ...] = ()
    setting: str = ""

    @property
    def name(self) -> str:
        """The name in the registry and in macOS profiles, as in `LockMinutes`."""
        return "".join(part.capitalize() for part in self.id.replace(".", "_").split("_"))

    @property
    def section(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]

    @property
    def protects(self) -> bool:
        """Whether it is a security key, which closes when IT's settings cannot be read."""
        return self.closed is not None

    @property
    def fit_values(self) -> str:
        """What may stand there, in words."""
        if self.kind is PolicyKind.SWITCH:
            return "true or false"
        if self.kind is PolicyKind.NUMBER and not self.choices:
            return f"a whole number from {self.least} to {self.most}"
        if self.kind is PolicyKind.FOLDER:
            return "the full path of a folder, or one that begins with ~"
        if self.kind is PolicyKind.NAMES and not self.choices:
            return 'a list of texts, such as ["one", "two"]'
        named = ", ".join(str(each) for each in self.choices)
        return f"a list of any of {named}" if self.kind is PolicyKind.NAMES else f"one of {named}"

    def fits(self, value: object) -> bool:
        """Tell whether a value may stand there."""
        if self.kind is PolicyKind.SWITCH:
            return isinstance(value, bool)
        if self.kind is PolicyKind.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool) and self._allows(value)
        if self.kind is PolicyKind.NAMES:
            return isinstance(value, tuple) and all(_is_text(each) and self._names(each) for each in value)
        if self.kind is PolicyKind.FOLDER:
            return _is_text(value) and _is_full(str(value))
        return value in self.choices

    def told(self, value: PolicyValue) -> str:
        """Return a sentence that says what a value does."""
        if self.otherwise and not value:
            return self.otherwise
        return self.sentence.format(value=", ".join(value) if isinstance(value, tuple) else value)

    def _allows(self, number: int) -> bool:
        return number in self.choices if self.choices else self.least <= number <= self.most

    def _names(self, text: object) -> bool:
        return not self.choices or text in self.choices


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_full(path: str) -> bool:
    """Tell whether a path stands by itself on some system, drives and shares of Windows too."""
    return path == "~" or path.startswith(("/", "~/", "~\\", "\\\\")) or path[1:3] in {":\\", ":/"}
