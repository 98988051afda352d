"""Which encoding a text file speaks, and how sure that is."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from crm.bulk.findings import Unreadable
from crm.bulk.sources import Source
from crm.core.later import Later

charset_normalizer = Later("charset_normalizer")

OFFERED = ("utf-8", "utf-16", "cp1252", "latin-1", "big5", "shift_jis")
_OLD = ("cp1252", "latin-1", "big5", "shift_jis")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TABLES = {"idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "utf-7"}
_SAMPLE = 32 * 1024
_ODD = 0.4
_CLEARLY_BETTER = 0.15
_HALF_WIDTH = range(0xFF61, 0xFFA0)
_WIDE_FROM = 0x2E80
_INSIDE_WORDS = "'\u2018\u2019\u00b7-\u2010\u2011\u2013\u2014\u00aa\u00ba"


@dataclass(frozen=True)
class Encoding:
    """A codec's name, and whether it is known rather than guessed."""

    name: str
    is_sure: bool = True


def encoding_of(source: Source, asked: str | None = None) -> Encoding:
    """How the letters of the file are encoded; refused with candidates when it can't be told."""
    if asked:
        return _asked(source, asked)
    head = source.head(4096)
    named = _marked(head) or _unmarked_utf16(head)
    if named:
        return _whole(source, named)
    line = first_unreadable_line(source, "utf-8")
    if line is None:
        return Encoding("utf-8")
    return _guessed(source, line)


def first_unreadable_line(source: Source, name: str) -> int | None:
    """The line at which the file cannot be read in this encoding; None when all of it can."""
    decoder = codecs.getincrementaldecoder(name)()
    line = 1
    try:
        for chunk in source.chunks():
            line += _line_ends(decoder.decode(chunk))
        decoder.decode(b"", final=True)
    except UnicodeError as error:
        return line + _lines_before(error)
    return None


def _line_ends(text: str) -> int:
    return text.count("\n") or text.count("\r")


def _lines_before(error: UnicodeError) -> int:
    if not isinstance(error, UnicodeDecodeError):
        return 0
    return _line_ends(error.object[: error.start].decode("latin-1"))


def _asked(source: Source, asked: str) -> Encoding:
    try:
        codec = codecs.lookup(asked)
        "".encode(codec.name)
    except (LookupError, ValueError) as error:
        raise Unreadable("encoding_unknown", OFFERED) from error
    if codec.name in _NO_TABLES:
        raise Unreadable("encoding_unknown", OFFERED)
    is_marked = codec.name == "utf-8" and source.head(3) == codecs.BOM_UTF8
    return _whole(source, "utf-8-sig" if is_marked else codec.name)


def _whole(source: Source, name: str) -> Encoding:
    line = first_unreadable_line(source, name)
    if line is not None:
        others = [offered for offered in OFFERED if offered != name]
        raise Unreadable("encoding_wrong", others, line=line)
    return Encoding(name)


def _marked(head: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), None)


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 of mostly Latin text has a zero in every second byte and hardly any elsewhere."""
    pairs = len(head) // 2
    first, second = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if pairs and second > pairs * 0.4 and first < pairs * 0.05:
        return "utf-16-le"
    if pairs and first > pairs * 0.4 and second < pairs * 0.05:
        return "utf-16-be"
    return None


def _guessed(source: Source, line: int) -> Encoding:
    sample = _telling_sample(source)
    if _is_damaged_utf8(sample):
        raise Unreadable("damaged", line=line)
    fitting = [name for name in _OLD if first_unreadable_line(source, name) is None]
    if "cp1252" in fitting:
        fitting.remove("latin-1")  # the same but for signs that nobody writes
    return Encoding(_most_natural(sample, fitting), is_sure=False)


def _telling_sample(source: Source) -> bytes:
    """Lines that are not plain ASCII, up to a handful of kilobytes."""
    telling, length = [], 0
    for chunk in source.chunks():
        if chunk.isascii():
            continue
        for line in re.split(rb"(?<=[\r\n])", chunk):
            if not line.isascii():
                telling.append(line[:_SAMPLE])
                length += len(line)
            if length > _SAMPLE:
                return b"".join(telling)
    return b"".join(telling)


def _is_damaged_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(sign > "\x7f" for sign in text) - broken
    return whole > broken


def _most_natural(sample: bytes, fitting: list[str]) -> str:
    ranked = sorted((oddity(sample.decode(name, "replace")), name) for name in fitting)
    likely = [name for odd, name in ranked if odd < min(ranked[0][0] + _CLEARLY_BETTER, _ODD)]
    if len(likely) == 1:
        return likely[0]
    heard = charset_normalizer.from_bytes(sample, cp_isolation=likely or [*_OLD]).best()
    spoken = [name for name in likely if heard and _same(name) == _same(heard.encoding)]
    if not spoken:
        raise Unreadable("encoding", likely or fitting or OFFERED)
    return spoken[0]


def _same(name: str) -> str:
    return codecs.lookup(name).name


def oddity(text: str) -> float:
    """How unlike writing a text is: nought where letters sit as people set them, one at worst."""
    padded = f" {text} "
    signs = [place for place, sign in enumerate(padded) if sign > "\x7f"]
    odd = sum(_sign_oddity(*padded[place - 1 : place + 2]) for place in signs)
    return odd / max(len(signs), 1)


def _sign_oddity(before: str, sign: str, after: str) -> float:
    kind = unicodedata.category(sign)
    if kind[0] == "C":
        return 1.0
    if ord(sign) >= _WIDE_FROM:
        return _wide_oddity(before, sign, after)
    if kind[0] == "L":
        return _letter_oddity(before, sign, after)
    return _symbol_oddity(before, sign, after)


def _wide_oddity(before: str, sign: str, after: str) -> float:
    near_latin = any(near.isascii() and near.isalpha() for near in (before, after))
    if ord(sign) in _HALF_WIDTH:
        alone = not any(ord(near) in _HALF_WIDTH for near in (before, after))
        return 1.0 if near_latin else 0.25 + 0.25 * alone
    near_wide = any(ord(near) >= _WIDE_FROM for near in (before, after))
    return 0.8 if near_latin and not near_wide else 0.0


def _letter_oddity(before: str, sign: str, after: str) -> float:
    if sign.isupper() and before.islower() and after.islower():
        return 1.0
    beside_symbol = any(near > "\x7f" and not near.isalpha() for near in (before, after))
    return 0.6 if beside_symbol else 0.0


def _symbol_oddity(before: str, sign: str, after: str) -> float:
    if sign in _INSIDE_WORDS:
        return 0.1
    if before.isalpha() and after.isalpha():
        return 1.0
    beside_symbol = any(near > "\x7f" and not near.isalpha() for near in (before, after))
    return 0.7 if beside_symbol else 0.1
