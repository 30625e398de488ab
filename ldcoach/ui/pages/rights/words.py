"""Words for what leaves and what goes: the parts of a handover, and the tables of the record."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

__all__ = ["gone_words", "handover_parts", "receipt_words", "state_words"]


def handover_parts() -> Mapping[str, str]:
    """Return the parts of a handover by their key, in their order."""
    tr = QCoreApplication.translate
    return {
        "goals": tr("rights_words", "Goals"),
        "evidence": tr("rights_words", "Evidence"),
        "feedback": tr("rights_words", "Feedback"),
        "promises": tr("rights_words", "Promises"),
        "topics": tr("rights_words", "Topics"),
        "notes": tr("rights_words", "Notes and own words"),
    }


def gone_words(rows: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what would go, in plain words with how many; what is small print is summed up at the end."""
    tr = QCoreApplication.translate
    named = {
        "conversation": tr("rights_words", "1-2-1s"),
        "text": tr("rights_words", "Texts, such as notes, prep notes and feedback"),
        "revision": tr("rights_words", "Earlier wordings"),
        "feedback": tr("rights_words", "Pieces of feedback"),
        "goal": tr("rights_words", "Goals"),
        "action": tr("rights_words", "Promises"),
        "topic": tr("rights_words", "Topics"),
        "gap": tr("rights_words", "Gaps, with the answers of their diagnosis"),
        "reflection": tr("rights_words", "Reflections"),
        "summary": tr("rights_words", "Summaries"),
        "form": tr("rights_words", "Forms"),
        "receipt": tr("rights_words", "Receipts of what left"),
    }
    told = [(words, rows[table]) for table, words in named.items() if rows.get(table)]
    rest = sum(many for table, many in rows.items() if table not in named and table != "person")
    return [*told, (tr("rights_words", "Other entries, such as plans and measures"), rest)] if rest else told


def state_words(state: str) -> str:
    """Return what becomes of an item that is taken over."""
    tr = QCoreApplication.translate
    return {
        "new": tr("rights_words", "New"),
        "known": tr("rights_words", "Here already"),
        "held": tr("rights_words", "Held: it may tell of health or belief, so it stays out"),
    }[state]


def receipt_words(what: str) -> str:
    """Return what left, by the key in its receipt."""
    tr = QCoreApplication.translate
    known = {
        "summary": tr("rights_words", "Development summary"),
        "brief": tr("rights_words", "Brief"),
        "prep_form": tr("rights_words", "Preparation form"),
        "follow_up": tr("rights_words", "Follow-up"),
        "calendar": tr("rights_words", "Calendar"),
        "access_pack": tr("rights_words", "Everything, for an access request"),
        "handover": tr("rights_words", "Handover"),
        "handover_to_read": tr("rights_words", "Handover, to read first"),
    }
    return known.get(what, what.replace("_", " ").capitalize())
