"""What a conversation may be for, read with care."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from ldcoach.domain.choosing import choices_from_dict, references_from_dict
from ldcoach.domain.values import Misfit

GUIDES = {"weekly", "grow"}
SOUND: dict[str, Any] = {
    "choices": [
        {"key": "slot", "saying": "Our slot", "offers": [{"guide": "weekly", "because": "It is short."}]},
        {"key": "law", "saying": "It is about law", "route": "Ask HR."},
    ]
}
SOURCES: dict[str, Any] = {"sources": [{"key": "S-A", "title": "A book", "taken": "The stages.", "second_hand": True}]}


def test_sound_choices_are_read() -> None:
    slot, law = choices_from_dict(SOUND, GUIDES)
    assert [(offer.guide, offer.because) for offer in slot.offers] == [("weekly", "It is short.")]
    assert (law.offers, law.route) == ((), "Ask HR.")


@pytest.mark.parametrize(
    ("at", "value", "key"),
    [
        (("choices", 0, "saying"), " ", "choices[0].saying"),
        (("choices", 0, "offers"), [], "choices[0]"),
        (("choices", 0, "route"), "Ask.", "choices[0]"),
        (("choices", 0, "offers"), "weekly", "choices[0].offers"),
        (("choices", 0, "offers", 0), "weekly", "choices[0].offers[0]"),
        (("choices", 0, "offers", 0, "guide"), "gone", "choices[0].offers[0].guide"),
        (("choices", 0, "offers", 0, "because"), 4, "choices[0].offers[0].because"),
        (("choices", 1, "key"), "slot", "choices[1].key"),
        (("choices",), {}, "choices"),
    ],
)
def test_what_does_not_fit_is_named(at: tuple[str | int, ...], value: object, key: str) -> None:
    body = deepcopy(SOUND)
    inner: Any = body
    for step in at[:-1]:
        inner = inner[step]
    inner[at[-1]] = value
    with pytest.raises(Misfit) as raised:
        choices_from_dict(body, GUIDES)
    assert raised.value.key == key


def test_references_are_read_by_their_keys() -> None:
    assert references_from_dict(SOURCES)["S-A"].second_hand
    for key, value in (("second_hand", "yes"), ("title", "")):
        body = deepcopy(SOURCES)
        body["sources"][0][key] = value
        with pytest.raises(Misfit, match=rf"sources\[0\]\.{key}"):
            references_from_dict(body)
    with pytest.raises(Misfit, match="earlier one"):
        references_from_dict({"sources": SOURCES["sources"] * 2})
