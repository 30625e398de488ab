"""The style sheet and the palette, both made from the same tokens."""

from __future__ import annotations

from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QPalette

from ldcoach.ui.theme.tokens import Tokens

_Role = QPalette.ColorRole
_ROLES = (
    (_Role.Window, "canvas"),
    (_Role.WindowText, "text"),
    (_Role.Base, "surface"),
    (_Role.AlternateBase, "sunken"),
    (_Role.Text, "text"),
    (_Role.Button, "surface"),
    (_Role.ButtonText, "text"),
    (_Role.BrightText, "danger"),
    (_Role.ToolTipBase, "text"),
    (_Role.ToolTipText, "surface"),
    (_Role.Highlight, "accent"),
    (_Role.HighlightedText, "on_accent"),
    (_Role.Link, "accent"),
    (_Role.PlaceholderText, "muted"),
    (_Role.Light, "surface"),
    (_Role.Midlight, "sunken"),
    (_Role.Mid, "border"),
    (_Role.Dark, "control"),
    (_Role.Shadow, "control"),
    (_Role.Accent, "accent"),
)


def palette(tokens: Tokens) -> QPalette:
    """Return the palette for what the style sheet leaves to the style."""
    made = QPalette()
    for role, token in _ROLES:
        made.setColor(role, QColor(tokens[token]))
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["muted"]))
    return made


def style_sheet(tokens: Tokens, icons: Path) -> str:
    """Return the style sheet; `icons` holds check-light.svg and check-dark.svg."""
    parts = (_GROUND, _LABELS, _CARDS, _FIELDS, _BUTTONS, _CHOICES, _REST)
    return Template("".join(parts)).substitute(tokens, icons=icons.as_posix())


_GROUND = """
* { outline: 0; }
QMainWindow, QDialog, QMessageBox, QWidget[ground="canvas"] { background: $canvas; }
QScrollArea { border: 0; background: transparent; }
QFrame[part="nav"] { background: $nav; border: 0; border-right: 1px solid $border; }
QFrame[part="footer"] { background: $canvas; border: 0; border-top: 1px solid $border; }
QFrame[part="rule"] { background: $border; border: 0; max-height: 1px; min-height: 1px; }
"""

_LABELS = """
QLabel { background: transparent; }
QLabel[role="heading"] { font-size: 20pt; font-weight: 600; }
QLabel[role="card_title"] { font-size: 12.5pt; font-weight: 600; }
QLabel[role="prompt"] { font-size: 15pt; font-weight: 500; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="label"] { font-weight: 500; }
QLabel[role="kicker"] { font-size: 8.5pt; font-weight: 600; color: $accent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { font-size: 9pt; color: $muted; }
QLabel[role="error"] { font-size: 9pt; color: $danger; }
QLabel[role="warn"] { font-size: 9pt; color: $warn; }
QLabel[role="timer"] { font-size: 15pt; font-weight: 600; }
QLabel[role="code"] { background: $sunken; border-radius: 8px; padding: 10px 4px; font-size: 12.5pt;
  font-weight: 600; }
QLabel[role="avatar"] { background: $accent_soft; color: $accent_text; border-radius: 28px; font-size: 14pt;
  font-weight: 600; }
QLabel[role="avatar_small"] { background: $accent_soft; color: $accent_text; border-radius: 16px; font-size: 9pt;
  font-weight: 600; }
"""

_CARDS = """
QFrame[card] { background: $surface; border: 1px solid $border; border-radius: 12px; }
QFrame[card="hero"] { background: $accent_soft; border: 0; border-radius: 14px; }
QFrame[card="hero"] QLabel[role="muted"], QFrame[card="hero"] QLabel[role="small"] { color: $accent_text; }
QFrame[card="hero"] QLabel[role="kicker"] { color: $accent_text; }
QFrame[card="prep"] { background: $prep_soft; border: 1px solid $prep_line; }
QFrame[card="prep"] QLabel[role="card_title"], QFrame[card="prep"] QLabel[role="muted"],
QFrame[card="prep"] QLabel[role="small"] { color: $prep; }
QFrame[card="shared"] { background: $shared_soft; border: 1px solid $shared_line; }
QFrame[card="shared"] QLabel[role="card_title"], QFrame[card="shared"] QLabel[role="muted"],
QFrame[card="shared"] QLabel[role="small"] { color: $shared; }
QFrame[card="held"] { background: $danger_soft; border: 1.5px solid $danger; }
QFrame[card="held"] QLabel[role="card_title"] { color: $danger; }
QFrame[card="chosen"] { border: 2px solid $accent; }
QFrame[card="sunken"] { background: $sunken; border: 0; border-radius: 8px; }
QFrame[notice] { border-radius: 8px; }
QFrame[notice="info"] { background: $accent_soft; border: 0; }
QFrame[notice="info"] QLabel { color: $accent_text; }
QFrame[notice="warn"] { background: $prep_soft; border: 1px solid $prep_line; }
QFrame[notice="warn"] QLabel { color: $prep; }
QFrame[notice="error"] { background: $danger_soft; border: 1px solid $danger; }
QFrame[notice="error"] QLabel { color: $danger; }
"""

_FIELDS = """
QPlainTextEdit, QTextEdit, QLineEdit, QComboBox, QAbstractSpinBox { background: $surface; color: $text;
  border: 1px solid $control; border-radius: 8px; padding: 7px 11px; selection-background-color: $accent;
  selection-color: $on_accent; }
QLineEdit, QComboBox { min-height: 24px; }
QAbstractSpinBox { min-height: 21px; }
QPlainTextEdit, QTextEdit { font-size: 12pt; padding: 8px 10px; }
QPlainTextEdit[dense="true"], QTextEdit[dense="true"] { font-size: 10pt; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 7px 9px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $focus; padding: 6px 10px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
QAbstractSpinBox[wrong="true"] { border-color: $danger; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { background: transparent; border: 0; padding: 4px 0;
  font-size: 13pt; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { background: $sunken;
  color: $muted; border-color: $border; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$icons/chevron-down-$name.svg"); width: 16px;
  height: 16px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $accent_text; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; }
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button { width: 0; border: 0; }
"""

_BUTTONS = """
QPushButton { background: $surface; color: $text; border: 1px solid $control; border-radius: 8px;
  padding: 7px 14px; min-height: 20px; font-weight: 500; }
QPushButton:hover { background: $sunken; }
QPushButton:focus { border: 2px solid $focus; padding: 6px 13px; }
QPushButton:disabled { color: $muted; border-color: $border; background: $surface; }
QPushButton::menu-indicator { width: 0; }
QPushButton[dense="true"] { border-radius: 6px; padding: 3px 10px; font-size: 9pt; }
QPushButton[dense="true"]:focus { padding: 2px 9px; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_press; }
QPushButton[kind="primary"]:focus { border: 2px solid $focus; background: $accent_hover; }
QPushButton[kind="primary"]:disabled { background: $surface; color: $muted; border: 1px solid $border; }
QPushButton[kind="quiet"] { border-color: transparent; background: transparent; color: $accent_text; }
QPushButton[kind="quiet"]:hover { background: $sunken; }
QPushButton[kind="quiet"]:focus { border: 2px solid $focus; }
QPushButton[kind="quiet"]:disabled { color: $muted; }
QPushButton[kind="icon"] { padding: 0; min-width: 34px; max-width: 34px; min-height: 34px; max-height: 34px; }
QPushButton[kind="icon"]:focus { min-width: 32px; max-width: 32px; min-height: 32px; max-height: 32px; padding: 0; }
QPushButton[kind="icon"][dense="true"] { min-width: 26px; max-width: 26px; min-height: 26px; max-height: 26px; }
QPushButton[kind="icon"][dense="true"]:focus { min-width: 24px; max-width: 24px; min-height: 24px; max-height: 24px; }
QPushButton[kind="icon"][bare="true"] { background: transparent; border-color: transparent; }
QPushButton[kind="icon"][bare="true"]:hover { background: $sunken; }
QPushButton[kind="icon"][bare="true"]:focus { border: 2px solid $focus; }
QPushButton[kind="link"] { background: transparent; border: 2px solid transparent; border-radius: 6px;
  padding: 2px 4px;
  color: $accent_text; font-size: 9pt; text-align: left; }
QPushButton[kind="link"]:hover { background: $sunken; }
QPushButton[kind="link"]:focus { border-color: $focus; padding: 2px 4px; }
QPushButton[kind="title"] { background: transparent; border: 2px solid transparent; border-radius: 6px;
  padding: 2px 4px;
  font-weight: 600; text-align: left; }
QPushButton[kind="title"]:hover { background: $sunken; }
QPushButton[kind="title"]:focus { border-color: $focus; padding: 2px 4px; }
QPushButton[kind="find"] { background: $surface; border: 1px solid $border; color: $muted; text-align: left;
  font-weight: 400; padding: 7px 10px; }
QPushButton[kind="find"]:hover { background: $sunken; }
QPushButton[kind="find"]:focus { border: 2px solid $focus; padding: 6px 9px; }
QPushButton[kind="nav"] { background: transparent; border: 2px solid transparent; color: $muted; text-align: left;
  padding: 8px 12px; }
QPushButton[kind="nav"]:hover { background: $sunken; color: $text; }
QPushButton[kind="nav"]:focus { border: 2px solid $focus; padding: 8px 12px; }
QPushButton[compact="true"] { padding: 8px 6px; }
QPushButton[compact="true"]:focus { padding: 7px 5px; }
"""

_CHOICES = """
QCheckBox, QRadioButton { spacing: 10px; padding: 4px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1.5px solid $control; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/check-$name.svg"); }
QCheckBox::indicator:disabled { background: $sunken; border-color: $border; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1.5px solid $control; border-radius: 8px;
  background: $surface; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 7px; height: 7px; border-radius: 8px; }
QRadioButton[segment] { spacing: 0; padding: 6px 14px; border: 1px solid $control; border-left-color: $border;
  border-right-color: $border; border-radius: 0; background: $surface; color: $muted; font-weight: 500;
  min-height: 20px; }
QRadioButton[segment]::indicator { width: 0; height: 0; border: 0; }
QRadioButton[segment]:checked { background: $accent_soft; color: $accent_text; font-weight: 600; }
QRadioButton[segment]:hover:!checked { background: $sunken; }
QRadioButton[segment="first"] { border-left-color: $control; border-top-left-radius: 8px;
  border-bottom-left-radius: 8px; }
QRadioButton[segment="last"] { border-right-color: $control; border-top-right-radius: 8px;
  border-bottom-right-radius: 8px; }
QRadioButton[segment="only"] { border-color: $control; border-radius: 8px; }
QRadioButton[segment="chip"] { border: 1px solid $border; border-radius: 14px; padding: 3px 12px; font-size: 9pt; }
QRadioButton[segment="chip"]:checked { border-color: $accent_soft; }
QRadioButton[segment]:focus { border: 2px solid $focus; padding: 5px 13px; }
QRadioButton[segment="chip"]:focus { padding: 2px 11px; }
QListView { background: transparent; border: 0; }
QListView[framed="true"] { background: $surface; border: 1px solid $control; border-radius: 8px; padding: 4px; }
QListView[framed="true"]:focus { border: 2px solid $focus; padding: 3px; }
QListView[framed="true"]::item { min-height: 32px; padding: 0 8px; border-radius: 6px; color: $text; }
QListView[framed="true"]::item:hover { background: $sunken; }
QListView[framed="true"]::item:selected { background: $accent_soft; color: $accent_text; }
QMenu { background: $surface; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $accent_text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
"""

# Qt draws its balloon, for trays without messages of their own, on pale yellow whatever the theme.
_REST = """
QToolTip { background: $text; color: $surface; border: 0; padding: 6px; }
QBalloonTip QLabel { color: black; }
QBalloonTip QPushButton { padding: 0; border: 0; min-height: 0; background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $control; border-radius: 4px; min-height: 32px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $control; border-radius: 4px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
  height: 0; width: 0; }
QProgressBar { border: 0; border-radius: 3px; background: $sunken; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QCalendarWidget QWidget { background: $surface; color: $text; alternate-background-color: $sunken; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QToolButton { color: $text; padding: 6px; border-radius: 6px; }
QCalendarWidget QToolButton:hover { background: $sunken; }
QTableView { background: $surface; border: 1px solid $border; border-radius: 8px; gridline-color: $border;
  selection-background-color: $accent_soft; selection-color: $accent_text; }
QHeaderView::section { background: $sunken; color: $muted; border: 0; padding: 6px 8px; font-weight: 600; }
QTabBar::tab { padding: 8px 14px; color: $muted; border: 2px solid transparent; border-radius: 6px; }
QTabBar::tab:selected { color: $accent_text; background: $accent_soft; font-weight: 600; }
QTabBar::tab:focus { border-color: $focus; }
QTabWidget::pane { border: 0; }
"""
