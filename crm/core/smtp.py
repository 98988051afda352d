"""A mail server, spoken to with patience that ends: 10 s to connect, 30 a reply, 240 a letter."""

import io
import re
import smtplib
import socket
import ssl
import time
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import SplitResult, unquote

from crm.core.parcels import Parcel, Refused, Unknown, Unreachable

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
TOO_LARGE = 552
SERVICE_ENDS = 421
TAKEN, GO_AHEAD = 250, 354
_DOTS = re.compile(rb"(?m)^\.")


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds: for a connection, for one reply, for one whole letter."""

    connect: float = 10
    command: float = 30
    whole: float = 240


class _Line(io.RawIOBase):
    """What the server says, read against a deadline however slowly it says it."""

    def __init__(self, connection: socket.socket) -> None:
        """Read from a connection."""
        self.connection = connection
        self.until = 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("The server took too long.")
        self.connection.settimeout(left)
        return self.connection.recv_into(buffer)  # type: ignore[arg-type]


class _Client(smtplib.SMTP):
    """smtplib's client whose every wait ends: 30 s for a reply, 240 s for a whole letter."""

    patience = Patience()
    letter_ends = float("inf")
    timeout: float
    _host: str
    _line: _Line | None = None

    def until(self) -> float:
        """When the present wait must end."""
        return min(time.monotonic() + self.patience.command, self.letter_ends)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self._line = _Line(self.sock)
            self.file = io.BufferedReader(self._line)
        if self._line is not None:
            self._line.until = self.until()
        return super().getreply()

    def send(self, s: object) -> None:
        if self.sock is not None:
            self.sock.settimeout(max(0.001, self.until() - time.monotonic()))
        super().send(s)  # type: ignore[arg-type]


class _SecureClient(_Client, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


@dataclass
class Smtp:
    """A mail server; one connection carries as many letters as it takes."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    secure: bool = False
    own_name: str = "localhost"
    patience: Patience = field(default_factory=Patience)
    client: _Client | None = field(default=None, repr=False)

    @classmethod
    def named(cls, parts: SplitResult, own_name: str = "localhost") -> Self:
        """The server that an address smtp://user:password@host:port names."""
        secure = parts.scheme == "smtps"
        return cls(
            parts.hostname or "localhost",
            parts.port or (465 if secure else 25),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            secure,
            own_name,
        )

    def open(self) -> None:
        """Connect and introduce ourselves, unless we are connected."""
        if self.client is not None:
            return
        client = self._new_client()
        client.patience, client.timeout = self.patience, self.patience.connect
        client._host = self.host  # noqa: SLF001  (TLS checks the name)
        try:
            self._introduce(client)
        except (OSError, smtplib.SMTPException) as error:
            client.close()
            raise Unreachable(_said(error)) from error
        self.client = client

    def send(self, parcel: Parcel) -> None:
        """Say one letter; after anything but a clean answer the connection is given up."""
        self.open()
        client = self.client
        if client is None:
            raise Unreachable("There is no connection.")
        client.letter_ends = time.monotonic() + self.patience.whole
        try:
            _address(client, parcel)
            _content(client, parcel)
        except Refused as refusal:
            self._after(refusal)
            raise
        except (Unreachable, Unknown):
            self.close(politely=False)
            raise

    def close(self, *, politely: bool = True) -> None:
        """Say goodbye, or just hang up."""
        client, self.client = self.client, None
        if client is None:
            return
        try:
            if politely:
                client.letter_ends = time.monotonic() + 1
                client.quit()
        except (OSError, smtplib.SMTPException):
            pass
        finally:
            client.close()

    def _new_client(self) -> _Client:
        if self.secure:
            trust = ssl.create_default_context()
            return _SecureClient(local_hostname=self.own_name, context=trust)
        return _Client(local_hostname=self.own_name)

    def _introduce(self, client: _Client) -> None:
        code, greeting = client.connect(self.host, self.port)
        if code != 220:  # noqa: PLR2004
            raise smtplib.SMTPConnectError(code, greeting)
        client.ehlo_or_helo_if_needed()
        if not self.secure and client.has_extn("starttls"):
            client.starttls(context=ssl.create_default_context())
            client.ehlo()
        if self.user:
            self._sign_in(client)

    def _sign_in(self, client: _Client) -> None:
        in_the_clear = not isinstance(client.sock, ssl.SSLSocket)
        if in_the_clear and self.host not in LOOPBACK:
            raise smtplib.SMTPException("The server offers no TLS; no password is sent in clear.")
        client.login(self.user, self.password)

    def _after(self, refusal: Refused) -> None:
        if refusal.code == SERVICE_ENDS or self.client is None:
            self.close(politely=False)
            return
        try:
            self.client.rset()
        except (OSError, smtplib.SMTPException):
            self.close(politely=False)


def _address(client: _Client, parcel: Parcel) -> None:
    """MAIL and RCPT. A server that refuses ourselves is no server; 552 is about the letter."""
    try:
        code, reply = client.mail(parcel.sender)
        if code not in {TAKEN, TOO_LARGE}:
            raise Unreachable(f"{code} {_text(reply)}")
        if code == TAKEN:
            code, reply = client.rcpt(parcel.recipient)
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(_said(error)) from error
    if code not in {TAKEN, 251}:
        raise Refused(code, _text(reply))


def _content(client: _Client, parcel: Parcel) -> None:
    """DATA. From the last dot on, silence means that nobody knows."""
    try:
        code, reply = client.docmd("DATA")
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(_said(error)) from error
    if code != GO_AHEAD:
        raise Refused(code, _text(reply))
    try:
        client.send(_DOTS.sub(b"..", parcel.data) + b"\r\n.\r\n")
        code, reply = client.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise Unknown(_said(error)) from error
    if code != TAKEN:
        raise Refused(code, _text(reply))


def _text(reply: bytes) -> str:
    return reply.decode("utf-8", "replace")[:300]


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        raw = error.smtp_error
        return f"{error.smtp_code} {_text(raw) if isinstance(raw, bytes) else raw}"
    return str(error) or type(error).__name__
