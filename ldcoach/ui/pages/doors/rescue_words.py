"""What came of a restore or of copying out, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from ldcoach.services.backups import Salvaged
from ldcoach.services.safety import Restored
from ldcoach.ui import words


def restored_words(restored: Restored, today: date) -> str:
    """Say which day's record is in place, who was erased again, and where the former record is kept."""
    made = words.moment(restored.backup.made_at.astimezone(), today)
    told = [_tr("The record of {when} is in place. It opens with the passphrase of that day.").format(when=made)]
    if restored.erased_again:
        told.append(
            QCoreApplication.translate(
                "rescue", "%n person(s) erased since then were erased again.", "", restored.erased_again
            )
        )
    if restored.warning:
        told.append(restored.warning)
    if restored.kept_aside is not None:
        told.append(_tr("What was there before is kept in {folder}.").format(folder=restored.kept_aside))
    return "\n".join(told)


def salvaged_words(salvaged: Salvaged) -> str:
    """Say how much was copied, what is missing by kind, and where the damaged record is kept."""
    copied = _tr("What can be read was copied into a new record: {rows} entries.")
    told = [copied.format(rows=sum(salvaged.kept.values()))]
    for rows, pattern in (
        (salvaged.missing, _tr("Missing: {list}.")),
        (salvaged.loose, _tr("Left out, because what they belong to is lost: {list}.")),
    ):
        if rows:
            told.append(pattern.format(list=_listed(rows)))
    if not salvaged.missing and not salvaged.loose:
        told.append(_tr("Nothing is known to be missing."))
    if salvaged.kept_aside is not None:
        told.append(_tr("The damaged record is kept in {folder}.").format(folder=salvaged.kept_aside))
    return "\n".join(told)


def _listed(rows: Mapping[str, int]) -> str:
    return words.listed([f"{count} {_kind(name)}" for name, count in sorted(rows.items()) if count])


def _kind(table: str) -> str:
    """Return the field's word for the rows of a table; a name without one has its underscores taken out."""
    known = {
        "person": _tr("people"),
        "conversation": _tr("planned or held 1-2-1s"),
        "agenda_item": _tr("topics"),
        "note": _tr("notes"),
        "feedback": _tr("feedback"),
        "goal": _tr("goals"),
        "action": _tr("promises"),
        "outcome": _tr("outcomes"),
        "measure": _tr("measures"),
        "reading": _tr("readings"),
        "gap": _tr("gaps"),
        "text": _tr("texts"),
        "receipt": _tr("receipts"),
        "setting": _tr("settings"),
    }
    return known.get(table, table.replace("_", " "))


def _tr(text: str) -> str:
    return QCoreApplication.translate("rescue", text)
