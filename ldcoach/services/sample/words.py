"""Deals out the words of a trade so that neighbours differ."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

from ldcoach.services.sample.content import Trade

T = TypeVar("T")


class Deck(Generic[T]):
    """Cards dealt in chance order; shuffled again only when all were dealt."""

    def __init__(self, cards: Sequence[T], random: Random) -> None:
        self._cards = list(cards)
        self._random = random
        self._left: list[T] = []

    def deal(self) -> T:
        """Return the next card."""
        if not self._left:
            self._left = self._random.sample(self._cards, k=len(self._cards))
        return self._left.pop()


class Words:
    """What can be said of one person's work."""

    def __init__(self, trade: Trade, tails: Sequence[str], random: Random) -> None:
        self.random = random
        self.notes = Deck(trade.notes, random)
        self.tails = Deck(tails, random)
        self.takeaways = Deck(trade.takeaways, random)
        self.topics = Deck(trade.topics, random)
        self.employee_actions = Deck(trade.employee_actions, random)
        self.manager_actions = Deck(trade.manager_actions, random)
        self.reinforcing = Deck(trade.reinforcing, random)
        self.redirecting = Deck(trade.redirecting, random)

    def note(self, called: str) -> str:
        """Return a note, at times with a way on."""
        return " ".join(part for part in (self.notes.deal(), self.tails.deal()) if part).format(called=called)
