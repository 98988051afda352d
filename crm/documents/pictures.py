"""Statistical pictures: one specification, the same picture on page and paper (reliability D4)."""

import hashlib
import json
import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from crm.core.addresses import configuration
from crm.core.errors import NotValid
from crm.core.limited import ChildFailed, Limits, run_limited
from crm.core.limits import MIB

log = logging.getLogger(__name__)
LIMITS = Limits(wall_s=10, cpu_s=8, address_bytes=None, data_bytes=1024 * MIB, tasks=200)
DRAWER = "crm.documents.drawing.draw"
UNDRAWN = _l("This picture could not be drawn. The table beside it says the same.")


class PictureRefused(NotValid):
    """There is no picture: the specification was too heavy or could not be read."""

    def __init__(self) -> None:
        """Point at the table."""
        super().__init__(UNDRAWN)


def picture(spec: dict[str, Any], *, language: str, title: str) -> Markup:
    """The picture as inline SVG with a title, drawn once for each content and kept."""
    asked = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    folder = configuration().instance_path / "pictures"
    svg = _kept(asked, language, folder)
    named = f"<title>{escape(title)}</title>"
    start = svg.index(">") + 1
    head = svg[:start].replace("<svg ", '<svg role="img" ', 1)
    return Markup(head + named + svg[start:])  # noqa: S704  (drawn by us, from plain rows)


@lru_cache(maxsize=256)
def _kept(asked: str, language: str, folder: Path) -> str:
    name = hashlib.sha256(f"{language}\x00{asked}".encode()).hexdigest()
    file = folder / f"{name}.svg"
    if file.exists():
        return file.read_text(encoding="utf-8")
    svg = drawn(json.loads(asked), language)
    folder.mkdir(parents=True, exist_ok=True)
    file.with_suffix(".part").write_text(svg, encoding="utf-8")
    file.with_suffix(".part").replace(file)
    return svg


def drawn(spec: dict[str, Any], language: str, *, limits: Limits = LIMITS) -> str:
    """The picture straight from the child; a refusal when it hangs, falls or grows too large."""
    try:
        return str(run_limited(DRAWER, spec, language, limits=limits))
    except ChildFailed as failed:
        log.warning("no picture: %s", failed)
        raise PictureRefused from None
