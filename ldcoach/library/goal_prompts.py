"""Reads what the goal editor asks."""

from __future__ import annotations

from pathlib import Path

from ldcoach.domain.goal_prompts import GoalPrompts, goal_prompts_from
from ldcoach.domain.values import Misfit
from ldcoach.library.source import Source

__all__ = ["load_goal_prompts"]


def load_goal_prompts(path: Path) -> GoalPrompts:
    """Return the prompts and the examples.

    Raises:
        UnfitInput: the file cannot be used; the message names file, key and line.
    """
    source = Source(path)
    try:
        return goal_prompts_from(source.table)
    except Misfit as misfit:
        raise source.unfit(misfit.key, misfit.what) from misfit
