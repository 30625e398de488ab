"""Fields for a number of minutes, an age, a percentage and a time of day, without arrows too small to hit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QTimeEdit, QWidget

_INDENT = 9
_SHORTEST, _LONGEST, _STEP = 5, 240, 5
_LARGEST_AGE = 99_999


def minutes_field() -> QSpinBox:
    """Return a field for 5 to 240 minutes; the arrow keys go by five."""
    made = QSpinBox()
    made.setRange(_SHORTEST, _LONGEST)
    made.setSingleStep(_STEP)
    _indent(made)
    return made


def percent_field() -> QSpinBox:
    """Return a field for 0 to 100 percent; the arrow keys go by ten."""
    made = QSpinBox()
    made.setRange(0, 100)
    made.setSingleStep(10)
    _indent(made)
    return made


class AgeField(QSpinBox):
    """A whole number that a page scrolled by its wheel leaves as it is."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page rather than the number, unless one is in the field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def age_field() -> QSpinBox:
    """Return a field for a number of days or months; what does not fit can be typed and is then spoken of."""
    made = AgeField()
    made.setRange(0, _LARGEST_AGE)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    _indent(made)
    return made


class TimeField(QTimeEdit):
    """A time of day that is one Tab stop; Left and Right walk over hours and minutes."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  # Qt's signature
        """Let Tab leave the field as a whole."""
        return QWidget.focusNextPrevChild(self, forward)


def time_field() -> QTimeEdit:
    """Return a field for hours and minutes."""
    made = TimeField()
    made.setDisplayFormat("HH:mm")
    _indent(made)
    return made


def _indent(field: QAbstractSpinBox) -> None:
    # The style sheet's padding does not reach the text of a spin box.
    field.lineEdit().setTextMargins(_INDENT, 0, 0, 0)
