"""How the manager shaped the agenda of a planned 1-2-1: ids, minutes and order, no content."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ldcoach.domain.agenda import Shape
from ldcoach.domain.ids import ConversationId
from ldcoach.domain.keeping import Setting
from ldcoach.services.ports import Record, Work
from ldcoach.services.views import OpenTopic

AGENDA = "agenda."
"""Settings that begin so hold the shape of the agenda of the 1-2-1 whose id follows."""


class AgendaShapes:
    """Keeps shapes until the 1-2-1 is over."""

    def __init__(self, record: Record) -> None:
        self._record = record

    def of(self, conversation_id: ConversationId) -> Shape:
        """Return the shape of an agenda; empty while nobody shaped it."""
        kept = self._record.find(Setting, AGENDA + conversation_id)
        if kept is None:
            return Shape()
        body = json.loads(kept.value)
        return Shape(tuple(body["order"]), dict(body["minutes"]), frozenset(body["waiting"]))

    def keep(self, work: Work, conversation_id: ConversationId, shape: Shape) -> None:
        """Keep a shape in place of the one before."""
        body = {"order": shape.order, "minutes": dict(shape.minutes), "waiting": sorted(shape.waiting)}
        setting = Setting(id=AGENDA + conversation_id, value=json.dumps(body))
        (work.add if self._record.find(Setting, setting.id) is None else work.save)(setting)

    def forget(self, work: Work, conversation_id: ConversationId) -> None:
        """Let the shape of a 1-2-1 go that is over."""
        if self._record.find(Setting, AGENDA + conversation_id) is not None:
            work.remove(Setting, AGENDA + conversation_id)

    def in_order(self, conversation_id: ConversationId, topics: Sequence[OpenTopic]) -> tuple[OpenTopic, ...]:
        """Return topics in the order of the agenda; new ones follow as they were raised."""
        order = {item_id: at for at, item_id in enumerate(self.of(conversation_id).order)}
        return tuple(sorted(topics, key=lambda topic: order.get(topic.topic_id, len(order))))
