"""Files of a test, brought in by the command as a person would."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from crm.cli import mitra
from crm.core.transactions import commit

US_OUTLETS = {
    "LIBRARY NAME": "name",
    "LIBRARY ID": "code",
    "PHONE": "phone",
    "LOCATION": "address",
}
NHS_HOSPITALS = {
    "OrganisationCode": "code",
    "OrganisationName": "name",
    "Address1": "address",
    "Address2": "address",
    "Address3": "address",
    "City": "city",
    "Postcode": "postcode",
    "Latitude": "latitude",
    "Longitude": "longitude",
    "Phone": "phone",
    "Website": "website",
}


@dataclass(frozen=True)
class Said:
    """What the command answered: its exit code, its JSON, and its line on stderr."""

    code: int
    answer: dict[str, Any]
    error: str

    def __getitem__(self, name: str) -> Any:
        return self.answer[name]

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """Accepted, updated, duplicates, conflicts, rejected."""
        listed = (len(self["conflicts"]), len(self["rejected"]))
        return (self["accepted"], self["updated"], self["duplicates"], *listed)

    @property
    def lines(self) -> list[int]:
        """The lines that were warned about."""
        return [one["line"] for one in self["warnings"]]


class Desk:
    """Runs `mitra import` on one application."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.app, self.folder = app, folder

    def brought(self, kind: str, file: Path, *words: object) -> Said:
        """The answer about a file that lies somewhere; its counts always add up."""
        commit()
        said = [str(word) for word in words]
        ran = self.app.test_cli_runner().invoke(mitra, ["import", kind, str(file), *said, "--json"])
        assert ran.exit_code in {0, 1}, ran.output
        assert isinstance(ran.exception, SystemExit | None), ran.exception
        answer = json.loads(ran.stdout)
        found = Said(ran.exit_code, answer, ran.stderr.strip())
        assert answer["rows"] == sum(found.counts)
        assert bool(found.error) == (ran.exit_code == 1)
        assert "\n" not in found.error
        return found

    def undone(self, number: int) -> Said:
        """What the command says of an import that is to be taken back."""
        commit()
        ran = self.app.test_cli_runner().invoke(mitra, ["import", "undo", str(number), "--json"])
        assert ran.exit_code in {0, 1}, ran.output
        assert isinstance(ran.exception, SystemExit | None), ran.exception
        answer = json.loads(ran.stdout) if ran.stdout else {}
        return Said(ran.exit_code, answer, ran.stderr.strip())

    def told(self, kind: str, text: str, *words: object, name: str = "daftar.csv") -> Said:
        """The answer about a file with this text."""
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return self.brought(kind, file, *words)

    def map(self, meaning: Mapping[str, str]) -> Path:
        """A map on disk."""
        file = self.folder / "map.json"
        file.write_text(json.dumps(meaning))
        return file
