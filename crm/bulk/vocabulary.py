"""The words of import: kinds of record, how far a file is, what is said of a conflict."""

from enum import StrEnum


class ImportKind(StrEnum):
    """What the rows of a file may be; the words of the command line."""

    PARENT_BODIES = "parent-bodies"
    INSTITUTIONS = "institutions"
    PEOPLE = "people"
    AFFILIATIONS = "affiliations"
    AGREEMENTS = "agreements"
    GATHERINGS = "gatherings"


class ImportState(StrEnum):
    """How far an import is: the file is here, was compared, was written, was taken back."""

    STAGED = "staged"
    CHECKED = "checked"
    APPLIED = "applied"
    UNDONE = "undone"


class Verdict(StrEnum):
    """What a person says of a conflict."""

    OPEN = ""
    KEEP = "keep"
    TAKE = "take"
