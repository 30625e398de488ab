"""The id types of everything kept: UUIDv7 in text form, told apart by the type checker."""

from __future__ import annotations

from typing import NewType

ActionId = NewType("ActionId", str)
ConversationId = NewType("ConversationId", str)
EvidenceId = NewType("EvidenceId", str)
FeedbackId = NewType("FeedbackId", str)
FormId = NewType("FormId", str)
GapId = NewType("GapId", str)
GoalId = NewType("GoalId", str)
LearningId = NewType("LearningId", str)
MeasureId = NewType("MeasureId", str)
OutcomeId = NewType("OutcomeId", str)
PathStepId = NewType("PathStepId", str)
PersonId = NewType("PersonId", str)
PriorityId = NewType("PriorityId", str)
ReadingId = NewType("ReadingId", str)
ReceiptId = NewType("ReceiptId", str)
SkillId = NewType("SkillId", str)
SummaryId = NewType("SummaryId", str)
TextId = NewType("TextId", str)
TopicId = NewType("TopicId", str)
