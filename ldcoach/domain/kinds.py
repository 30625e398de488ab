"""The closed lists of the record (content specification 3.4 and the schema)."""

from __future__ import annotations

from enum import StrEnum


class Relationship(StrEnum):
    """How the manager is tied to a person."""

    DIRECT_REPORT = "direct_report"
    SKIP_LEVEL = "skip_level"
    SELF = "self"


class PersonStatus(StrEnum):
    """Whether a person is on the manager's present team."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class PriorityKind(StrEnum):
    """What an organisation priority is about."""

    GROWTH = "growth"
    RETENTION = "retention"
    EFFICIENCY = "efficiency"
    QUALITY = "quality"
    CUSTOMER = "customer"
    RISK_AND_SAFETY = "risk_and_safety"
    PEOPLE = "people"
    INNOVATION = "innovation"
    OTHER = "other"


class MeasureKind(StrEnum):
    """Leading: an early sign within reach. Lagging: the result itself."""

    LEADING = "leading"
    LAGGING = "lagging"


class MeasureLevel(StrEnum):
    """Behaviour (Kirkpatrick 3) or outcome (Kirkpatrick 4)."""

    BEHAVIOUR = "behaviour"
    OUTCOME = "outcome"


class Polarity(StrEnum):
    """Which way is better."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    IN_RANGE = "in_range"


class GoalKind(StrEnum):
    """What kind of goal it is."""

    LEARNING = "learning"
    BEHAVIOUR = "behaviour"
    PERFORMANCE = "performance"


class GoalStatus(StrEnum):
    """Where a goal stands."""

    DRAFT = "draft"
    ACTIVE = "active"
    PAUSED = "paused"
    ACHIEVED = "achieved"
    CLOSED_NOT_MET = "closed_not_met"
    DROPPED = "dropped"


class ConversationStatus(StrEnum):
    """What became of a planned 1-2-1."""

    PLANNED = "planned"
    HELD = "held"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    MISSED = "missed"


class Side(StrEnum):
    """One of the two people in the conversation."""

    EMPLOYEE = "employee"
    MANAGER = "manager"


class TopicStatus(StrEnum):
    """What became of a topic."""

    OPEN = "open"
    DISCUSSED = "discussed"
    PARKED = "parked"
    DROPPED = "dropped"


class ActionOwner(StrEnum):
    """Who promised it."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    BOTH = "both"
    OTHER_ROLE = "other_role"


class ActionStatus(StrEnum):
    """What became of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    CARRIED_OVER = "carried_over"


class FeedbackKind(StrEnum):
    """What a piece of feedback is for."""

    REINFORCING = "reinforcing"
    REDIRECTING = "redirecting"
    FEEDFORWARD = "feedforward"


class FeedbackSource(StrEnum):
    """How the manager knows; hearsay is not a choice."""

    FIRST_HAND = "first_hand"
    SHARED_WITH_AGREEMENT = "shared_with_agreement"
    WORK_PRODUCT = "work_product"


class Visibility(StrEnum):
    """Who a text is for: the manager's preparation, written to be shared, or shared."""

    PREP = "prep"
    TO_SHARE = "to_share"
    SHARED = "shared"


class TextKind(StrEnum):
    """What a written text is; the owner row tells the rest."""

    NOTE = "note"
    FEEDBACK = "feedback"
    FEEDBACK_PARTS = "feedback_parts"
    TAKEAWAY = "takeaway"
    REFLECTION = "reflection"
    COMMENT = "comment"
    EVIDENCE = "evidence"
    ACTION = "action"
    GOAL = "goal"
    TOPIC = "topic"
    GAP = "gap"


class EvidenceKind(StrEnum):
    """What kind of evidence of change it is."""

    OBSERVED_BEHAVIOUR = "observed_behaviour"
    WORK_PRODUCT = "work_product"
    MEASURE_POINT = "measure_point"
    CUSTOMER_WORDS = "customer_words"
    SELF_REPORT = "self_report"
    PEER_WORDS_WITH_AGREEMENT = "peer_words_with_agreement"
    COMPLETION_RECORD = "completion_record"


class PathKind(StrEnum):
    """A way to close a gap (content specification 4.4)."""

    CLARIFY_EXPECTATIONS = "clarify_expectations"
    WORKED_EXAMPLE = "worked_example"
    JOB_AID = "job_aid"
    CHECKLIST = "checklist"
    FEEDBACK_LOOP = "feedback_loop"
    VISIBLE_MEASURE = "visible_measure"
    REGULAR_CHECK_IN = "regular_check_in"
    PROCESS_CHANGE = "process_change"
    HAND_OFF_AGREEMENT = "hand_off_agreement"
    RESOURCE_OR_TOOL = "resource_or_tool"
    LOAD_CHANGE = "load_change"
    DECISION_RIGHT = "decision_right"
    DELEGATION_AGREEMENT = "delegation_agreement"
    CONSEQUENCE_CHANGE = "consequence_change"
    RECOGNITION = "recognition"
    REMOVE_PENALTY = "remove_penalty"
    LEADER_ACTION = "leader_action"
    ROLE_MODELLING = "role_modelling"
    TEAM_AGREEMENT = "team_agreement"
    INSTRUCTION = "instruction"
    MENTORING_OR_SHADOWING = "mentoring_or_shadowing"
    PRACTICE_WITH_FEEDBACK = "practice_with_feedback"
    COACHING = "coaching"
    STRETCH_ASSIGNMENT = "stretch_assignment"
    TRAINING_COURSE = "training_course"
    REFRESHER = "refresher"
    ROLE_OR_LOAD_REDESIGN = "role_or_load_redesign"
    HR_REFERRAL = "hr_referral"
    CHANGE_CONVERSATION = "change_conversation"
    PURPOSE_LINK = "purpose_link"
    CHOICE_OF_TASK = "choice_of_task"
    IF_THEN_PLAN = "if_then_plan"
    ENVIRONMENT_PROMPT = "environment_prompt"
    ESCALATE = "escalate"


class Provenance(StrEnum):
    """How a value came into the record."""

    TYPED = "typed"
    IMPORTED_CSV = "imported_csv"
    IMPORTED_XAPI = "imported_xapi"


class FormKind(StrEnum):
    """A form that travels to the employee and back."""

    PREP = "prep"
    ACKNOWLEDGEMENT = "acknowledgement"


class SummaryAudience(StrEnum):
    """For whom a summary is written."""

    EMPLOYEE = "employee"
    NEXT_MANAGER = "next_manager"
    SPONSOR = "sponsor"
