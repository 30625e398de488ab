"""Refuses answers to the diagnosis that nobody could have given."""

from __future__ import annotations

from collections.abc import Mapping

from ldcoach.domain.diagnosis import Diagnosis, Part, look

__all__ = ["require_fit"]

LONGEST_KEY = 16


def require_fit(diagnosis: Diagnosis, answers: Mapping[str, str]) -> None:
    """Refuse answers that nobody could have given.

    Raises:
        ValueError: an unknown node, an unknown answer, or an answer to a question that the others rule out.
    """
    for place, key in answers.items():
        node = diagnosis.nodes.get(place)
        if node is None:
            message = f"There is no question {_shown(place)}. They are {', '.join(diagnosis.nodes)}."
            raise ValueError(message)
        if node.answer(key) is None:
            message = (
                f"There is no answer {_shown(key)} to {place}. It takes {', '.join(one.key for one in node.answers)}."
            )
            raise ValueError(message)
    found = look(diagnosis, answers)
    person = {place for place in found.beside if diagnosis.nodes[place].part is Part.PERSON}
    for place in found.beside:
        if not (found.set_aside and place in person):
            message = f"{place} is not asked after these answers. Take it out, or change what comes before it."
            raise ValueError(message)


def _shown(word: str) -> str:
    """Return a word for a message; what is longer than a name may be a text that somebody wrote."""
    return f"'{word}'" if len(word) <= LONGEST_KEY and word.replace("_", "").isalnum() else "of that name"
