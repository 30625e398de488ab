"""Indexes that hold all that the manager's own measures read, so that no row of the big tables is looked up."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """CREATE INDEX ix_conversation_practice ON conversation (person_id, coalesce(started_at, planned_for), planned_for,
status, talk_share_estimate)""",
    "CREATE INDEX ix_topic_raised ON topic (first_raised_on, raised_by)",
    """CREATE INDEX ix_feedback_shared ON feedback (shared_on, kind, observed_on,
rules_seen) WHERE shared_on IS NOT NULL AND visibility = 'shared'""",
    """CREATE INDEX ix_feedback_whole ON feedback (shared_on,
person_id) WHERE shared_on IS NOT NULL AND visibility = 'shared' AND situation <> '' AND behaviour <> '' AND
impact <> ''""",
    """CREATE INDEX ix_action_due ON action (due_on, owner, status,
done_on) WHERE due_on IS NOT NULL AND status <> 'dropped'""",
    """CREATE INDEX ix_action_done ON action (person_id, done_on,
status) WHERE done_on IS NOT NULL AND status <> 'dropped'""",
    """CREATE INDEX ix_action_left_out ON action (text_id) WHERE status = 'dropped' OR (status = 'done' AND
done_on IS NULL)""",
)


def upgrade() -> None:
    """Make the indexes."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
