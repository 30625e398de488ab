"""Figures of the manager's own practice, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ldcoach.domain.insights import Figure
from ldcoach.domain.measures import MeasureWords, Theme, Unit
from ldcoach.domain.numerals import in_digits

_HUNDRED = 100.0
_STEPS = (7.0, 14.0, 28.0, 56.0, 112.0, 224.0, 448.0)


def theme(which: Theme) -> str:
    """Return the heading over measures of one theme."""
    return {
        Theme.RHYTHM: QCoreApplication.translate("insights", "Rhythm"),
        Theme.VOICE: QCoreApplication.translate("insights", "Their voice"),
        Theme.FEEDBACK: QCoreApplication.translate("insights", "Feedback"),
        Theme.PROMISES: QCoreApplication.translate("insights", "Promises"),
        Theme.GOALS: QCoreApplication.translate("insights", "Goals and paths"),
    }[which]


def value(words: MeasureWords, figure: Figure) -> str:
    """Return a figure with its unit, or that there is too little to say."""
    if figure.value is None:
        return QCoreApplication.translate("insights", "too few to say")
    if words.unit is Unit.DAYS:
        return QCoreApplication.translate("insights", "%n day(s)", "", round(figure.value))
    pattern = {
        Unit.PERCENT: QCoreApplication.translate("insights", "{number} %"),
        Unit.PER_TEN: QCoreApplication.translate("insights", "{number} for ten"),
    }[words.unit]
    number = f"{figure.value:.0f}" if words.unit is Unit.PERCENT else in_digits(round(figure.value, 1))
    return pattern.format(number=number)


def counted(words: MeasureWords, figure: Figure) -> str:
    """Return what was counted: 10 of 12 planned 1-2-1s."""
    told = words.counted.format(part=figure.part, cases=figure.cases)
    if words.also and figure.also is not None:
        pattern = QCoreApplication.translate("insights", "{counted}, {also}")
        return pattern.format(counted=told, also=words.also.format(also=f"{figure.also:.0f} %"))
    return told


def before(words: MeasureWords, earlier: Figure | None) -> str:
    """Return what it was in the twelve weeks before, without a judgement."""
    if earlier is None:
        return QCoreApplication.translate("insights", "As it stands today.")
    if earlier.value is None:
        return QCoreApplication.translate("insights", "Too few in the 12 weeks before to set beside.")
    pattern = QCoreApplication.translate("insights", "In the 12 weeks before: {value}, {counted}.")
    return pattern.format(value=value(words, earlier), counted=counted(words, earlier))


def unbroken(text: str) -> str:
    """Return a text whose percent signs stay on the line of their numbers."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def too_few(figure: Figure) -> str:
    """Return how many cases there are while nothing can be said."""
    return QCoreApplication.translate(
        "insights", "%n case(s). From five on, you will see a number here.", "", figure.cases
    )


def top(words: MeasureWords, *figures: Figure | None) -> float:
    """Return where the line of a measure ends: 100 %, or round days that hold every figure."""
    if words.unit is Unit.PERCENT:
        return _HUNDRED
    most = max((each.value for each in figures if each and each.value is not None), default=0.0)
    if words.unit is Unit.PER_TEN:
        return float(max(10, -(-int(most) // 10) * 10))
    return next((step for step in _STEPS if step >= most), most)


def unit(words: MeasureWords) -> str:
    """Return the short unit for a scale."""
    return {
        Unit.PERCENT: QCoreApplication.translate("insights", "%"),
        Unit.DAYS: QCoreApplication.translate("insights", "days"),
        Unit.PER_TEN: "",
    }[words.unit]
