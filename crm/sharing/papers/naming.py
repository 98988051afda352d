"""A field that a wording may name in braces."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

NOTHING = "–"


@dataclass(frozen=True)
class TextField:
    """One field by its English and its Indonesian name, with its label and its words."""

    name: str
    nama: str
    label: Any
    say: Callable[[Any], str]

    def called(self, language: str) -> str:
        """Its name in one language."""
        return self.nama if language == "id" else self.name
