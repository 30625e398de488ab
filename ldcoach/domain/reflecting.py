"""Prompts with which a manager looks back on a 1-2-1, in private and without a score."""

from __future__ import annotations

__all__ = ["AFTER_ANY_TALK", "PROMPTS", "prompts_for"]

AFTER_ANY_TALK = "What will I repeat, and what will I change?"
"""The short form after any talk."""

PROMPTS = (
    "Which question made them stop and think? Which of my questions carried my answer?",
    "What did I hear that was not said in words? What did I summarise back, and was it right?",
    "Where was I curious, and where had I already decided?",
    "What did they decide by themselves? How did we mark progress?",
    "When did they take a risk in speaking, and how did I respond?",
    "What pulled my attention away? How long could I stay silent?",
    "What did we agree about topic, role and notes? When did my role change without my saying so?",
    "What did I note that I would not be willing to read aloud?",
)
"""One for each heading of the ICF core competencies, adapted for somebody who also holds authority."""


def prompts_for(held_before: int) -> tuple[str, str]:
    """Return the two prompts after a talk; the second takes turns with the number of talks held before."""
    return AFTER_ANY_TALK, PROMPTS[held_before % len(PROMPTS)]
