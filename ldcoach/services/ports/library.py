"""Guides, rules and aliases that ship with the program or come in packs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from ldcoach.domain.choosing import Choice, Reference
from ldcoach.domain.diagnosis import Diagnosis
from ldcoach.domain.goal_prompts import GoalPrompts
from ldcoach.domain.guides import Guide
from ldcoach.domain.measures import MeasureWords
from ldcoach.domain.summary_words import SummaryWords
from ldcoach.domain.wording import StopRules
from ldcoach.domain.wording.coach_rules import CoachRules


class Library(Protocol):
    """Guides and rules that ship with the program or come in packs."""

    def guides(self, language: str = "en") -> tuple[Guide, ...]:
        """Return the newest version of every guide."""

    def guide(self, key: str, version: int | None = None) -> Guide:
        """Return one guide; raises NotFound."""

    def read_guide(self, path: Path) -> Guide:
        """Return the guide in one TOML file, which does not join the library; raises UnfitInput."""

    def choices(self) -> tuple[Choice, ...]:
        """Return what a conversation may be for, with the guides that fit."""

    def references(self) -> Mapping[str, Reference]:
        """Return what the guides draw on, by the keys in their `sources`."""

    def measures(self) -> tuple[MeasureWords, ...]:
        """Return the words of the manager's own measures, in the order of the page."""

    def completion_headers(self) -> Mapping[str, Any]:
        """Return the headers that a list of completed learning may use, by column."""

    def reading_headers(self) -> Mapping[str, Any]:
        """Return the headers that a file of readings may use, by column."""

    def goal_prompts(self) -> GoalPrompts:
        """Return what the goal editor asks."""

    def diagnosis(self) -> Diagnosis:
        """Return the diagnosis of a gap."""

    def stop_rules(self) -> StopRules:
        """Return the rules that hold a text."""

    def coaching_rules(self) -> CoachRules:
        """Return the rules of the coach, compiled."""

    def summary_words(self) -> Mapping[str, SummaryWords]:
        """Return the sentences of the summary in every language, by its short tag, English first."""

    def roster_aliases(self) -> Mapping[str, Any]:
        """Return the header aliases for the roster import."""
