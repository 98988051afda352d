"""The measures of `product.md` 4, by name."""

from collections.abc import Callable

from bench import files, pages, sharing, twins, work
from bench.figures import Figure
from bench.houses import Bench

MEASURES: dict[str, Callable[[Bench], list[Figure]]] = {
    "list": pages.list_pages,
    "search": pages.search,
    "record": pages.record,
    "create": pages.create,
    "clients": pages.clients,
    "import": files.imports,
    "duplicates": twins.duplicates,
    "reminders": work.reminders,
    "link": pages.link,
    "pdf": work.pdf,
    "memory": work.memory,
    "matching": sharing.matching,
    "board": sharing.board,
    "capacity": sharing.capacity,
}
GROWING = ("list", "search", "record", "link")
"""What may take at most 1.3 times as long in a full house as in a tenth of it."""
