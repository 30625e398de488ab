"""Folders that a cloud service syncs are known by the names on their path."""

from __future__ import annotations

from pathlib import Path

import pytest

from ldcoach.services.cloud_folders import cloud_service


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/Users/a/OneDrive - Firm Ltd/record", "OneDrive"),
        ("/home/a/onedrive/x", "OneDrive"),
        ("/home/a/Dropbox (Personal)/LDCoach", "Dropbox"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("/Users/a/iCloudDrive/x", "iCloud"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@b.example/My Drive/x", "Google Drive"),
        ("/Users/a/Library/CloudStorage/Dropbox/x", "Dropbox"),
        ("/Users/a/Library/CloudStorage/Other/x", "a cloud service"),
        ("/mnt/g/My Drive/x", "Google Drive"),
        ("/home/a/Nextcloud2/x", ""),
        ("/home/a/Nextcloud/x", "Nextcloud"),
        ("/home/a/pCloud Drive/x", "pCloud"),
        ("/home/a/Box/x", "Box"),
        ("/home/a/inbox/x", ""),
        ("/home/a/My Driveway/x", ""),
        ("/home/a/dropboxes/x", ""),
        ("/home/a/.local/share/LDCoach/record", ""),
    ],
)
def test_the_name_nearest_to_the_folder_decides(path: str, service: str) -> None:
    assert cloud_service(Path(path)) == service
