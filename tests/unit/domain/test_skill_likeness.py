"""Which skills a text speaks of: shared words, rare ones first, whatever their endings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ldcoach.domain.skill_likeness import SkillLikeness, stems

NAMES = (
    "handle customer complaints",
    "prepare delivery route plans",
    "plan routes",
    "negotiate price",
    "train employees",
    "write work-related reports",
    "administer medication to patients",
    "Active Listening",
    "Négocier des prix",
    "use of tools",
)
LIKENESS = SkillLikeness((name, name) for name in NAMES)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("You listened to the customer's complaint and wrote down each point.", "handle customer complaints"),
        ("You planned the delivery routes before the drivers came.", "prepare delivery route plans"),
        ("You closed the route plan at 15:10.", "plan routes"),
        ("Negotiating the price, you named yours first.", "negotiate price"),
        ("You trained two new employees on the scanner.", "train employees"),
        ("Two patients had their medication late.", "administer medication to patients"),
        ("Tu as négocié les prix calmement: négocier.", "Négocier des prix"),
    ],
)
def test_the_likest_comes_first(text: str, first: str) -> None:
    assert LIKENESS.likest(text, 3)[0] == first


@pytest.mark.parametrize("text", ["", "...", "You used it well with the others.", "Amara ran the meeting.", "1 2 3"])
def test_nothing_telling_is_shared(text: str) -> None:
    assert LIKENESS.likest(text, 3) == ()


def test_half_of_what_a_name_tells_has_to_be_there() -> None:
    assert "prepare delivery route plans" not in LIKENESS.likest("The delivery came.", 10)


def test_no_more_than_asked_for() -> None:
    assert len(LIKENESS.likest(" ".join(NAMES), 4)) == 4
    assert SkillLikeness[str](()).likest("plan routes", 3) == ()


@pytest.mark.parametrize(
    "same",
    [
        ("plan", "plans", "planned", "planning"),
        ("negotiate", "negotiated", "negotiating", "negotiation"),
        ("carry", "carried", "carries"),
        ("manage", "manager", "management"),
        ("assess", "assessing", "assessed"),
        ("CLOSED", "close", "closing"),
    ],
)
def test_endings_do_not_matter(same: tuple[str, ...]) -> None:
    assert len({stems(word) for word in same}) == 1


@settings(max_examples=50)
@given(st.text(max_size=300))
def test_any_text_names_only_what_is_there(text: str) -> None:
    assert set(LIKENESS.likest(text, 3)) <= set(NAMES)
