"""Text as people type it, and the keys by which the same thing is known again."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from crm.core.later import Later

email_validator = Later("email_validator")


# C0 and C1 without tab and line ends, soft and zero-width marks, bidi controls, lone surrogates.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_NOT_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]")
_PLAIN_FOLDS = {sign: chr(sign).lower() if chr(sign).isalnum() else " " for sign in range(128)}
_PLAIN_FOLDS[ord("'")] = ""
_NONE_WORDS = (
    "- -- --- \u2013 \u2014 na NA n/a N/A #N/A null NULL none None NONE nil NIL nan NaN NAN"
    " #REF! #VALUE! #NAME? #NUM! #NULL! #DIV/0!"
)
_NONE = frozenset(_NONE_WORDS.split())


def clean(text: str) -> str:
    """One line of text: composed (NFC), without unseen characters, blanks single."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip(" ")
    return " ".join(_seen(text).split())


def clean_lines(text: str) -> str:
    """Several lines of text, each as `clean` gives it, without blank lines around."""
    if "\n" not in text and "\r" not in text:
        return clean(text)
    return "\n".join(map(clean, _LINE_END.sub("\n", text).split("\n"))).strip("\n")


def _seen(text: str) -> str:
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def means_none(text: str) -> bool:
    """Tell whether a cleaned cell says that there is nothing: empty, `-`, `NA`, `null`.

    "Na" and "Null" in this spelling are names of people.
    """
    return not text or text in _NONE


def has_letters(text: str) -> bool:
    """Tell whether anything but punctuation and blanks is there."""
    return _WORD.search(text) is not None


def folds(text: str) -> str:
    """The words of a text for comparing: lower case, no accents, no punctuation, single blanks."""
    if text.isascii():
        return " ".join(text.translate(_PLAIN_FOLDS).split())
    parts = unicodedata.normalize("NFKD", text)
    text = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", text.replace("'", "").casefold()).strip()


folded = lru_cache(maxsize=65536)(folds)
"""The same of a text that comes again and again."""


def slug(text: str) -> str:
    """A text as part of an address or file name: ASCII words joined by hyphens."""
    plain = folded(text).encode("ascii", "ignore").decode()
    return "-".join(plain.split()) or "-"


_FRONT_WORDS = (
    "prof dr drg drh dra drs ir apt ns ners bdn h hj hajj haji hajjah kh tn ny sdr sdri bpk"
    " bapak mr mrs ms miss mx sir"
)
_BACK_WORDS = (
    "ns ners apt bdn skm skep skp sked ssi sip sh se st sag spd sos ssos sst stp sto sft ss"
    " mkes mkep mkm mm mph msc msi mpd mhum mh mt mba ma msn phd md mmr mars epid amd amk amkeb"
    " cht dipl drph edd bsc ba jr sr cfp ak ca"
)
_FRONT, _BACK = frozenset(_FRONT_WORDS.split()), frozenset(_BACK_WORDS.split())
_DEGREE = re.compile(
    r"(?:S|M|A|D|B|Sp|Ph|Ed|Dr|Dipl?|Lic|Sarj)\.? ?(?:[A-Z][A-Za-z]{0,9}\.? ?){0,4}"
    r"(?:\([A-Z]+\))?\.?",
    re.IGNORECASE,
)


class Titled(NamedTuple):
    """A person's name apart from the titles before and after it."""

    front: str
    name: str
    back: str


@lru_cache(maxsize=16384)
def split_titles(full: str) -> Titled:
    """Take the titles off a name: "dr. Maya Lestari, Sp.PD" is Maya Lestari."""
    if plain := _without_any(full):
        return Titled("", plain, "")
    head, *rest = (part.strip() for part in clean(full).split(","))
    after: list[str] = []
    while rest and _is_degree(rest[-1]):
        after.insert(0, rest.pop())
    words = ", ".join([head, *rest]).split()
    before = _leading(words)
    trailing = _trailing(words[len(before) :])
    name = words[len(before) : len(words) - len(trailing)]
    back = ", ".join(filter(None, [" ".join(trailing), *after]))
    return Titled(" ".join(before), " ".join(name), back)


def _without_any(full: str) -> str:
    """The name, if a glance tells that no title is near it; else nothing, and it is looked at."""
    if not full.isascii() or "," in full or "." in full:
        return ""
    words = clean(full).split()
    if not words or words[0].lower() in _FRONT:
        return ""
    return " ".join(words) if words[-1].isalpha() and words[-1].lower() not in _BACK else ""


def without_titles(full: str) -> str:
    """A person's name alone."""
    return split_titles(full).name


@lru_cache(maxsize=65536)
def person_key(full: str) -> str:
    """What two spellings of the same person's name share: no titles, case or accents."""
    return folded(without_titles(full))


def _leading(words: list[str]) -> list[str]:
    """The titles in front. One word always stays, for it may be all the name there is."""
    count = 0
    while count < len(words) - 1 and words[count].rstrip(".").lower() in _FRONT:
        count += 1
    return words[:count]


def _trailing(words: list[str]) -> list[str]:
    """The titles behind without a comma; a bare initial is taken for part of the name."""
    shouted = " ".join(words).isupper()
    count = 0
    while count < len(words) - 1 and _is_written_degree(words[-1 - count], shouted=shouted):
        count += 1
    return words[len(words) - count :]


@lru_cache(maxsize=8192)
def _is_written_degree(word: str, *, shouted: bool) -> bool:
    if "." in word.rstrip("."):
        return _is_degree(word)
    return not shouted and _is_known_degree(word)


def _is_degree(part: str) -> bool:
    return _is_known_degree(part) or ("." in part and _DEGREE.fullmatch(part) is not None)


def _is_known_degree(part: str) -> bool:
    """Tell SE and MKes, which are degrees, from Se and Ma, which are names."""
    letters = re.sub(r"[^A-Za-z]", "", part)
    is_abbreviated = len(letters) > len("Se") or letters.isupper() or "." in part
    return letters.lower() in _BACK and is_abbreviated


_SPELLED_OUT = {"kab": "kabupaten", "prov": "provinsi"}
_KINDS = (
    "rs rsu rsud rsup rsupn rsia rsd rsk rsj rsb umum daerah pusat ibu dan anak khusus bedah jiwa"
    " mata bersalin rumah sakit masyarakat puskesmas pkm uptd upt blud klinik dinas dinkes pt cv"
    " kesehatan tbk persero perpustakaan unit library hospital university universitas univ the of"
)
_KIND_WORDS = frozenset(_KINDS.split())


@lru_cache(maxsize=65536)
def institution_key(name: str) -> str:
    """What names of the same institution share: RSUD Curup and RS Umum Daerah Curup are "curup".

    A name made of nothing but such words keeps them all.
    """
    return " ".join(telling_words(folded(name)))


def telling_words(words: str) -> list[str]:
    """The same of a name that is folded already, word by word."""
    spelled = [_SPELLED_OUT.get(word, word) for word in words.split()]
    return [word for word in spelled if word not in _KIND_WORDS] or spelled


_SIMPLE_EMAIL = re.compile(
    r"(?=[^@]{1,64}@)[a-z0-9_+%-]+(?:\.[a-z0-9_+%-]+)*"
    r"@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63})"
)
_NAMED_EMAIL = re.compile(r"[^<>]*<([^<>@\s]+@[^<>@\s]+)>")


class ImpossibleEmail(ValueError):
    """No letter can ever reach an address written so."""


def email_key(text: str) -> str:
    """The form by which e-mail addresses are compared: case-folded, without a wrapping."""
    address = clean(text).removeprefix("mailto:")
    wrapped = _NAMED_EMAIL.fullmatch(address) if "<" in address else None
    return (wrapped.group(1) if wrapped else address).casefold()


def email_address(text: str) -> str:
    """The address in its comparing form, or ImpossibleEmail. Nobody is asked on the network."""
    address = email_key(text)
    simple = _SIMPLE_EMAIL.fullmatch(address)
    if simple and _domain_is_possible(simple.group(1)):
        return address
    return _full_check(address)


def is_reserved_email(address: str) -> bool:
    """Tell whether the address lies in a domain set apart for examples and tests."""
    return _reserved().fullmatch(address) is not None


@cache
def _reserved() -> re.Pattern[str]:
    endings = "|".join([*email_validator.SPECIAL_USE_DOMAIN_NAMES, "example", "internal"])
    return re.compile(rf"[^@]+@(?:[^@]+\.)?(?:example\.(?:com|net|org)|[^@.]+\.(?:{endings}))")


@lru_cache(maxsize=4096)
def _domain_is_possible(domain: str) -> bool:
    return _full_check(f"a@{domain}") != ""


def _full_check(address: str) -> str:
    # The library refuses reserved domains: with one more label behind, only the form counts.
    ending = ".com" if is_reserved_email(address) else ""
    try:
        found = email_validator.validate_email(address + ending, check_deliverability=False)
    except email_validator.EmailNotValidError as error:
        raise ImpossibleEmail(str(error)) from error
    return str(found.normalized).removesuffix(ending).casefold()
