"""Letters as e-mail drafts and as plain text; what a person wrote never becomes a header."""

from __future__ import annotations

from collections.abc import Iterator
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from ldcoach.documents.letters import readable
from ldcoach.domain.document import Block, Document, Entry, Heading, Paragraph, Quote, Table
from ldcoach.domain.letter import Letter, one_line

__all__ = ["Letters"]


class Letters:
    """Writes drafts that a mail program opens for sending."""

    def draft(self, letter: Letter) -> bytes:
        """Return the draft: marked as unsent, without a sender, which the mail program adds."""
        message = EmailMessage(policy=SMTP)
        message["X-Unsent"] = "1"
        message["Subject"] = one_line(letter.subject)
        address = _address(letter.to_name, letter.to_address)
        if address is not None:
            message["To"] = address
        message.set_content(self.text(letter), charset="utf-8", cte="quoted-printable")
        for attachment in letter.attachments:
            main, _, sub = attachment.kind.partition("/")
            message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=one_line(attachment.name))
        return message.as_bytes()

    def text(self, letter: Letter) -> str:
        """Return what the letter says."""
        parts = [letter.opening.strip()] if letter.opening.strip() else []
        if letter.document is not None:
            parts += _told(letter.document)
        return readable("\n\n".join(parts)) + "\n"


def _address(name: str, address: str) -> Address | None:
    """Return whom the letter goes to, or None when that is no address: the manager then fills it in."""
    plain = one_line(address)
    if plain != address or not plain.isascii() or plain.count("@") != 1:
        return None
    try:
        return Address(display_name=one_line(name), addr_spec=plain)
    except (ValueError, IndexError, MessageError):  # the parser's ways to say that it is none
        return None


def _told(document: Document) -> Iterator[str]:
    title = one_line(document.title)
    yield f"{title}\n{'=' * len(title)}"
    if document.subtitle:
        yield one_line(document.subtitle)
    yield from (_block(block) for block in document.blocks)
    if document.footer:
        yield f"--\n{document.footer}"


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"{one_line(text)}\n{'-' * len(one_line(text))}"
        case Paragraph(text):
            return text.strip()
        case Quote(text, source):
            quoted = "\n".join(f"> {line}" for line in text.strip().splitlines())
            return f"{quoted}\n> ({one_line(source)})" if source else quoted
        case Table(head, rows):
            return "\n".join(_row(head, row) for row in rows)
        case Entry(title, text):
            return f"{one_line(title)}\n{text.strip()}"
    raise TypeError(type(block).__name__)  # a letter has no charts and no figures


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    first, *rest = (one_line(cell) for cell in row)
    told = [f"{one_line(label)}: {cell}" for label, cell in zip(head[1:], rest, strict=True) if cell]
    return f"* {first} ({'; '.join(told)})" if told else f"* {first}"
