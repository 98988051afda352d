"""Statistical pictures: one specification, the same picture on page and paper (reliability D4)."""

import hashlib
import json
import logging
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from markupsafe import Markup, escape

from crm.core.addresses import configuration
from crm.core.errors import NotValid
from crm.core.limited import ChildFailed, Limits, run_limited
from crm.core.limits import MIB
from crm.core.words import lazy_gettext as _l

log = logging.getLogger(__name__)
LIMITS = Limits(wall_s=10, cpu_s=8, address_bytes=None, data_bytes=1024 * MIB, tasks=200)
EDITION = 3  # of the drawer: what an older one drew is drawn again
MOST_KEPT = 2000
DRAWER = "crm.documents.drawing.draw"
UNDRAWN = _l("This picture could not be drawn. The table beside it says the same.")


class PictureRefused(NotValid):
    """There is no picture: the specification was too heavy or could not be read."""

    def __init__(self) -> None:
        """Point at the table."""
        super().__init__(UNDRAWN)


def picture(spec: dict[str, Any], *, language: str, title: str) -> Markup:
    """The picture as inline SVG with a title, drawn once for each content and kept."""
    svg = _kept(spec, language, configuration().instance_path / "pictures")
    head, shapes = svg.split(">", 1)
    role = head.replace("<svg ", '<svg role="img" ', 1)
    return Markup(f"{role}><title>{escape(title)}</title>{shapes}")  # noqa: S704 - drawn by us


def _kept(spec: dict[str, Any], language: str, folder: Path) -> str:
    asked = json.dumps([EDITION, language, spec], sort_keys=True)
    file = folder / f"{hashlib.sha256(asked.encode()).hexdigest()}.svg"
    with suppress(OSError):
        return file.read_text(encoding="utf-8")
    svg = drawn(spec, language)
    with suppress(OSError):  # a full disk costs time, not the picture
        _keep(svg, file)
    return svg


def _keep(svg: str, file: Path) -> None:
    """Write whole or not at all, whoever else writes the same; the oldest make room."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as part:
        part.write(svg)
    Path(part.name).replace(file)
    kept = list(file.parent.iterdir())
    if len(kept) > MOST_KEPT:
        for old in sorted(kept, key=lambda other: other.stat().st_mtime)[: MOST_KEPT // 2]:
            old.unlink(missing_ok=True)


def drawn(spec: dict[str, Any], language: str, *, limits: Limits = LIMITS) -> str:
    """The picture straight from the child; a refusal when it hangs, falls or grows too large."""
    try:
        return str(run_limited(DRAWER, spec, language, limits=limits))
    except ChildFailed as failed:
        log.warning("no picture: %s", failed)
        raise PictureRefused from None
