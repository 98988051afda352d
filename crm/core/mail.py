"""How letters leave the house: by SMTP, or into a folder, as MAIL_URL says."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from config import Config
from crm.core.parcels import Parcel, Transport, Unreachable
from crm.core.smtp import Smtp


def transport_for(config: Config) -> Transport | None:
    """The way out that MAIL_URL names; the demo's folder in the demo; None while there is none."""
    if config.mode == "demo":
        return Folder(config.instance_path / "mail")
    if not config.mail_url:
        return None
    parts = urlsplit(config.mail_url)
    if parts.scheme == "file":
        return Folder(Path(unquote(parts.path)))
    if parts.scheme in {"smtp", "smtps"}:
        return Smtp.named(parts, config.hostname)
    raise ValueError(f"MAIL_URL is {parts.scheme}:…; use smtp://, smtps:// or file:/folder.")


@dataclass
class Folder:
    """A folder with one .eml for each letter: writing a letter again replaces it."""

    path: Path

    def open(self) -> None:
        """Make the folder."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unreachable(str(error)) from error

    def send(self, parcel: Parcel) -> None:
        """Write the letter under its Message-ID, whole or not at all."""
        name = re.sub(r"[^A-Za-z0-9@._-]", "", parcel.message_id)
        aside = self.path / f".{name}.{os.getpid()}"
        try:
            aside.write_bytes(parcel.data)
            aside.replace(self.path / f"{name}.eml")
        except OSError as error:
            raise Unreachable(str(error)) from error

    def close(self) -> None:
        """A folder needs no goodbye."""
