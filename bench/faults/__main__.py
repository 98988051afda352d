"""`python -m bench.faults`: the figures of `reliability.md` C that need a run of their own.

Exit code 1 when a goal is missed. The other figures are printed by the tests (`pytest -s`):
F12, F13, F15 by tests/security, F17 by tests/documents, F30 by tests/audit.
"""

import argparse
import json
import logging
import sys
from collections.abc import Callable

from bench.faults import answers, guards, imports, junk, letters, tickers, timing, writers
from bench.faults.findings import Finding
from bench.houses import installed

RUNS: dict[str, Callable[..., Finding]] = {
    "F1": letters.kill_workers,
    "F2": letters.kill_workers_of_a_folder,
    "F3": tickers.tick_side_by_side,
    "F5": writers.kill_writers,
    "F6": writers.restart_the_server,
    "F8": imports.kill_imports,
    "F10": answers.confirm_at_once,
    "F11": answers.scan_links,
    "F14": junk.throw_junk,
    "F16": timing.compare_times,
    "F21": tickers.lie_about_the_clock,
    "F23": guards.take_at_once,
    "F24": guards.revoke,
}


def main() -> int:
    """Run what is named, or everything; each on a house of its own."""
    words = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    words.add_argument("ids", nargs="*", metavar="ID", help=", ".join(RUNS))
    words.add_argument("--short", action="store_true", help="a tenth or less of each")
    words.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    words.add_argument("--json", action="store_true", help="one JSON list on standard output")
    asked = words.parse_args()
    if unknown := set(asked.ids) - set(RUNS):
        words.error(f"there is no fault run {', '.join(sorted(unknown))}")
    logging.disable(logging.ERROR)
    found = []
    for name in asked.ids or RUNS:
        with installed(asked.database) as bench:
            found.append(RUNS[name](bench, short=asked.short))
        if not asked.json:
            print(found[-1].as_line(), flush=True)
    if asked.json:
        print(json.dumps([finding.as_plain() for finding in found], ensure_ascii=False))
    return 0 if all(finding.met for finding in found) else 1


if __name__ == "__main__":
    sys.exit(main())
