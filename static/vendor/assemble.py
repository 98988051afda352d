# ruff: noqa: INP001  a tool beside its products, not a package
"""Makes everything in this folder from unpacked npm packages; run once, when a version changes.

    npm pack @tabler/core@1.6.1 htmx.org@4.0.1 inter-ui@4.1.1 @tabler/icons@3.51.0 axe-core@4.14.1
    (unpack each archive into FOLDER/<name of the archive without .tgz>)
    python static/vendor/assemble.py FOLDER

Whole files are copied as they are. Made are: `tabler.css` (Tabler without what Mitra does not use),
the web fonts (Latin and Latin Extended-A), fonts for pictures (TrueType) and `icons.svg` (a sprite
of the names in icons.txt). MANIFEST.json says which is which.
"""

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import tinycss2
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PACKAGES = {
    "tabler-core": ("@tabler/core", "1.6.1", "MIT"),
    "tabler-icons": ("@tabler/icons", "3.51.0", "MIT"),
    "htmx.org": ("htmx.org", "4.0.1", "0BSD"),
    "inter-ui": ("inter-ui", "4.1.1", "OFL-1.1"),
    "axe-core": ("axe-core", "4.14.1", "MPL-2.0"),
}
COPIES = (
    ("htmx.org", "dist/htmx.min.js", HERE / "htmx.min.js"),
    ("axe-core", "axe.min.js", ROOT / "tests/vendor/axe.min.js"),
    ("inter-ui", "web/Inter-Regular.woff2", HERE / "fonts/Inter-Regular.woff2"),
    ("inter-ui", "web/Inter-SemiBold.woff2", HERE / "fonts/Inter-SemiBold.woff2"),
    ("inter-ui", "web/Inter-Bold.woff2", HERE / "fonts/Inter-Bold.woff2"),
    ("inter-ui", "web/Inter-Italic.woff2", HERE / "fonts/Inter-Italic.woff2"),
)
LICENCES = {"htmx.org": "LICENSE", "inter-ui": "LICENSE.txt", "tabler-icons": "LICENSE"}
WEB_FONTS = ("Regular", "SemiBold")
PLAIN_FONTS = (*WEB_FONTS, "Bold", "Italic")
LETTERS = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+02C6,U+02DA,U+02DC,U+2010-2015,U+2018-201E,U+2020-2022,"
    "U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2116,U+2122,U+2190-2193,U+2212,"
    "U+2215,U+2260,U+2264-2265,U+00D7,U+2713"
)
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "case"]

# What of Tabler the layouts and macros stand on. A class that is not here is not in the style
# sheet; tests/conventions/test_styles.py finds templates that use one.
KEPT = re.compile(
    r"""^(
      btn|btn-(primary|danger|sm|icon)|
      form-(control|select|label|check|check-input|check-label|check-inline|control-sm|select-sm)|
      is-invalid|input-group|input-group-text|
      row|col|col-(auto|\d+)|col-(sm|md|lg)(-(auto|\d+))?|g-[0-5]|gx-[0-5]|gy-[0-5]|
      d-(none|inline|inline-block|block|grid|flex|inline-flex|sm-none|md-none|lg-none|sm-block|md-block|lg-block|sm-flex|md-flex|lg-flex)|
      flex-(row|column|wrap|nowrap|fill|grow-0|grow-1|shrink-0|shrink-1)|
      justify-content-(start|end|center|between)|align-items-(start|end|center|baseline|stretch)|
      align-self-(start|end|center)|gap-[0-5]|
      [mp][tbsexy]?-([0-5]|auto)|
      text-(start|end|center|nowrap|break|truncate|decoration-none)|
      fw-(normal|bold)|fst-italic|w-(100|auto)|h-100|
      border|border-0|border-(top|bottom|start|end)(-0)?|
      position-(relative|absolute)|overflow-(auto|hidden)|
      list-unstyled|visually-hidden|visually-hidden-focusable|img-fluid|clearfix
    )$""",
    re.VERBOSE,
)
CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
UNWANTED = re.compile(
    r"\[dir=|::?-(moz|ms)-|\[data-(bs-)?theme-(base|font|radius|primary)|:disabled|\.btn-(check|group)"
)
PROPERTY = re.compile(r"(--[\w-]+):(?:[^;{}]|\{[^}]*\})*;?(?=[^;{}]*[;}])|(--[\w-]+):[^;{}]*(?=\})")


def package(folder: Path, name: str) -> Path:
    """The unpacked package of a name."""
    return next(folder.glob(f"{name}-*")) / "package"


def kept_selectors(prelude: str) -> str:
    """Those selectors of a rule whose every class is kept."""
    chosen = []
    for selector in re.split(r",(?![^()]*\))", prelude):
        classes = [name.replace("\\", "") for name in CLASS.findall(selector)]
        if all(KEPT.match(name) for name in classes) and not UNWANTED.search(selector):
            chosen.append(selector.strip())
    return ",".join(chosen)


def kept_rules(source: str) -> Iterator[str]:
    """The rules of a style sheet that Mitra uses, media queries included."""
    for rule in tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            selectors = kept_selectors(tinycss2.serialize(rule.prelude))
            body = tinycss2.serialize(rule.content).strip()
            if selectors and body:
                yield selectors + "{" + body + "}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"}:
            condition = tinycss2.serialize(rule.prelude).strip()
            inner = "".join(kept_rules(tinycss2.serialize(rule.content)))
            if inner and condition != "print":
                yield f"@{rule.lower_at_keyword} {condition}" + "{" + inner + "}"


def without_unused_names(css: str, readers: str) -> str:
    """The style sheet without custom properties that nobody reads any more."""
    used = set(re.findall(r"var\((--[\w-]+)", css + readers))
    named = PROPERTY.sub(lambda found: found[0] if (found[1] or found[2]) in used else "", css)
    shorter = re.sub(r"[^{};]+\{\s*\}", "", named)
    return css if shorter == css else without_unused_names(shorter, readers)


def tabler(folder: Path) -> None:
    """Cut Tabler's style sheet down to what is used, and keep its notice."""
    source = (package(folder, "tabler-core") / "dist/css/tabler.min.css").read_text("utf-8")
    notice = source[source.index("/*!") : source.index("*/") + 2]
    own = "".join(file.read_text("utf-8") for file in sorted((ROOT / "static/css").glob("*.css")))
    css = without_unused_names("\n".join(kept_rules(source)), own)
    (HERE / "tabler.css").write_text(f"{notice}\n{css}\n", "utf-8")


def web_font(folder: Path, weight: str) -> None:
    """Subset one weight for the first page view."""
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False)
    font = subset.load_font(package(folder, "inter-ui") / f"web/Inter-{weight}.woff2", options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(LETTERS))
    subsetter.subset(font)
    subset.save_font(font, HERE / f"fonts/Inter-{weight}-latin.woff2", options)


def plain_font(folder: Path, weight: str) -> None:
    """The whole weight as TrueType, which printing and the renderer of pictures want."""
    source = package(folder, "inter-ui") / f"web/Inter-{weight}.woff2"
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    font.save(HERE / f"fonts/Inter-{weight}.ttf")


def sprite(folder: Path) -> None:
    """One symbol per icon, without the frame that every file repeats."""
    outline = package(folder, "tabler-icons") / "icons/outline"
    symbols = [symbol(name, outline / f"{name}.svg") for name in icon_names()]
    body = "\n".join(symbols)
    (HERE / "icons.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n', "utf-8"
    )


def icon_names() -> list[str]:
    """The icons wanted, one a line."""
    return sorted(set((HERE / "icons.txt").read_text("utf-8").split()))


def symbol(name: str, file: Path) -> str:
    """One icon of the sprite."""
    shapes = "".join(
        f"<{shape.tag.rpartition('}')[2]} "
        + " ".join(f'{key}="{value}"' for key, value in shape.attrib.items())
        + "/>"
        for shape in ET.parse(file).getroot()  # noqa: S314 the package was fetched by us
        if shape.get("stroke") != "none"
    )
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def entry(file: Path, name: str, origin: str) -> dict[str, str]:
    """One line of the manifest."""
    title, version, licence = PACKAGES[name]
    return {
        "file": str(file.relative_to(ROOT)),
        "package": title,
        "version": version,
        "licence": licence,
        "made": origin,
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }


def manifest() -> None:
    """Say for every file what it is, where it came from and how it was made."""
    made = [entry(target, name, f"copied from {source}") for name, source, target in COPIES]
    cut = "cut from dist/css/tabler.min.css by assemble.py"
    joined = "joined from icons/outline/*.svg by assemble.py"
    made.append(entry(HERE / "tabler.css", "tabler-core", cut))
    made.append(entry(HERE / "icons.svg", "tabler-icons", joined))
    for weight in WEB_FONTS:
        source = f"web/Inter-{weight}.woff2"
        web = HERE / f"fonts/Inter-{weight}-latin.woff2"
        made.append(entry(web, "inter-ui", f"subset of {source} by assemble.py"))
    for weight in PLAIN_FONTS:
        source, plain = f"web/Inter-{weight}.woff2", HERE / f"fonts/Inter-{weight}.ttf"
        made.append(entry(plain, "inter-ui", f"{source} as TrueType by assemble.py"))
    text = json.dumps(sorted(made, key=lambda line: line["file"]), indent=2)
    (HERE / "MANIFEST.json").write_text(text + "\n", "utf-8")


def main(folder: Path) -> None:
    """Make the folder anew."""
    (HERE / "fonts").mkdir(exist_ok=True)
    (HERE / "licences").mkdir(exist_ok=True)
    for name, source, target in COPIES:
        shutil.copyfile(package(folder, name) / source, target)
    for name, source in LICENCES.items():
        shutil.copyfile(package(folder, name) / source, HERE / "licences" / f"{name}.txt")
    tabler(folder)
    sprite(folder)
    for weight in WEB_FONTS:
        web_font(folder, weight)
    for weight in PLAIN_FONTS:
        plain_font(folder, weight)
    manifest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
