"""Where a row lies: its regency by code or by the names that files use, its province by that."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crm.bulk.countries import HOME, country_code
from crm.bulk.kinds import Place
from crm.core.db import db
from crm.core.text import folded
from crm.places.models import CodeChange, Province, Regency
from crm.places.queries import in_force

_KIND = re.compile(r"(kota|kab|kabupaten)\b(?: adm(?:inistrasi)?\b)? *(.*)")
_PROVINCE = re.compile(r"(?:prov|provinsi|propinsi) +")
_OTHER_NAMES = {
    "11": "nanggroe aceh darussalam | nad | d i aceh",
    "12": "sumut",
    "13": "sumbar",
    "16": "sumsel",
    "19": "bangka belitung | babel",
    "21": "kepri",
    "31": "dki jakarta | d k i jakarta | jakarta | daerah khusus jakarta",
    "32": "jabar",
    "33": "jateng",
    "34": "d i yogyakarta | di yogyakarta | diy | yogyakarta",
    "35": "jatim",
    "52": "ntb",
    "53": "ntt",
    "61": "kalbar",
    "62": "kalteng",
    "63": "kalsel",
    "64": "kaltim",
    "65": "kaltara",
    "71": "sulut",
    "72": "sulteng",
    "73": "sulsel",
    "74": "sultra",
    "76": "sulbar",
    "82": "malut",
}


class Located(NamedTuple):
    """The regency and the province of a row; `doubt` says what is odd about `value`."""

    regency_code: str | None = None
    province_code: str | None = None
    doubt: str = ""
    value: str = ""


class Regions:
    """All regencies and provinces, to be asked for each row of a file."""

    def __init__(
        self,
        regencies: Iterable[tuple[str, str, str, bool]],
        provinces: Iterable[tuple[str, str]],
        changes: Mapping[str, str],
    ) -> None:
        """Take (code, province, name, is city), (code, name), and new codes by old ones."""
        self._province_of: dict[str, str] = {}
        self._named: dict[bool, dict[str, list[str]]] = {
            True: defaultdict(list),
            False: defaultdict(list),
        }
        for code, province, name, is_city in regencies:
            self._province_of[code] = province
            self._named[is_city][_plain(name)[1]].append(code)
        self._provinces = _province_names(provinces)
        self._changes = dict(changes)
        self._found: dict[tuple[str, ...], Located] = {}

    @classmethod
    def installed(cls) -> "Regions":
        """Those of the database. Costs three statements."""
        run = db.session.execute
        regencies = run(
            Regency.__table__.select()
            .with_only_columns(Regency.code, Regency.province_code, Regency.name, Regency.is_city)
            .where(in_force())
        )
        provinces = run(Province.__table__.select().with_only_columns(Province.code, Province.name))
        changes = run(
            CodeChange.__table__.select().with_only_columns(
                CodeChange.old_code, CodeChange.new_code
            )
        )
        return cls(
            [(row[0], row[1], row[2], row[3]) for row in regencies],
            [(row[0], row[1]) for row in provinces],
            {row[0]: row[1] for row in changes},
        )

    def locate(self, place: Place) -> Located:
        """Find where a row lies."""
        said = (
            place.regency_code,
            place.regency_code_2022,
            place.regency,
            place.province,
            place.city,
            place.country,
        )
        found = self._found.get(said)
        if found is None:
            found = self._found[said] = self._located(place)
        return found

    def _located(self, place: Place) -> Located:
        if is_abroad(place.country):
            return Located()
        code = self._by_code(place)
        if code:
            return Located(code, self._province_of[code])
        province = self._province(place.province) or self._province(place.regency)
        if place.regency and not self._province(place.regency):
            return self._by_regency(place.regency, province)
        if place.city:
            return self._by_city(place.city, province)
        return _in_province(province, place.province)

    def _by_code(self, place: Place) -> str | None:
        now = place.regency_code
        then = self._changes.get(place.regency_code_2022, place.regency_code_2022)
        for code in (now, self._changes.get(now, now), then):
            if code in self._province_of:
                return code
        return None

    def _by_regency(self, name: str, province: str | None) -> Located:
        """Where a regency and a city bear one name, lists write the city's kind before it."""
        kind, plain = _plain(name)
        if kind is not None:
            codes = self._codes(plain, province, is_city=kind)
            return self._only(codes, province, name)
        codes = self._codes(plain, province, is_city=False)
        cities = self._codes(plain, province, is_city=True)
        if len(codes) == 1 and cities:
            return Located(codes[0], self._province_of[codes[0]], "guessed_regency", name)
        return self._only(codes or cities, province, name)

    def _by_city(self, name: str, province: str | None) -> Located:
        """A town is a city where there is one of that name, else the regency; it need be none."""
        kind, plain = _plain(name)
        codes = self._codes(plain, province, is_city=True) if kind is not False else []
        codes = codes or self._codes(plain, province, is_city=False)
        if len(codes) != 1:
            return Located(None, province)
        return Located(codes[0], self._province_of[codes[0]])

    def _only(self, codes: list[str], province: str | None, name: str) -> Located:
        if len(codes) == 1:
            return Located(codes[0], self._province_of[codes[0]])
        return Located(None, province, "unknown_regency", name)

    def _codes(self, plain: str, province: str | None, *, is_city: bool) -> list[str]:
        codes = self._named[is_city].get(plain, [])
        return [code for code in codes if province in {None, self._province_of[code]}]

    def _province(self, name: str) -> str | None:
        return self._provinces.get(_province_key(name)) if name else None


def is_abroad(country: str) -> bool:
    """Tell whether a country is named and is not our own."""
    return bool(country) and country_code(country) != HOME


def _in_province(code: str | None, name: str) -> Located:
    if name and code is None:
        return Located(None, None, "unknown_province", name)
    return Located(None, code)


def _plain(name: str) -> tuple[bool | None, str]:
    """Whether a name says it is a city's, a regency's or neither; and its letters alone."""
    words = folded(name)
    kind = _KIND.fullmatch(words)
    if not kind:
        return None, words.replace(" ", "")
    return kind.group(1) == "kota", kind.group(2).replace(" ", "")


def _province_names(provinces: Iterable[tuple[str, str]]) -> dict[str, str]:
    known = {_province_key(name): code for code, name in provinces}
    codes = set(known.values())
    for code, names in _OTHER_NAMES.items():
        if code in codes:
            known |= {_province_key(name): code for name in names.split(" | ")}
    return known


def _province_key(name: str) -> str:
    return _PROVINCE.sub("", folded(name)).replace(" ", "")
