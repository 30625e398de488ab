"""What IT may set: the one list from which reader, templates, examples and documentation are made."""

from __future__ import annotations

from ldcoach.domain.policy_key import PolicyKey, PolicyKind, PolicyValue

__all__ = ["BY_ID", "BY_NAME", "KEYS", "PolicyKey", "PolicyKind", "PolicyValue"]

_WAYS = ("pdf", "docx", "html", "md", "json", "eml", "clipboard", "ics", "zip", "ldhandover")
"""What a receipt can name: formats of documents, e-mail drafts, the clipboard, calendars, access packs, handovers."""


def _months(name: str, built_in: int, title: str, proposed: str, told: str) -> PolicyKey:
    """Return the key of an age in months; where nothing is `proposed` to be deleted, age is only pointed out."""
    what = f"proposes to delete {proposed}" if proposed else "points out shared notes, takeaways and feedback as old"
    then = "are proposed for deletion" if proposed else "are pointed out"
    return PolicyKey(
        id=f"retention.{name}_months",
        kind=PolicyKind.NUMBER,
        title=title,
        explanation=f"After how many months LDCoach {what}. It never deletes by itself.",
        sentence=f"{told} older than {{value}} months {then}.",
        built_in=built_in,
        example=built_in,
        least=1,
        most=120,
        setting=f"retention.{name}_months",
    )


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
        setting="retention.prep_note_days",
    ),
    _months(
        "not_held",
        6,
        "Age of 1-2-1s not held",
        "missed and cancelled 1-2-1s on which nothing was written",
        "Missed and cancelled 1-2-1s",
    ),
    _months(
        "shared",
        24,
        "Age of what was shared",
        "",
        "Shared notes, takeaways and feedback",
    ),
    _months(
        "theme",
        12,
        "Age of stay and skip-level 1-2-1s",
        "stay interviews and skip-level 1-2-1s with their notes",
        "Stay interviews and skip-level 1-2-1s",
    ),
    _months(
        "goal",
        36,
        "Age of finished goals",
        "goals that are achieved, closed or dropped",
        "Finished goals",
    ),
    _months(
        "summary",
        36,
        "Age of summaries and receipts",
        "kept summaries and the receipts of what left",
        "Summaries and receipts",
    ),
    _months(
        "audit",
        12,
        "Age of the list of acts",
        "entries of the list that says what was done and when, without content",
        "Entries of the list of acts",
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
