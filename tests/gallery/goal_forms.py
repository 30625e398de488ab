"""The forms on a goal's page, each opened as its button opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ldcoach.services.views import GoalView
from ldcoach.ui.pages.goal.page import GoalPage

_READINGS = "Date;Value;Note\n03.11.2025;1,5;first week\n10.11.2025;1,2;\n10.11.2025;1,1;again\n17.11.2025;many;\n"


def opened_forms(page: GoalPage, view: GoalView, folder: Path) -> Iterator[str]:
    """Yield the name of each form while it stands open; a table of readings is kept in the folder meanwhile."""
    page.edit.click()
    yield "goal-form-change"
    for act, button in page.around.buttons.items():
        if act != "file":
            button.click()
            yield f"goal-form-{act}"
    page.reading.click()
    yield "goal-form-reading"
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / "readings.csv"
    table.write_text(_READINGS, "utf-8")
    page.acts["reading"].hide()
    page.file.bring_dropped(view, table)
    yield "goal-form-file"
    table.unlink()
    page.file.hide()
    if not page.around.sayable.isHidden():
        page.around.sayable.fold.click()
        yield "goal-sayable"
