"""The letters that left the house, as their readers find them: in a folder, or at a mail server."""

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from socket import create_server
from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from crm.core.addresses import configuration
from crm.core.transactions import commit
from crm.reminders.rounds import one_round

PRIVATE = re.compile(r"https?://[^\s<>\"]+/c/[\w-]{43}")


class Postbox:
    """Delivers what is owed, as a worker does, and reads it in the folder where it arrives."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(urlsplit(configuration().mail_url).path)
        for letter in self.folder.glob("*.eml"):
            letter.unlink()

    def emptied(self) -> list[EmailMessage]:
        """Every letter so far, the newest last, after one round of planning and delivery."""
        commit()
        one_round()
        files = sorted(self.folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        return [_read(file) for file in files]

    def newest_for(self, address: str) -> EmailMessage:
        """The last letter to an address."""
        letters = [letter for letter in self.emptied() if address in str(letter["To"])]
        assert letters, f"There is no letter for {address}."
        return letters[-1]

    def subjects_for(self, address: str) -> list[str]:
        """What the letters to an address are about, in the order in which they came."""
        letters = [letter for letter in self.emptied() if address in str(letter["To"])]
        return [str(letter["Subject"]) for letter in letters]

    def link_for(self, address: str) -> str:
        """The private link in the last letter to an address."""
        found = PRIVATE.search(words_of(self.newest_for(address)))
        assert found, f"The letter to {address} holds no private link."
        return found[0]


class _Desk:
    """Takes letters at the counter of a mail server and lays them into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        self.taken += 1
        content = envelope.content
        assert isinstance(content, bytes)
        (self.folder / f"{self.taken:04}.eml").write_bytes(content)
        return "250 OK"


@contextmanager
def mail_server(folder: Path) -> Iterator[str]:
    """A real mail server on a free port; letters that it takes lie in the folder. Gives its URL."""
    folder.mkdir(parents=True, exist_ok=True)
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(_Desk(folder), hostname="127.0.0.1", port=port, ready_timeout=20)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def words_of(letter: EmailMessage) -> str:
    """The plain words of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _read(file: Path) -> EmailMessage:
    with file.open("rb") as opened:
        return email.message_from_binary_file(opened, policy=email.policy.default)
