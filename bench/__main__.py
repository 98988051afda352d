"""`python -m bench`: the figures of the house beside their floors, from one run on one machine."""

import argparse
import json
import logging

from bench.houses import opened
from bench.measures import MEASURES, Figure
from bench.volumes import fill


def main() -> None:
    """Measure what is named, or everything."""
    words = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    words.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    words.add_argument("--size", choices=["small", "large"], default="small")
    words.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    if unknown := set(asked.names) - set(MEASURES):
        words.error(f"there is no measure {', '.join(sorted(unknown))}")
    logging.disable(logging.WARNING)
    figures = measured(asked.names or list(MEASURES), asked.size, asked.database)
    if asked.json:
        print(json.dumps([figure.as_plain() for figure in figures], ensure_ascii=False))
    else:
        print(f"{asked.database}, {asked.size}")
        print("\n".join(map(line_of, figures)))


def measured(names: list[str], size: str, database: str) -> list[Figure]:
    """Fill a house once and take every measure on it."""
    with opened(database) as bench:
        with bench.app.app_context():
            fill(size)
        return [figure for name in names for figure in MEASURES[name](bench)]


def line_of(figure: Figure) -> str:
    """One figure for people."""
    floor = f"  floor {figure.floor:.2f}, ratio {figure.ratio:.2f}" if figure.floor else ""
    statements = f"  {figure.statements} statements" if figure.statements is not None else ""
    return f"{figure.name:30} {figure.value:10.1f} {figure.unit}{floor}{statements}"


if __name__ == "__main__":
    main()
