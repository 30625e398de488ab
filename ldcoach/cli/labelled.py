"""Reads labelled texts, one JSON object a line, our own or other people's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ldcoach.errors import UnfitInput

__all__ = ["Labelled", "labelled_texts"]

WEAK = frozenset({"weak", "held"})
STRONG = frozenset({"strong", "specific", "unfinished"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text, whether it is weak, and the rules that ought to fire, None when the set does not say."""

    text: str
    weak: bool
    rules: frozenset[str] | None


def labelled_texts(content: str, file: str) -> Iterator[Labelled]:
    """Yield the texts; other fields than `text`, `label` and `rules` are passed over, and so are empty lines.

    Raises:
        UnfitInput: a line cannot be used; the message names the line and never holds its text.
    """
    some = False
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            some = True
            yield _labelled(line, f"{file}, line {number}:")
    if not some:
        raise UnfitInput(f"{file} holds no labelled text. Nothing was changed; it takes one JSON object a line.")


def _labelled(line: str, place: str) -> Labelled:
    try:
        fields = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise UnfitInput(f"{place} is not JSON. {_MEND}") from None
    if not isinstance(fields, dict):
        raise UnfitInput(f"{place} is not an object with text and label. {_MEND}")
    text, label, rules = fields.get("text"), fields.get("label"), fields.get("rules")
    if not isinstance(text, str):
        raise UnfitInput(f"{place} text is missing or not a text. {_MEND}")
    known = label.strip().lower() if isinstance(label, str) else ""
    if known not in WEAK | STRONG:
        raise UnfitInput(f"{place} label is not one of weak, held, strong, specific, unfinished. {_MEND}")
    if rules is not None and not (isinstance(rules, list) and all(isinstance(rule, str) for rule in rules)):
        raise UnfitInput(f"{place} rules is not a list of rule ids. {_MEND}")
    return Labelled(text, known in WEAK, None if rules is None else frozenset(rules))


_MEND = "Nothing was measured; correct the line and try again."
