"""Cleaning of what people type, and the keys by which the same is known again."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.core.phones import phone_e164, phones_e164
from crm.core.text import (
    ImpossibleEmail,
    clean,
    clean_lines,
    email_address,
    folded,
    folds,
    has_letters,
    institution_key,
    is_reserved_email,
    means_none,
    person_key,
    slug,
    split_titles,
)

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  RS   Puspa  Lentera ", "RS Puspa Lentera"),
        ("Jose\u0301", "José"),
        ("a\x00b\x1bc\x9fd\ufeff", "abcd"),
        (f"a{BIDI}b", "ab"),
        ("nama\r\nBcc: x@y.id", "nama Bcc: x@y.id"),
        ("\tUniversitas Brawijaya", "Universitas Brawijaya"),
        ("a\u00a0b\u2003c", "a b c"),
        ("\ud800lone", "lone"),
    ],
)
def test_a_cell_becomes_one_clean_line(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


def test_lines_are_kept_where_lines_belong() -> None:
    assert clean_lines("\n8 Main St \r\nFrankford,  DE\r(38, -75)\n\n") == (
        "8 Main St\nFrankford, DE\n(38, -75)"
    )


@given(st.text())
def test_clean_text_is_composed_has_nothing_unseen_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in cleaned)
    assert not set(BIDI) & set(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "word", ["", "-", "--", "NA", "N/A", "n/a", "null", "NULL", "None", "#N/A"]
)
def test_words_that_mean_none(word: str) -> None:
    assert means_none(word)


@pytest.mark.parametrize("word", ["Na", "Null", "0", "NANI", "Nona"])
def test_names_that_look_like_none_are_names(word: str) -> None:
    assert not means_none(word)


def test_only_punctuation_is_no_name() -> None:
    assert not has_letters(" .,-_ ")
    assert has_letters("王")
    assert has_letters("7")


def test_words_are_folded_for_comparing() -> None:
    assert folded("  RS. “Kasih-Ibu”,  Cîanjur ") == "rs kasih ibu cianjur"
    assert folded("Ma'arif") == folded("Maarif")
    assert slug("Laporan Tahunan 2027 / Café") == "laporan-tahunan-2027-cafe"


@pytest.mark.parametrize(
    ("full", "front", "name", "back"),
    [
        ("dr. Maya Lestari, Sp.PD", "dr.", "Maya Lestari", "Sp.PD"),
        ("Kamaria Mayasari, S.I.Pust.", "", "Kamaria Mayasari", "S.I.Pust."),
        (
            "Prof. Dr. dr. H. Budi Santoso, Sp.OG(K), M.Kes., Ph.D",
            "Prof. Dr. dr. H.",
            "Budi Santoso",
            "Sp.OG(K), M.Kes., Ph.D",
        ),
        ("Ns. Siti Aminah S.Kep", "Ns.", "Siti Aminah", "S.Kep"),
        ("Budi Santoso SKM, MPH", "", "Budi Santoso", "SKM, MPH"),
        ("Doe, John", "", "Doe, John", ""),
        ("M. Yusuf", "", "M. Yusuf", ""),
        ("Ahmad S.", "", "Ahmad S.", ""),
        ("DEWI MA", "", "DEWI MA", ""),
        ("Ratna", "", "Ratna", ""),
        ("dr.", "", "dr.", ""),
    ],
)
def test_titles_stand_apart_from_the_name(full: str, front: str, name: str, back: str) -> None:
    assert split_titles(full) == (front, name, back)


def test_a_person_is_the_same_with_and_without_titles() -> None:
    assert person_key("dr. MAYA Lestari, Sp.PD") == person_key("Maya  Lestari") == "maya lestari"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("RS UMUM DAERAH SIMEULUE", "RSUD Simeulue"),
        ("UPTD Puskesmas Curup", "PUSKESMAS CURUP"),
        ("Dinkes Kab. Aceh Selatan", "DINAS KESEHATAN KABUPATEN ACEH SELATAN"),
        ("PT. Bank BNI", "Bank BNI"),
    ],
)
def test_institutions_are_known_again_by_what_tells_them_apart(name: str, other: str) -> None:
    assert institution_key(name) == institution_key(other)


def test_a_name_of_kind_words_only_keeps_them() -> None:
    assert institution_key("Puskesmas") == "puskesmas"
    assert institution_key("Kota Bandung") != institution_key("Kabupaten Bandung")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Budi@Contoh.Example", "budi@contoh.example"),
        ("Budi <b.s+x@perpus.ac.id>", "b.s+x@perpus.ac.id"),
        ("mailto:a@b.id", "a@b.id"),
        ("ü@dömäin.id", "ü@dömäin.id"),
    ],
)
def test_an_address_that_a_letter_could_reach(typed: str, address: str) -> None:
    assert email_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    ["joseph-email.com", "a@b", "a b@c.id", "..a@x.id", "a@x..id", "@x.id", "a@", "a@-x.id"],
)
def test_an_address_that_no_letter_reaches(typed: str) -> None:
    with pytest.raises(ImpossibleEmail):
        email_address(typed)


@pytest.mark.parametrize("address", ["a@b.test", "a@b.invalid", "a@example.org", "a@x.example.com"])
def test_reserved_domains_are_possible_and_known(address: str) -> None:
    assert is_reserved_email(email_address(address))


def test_a_domain_that_only_ends_alike_is_not_reserved() -> None:
    assert not is_reserved_email("a@myexample.org")
    assert not is_reserved_email("test@perpus.ac.id")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("(031) 3950552", "+62313950552"),
        ("0812-3456-789 EXT. 9", "+628123456789"),
        ("6281234567890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("+1-418-656-9254", "+14186569254"),
        ("302-732-9351", None),
        ("062 812 3456 7890", "+6281234567890"),
        ("0062-812-3456-7890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("HP 081234567890 (Budi)", "+6281234567890"),
        ("(0628) 1234567", "+626281234567"),
        ("(031) 1", None),
        ("BusinessPhone", None),
    ],
)
def test_telephone_numbers_of_indonesia_and_the_world(typed: str, number: str | None) -> None:
    assert phone_e164(typed) == number


def test_several_numbers_in_a_cell() -> None:
    assert phones_e164("(031) 3950552 / (031) 3950553") == ["+62313950552", "+62313950553"]
    assert phones_e164("021-5551234/5") == ["+62215551234"]
    assert phone_e164("070 7086 0753", region="GB") == "+447070860753"


@given(
    st.sampled_from(["0", "+62", "+62 ", "62", "+62 0", "(0", "008"]),
    st.sampled_from(["81", "85", "84", "89", "21", "31", "411", "61", "1500", "9", "0"]),
    st.lists(st.sampled_from("0123456789"), min_size=4, max_size=11),
    st.sampled_from(["", "-", " ", ".", "--"]),
    st.sampled_from(["ID", "MY", "ZZ"]),
)
def test_the_plainest_numbers_are_those_that_the_library_finds(
    before: str, area: str, digits: list[str], between: str, region: str
) -> None:
    typed = f"{before}{area}{between}{between.join(digits)}"

    assert phone_e164(typed, region) == next(iter(phones_e164(typed, region)), None)


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_plain_letters_fold_as_all_letters_do(text: str) -> None:
    assert folds(text) == " ".join(folds(f"é {text}").split()[1:])
