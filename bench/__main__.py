"""`python -m bench`: the figures of the house beside their floors, from one run on one machine."""

import argparse
import json
import logging
import os

from bench.figures import Figure, growths
from bench.houses import opened
from bench.measures import GROWING, MEASURES


def main() -> None:
    """Measure what is named, or everything."""
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    words.add_argument("--size", choices=["small", "large"], default="small")
    words.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    words.add_argument("--json", action="store_true", help="one JSON list on standard output")
    asked = words.parse_args()
    if unknown := set(asked.names) - set(MEASURES):
        words.error(f"there is no measure {', '.join(sorted(unknown))}")
    logging.disable(logging.WARNING)
    if not asked.json:
        load = os.getloadavg()[0]
        print(f"{asked.database}, {asked.size}; {os.cpu_count()} cores, load {load:.1f}")
    figures = measured(asked.names or list(MEASURES), asked.size, asked.database, not asked.json)
    if asked.json:
        print(json.dumps([figure.as_plain() for figure in figures], ensure_ascii=False))


def measured(names: list[str], size: str, database: str, aloud: bool) -> list[Figure]:
    """Take every measure on one house; what must not grow also on a tenth of it."""
    figures = _taken(names, size, database, aloud)
    growing = [name for name in names if name in GROWING]
    if size == "large" and growing:
        told = growths(figures, _taken(growing, "small", database, aloud=False))
        figures += told
        _say(told, aloud)
    return figures


def _taken(names: list[str], size: str, database: str, aloud: bool) -> list[Figure]:
    figures = []
    with opened(database, size) as bench:
        for name in names:
            found = MEASURES[name](bench)
            figures += found
            _say(found, aloud)
    return figures


def _say(figures: list[Figure], aloud: bool) -> None:
    if aloud:
        print("\n".join(figure.as_line() for figure in figures), flush=True)


if __name__ == "__main__":
    main()
