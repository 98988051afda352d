"""Every file that others gave us, as the table beside them says: its counts, or a refusal."""

from pathlib import Path

import pytest

from tests.bulk.files import NHS_HOSPITALS, US_OUTLETS, Desk

CALENDARS = {
    "icalendar_example.ics": (3, 0, 0, 0, 0),
    "icalendar_rfc_7986_conferences.ics": (0, 0, 0, 0, 1),
    "recurring_three_events_one_edited.ics": (1, 0, 1, 0, 0),
    "recurring_no_events.ics": (0, 0, 0, 0, 0),
}
COUNTED: tuple[tuple[str, str, dict[str, str], tuple[int, ...]], ...] = (
    ("institutions", "partners_abroad/us_public_library_outlets_vt_hi_de.csv", US_OUTLETS, (276,)),
    (
        "institutions",
        "partners_abroad/nhs_hospitals_with_parent_trust.csv",
        NHS_HOSPITALS,
        (370, 0, 330),
    ),
    ("institutions", "reference_only/university_partners_raw.csv", {}, (151, 0, 3)),
    ("agreements", "reference_only/university_agreements_raw.csv", {}, (18,)),
    ("people", "imports/amy_upload-missing-email.csv", {}, (3,)),
    ("people", "imports/amy_upload-person-3.csv", {}, (3,)),
    ("people", "contacts/ezvcard_gmail-list.vcf", {}, (3,)),
    ("people", "contacts/ezvcard_outlook-2003.vcf", {}, (1,)),
    ("people", "contacts/ezvcard_rfc6350-example.vcf", {}, (1,)),
    *(("gatherings", f"calendar/{name}", {}, counts) for name, counts in CALENDARS.items()),
)
FOLDERS = {
    "imports": ("people", "institutions", "affiliations"),
    "contacts": ("people",),
    "calendar": ("gatherings",),
    "partners_abroad": ("institutions",),
    "reference_only": ("institutions", "agreements"),
    "security": ("people", "gatherings"),
}
READ = {".csv", ".vcf", ".ics", ".txt", ".json"}


@pytest.mark.parametrize(("kind", "file", "meaning", "counts"), COUNTED)
def test_counts_are_as_the_table_says(
    desk: Desk,
    outside_data: Path,
    kind: str,
    file: str,
    meaning: dict[str, str],
    counts: tuple[int, ...],
) -> None:
    words = ["--map", desk.map(meaning)] if meaning else []

    found = desk.brought(kind, outside_data / file, "--keep-good", *words)
    again = desk.brought(kind, outside_data / file, "--keep-good", *words)

    assert found.counts == (*counts, 0, 0, 0, 0, 0)[:5]
    assert (again["accepted"], again["updated"]) == (0, 0)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_goes_through_or_is_refused_in_words(
    desk: Desk, outside_data: Path, folder: str
) -> None:
    files = [one for one in sorted((outside_data / folder).rglob("*")) if one.suffix in READ]
    taken = refused = 0

    for file in files:
        for kind in FOLDERS[folder]:
            first = desk.brought(kind, file, "--keep-good")
            again = desk.brought(kind, file, "--keep-good")

            assert first.error or first["written"] or not first["rows"], (file, kind)
            assert (again["accepted"], again["updated"]) == (0, 0), (file, kind)
            taken, refused = taken + (not first.error), refused + bool(first.error)
    print(f"{folder}: {len(files)} files, {taken} times taken, {refused} times refused in words")
    assert files
