"""A mail server of our own: takes letters, or behaves as badly as a test asks.

    python -m tests.reminders.sinks LOG [MODE]

prints its port, then writes each Message-ID to LOG before it answers 250. MODE: take, later (451),
never (550), hang (no answer after DATA), reset (hangs up instead of answering), mixed (30 % 451,
10 % reset), plain (a small protocol of our own, for measuring the sender rather than the server).
"""

import asyncio
import hashlib
import random
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

CONNECTION, OTHER = "CONNECTION", "ANOTHER-LETTER-UNDER-THE-SAME-NAME"


class Handler:
    """Writes down what was taken, in the order of answering."""

    def __init__(self, log: Path, mode: str) -> None:
        self.file, self.mode = log.open("a"), mode
        self.bytes: dict[str, bytes] = {}

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.mode == "later" or (self.mode == "mixed" and random.random() < 0.3):
            return "451 4.7.1 Greylisted, come back"
        if self.mode == "never":
            return "550 5.1.1 Nobody lives here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        data = envelope.content if isinstance(envelope.content, bytes) else b""
        self.note(message_from_bytes(data)["Message-ID"], data)
        if self.mode == "hang":
            await asyncio.sleep(3600)
        if self.mode == "reset" or (self.mode == "mixed" and random.random() < 0.1):
            transport: Any = server.transport
            transport.abort()
        return "250 OK"

    def note(self, message_id: str, data: bytes) -> None:
        """Write down a letter; a second copy that is not the first to the byte gets a line more."""
        first = self.bytes.setdefault(message_id, hashlib.sha256(data).digest())
        other = "" if first == hashlib.sha256(data).digest() else f"{OTHER}\n"
        self.file.write(f"{message_id}\n{other}")
        self.file.flush()


class Plain(asyncio.Protocol):
    """Just enough SMTP to be fast."""

    connections = 0

    def __init__(self, handler: Handler) -> None:
        self.handler, self.buffer, self.in_data = handler, b"", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self.handler.file.write(f"{CONNECTION}\n")
        transport.write(b"220 sink\r\n")  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = b"\r\n.\r\n" if self.in_data else b"\r\n"
        while end in self.buffer:
            line, self.buffer = self.buffer.split(end, 1)
            self.transport.write(self.answer(line))
            end = b"\r\n.\r\n" if self.in_data else b"\r\n"

    def answer(self, line: bytes) -> bytes:
        if self.in_data:
            self.in_data = False
            start = line.index(b"Message-ID: ") + 12
            self.handler.note(line[start : line.index(b"\r\n", start)].decode(), line)
            return b"250 OK\r\n"
        word = line[:4].upper()
        if word == b"DATA":
            self.in_data = True
            return b"354 go on\r\n"
        if word == b"QUIT":
            self.transport.close()
        return b"250 sink\r\n"


async def serve(log: Path, mode: str) -> None:
    handler, loop = Handler(log, mode), asyncio.get_running_loop()

    def protocol() -> asyncio.Protocol:
        return Plain(handler) if mode == "plain" else SMTP(handler, hostname="sink")

    server = await loop.create_server(protocol, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@dataclass
class Sink:
    """A sink in a process of its own."""

    log: Path
    mode: str = "take"
    process: subprocess.Popen[str] | None = None
    port: int = 0

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.reminders.sinks", str(self.log), self.mode]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.communicate()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def taken(self) -> Counter[str]:
        lines = self.log.read_text().split() if self.log.exists() else []
        return Counter(line for line in lines if line not in {CONNECTION, OTHER})


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "take"))
