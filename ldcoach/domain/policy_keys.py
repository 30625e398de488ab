"""What IT may set: the one list from which reader, templates, examples and documentation are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["BY_ID", "BY_NAME", "KEYS", "PolicyKey", "PolicyKind", "PolicyValue"]

PolicyValue = bool | int | str | tuple[str, ...]


class PolicyKind(StrEnum):
    """What a value is."""

    SWITCH = "switch"
    NUMBER = "number"
    CHOICE = "choice"
    NAMES = "names"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyKey:
    """One thing that IT may set.

    `id` is section and name as in the file. `built_in` holds where nobody says anything. `closed` holds for a security
    key while IT's settings cannot be read; None marks a key that protects nobody. `choices` are the fit values of a
    choice, the fit names of a list, or the only fit numbers. `setting` is the manager's own setting of the same thing;
    only a key that has one can be recommended. `sentence` says what it does, with the value where {value} stands;
    `otherwise` says what a switch does that is off, or a list or a text that is empty.
    """

    id: str
    kind: PolicyKind
    title: str
    explanation: str
    sentence: str
    otherwise: str = ""
    built_in: PolicyValue
    closed: PolicyValue | None = None
    example: PolicyValue
    least: int = 0
    most: int = 0
    choices: tuple[str | int, ...] = ()
    setting: str = ""

    @property
    def name(self) -> str:
        """The name in the registry and in macOS profiles, as in `LockMinutes`."""
        return "".join(part.capitalize() for part in self.id.replace(".", "_").split("_"))

    @property
    def section(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]

    @property
    def protects(self) -> bool:
        """Whether it is a security key, which closes when IT's settings cannot be read."""
        return self.closed is not None

    @property
    def fit_values(self) -> str:
        """What may stand there, in words."""
        if self.kind is PolicyKind.SWITCH:
            return "true or false"
        if self.kind is PolicyKind.NUMBER and not self.choices:
            return f"a whole number from {self.least} to {self.most}"
        if self.kind is PolicyKind.FOLDER:
            return "the full path of a folder, or one that begins with ~"
        if self.kind is PolicyKind.NAMES and not self.choices:
            return 'a list of texts, such as ["one", "two"]'
        named = ", ".join(str(each) for each in self.choices)
        return f"a list of any of {named}" if self.kind is PolicyKind.NAMES else f"one of {named}"

    def fits(self, value: object) -> bool:
        """Tell whether a value may stand there."""
        if self.kind is PolicyKind.SWITCH:
            return isinstance(value, bool)
        if self.kind is PolicyKind.NUMBER:
            return isinstance(value, int) and not isinstance(value, bool) and self._allows(value)
        if self.kind is PolicyKind.NAMES:
            return isinstance(value, tuple) and all(_is_text(each) and self._names(each) for each in value)
        if self.kind is PolicyKind.FOLDER:
            return _is_text(value) and _is_full(str(value))
        return value in self.choices

    def told(self, value: PolicyValue) -> str:
        """Return a sentence that says what a value does."""
        if self.otherwise and not value:
            return self.otherwise
        return self.sentence.format(value=", ".join(value) if isinstance(value, tuple) else value)

    def _allows(self, number: int) -> bool:
        return number in self.choices if self.choices else self.least <= number <= self.most

    def _names(self, text: object) -> bool:
        return not self.choices or text in self.choices


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_full(path: str) -> bool:
    """Tell whether a path stands by itself on some system, drives and shares of Windows too."""
    return path == "~" or path.startswith(("/", "~/", "~\\", "\\\\")) or path[1:3] in {":\\", ":/"}


_WAYS = ("pdf", "docx", "html", "md", "json", "eml", "clipboard", "ics", "zip", "ldhandover")
"""What a receipt can name: formats of documents, e-mail drafts, the clipboard, calendars, access packs, handovers."""

KEYS: tuple[PolicyKey, ...] = (
    PolicyKey(
        id="passphrase.minimum_length",
        kind=PolicyKind.NUMBER,
        title="Shortest passphrase",
        explanation="The least number of characters of a passphrase that is chosen from now on. A record that has a "
        "shorter one still opens.",
        sentence="A new passphrase has at least {value} characters.",
        built_in=15,
        closed=24,
        example=20,
        least=15,
        most=128,
    ),
    PolicyKey(
        id="passphrase.minimum_strength",
        kind=PolicyKind.NUMBER,
        title="Weakest passphrase",
        explanation="How hard a new passphrase has to be to guess: 0 does not ask, 2 is good enough, 3 strong, 4 very "
        "strong. Common ones have strength 0.",
        sentence="A new passphrase has at least strength {value} of 4.",
        built_in=0,
        closed=3,
        example=2,
        least=0,
        most=4,
    ),
    PolicyKey(
        id="remember.allowed",
        kind=PolicyKind.SWITCH,
        title="Remember on this device",
        explanation="Whether the key store of a computer may open a record without the passphrase. Where it is false, "
        "devices that were remembered before ask for the passphrase again.",
        sentence="The key store of a computer may open a record.",
        otherwise="The passphrase is asked for every time.",
        built_in=True,
        closed=False,
        example=False,
    ),
    PolicyKey(
        id="lock.minutes",
        kind=PolicyKind.NUMBER,
        title="Lock after minutes",
        explanation="After how many minutes without use a record locks.",
        sentence="A record locks after {value} minutes without use.",
        built_in=10,
        closed=2,
        example=5,
        choices=(2, 5, 10, 15, 30),
        setting="lock_minutes",
    ),
    PolicyKey(
        id="retention.prep_note_days",
        kind=PolicyKind.NUMBER,
        title="Age of prep notes",
        explanation="After how many days LDCoach proposes to delete prep notes. It never deletes by itself.",
        sentence="Prep notes older than {value} days are proposed for deletion.",
        built_in=90,
        example=60,
        least=7,
        most=3650,
    ),
    PolicyKey(
        id="export.formats",
        kind=PolicyKind.NAMES,
        title="Formats that may leave",
        explanation="The ways in which anything may leave a record: documents as pdf, docx, html, md or json; eml is "
        "an e-mail draft, which needs the format of the document that it carries, too; clipboard a follow-up that is "
        "copied; ics a calendar; zip the answer to an access request; ldhandover a sealed handover. An empty list lets "
        "nothing leave. Backups are encrypted and no part of this.",
        sentence="What leaves a record may leave as {value}.",
        otherwise="Nothing may leave a record but an encrypted backup.",
        built_in=_WAYS,
        closed=(),
        example=("pdf", "eml", "ics", "zip", "ldhandover"),
        choices=_WAYS,
    ),
    PolicyKey(
        id="export.password_required",
        kind=PolicyKind.SWITCH,
        title="Password for what leaves",
        explanation="Whether what a person wrote may leave only under a password or a code: as a PDF that is locked by "
        "a password, alone or in an e-mail draft, or as a sealed handover. Follow-ups, access packs and the clipboard "
        "cannot be locked, so they do not leave then. Forms to fill in and calendars hold no such text.",
        sentence="What a person wrote leaves only under a password or a code.",
        otherwise="What a person wrote may leave without a password.",
        built_in=False,
        closed=True,
        example=True,
    ),
    PolicyKey(
        id="packs.trusted_keys",
        kind=PolicyKind.NAMES,
        title="Trusted signers of packs",
        explanation="Fingerprints of the keys whose content packs may be installed, as the signer tells them. Where it "
        "is set, managers cannot trust others.",
        sentence="Content packs have to be signed by {value}.",
        otherwise="No signer of content packs is named.",
        built_in=(),
        closed=(),
        example=("3f2a-9c41-77d0-b85e",),
    ),
    PolicyKey(
        id="app.language",
        kind=PolicyKind.CHOICE,
        title="Language",
        explanation="The language of LDCoach. English is the only one so far.",
        sentence="The language is {value}.",
        built_in="en",
        example="en",
        choices=("en",),
    ),
    PolicyKey(
        id="digests.allowed",
        kind=PolicyKind.SWITCH,
        title="Digests",
        explanation="Whether a manager may write the monthly digest of counts for L&D.",
        sentence="Managers may write digests.",
        otherwise="No digests are written.",
        built_in=True,
        closed=False,
        example=True,
    ),
    PolicyKey(
        id="backup.folder",
        kind=PolicyKind.FOLDER,
        title="Folder of backups",
        explanation="Where automatic backups go. It has to exist; ~ stands for the home folder of the manager. "
        "While it cannot be written, backups go beside the record.",
        sentence="Automatic backups go to {value}.",
        otherwise="Automatic backups go beside the record.",
        built_in="",
        example="~/Backups",
        setting="backup.folder",
    ),
)

BY_ID = {key.id: key for key in KEYS}
BY_NAME = {key.name: key for key in KEYS}
