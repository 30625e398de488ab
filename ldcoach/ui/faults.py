"""What happens when we made a mistake: the window says so and goes on; the log says where, never what was written."""

from __future__ import annotations

import sys
from types import TracebackType

from ldcoach.errors import LDCoachError
from ldcoach.ui.tasks import Tasks


def catch_faults(tasks: Tasks) -> None:
    """Send every error that nobody caught to where the window tells of faults."""

    def on_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
        elif isinstance(error, LDCoachError):
            tasks.crashed.emit(str(error))
        else:
            tasks.crash(error)

    sys.excepthook = on_fault
