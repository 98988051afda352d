"""Contact sheets: many pictures of pages side by side, to be looked at by people."""

import html
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser

ON_ONE_SHEET = 12
STYLE = """
body { margin: 16px; font: 13px/18px sans-serif; background: #c9ccc8; color: #111 }
main { display: grid; grid-template-columns: repeat(%(columns)d, 1fr); gap: 16px; width: 1888px }
figure { margin: 0 } figcaption { padding: 4px 0; font-weight: 600 }
div { height: %(height)dpx; overflow: hidden; background: #b9bcb8 }
img { display: block; width: 100%% }
"""
SHAPES = {"360": {"columns": 6, "height": 760}, "768": {"columns": 4, "height": 640}}
WIDE = {"columns": 3, "height": 480}


def write_sheets(browser: Browser, pictures: Sequence[Path], folder: Path) -> list[Path]:
    """Join pictures of one width, theme and language, twelve to a sheet; longer ones are cut off.

    Pictures are named `<page>-<width>-<theme>-<language>.png`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    written = []
    for name, group in _sheets(pictures):
        (folder / "sheet.html").write_text(_sheet(name, group), "utf-8")
        page.goto((folder / "sheet.html").absolute().as_uri())
        written.append(folder / f"sheet-{name}.png")
        page.screenshot(path=written[-1], full_page=True)
    (folder / "sheet.html").unlink(missing_ok=True)
    page.close()
    return written


def _sheets(pictures: Sequence[Path]) -> Iterator[tuple[str, list[Path]]]:
    looks: dict[str, list[Path]] = defaultdict(list)
    for picture in sorted(pictures):
        looks["-".join(picture.stem.rsplit("-", 3)[1:])].append(picture)
    for look, group in looks.items():
        for start in range(0, len(group), ON_ONE_SHEET):
            part = start // ON_ONE_SHEET + 1
            yield f"{look}-{part:02}", group[start : start + ON_ONE_SHEET]


def _sheet(name: str, pictures: Sequence[Path]) -> str:
    shape = SHAPES.get(name.partition("-")[0], WIDE)
    figures = "".join(
        f'<figure><div><img src="{html.escape(picture.absolute().as_uri())}"></div>'
        f"<figcaption>{html.escape(picture.stem.rsplit('-', 3)[0])}</figcaption></figure>"
        for picture in pictures
    )
    return f"<!doctype html><style>{STYLE % shape}</style><main>{figures}</main>"
