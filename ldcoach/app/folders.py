"""Where the platform keeps a program's data and a person's documents."""

from __future__ import annotations

from pathlib import Path

APP = "LDCoach"


def data_folder() -> Path:
    """Return the folder of the platform for the data of this program."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def documents_folder() -> Path:
    """Return the folder where a person keeps documents."""
    from platformdirs import user_documents_path

    return user_documents_path()
