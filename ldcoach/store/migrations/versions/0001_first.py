"""The first tables; frozen, as records made with them exist."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """CREATE TABLE person ( id TEXT NOT NULL, name TEXT NOT NULL, preferred_name TEXT NOT NULL,
role_title TEXT NOT NULL, team TEXT NOT NULL, email TEXT NOT NULL,
relationship TEXT NOT NULL CHECK (relationship IN ('direct_report', 'skip_level', 'self')), started_on TEXT,
cadence_days INTEGER NOT NULL, planned_minutes INTEGER NOT NULL, time_zone TEXT NOT NULL,
language TEXT NOT NULL, how_they_like_feedback TEXT NOT NULL,
status TEXT NOT NULL CHECK (status IN ('active', 'archived')),
legal_hold INTEGER NOT NULL CHECK (legal_hold IN (0, 1)), created_at INTEGER NOT NULL,
updated_at INTEGER NOT NULL, PRIMARY KEY (id) )""",
    """CREATE TABLE note_agreement ( id TEXT NOT NULL, person_id TEXT NOT NULL, agreed_on TEXT NOT NULL,
what_is_recorded TEXT NOT NULL, who_can_see TEXT NOT NULL, kept_until TEXT, created_at INTEGER NOT NULL,
updated_at INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_note_agreement_person ON note_agreement (person_id, agreed_on)",
    """CREATE TABLE priority ( id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('growth',
'retention', 'efficiency', 'quality', 'customer', 'risk_and_safety', 'people', 'innovation', 'other')),
why_it_matters TEXT NOT NULL, owner_role TEXT NOT NULL, source TEXT NOT NULL, created_at INTEGER NOT NULL,
updated_at INTEGER NOT NULL, PRIMARY KEY (id) )""",
    """CREATE TABLE outcome ( id TEXT NOT NULL, name TEXT NOT NULL, priority_id TEXT, why_it_matters TEXT NOT NULL,
owner_role TEXT NOT NULL, source TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
PRIMARY KEY (id), FOREIGN KEY(priority_id) REFERENCES priority (id) ON DELETE SET NULL )""",
    "CREATE INDEX ix_outcome_priority ON outcome (priority_id)",
    """CREATE TABLE measure ( id TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
kind TEXT NOT NULL CHECK (kind IN ('leading', 'lagging')),
level TEXT NOT NULL CHECK (level IN ('behaviour', 'outcome')),
polarity TEXT NOT NULL CHECK (polarity IN ('higher_is_better', 'lower_is_better', 'in_range')), lower REAL,
upper REAL, definition TEXT NOT NULL, data_source TEXT NOT NULL, outcome_id TEXT, goal_id TEXT,
frequency_days INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(outcome_id) REFERENCES outcome (id) ON DELETE CASCADE,
FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_measure_goal ON measure (goal_id)",
    "CREATE INDEX ix_measure_outcome ON measure (outcome_id)",
    """CREATE TABLE reading ( id TEXT NOT NULL, measure_id TEXT NOT NULL, "on" TEXT NOT NULL, value REAL NOT NULL,
n INTEGER, note TEXT NOT NULL,
provenance TEXT NOT NULL CHECK (provenance IN ('typed', 'imported_csv', 'imported_xapi')),
created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(measure_id) REFERENCES measure (id) ON DELETE CASCADE )""",
    """CREATE INDEX ix_reading_measure ON reading (measure_id, "on")""",
    """CREATE TABLE goal ( id TEXT NOT NULL, person_id TEXT NOT NULL, title TEXT NOT NULL,
kind TEXT NOT NULL CHECK (kind IN ('learning', 'behaviour', 'performance')), outcome_id TEXT,
critical_behaviour TEXT NOT NULL, why_it_matters TEXT NOT NULL, baseline_reading_id TEXT, target_value REAL,
target_on TEXT, confidence INTEGER,
status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'paused', 'achieved', 'closed_not_met', 'dropped')),
created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
FOREIGN KEY(outcome_id) REFERENCES outcome (id) ON DELETE SET NULL,
FOREIGN KEY(baseline_reading_id) REFERENCES reading (id) ON DELETE SET NULL )""",
    "CREATE INDEX ix_goal_baseline ON goal (baseline_reading_id)",
    "CREATE INDEX ix_goal_outcome ON goal (outcome_id)",
    "CREATE INDEX ix_goal_person ON goal (person_id, status)",
    """CREATE TABLE if_then_plan ( id TEXT NOT NULL, goal_id TEXT NOT NULL, wish TEXT NOT NULL, obstacle TEXT NOT NULL,
if_cue TEXT NOT NULL, then_response TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
PRIMARY KEY (id), FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_if_then_plan_goal ON if_then_plan (goal_id)",
    """CREATE TABLE skill ( id TEXT NOT NULL, framework TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id) )""",
    """CREATE TABLE goal_skill ( id TEXT NOT NULL, goal_id TEXT NOT NULL, skill_id TEXT NOT NULL,
created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE CASCADE,
FOREIGN KEY(skill_id) REFERENCES skill (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_goal_skill_goal ON goal_skill (goal_id)",
    "CREATE INDEX ix_goal_skill_skill ON goal_skill (skill_id)",
    """CREATE TABLE feedback_skill ( id TEXT NOT NULL, feedback_id TEXT NOT NULL, skill_id TEXT NOT NULL,
created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(feedback_id) REFERENCES feedback (id) ON DELETE CASCADE,
FOREIGN KEY(skill_id) REFERENCES skill (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_feedback_skill_feedback ON feedback_skill (feedback_id)",
    "CREATE INDEX ix_feedback_skill_skill ON feedback_skill (skill_id)",
    """CREATE TABLE guide ( id TEXT NOT NULL, "key" TEXT NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL,
language TEXT NOT NULL, source TEXT NOT NULL, body TEXT NOT NULL, created_at INTEGER NOT NULL,
updated_at INTEGER NOT NULL, PRIMARY KEY (id), UNIQUE ("key", version) )""",
    """CREATE TABLE conversation ( id TEXT NOT NULL, person_id TEXT NOT NULL, guide_key TEXT NOT NULL,
guide_version INTEGER NOT NULL, planned_for INTEGER NOT NULL, planned_minutes INTEGER NOT NULL,
started_at INTEGER, ended_at INTEGER, stage INTEGER NOT NULL,
status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'rescheduled', 'cancelled', 'missed')), next_on TEXT,
takeaway TEXT NOT NULL, talk_share_estimate INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
PRIMARY KEY (id), FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )""",
    """CREATE INDEX ix_conversation_held ON conversation (person_id, coalesce(started_at, planned_for) DESC,
id DESC) WHERE status = 'held'""",
    "CREATE INDEX ix_conversation_next ON conversation (person_id, planned_for) WHERE status = 'planned'",
    "CREATE INDEX ix_conversation_person ON conversation (person_id, planned_for DESC, id DESC, status)",
    "CREATE INDEX ix_conversation_planned ON conversation (planned_for, id) WHERE status = 'planned'",
    """CREATE TABLE topic ( id TEXT NOT NULL, person_id TEXT NOT NULL,
raised_by TEXT NOT NULL CHECK (raised_by IN ('employee', 'manager')), title TEXT NOT NULL,
status TEXT NOT NULL CHECK (status IN ('open', 'discussed', 'parked', 'dropped')),
first_raised_on TEXT NOT NULL, times_carried INTEGER NOT NULL, created_at INTEGER NOT NULL,
updated_at INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_topic_person ON topic (person_id, status, first_raised_on)",
    """CREATE TABLE topic_in_conversation ( id TEXT NOT NULL, topic_id TEXT NOT NULL, conversation_id TEXT NOT NULL,
position INTEGER NOT NULL, outcome TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
PRIMARY KEY (id), FOREIGN KEY(topic_id) REFERENCES topic (id) ON DELETE CASCADE,
FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_topic_in_conversation_conversation ON topic_in_conversation (conversation_id)",
    "CREATE INDEX ix_topic_in_conversation_topic ON topic_in_conversation (topic_id)",
    """CREATE TABLE text ( rowid INTEGER NOT NULL, id TEXT NOT NULL, person_id TEXT, conversation_id TEXT,
kind TEXT NOT NULL CHECK (kind IN ('note', 'feedback', 'feedback_parts', 'takeaway', 'reflection', 'comment',
'evidence', 'action', 'goal', 'topic', 'gap')), owner_id TEXT NOT NULL,
visibility TEXT NOT NULL CHECK (visibility IN ('prep', 'to_share', 'shared')), at INTEGER NOT NULL,
body TEXT NOT NULL, author TEXT NOT NULL CHECK (author IN ('employee', 'manager')), language TEXT NOT NULL,
folded TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (rowid), UNIQUE (id),
FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE SET NULL )""",
    "CREATE INDEX ix_text_conversation ON text (conversation_id)",
    "CREATE INDEX ix_text_owner ON text (owner_id, kind)",
    "CREATE INDEX ix_text_person ON text (person_id, at DESC, id DESC)",
    "CREATE INDEX ix_text_timeline ON text (person_id, kind, at DESC, id DESC)",
    """CREATE TABLE revision ( id TEXT NOT NULL, text_id TEXT NOT NULL, body TEXT NOT NULL,
replaced_at INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(text_id) REFERENCES text (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_revision_text ON revision (text_id, replaced_at)",
    """CREATE TABLE feedback ( id TEXT NOT NULL, person_id TEXT NOT NULL, text_id TEXT NOT NULL,
kind TEXT NOT NULL CHECK (kind IN ('reinforcing', 'redirecting', 'feedforward')), observed_on TEXT NOT NULL,
situation TEXT NOT NULL, behaviour TEXT NOT NULL, impact TEXT NOT NULL, ask TEXT NOT NULL,
next_step TEXT NOT NULL,
source TEXT NOT NULL CHECK (source IN ('first_hand', 'shared_with_agreement', 'work_product')), goal_id TEXT,
visibility TEXT NOT NULL CHECK (visibility IN ('prep', 'to_share', 'shared')), shared_on TEXT,
employee_view TEXT NOT NULL, rules_seen TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
PRIMARY KEY (id), FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
FOREIGN KEY(text_id) REFERENCES text (id) ON DELETE CASCADE,
FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE SET NULL )""",
    "CREATE INDEX ix_feedback_goal ON feedback (goal_id, observed_on)",
    "CREATE INDEX ix_feedback_person ON feedback (person_id, observed_on)",
    "CREATE INDEX ix_feedback_text ON feedback (text_id)",
    """CREATE INDEX ix_feedback_waiting ON feedback (observed_on,
id) WHERE shared_on IS NULL AND visibility = 'to_share'""",
    """CREATE INDEX ix_feedback_waiting_person ON feedback (person_id, observed_on,
id) WHERE shared_on IS NULL AND visibility = 'to_share'""",
    """CREATE TABLE action ( id TEXT NOT NULL, person_id TEXT NOT NULL, conversation_id TEXT, goal_id TEXT,
path_step_id TEXT, text_id TEXT NOT NULL,
owner TEXT NOT NULL CHECK (owner IN ('employee', 'manager', 'both', 'other_role')), due_on TEXT, done_on TEXT,
status TEXT NOT NULL CHECK (status IN ('open', 'done', 'dropped', 'carried_over')), created_at INTEGER NOT NULL,
updated_at INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE SET NULL,
FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE SET NULL,
FOREIGN KEY(path_step_id) REFERENCES path_step (id) ON DELETE SET NULL,
FOREIGN KEY(text_id) REFERENCES text (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_action_conversation ON action (conversation_id)",
    "CREATE INDEX ix_action_goal ON action (goal_id, done_on)",
    """CREATE INDEX ix_action_open ON action (coalesce(due_on, '9999-12-31'), id) WHERE status IN ('open',
'carried_over')""",
    """CREATE INDEX ix_action_open_person ON action (person_id, coalesce(due_on, '9999-12-31'),
id) WHERE status IN ('open', 'carried_over')""",
    "CREATE INDEX ix_action_person ON action (person_id)",
    "CREATE INDEX ix_action_step ON action (path_step_id)",
    "CREATE INDEX ix_action_text ON action (text_id)",
    """CREATE TABLE gap ( id TEXT NOT NULL, person_id TEXT, outcome_id TEXT, statement TEXT NOT NULL,
examples TEXT NOT NULL, answers TEXT NOT NULL, causes TEXT NOT NULL, agreed_on TEXT, review_on TEXT,
created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
FOREIGN KEY(outcome_id) REFERENCES outcome (id) ON DELETE SET NULL )""",
    "CREATE INDEX ix_gap_outcome ON gap (outcome_id)",
    "CREATE INDEX ix_gap_person ON gap (person_id)",
    """CREATE TABLE path_step ( id TEXT NOT NULL, gap_id TEXT, goal_id TEXT,
kind TEXT NOT NULL CHECK (kind IN ('clarify_expectations', 'worked_example', 'job_aid', 'checklist',
'feedback_loop', 'visible_measure', 'regular_check_in', 'process_change', 'hand_off_agreement',
'resource_or_tool', 'load_change', 'decision_right', 'delegation_agreement', 'consequence_change',
'recognition', 'remove_penalty', 'leader_action', 'role_modelling', 'team_agreement', 'instruction',
'mentoring_or_shadowing', 'practice_with_feedback', 'coaching', 'stretch_assignment', 'training_course',
'refresher', 'role_or_load_redesign', 'hr_referral', 'change_conversation', 'purpose_link', 'choice_of_task',
'if_then_plan', 'environment_prompt', 'escalate')), description TEXT NOT NULL,
owner TEXT NOT NULL CHECK (owner IN ('employee', 'manager', 'both', 'other_role')), due_on TEXT,
status TEXT NOT NULL CHECK (status IN ('open', 'done', 'dropped', 'carried_over')), measure_id TEXT,
created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(gap_id) REFERENCES gap (id) ON DELETE CASCADE,
FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE CASCADE,
FOREIGN KEY(measure_id) REFERENCES measure (id) ON DELETE SET NULL )""",
    "CREATE INDEX ix_path_step_gap ON path_step (gap_id)",
    "CREATE INDEX ix_path_step_goal ON path_step (goal_id)",
    "CREATE INDEX ix_path_step_measure ON path_step (measure_id)",
    """CREATE TABLE learning ( id TEXT NOT NULL, person_id TEXT NOT NULL, goal_id TEXT, title TEXT NOT NULL,
kind TEXT NOT NULL, provider TEXT NOT NULL, started_on TEXT, completed_on TEXT, applied_on TEXT,
provenance TEXT NOT NULL CHECK (provenance IN ('typed', 'imported_csv', 'imported_xapi')),
external_id TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE,
FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE SET NULL )""",
    "CREATE INDEX ix_learning_goal ON learning (goal_id)",
    "CREATE INDEX ix_learning_person ON learning (person_id)",
    """CREATE TABLE evidence ( id TEXT NOT NULL, goal_id TEXT NOT NULL,
kind TEXT NOT NULL CHECK (kind IN ('observed_behaviour', 'work_product', 'measure_point', 'customer_words',
'self_report', 'peer_words_with_agreement', 'completion_record')), "on" TEXT NOT NULL, text_id TEXT NOT NULL,
agreed_by_employee INTEGER NOT NULL CHECK (agreed_by_employee IN (0, 1)), created_at INTEGER NOT NULL,
updated_at INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(goal_id) REFERENCES goal (id) ON DELETE CASCADE,
FOREIGN KEY(text_id) REFERENCES text (id) ON DELETE CASCADE )""",
    """CREATE INDEX ix_evidence_goal ON evidence (goal_id, "on")""",
    "CREATE INDEX ix_evidence_text ON evidence (text_id)",
    """CREATE TABLE reflection ( id TEXT NOT NULL, conversation_id TEXT NOT NULL, prompts TEXT NOT NULL,
text_ids TEXT NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_reflection_conversation ON reflection (conversation_id)",
    """CREATE TABLE summary ( id TEXT NOT NULL, person_id TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL,
audience TEXT NOT NULL CHECK (audience IN ('employee', 'next_manager', 'sponsor')), language TEXT NOT NULL,
blocks TEXT NOT NULL, employee_seen_on TEXT, employee_comment TEXT NOT NULL, created_at INTEGER NOT NULL,
updated_at INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_summary_person ON summary (person_id, created_at DESC, id DESC)",
    """CREATE TABLE receipt ( id TEXT NOT NULL, person_id TEXT NOT NULL, what TEXT NOT NULL, format TEXT NOT NULL,
at INTEGER NOT NULL, to_whom TEXT NOT NULL, sha256 TEXT NOT NULL, item_ids TEXT NOT NULL,
created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id),
FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_receipt_person ON receipt (person_id, at)",
    """CREATE TABLE form ( id TEXT NOT NULL, uid TEXT NOT NULL, person_id TEXT NOT NULL,
kind TEXT NOT NULL CHECK (kind IN ('prep', 'acknowledgement')), made_at INTEGER NOT NULL, imported_at INTEGER,
created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (id), UNIQUE (uid),
FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_form_person ON form (person_id)",
    """CREATE TABLE dismissed_rule ( id TEXT NOT NULL, rule_id TEXT NOT NULL, text_id TEXT,
muted INTEGER NOT NULL CHECK (muted IN (0, 1)), created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
PRIMARY KEY (id), FOREIGN KEY(text_id) REFERENCES text (id) ON DELETE CASCADE )""",
    "CREATE INDEX ix_dismissed_rule_text ON dismissed_rule (text_id)",
    """CREATE TABLE audit ( id INTEGER NOT NULL, at INTEGER NOT NULL, act TEXT NOT NULL, entity TEXT NOT NULL,
entity_id TEXT NOT NULL, PRIMARY KEY (id) )""",
    """CREATE TABLE setting ( id TEXT NOT NULL, value TEXT NOT NULL, created_at INTEGER NOT NULL,
updated_at INTEGER NOT NULL, PRIMARY KEY (id) )""",
    """CREATE TABLE meta ( "key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key") )""",
    """CREATE VIEW text_searched AS SELECT rowid, coalesce(folded, body) AS body,
'who' || replace(coalesce(person_id, ''), '-', '') || ' kind' || replace(kind, '_', '')
|| ' vis' || replace(visibility, '_', '') AS tokens FROM text""",
    """CREATE VIRTUAL TABLE search USING fts5(body, tokens, content='text_searched', content_rowid='rowid',
tokenize='unicode61 remove_diacritics 2', columnsize=0)""",
    "INSERT INTO search(search, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER text_added AFTER INSERT ON text BEGIN
INSERT INTO search(rowid, body, tokens)
SELECT rowid, body, tokens FROM text_searched WHERE rowid = new.rowid;
END""",
    """CREATE TRIGGER text_removed BEFORE DELETE ON text BEGIN
INSERT INTO search(search, rowid, body, tokens)
SELECT 'delete', rowid, body, tokens FROM text_searched WHERE rowid = old.rowid;
END""",
    """CREATE TRIGGER text_leaving BEFORE UPDATE OF body, folded, person_id, kind, visibility ON text BEGIN
INSERT INTO search(search, rowid, body, tokens)
SELECT 'delete', rowid, body, tokens FROM text_searched WHERE rowid = old.rowid;
END""",
    """CREATE TRIGGER text_coming AFTER UPDATE OF body, folded, person_id, kind, visibility ON text BEGIN
INSERT INTO search(rowid, body, tokens)
SELECT rowid, body, tokens FROM text_searched WHERE rowid = new.rowid;
END""",
    """CREATE TRIGGER conversation_texts AFTER DELETE ON conversation BEGIN
DELETE FROM text WHERE owner_id = old.id;
DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$';
END""",
    """CREATE TRIGGER topic_texts AFTER DELETE ON topic BEGIN
DELETE FROM text WHERE owner_id = old.id;
DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$';
END""",
    """CREATE TRIGGER goal_texts AFTER DELETE ON goal BEGIN
DELETE FROM text WHERE owner_id = old.id;
DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$';
END""",
    """CREATE TRIGGER gap_texts AFTER DELETE ON gap BEGIN
DELETE FROM text WHERE owner_id = old.id;
DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$';
END""",
    """CREATE TRIGGER feedback_texts AFTER DELETE ON feedback BEGIN
DELETE FROM text WHERE owner_id = old.id;
DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$';
END""",
    """CREATE TRIGGER action_texts AFTER DELETE ON action BEGIN
DELETE FROM text WHERE owner_id = old.id;
DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$';
END""",
    """CREATE TRIGGER evidence_texts AFTER DELETE ON evidence BEGIN
DELETE FROM text WHERE owner_id = old.id;
DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$';
END""",
    """CREATE TRIGGER reflection_texts AFTER DELETE ON reflection BEGIN
DELETE FROM text WHERE owner_id = old.id;
DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$';
END""",
    """CREATE TRIGGER summary_texts AFTER DELETE ON summary BEGIN
DELETE FROM text WHERE owner_id = old.id;
DELETE FROM text WHERE owner_id > old.id || '#' AND owner_id < old.id || '$';
END""",
)


def upgrade() -> None:
    """Make every table, index and trigger."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
