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
    """What a person says of a conflict: what is stored stands, or the file, or both are right."""

    OPEN = ""
    KEEP = "keep"
    TAKE = "take"
    NEW = "new"


class MatchBy(StrEnum):
    """By what a row is recognised before the keys that are usual for its kind."""

    USUAL = ""
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    NOTHING = "nothing"


OFFERED_KEYS = (MatchBy.USUAL, MatchBy.EMAIL, MatchBy.PHONE, MatchBy.NAME)
"""What a person may say; by nothing is recognised what was decided to be new."""
