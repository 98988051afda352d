"""What a child that read a workbook or cards hands over: facts, then rows, packed as lines."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from io import BytesIO

_FAST = 1
_LONGEST_LINE = 64 << 20

Row = tuple[int, list[str]]


@dataclass
class Facts:
    """What is known of a whole file beside its rows."""

    sheet: str | None = None
    columns: list[str] = field(default_factory=list)
    passed_over: list[tuple[int, str]] = field(default_factory=list)
    recurring: list[tuple[int, str]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    unreadable: str = ""
    candidates: list[str] = field(default_factory=list)
    line: int = 0


def packed(facts: Facts, rows: Iterable[Row]) -> bytes:
    """Facts and rows, each on a line of its own, compressed."""
    page = BytesIO()
    with gzip.GzipFile(fileobj=page, mode="wb", compresslevel=_FAST, mtime=0) as stream:
        stream.write(_line(asdict(facts)))
        for row in rows:
            stream.write(_line(row))
    return page.getvalue()


def _line(item: object) -> bytes:
    return json.dumps(item, separators=(",", ":")).encode() + b"\n"


def facts_in(pack: bytes) -> Facts:
    """The facts of a pack."""
    with gzip.open(BytesIO(pack)) as stream:
        return Facts(**json.loads(stream.readline(_LONGEST_LINE)))


def rows_in(pack: bytes) -> Iterator[Row]:
    """The rows of a pack, one at a time."""
    with gzip.open(BytesIO(pack)) as stream:
        stream.readline(_LONGEST_LINE)
        while line := stream.readline(_LONGEST_LINE):
            number, cells = json.loads(line)
            yield number, cells
