"""The letters that left the house, as their readers find them."""

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from crm.core.addresses import configuration
from crm.core.transactions import commit
from crm.reminders.rounds import one_round

PRIVATE = re.compile(r"https?://[^\s<>\"]+/c/[\w-]{43}")


class Postbox:
    """Delivers what is owed into a folder and reads it there."""

    def __init__(self) -> None:
        self.folder = Path(urlsplit(configuration().mail_url).path)
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

    def link_for(self, address: str) -> str:
        """The private link in the last letter to an address."""
        found = PRIVATE.search(words_of(self.newest_for(address)))
        assert found, f"The letter to {address} holds no private link."
        return found[0]


def words_of(letter: EmailMessage) -> str:
    """The plain words of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _read(file: Path) -> EmailMessage:
    with file.open("rb") as opened:
        return email.message_from_binary_file(opened, policy=email.policy.default)
