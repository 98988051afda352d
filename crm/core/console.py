"""What commands say: one clear line for what is refused, one JSON object for programs."""

import json
from datetime import datetime
from typing import Any, NoReturn

import click
from flask.cli import AppGroup

from config import ConfigurationError
from crm.core.errors import Refusal
from crm.core.later import Later

faults = Later("sqlalchemy.exc")


class Iso(click.ParamType[datetime]):
    """A day or a moment in ISO 8601: 2027-01-05, 2027-01-05T09:00+07:00."""

    name = "ISO-8601"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read it; what is none of these is misuse."""
        try:
            return datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day or moment like 2027-01-05T09:00+07:00.", param, ctx)


class House(AppGroup):
    """A group whose refusals are one clear line on stderr and exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        """Run, and turn what the domain or the installation refuses into that line."""
        try:
            return super().invoke(context)
        except (Refusal, ConfigurationError) as refusal:
            refuse(str(refusal))
        except BrokenPipeError:
            raise
        except OSError as error:
            refuse(_spoken(error))
        except (faults.OperationalError, faults.ProgrammingError) as error:
            first = str(error.orig).strip().splitlines()[0]
            refuse(f"The database refused: {first}. Is it there, and has it been upgraded?")


class Unspoken(House):
    """A group whose first command need not be said: `backup FOLDER` is `backup into FOLDER`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Say the first command for whoever named none."""
        named = args and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named else [next(iter(self.commands)), *args])


def _spoken(error: OSError) -> str:
    """What the system said of a file, a folder or an address that it does not give."""
    return ": ".join(str(part) for part in (error.filename, error.strerror or error) if part) + "."


def refuse(line: str) -> NoReturn:
    """End with one line on stderr and exit code 1."""
    raise click.ClickException(line)


def say(found: object, *, as_json: bool) -> None:
    """Print one JSON object, or the same in lines for people."""
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, default=str))
    elif isinstance(found, dict):
        for name, value in found.items():
            click.echo(f"{name}: {value}")
    elif isinstance(found, list):
        for entry in found:
            click.echo("  ".join(str(value) for value in entry.values()))
