"""Photograph every page at every width, light and dark, in Indonesian and in English.

python -m bench.pictures [--only NAME] [--out pictures] [--sheets]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from bench.sheets import write_sheets
from tests.browser import chrome
from tests.browser.looks import SIX, Look
from tests.browser.scenes import NoExample, Scene
from tests.browser.scripted import all_scenes
from tests.browser.staging import Photographer, staged


def main(words: Sequence[str] | None = None) -> int:
    """Take the pictures; 1 when a page has none or breaks a rule of the guard."""
    asked = _parser().parse_args(words)
    began = time.monotonic()
    folder: Path = asked.out
    with chrome.started() as browser, tempfile.TemporaryDirectory() as house:
        faults = _go_through(browser, Path(house), folder, asked.only)
        pictures = sorted(folder.glob("*-*-*-*.png"))
        sheets = write_sheets(browser, pictures, folder / "sheets") if asked.sheets else []
    print(*faults, sep="\n", end="\n" if faults else "")
    print(
        f"{len(pictures)} pictures and {len(sheets)} sheets in {folder}, {len(faults)} faults, "
        f"{time.monotonic() - began:.0f} s"
    )
    return 1 if faults else 0


def _go_through(browser: Browser, house: Path, folder: Path, only: str) -> list[str]:
    faults: list[str] = []
    with staged(house) as stage:
        photographer = Photographer(stage, browser, folder)
        for scene in all_scenes(stage.filled.app):
            if only in scene.name:
                faults += [fault for look in SIX for fault in _taken(photographer, scene, look)]
        photographer.leave()
    return faults


def _taken(photographer: Photographer, scene: Scene, look: Look) -> list[str]:
    try:
        return photographer.photograph_by_day_and_night(scene, look)
    except (NoExample, AssertionError) as missing:
        return [f"{scene.name} {look}: {missing}"]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.pictures", description=__doc__)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--out", type=Path, default=Path("pictures"), help="folder to write to")
    parser.add_argument("--sheets", action="store_true", help="join them twelve to a sheet as well")
    return parser


if __name__ == "__main__":
    sys.exit(main())
