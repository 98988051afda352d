"""A file to be read: its bytes or its path, and the name under which it came."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20


@dataclass(frozen=True)
class Source:
    """Something that can be opened again and again."""

    content: bytes | Path
    name: str

    def open(self) -> BinaryIO:
        """Begin at the first byte."""
        return BytesIO(self.content) if isinstance(self.content, bytes) else self.content.open("rb")

    @property
    def size(self) -> int:
        """How many bytes it has."""
        if isinstance(self.content, bytes):
            return len(self.content)
        return self.content.stat().st_size

    @property
    def whole(self) -> bytes:
        """All of it."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    def head(self, length: int) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(length)

    def chunks(self) -> Iterator[bytes]:
        """All bytes, a megabyte at a time."""
        with self.open() as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
