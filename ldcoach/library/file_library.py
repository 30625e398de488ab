"""The library on disk: guides, rules and header names that ship with the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from ldcoach.domain.choosing import Choice, Reference
from ldcoach.domain.diagnosis import Diagnosis
from ldcoach.domain.goal_prompts import GoalPrompts
from ldcoach.domain.guides import Guide
from ldcoach.domain.measures import MeasureWords
from ldcoach.domain.summary_words import SummaryWords
from ldcoach.domain.wording import StopRules
from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.errors import NotFound
from ldcoach.library.choosing import load_choices, load_references
from ldcoach.library.diagnosis import load_diagnosis
from ldcoach.library.goal_prompts import load_goal_prompts
from ldcoach.library.guides import load_guide, load_guides
from ldcoach.library.measures import load_measures
from ldcoach.library.rules import load_coach_rules, load_stop_rules
from ldcoach.library.source import Source
from ldcoach.library.summary_words import load_summary_words

__all__ = ["FileLibrary"]

FALLBACK_LANGUAGE = "en"


class FileLibrary:
    """Reads each kind of content when it is first asked for, and keeps it."""

    def __init__(self, folder: Path) -> None:
        """Take the resources folder; nothing is read yet."""
        self._folder = folder

    def guides(self, language: str = FALLBACK_LANGUAGE) -> tuple[Guide, ...]:
        """Return the newest version of every guide, by name, in English where the language has none.

        Raises:
            UnfitInput: a guide file is damaged.
        """
        newest: dict[str, Guide] = {}
        for guide in sorted(self._all_guides, key=lambda guide: (guide.language == language, guide.version)):
            if guide.language in {language, FALLBACK_LANGUAGE}:
                newest[guide.key] = guide
        return tuple(sorted(newest.values(), key=lambda guide: guide.name.casefold()))

    def guide(self, key: str, version: int | None = None) -> Guide:
        """Return one guide, in its newest version unless told otherwise.

        Raises:
            NotFound: there is no such guide, or not in that version.
            UnfitInput: a guide file is damaged.
        """
        fitting = [guide for guide in self._all_guides if guide.key == key and version in {None, guide.version}]
        if not fitting:
            which = "" if version is None else f" in version {version}"
            known = ", ".join(sorted({guide.key for guide in self._all_guides}))
            message = f"There is no guide {key!r}{which}. The guides here are: {known}."
            raise NotFound(message)
        return max(fitting, key=lambda guide: (guide.language == FALLBACK_LANGUAGE, guide.version))

    def read_guide(self, path: Path) -> Guide:
        """Return the guide in one TOML file, which does not join the library.

        Raises:
            UnfitInput: the file is no sound guide; the message names file, key and line.
        """
        return load_guide(path)

    def choices(self) -> tuple[Choice, ...]:
        """Return what a conversation may be for, with the guides that fit.

        Raises:
            UnfitInput: the file of choices or a guide file is damaged.
        """
        return self._choices

    def references(self) -> Mapping[str, Reference]:
        """Return what the guides draw on, by the keys in their `sources`.

        Raises:
            UnfitInput: the file of sources is damaged.
        """
        return self._references

    def measures(self) -> tuple[MeasureWords, ...]:
        """Return the words of the manager's own measures, in the order of the page.

        Raises:
            UnfitInput: the file is damaged.
        """
        return self._measures

    def completion_headers(self) -> Mapping[str, Any]:
        """Return the headers that a list of completed learning may use, by column.

        Raises:
            UnfitInput: the file is damaged.
        """
        return self._completion_headers

    def reading_headers(self) -> Mapping[str, Any]:
        """Return the headers that a file of readings may use, by column.

        Raises:
            UnfitInput: the file is damaged.
        """
        return self._reading_headers

    def goal_prompts(self) -> GoalPrompts:
        """Return what the goal editor asks.

        Raises:
            UnfitInput: the file of prompts is damaged.
        """
        return self._goal_prompts

    def diagnosis(self) -> Diagnosis:
        """Return the diagnosis of a gap.

        Raises:
            UnfitInput: the file of the diagnosis is damaged.
        """
        return self._diagnosis

    def stop_rules(self) -> StopRules:
        """Return the rules that hold a text.

        Raises:
            UnfitInput: the rules file is damaged.
        """
        return self._stop_rules

    def coaching_rules(self) -> CoachRules:
        """Return the rules of the coach, compiled; the first call takes some tenths of a second.

        Raises:
            UnfitInput: one of the rules files is damaged.
        """
        return self._coaching_rules

    def summary_words(self) -> Mapping[str, SummaryWords]:
        """Return the sentences of the summary in every language, by its short tag, English first.

        Raises:
            UnfitInput: one of the files is damaged.
        """
        return self._summary_words

    def roster_aliases(self) -> Mapping[str, Any]:
        """Return the header names a roster may use, as `read_roster` takes them.

        Raises:
            UnfitInput: the file of header names is damaged.
        """
        return self._roster_aliases

    @cached_property
    def _all_guides(self) -> tuple[Guide, ...]:
        return load_guides(self._folder / "guides")

    @cached_property
    def _choices(self) -> tuple[Choice, ...]:
        return load_choices(self._folder / "chooser" / "choices.toml", {guide.key for guide in self._all_guides})

    @cached_property
    def _references(self) -> Mapping[str, Reference]:
        return load_references(self._folder / "sources" / "register.toml")

    @cached_property
    def _diagnosis(self) -> Diagnosis:
        return load_diagnosis(self._folder / "diagnosis" / "gap-en.toml")

    @cached_property
    def _goal_prompts(self) -> GoalPrompts:
        return load_goal_prompts(self._folder / "goals" / "prompts.toml")

    @cached_property
    def _stop_rules(self) -> StopRules:
        # Shipped patterns are tried by the tests; compiling all of them here would hold up the first note.
        return load_stop_rules(self._folder / "rules" / "stop.toml", check_patterns=False)

    @cached_property
    def _coaching_rules(self) -> CoachRules:
        return load_coach_rules(self._folder / "rules", self._stop_rules)

    @cached_property
    def _summary_words(self) -> Mapping[str, SummaryWords]:
        return load_summary_words(self._folder / "templates")

    @cached_property
    def _roster_aliases(self) -> Mapping[str, Any]:
        return Source(self._folder / "roster" / "aliases.toml").table

    @cached_property
    def _completion_headers(self) -> Mapping[str, Any]:
        return Source(self._folder / "imports" / "completions.toml").table

    @cached_property
    def _reading_headers(self) -> Mapping[str, Any]:
        return Source(self._folder / "imports" / "readings.toml").table

    @cached_property
    def _measures(self) -> tuple[MeasureWords, ...]:
        keys = {guide.key for guide in self._all_guides}
        return load_measures(self._folder / "insights" / "measures.toml", keys)
