"""The warning that a folder is one that a cloud service syncs."""

from __future__ import annotations

from pathlib import Path

from ldcoach.services.cloud_folders import cloud_service
from ldcoach.ui.widgets.notice import Notice

__all__ = ["SyncedNotice"]


class SyncedNotice(Notice):
    """Names the service that syncs the record's folder; hidden where none seems to."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        if service := cloud_service(Path(folder)):
            words = self.tr(
                "This folder looks like one that {service} syncs, which can mix up the files of a record. Ask IT for "
                "one that is not synced, or move the record later with a backup and a restore; the backups themselves "
                "may be synced."
            )
            self.say("warn", words.format(service=service))
