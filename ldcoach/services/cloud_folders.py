"""Whether a folder looks like one that a cloud service syncs."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["cloud_service"]

# The names under which the services' own programs keep their folder, on Windows, macOS and Linux.
_SIGNS = (
    (r"onedrive\b.*", "OneDrive"),
    (r"dropbox\b.*", "Dropbox"),
    (r"icloud ?drive.*|mobile documents|com~apple~clouddocs", "iCloud"),
    (r"google ?drive\b.*|my drive|drivefs", "Google Drive"),
    (r"nextcloud\b.*", "Nextcloud"),
    (r"owncloud\b.*", "ownCloud"),
    (r"pcloud ?drive\b.*", "pCloud"),
    (r"proton ?drive\b.*", "Proton Drive"),
    (r"box( sync)?", "Box"),
    (r"syncthing\b.*|\.?stfolder", "Syncthing"),
    (r"cloudstorage", "a cloud service"),
)


def cloud_service(folder: Path) -> str:
    """Return the service that syncs a folder, by the names on its path, or nothing; does not touch the disk.

    The name nearest to the folder decides: inside macOS's CloudStorage each service has a folder of its own.
    """
    for part in reversed(folder.absolute().parts):
        for sign, service in _SIGNS:
            if re.fullmatch(sign, part.casefold()):
                return service
    return ""
