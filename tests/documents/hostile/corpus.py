"""Makes the hostile documents: reaches for an address, and bombs. Each is named for what it tries."""

import base64
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CANARY = "CANARY-7f3a91"


@dataclass(frozen=True)
class Bait:
    """What must never be reached: a server that counts callers, and files that carry a canary."""

    web: str
    folder: Path

    def address(self, name: str) -> str:
        """A file's address."""
        return (self.folder / name).as_uri()


def bait_in(folder: Path, port: int) -> Bait:
    """Lay the files out."""
    (folder / "canary.txt").write_text(CANARY)
    (folder / "canary.css").write_text(f'body::before{{content:"{CANARY}"}}')
    (folder / "canary.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"><text y="9">{CANARY}</text></svg>'
    )
    (folder / "canary.png").write_bytes(png(2, 2))
    return Bait(f"http://127.0.0.1:{port}", folder)


def png(width: int, height: int) -> bytes:
    """A black picture of any size in few bytes."""
    packed = zeros((width + 1) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", packed)
        + _chunk(b"IEND", b"")
    )


def zeros(count: int) -> bytes:
    """So many zero bytes as zlib packs them, without packing each: one packed block comes again."""
    size = 1_000_000
    whole, rest = divmod(count, size)
    return (
        b"\x78\xda"
        + _block(size) * whole
        + _block(rest)
        + b"\x03\x00"  # the empty last block
        + struct.pack(">HH", count % 65_521, 1)  # Adler-32 of nothing but zeros
    )


@cache
def _block(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return packer.compress(bytes(size)) + packer.flush(zlib.Z_FULL_FLUSH)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def reaching(bait: Bait) -> dict[str, str]:
    """Documents that reach for a server or a file, by every road that HTML and CSS know."""
    made = odd_addresses(bait)
    for name, (ending, body) in ROADS.items():
        for kind, root in (("server", f"{bait.web}/"), ("file", f"{bait.folder.as_uri()}/")):
            reach = body.replace("URL", f"{root}canary{ending}").replace("ROOT", root)
            made[f"{name} to a {kind}"] = f"<html><body>{reach}</body></html>"
    return made


ROADS = {
    "img": (".png", '<img src="URL">'),
    "svg picture": (".svg", '<img src="URL">'),
    "srcset": (".png", '<picture><source srcset="URL"><img srcset="URL 2x"></picture>'),
    "style sheet": (".css", '<link rel="stylesheet" href="URL">'),
    "import": (".css", '<style>@import url("URL");</style>'),
    "import with media": (".css", '<style>@import "URL" print;</style>'),
    "attachment": (".txt", '<link rel="attachment" href="URL">'),
    "attached link": (".txt", '<a rel="attachment" href="URL">read</a>'),
    "font": (".txt", '<style>@font-face{font-family:X;src:url("URL")}p{font-family:X}</style><p>x'),
    "object": (".svg", '<object data="URL"></object>'),
    "embed": (".svg", '<embed src="URL">'),
    "iframe": (".txt", '<iframe src="URL"></iframe>'),
    "background": (".png", '<p style="background:url(URL)">x'),
    "content": (".png", '<style>p::before{content:url("URL")}</style><p>x'),
    "list mark": (".png", '<ul style="list-style-image:url(URL)"><li>x</ul>'),
    "border": (".png", '<p style="border:9px solid;border-image:url(URL) 1">x'),
    "mask": (".png", '<p style="mask-image:url(URL);-webkit-mask-image:url(URL)">x'),
    "page corner": (".png", '<style>@page{@top-left{content:url("URL")}}</style>x'),
    "page ground": (".png", '<style>@page{background:url("URL")}</style>x'),
    "colour profile": (
        ".txt",
        '<style>@color-profile --x{src:url("URL")}p{color:color(--x 1 0 0)}</style><p>x',
    ),
    "image in svg": (
        ".png",
        '<svg width="9" height="9"><image href="URL" width="9" height="9"/></svg>',
    ),
    "use in svg": (".svg", '<svg><use href="URL#a"/></svg>'),
    "style in svg": (".css", '<svg><style>@import url("URL");</style><text y="9">x</text></svg>'),
    "base": (
        ".png",
        '<base href="ROOT"><img src="canary.png"><link rel="stylesheet" href="canary.css">',
    ),
    "input": (".png", '<input type="image" src="URL">'),
    "poster": (".png", '<video poster="URL"></video>'),
}


def odd_addresses(bait: Bait) -> dict[str, str]:
    """Addresses that a careless comparison would let through."""
    file, web = bait.address("canary.svg"), bait.web
    inner = base64.b64encode(
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{file}"/></svg>'.encode()
    ).decode()
    sheet = base64.b64encode(f'@import "{bait.address("canary.css")}";'.encode()).decode()
    addresses = {
        "capitals": file.replace("file:", "FILE:"),
        "one slash": file.replace("file:///", "file:/"),
        "blank before": f" {file}",
        "tab inside": file.replace("file:", "fi\tle:"),
        "own host": file.replace("file://", "file://localhost"),
        "no scheme": web.removeprefix("http:"),
        "asset outside": "asset:../../canary.svg",
        "asset absolute": f"asset:{bait.folder}/canary.svg",
        "asset unknown": "asset:Inter-Nowhere.woff2",
        "svg as data": f"data:image/svg+xml;base64,{inner}",
        "png that is svg": f"data:image/png;base64,{inner}",
        "other door": f"ftp://{web.removeprefix('http://')}/x",
        "archive": f"jar:{file}!/x",
        "credentials": web.replace("//", "//asset:@"),
    }
    return {f"odd address: {name}": f'<img src="{url}">' for name, url in addresses.items()} | {
        "odd address: sheet as data": f'<link rel="stylesheet" href="data:text/css;base64,{sheet}">',
        "odd address: entity": f'<!DOCTYPE html [<!ENTITY x SYSTEM "{file}">]><p>&x;',
    }


def nested(tag: str, style: str, depth: int) -> str:
    """One element in another, so deep."""
    return f'<{tag} style="{style}">' * depth + "x"


@cache
def bombs() -> dict[str, str]:
    """Documents that ask for more time or memory than there is."""
    black = base64.b64encode(png(30_000, 30_000)).decode()
    return {
        "8 flex boxes": nested("div", "display:flex", 8),
        "14 flex boxes": nested("div", "display:flex", 14),
        "12 grids": nested("div", "display:grid", 12),
        "10 tables": nested("table><tr><td", "", 10),
        "12 shrunk floats": nested("div", "float:left", 12),
        "12 inline blocks": nested("div", "display:inline-block", 12),
        "12 columns": nested("div", "columns:2", 12),
        "3,000 divisions": nested("div", "", 3000),
        "100,000 divisions": nested("div", "", 100_000),
        "giant letters": '<p style="font-size:1e9px">x',
        "endless letters": f'<p style="font-size:1e{"9" * 40}px">x',
        "colspan": '<table><tr><td colspan="100000000">x</table>',
        "rowspan": '<table><tr><td rowspan="100000000">x<tr><td>y</table>',
        "20,000 rows": "<table>" + "<tr><td>a<td>b<td>c" * 20_000 + "</table>",
        "5,000 columns": "<table><tr>" + "<td>a" * 5_000 + "</table>",
        "million words": "<p>" + "word " * 1_000_000,
        "one long word": '<p style="hyphens:auto;overflow-wrap:anywhere" lang="id">'
        + "a" * 1_000_000,
        "stacked marks": "<p>" + "a" + "\u0301" * 300_000,
        "tiny pages": "<style>@page{size:1mm;margin:0}</style>" + "<p>word" * 20_000,
        "giant page": "<style>@page{size:1e9mm}</style><p style='width:1e9mm;height:1e9mm'>x",
        "million columns": '<p style="columns:1000000">' + "x " * 5_000,
        "broad selectors": "<style>"
        + ":not(:has(* ~ *)) " * 40
        + "{color:red}</style>"
        + "<i>" * 2000,
        "100,000 rules": "<style>"
        + "".join(f".c{n}{{color:red}}" for n in range(100_000))
        + "</style>x",
        "gradient": f'<p style="background:linear-gradient({",".join(["red"] * 60_000)})">x',
        "laughing svg": laughing_svg(9),
        "black picture": f'<img src="data:image/png;base64,{black}">',
        "content loop": "<style>p::after{content:counter(pages)}</style>" + "<p>x" * 20_000,
        "footnotes": "<style>i{float:footnote}</style>" + "<i>x</i>" * 3_000,
        "breaks": '<p style="break-after:page">x</p>' * 20_000,
        "huge shadow": '<p style="transform:scale(1e300) rotate(1e300deg)">x',
    }


def laughing_svg(depth: int) -> str:
    """A shape made of ten shapes, made of ten shapes…"""
    groups = "".join(
        f'<g id="s{n}">' + f'<use href="#s{n - 1}"/>' * 10 + "</g>" for n in range(1, depth)
    )
    return f'<svg width="9" height="9"><g id="s0"><path d="M0 0h9"/></g>{groups}<use href="#s{depth - 1}"/></svg>'
