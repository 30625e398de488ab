"""The tables of the chain from an organisation priority to evidence of change."""

from __future__ import annotations

from ldcoach.domain import kinds
from ldcoach.store.columns import choice, day, entity, flag, index, json, link, number, own, real, words

__all__ = [
    "evidence",
    "gap",
    "goal",
    "goal_skill",
    "if_then_plan",
    "learning",
    "measure",
    "outcome",
    "path_step",
    "priority",
    "reading",
    "skill",
]

priority = entity(
    "priority",
    words("name"),
    choice("kind", kinds.PriorityKind),
    words("why_it_matters"),
    words("owner_role"),
    words("source"),
)
outcome = entity(
    "outcome",
    words("name"),
    own("priority_id", "priority"),
    words("why_it_matters"),
    words("owner_role"),
    words("source"),
    index("ix_outcome_priority", "priority_id"),
)
measure = entity(
    "measure",
    words("name"),
    words("unit"),
    choice("kind", kinds.MeasureKind),
    choice("level", kinds.MeasureLevel),
    choice("polarity", kinds.Polarity),
    real("lower", optional=True),
    real("upper", optional=True),
    words("definition"),
    words("data_source"),
    link("outcome_id", "outcome", optional=True),
    link("goal_id", "goal", optional=True),
    number("frequency_days"),
    index("ix_measure_outcome", "outcome_id"),
    index("ix_measure_goal", "goal_id"),
)
reading = entity(
    "reading",
    link("measure_id", "measure"),
    day("on"),
    real("value"),
    number("n", optional=True),
    words("note"),
    choice("provenance", kinds.Provenance),
    index("ix_reading_measure", "measure_id", '"on"'),
)
goal = entity(
    "goal",
    link("person_id", "person"),
    words("title"),
    choice("kind", kinds.GoalKind),
    own("outcome_id", "outcome"),
    words("critical_behaviour"),
    words("why_it_matters"),
    own("baseline_reading_id", "reading"),
    real("target_value", optional=True),
    day("target_on", optional=True),
    number("confidence", optional=True),
    choice("status", kinds.GoalStatus),
    index("ix_goal_person", "person_id", "status"),
    index("ix_goal_outcome", "outcome_id"),
    index("ix_goal_baseline", "baseline_reading_id"),
)
if_then_plan = entity(
    "if_then_plan",
    link("goal_id", "goal"),
    words("wish"),
    words("obstacle"),
    words("if_cue"),
    words("then_response"),
    index("ix_if_then_plan_goal", "goal_id"),
)
skill = entity("skill", words("framework"), words("code"), words("name"))
goal_skill = entity(
    "goal_skill",
    link("goal_id", "goal"),
    link("skill_id", "skill"),
    index("ix_goal_skill_goal", "goal_id"),
    index("ix_goal_skill_skill", "skill_id"),
)
gap = entity(
    "gap",
    link("person_id", "person", optional=True),
    own("outcome_id", "outcome"),
    words("statement"),
    json("examples"),
    json("answers"),
    json("causes"),
    day("agreed_on", optional=True),
    day("review_on", optional=True),
    index("ix_gap_person", "person_id"),
    index("ix_gap_outcome", "outcome_id"),
)
path_step = entity(
    "path_step",
    link("gap_id", "gap", optional=True),
    link("goal_id", "goal", optional=True),
    choice("kind", kinds.PathKind),
    words("description"),
    choice("owner", kinds.ActionOwner),
    day("due_on", optional=True),
    choice("status", kinds.ActionStatus),
    own("measure_id", "measure"),
    index("ix_path_step_gap", "gap_id"),
    index("ix_path_step_goal", "goal_id"),
    index("ix_path_step_measure", "measure_id"),
)
learning = entity(
    "learning",
    link("person_id", "person"),
    own("goal_id", "goal"),
    words("title"),
    words("kind"),
    words("provider"),
    day("started_on", optional=True),
    day("completed_on", optional=True),
    day("applied_on", optional=True),
    choice("provenance", kinds.Provenance),
    words("external_id"),
    index("ix_learning_person", "person_id"),
    index("ix_learning_goal", "goal_id"),
)
evidence = entity(
    "evidence",
    link("goal_id", "goal"),
    choice("kind", kinds.EvidenceKind),
    day("on"),
    link("text_id", "text"),
    flag("agreed_by_employee"),
    index("ix_evidence_goal", "goal_id", '"on"'),
    index("ix_evidence_text", "text_id"),
)
