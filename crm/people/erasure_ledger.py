"""Who was erased, as a file beside the database: a backup from before does not know (D10)."""

import json
from pathlib import Path
from typing import Any

from crm.core.addresses import configuration
from crm.core.db import reading
from crm.people.erasing import erasure_list


def ledger() -> Path:
    """Where the list lies."""
    return configuration().instance_path / "erasures.json"


def keep_ledger() -> int:
    """Write the list anew where it has grown; say how many it holds. No name is in it."""
    with reading():
        listed = erasure_list()
    known = kept_list()
    lines = [*known, *(row for row in listed if row not in known)]
    if len(lines) > len(known):
        draft = ledger().with_suffix(".part")
        draft.write_text(json.dumps(lines), "utf-8")
        draft.replace(ledger())
    return len(lines)


def kept_list() -> list[dict[str, Any]]:
    """What the file says; nothing where there is none yet."""
    try:
        listed: list[dict[str, Any]] = json.loads(ledger().read_text("utf-8"))
    except FileNotFoundError:
        return []
    return listed
