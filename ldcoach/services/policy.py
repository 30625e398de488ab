"""What IT's settings refuse, in words that say who decided and what to do."""

from __future__ import annotations

from ldcoach.domain.document import Format
from ldcoach.domain.policy import Policy
from ldcoach.errors import RefusedByPolicy
from ldcoach.services.ports import Verdict

__all__ = [
    "require_changeable",
    "require_digests",
    "require_leaving",
    "require_passphrase",
    "require_remembering",
    "require_way",
    "why_not",
]

_LENGTH, _STRENGTH = "passphrase.minimum_length", "passphrase.minimum_strength"
_REMEMBER, _FORMATS, _PASSWORD = "remember.allowed", "export.formats", "export.password_required"


def require_passphrase(policy: Policy, verdict: Verdict) -> None:
    """Refuse a passphrase that is shorter or weaker than IT asks for; raises RefusedByPolicy."""
    if policy.locks(_LENGTH) and not verdict.long_enough:
        raise _refused(policy, _LENGTH, f"This passphrase is too short. {verdict.sentence}")
    if verdict.strength < policy.number(_STRENGTH):
        raise _refused(policy, _STRENGTH, f"This passphrase is too weak. {verdict.sentence}")


def require_remembering(policy: Policy) -> None:
    """Refuse to let a device open the record where IT does not allow it; raises RefusedByPolicy."""
    if not policy.allows(_REMEMBER):
        raise _refused(policy, _REMEMBER, "This computer may not remember the record.")


def require_leaving(policy: Policy, file_format: Format, *, locked: bool) -> None:
    """Refuse a document in a format, or without a password, that IT does not let leave; raises RefusedByPolicy."""
    allowed = policy.names(_FORMATS)
    if file_format.value not in allowed:
        said = f"It may leave as {', '.join(allowed)}." if allowed else "None may leave at all."
        raise _refused(policy, _FORMATS, f"A document may not leave as {file_format.value}. {said}")
    if policy.allows(_PASSWORD) and not (locked and file_format is Format.PDF):
        raise _refused(policy, _PASSWORD, "A document may leave only as a PDF that is locked by a password.")


def require_way(policy: Policy, way: str, *, locked: bool) -> None:
    """Refuse what leaves by a way, as a receipt names it, that IT does not allow; raises RefusedByPolicy.

    `locked` says that a password or a code guards it, or that no person wrote any text in it.
    """
    allowed = policy.names(_FORMATS)
    if way not in allowed:
        said = f"Allowed: {', '.join(allowed)}." if allowed else "Nothing may leave at all."
        raise _refused(policy, _FORMATS, f"This may not leave as {way}. {said}")
    if policy.allows(_PASSWORD) and not locked:
        raise _refused(policy, _PASSWORD, "This may leave only under a password, which it cannot have.")


def why_not(policy: Policy, *ways: str, locked: bool = False) -> str:
    """Return who does not let something leave by one of these ways, or an empty text where nobody minds."""
    if any(way not in policy.names(_FORMATS) for way in ways):
        return policy.by_whom(_FORMATS)
    return policy.by_whom(_PASSWORD) if policy.allows(_PASSWORD) and not locked else ""


def require_digests(policy: Policy) -> None:
    """Refuse a digest where IT does not allow any; raises RefusedByPolicy."""
    if not policy.allows("digests.allowed"):
        raise _refused(policy, "digests.allowed", "Digests may not be written on this computer.")


def require_changeable(policy: Policy, key_id: str) -> None:
    """Refuse to change a setting that IT has locked; raises RefusedByPolicy."""
    if policy.locks(key_id):
        raise _refused(policy, key_id, "This setting cannot be changed here.")


def _refused(policy: Policy, key_id: str, what: str) -> RefusedByPolicy:
    return RefusedByPolicy(f"{what} {policy.by_whom(key_id)} Nothing was written or changed.")
