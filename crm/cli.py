"""The commands, as `mitra …` and as `flask --app wsgi mitra …`. Each calls one function."""

import json
import sys
from typing import Any, NoReturn

import click
from flask.cli import AppGroup, ScriptInfo
from sqlalchemy.exc import OperationalError, ProgrammingError

from config import ConfigurationError
from crm.accounts import commands as accounts
from crm.app import create_app
from crm.audit import sealing
from crm.core.db import reading
from crm.core.errors import Refusal
from crm.permissions import Role


class House(AppGroup):
    """A group whose refusals are one clear line on stderr and exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        """Run, and turn what the domain or the installation refuses into that line."""
        try:
            return super().invoke(context)
        except (Refusal, ConfigurationError) as refusal:
            refuse(str(refusal))
        except (OperationalError, ProgrammingError) as error:
            first = str(error.orig).strip().splitlines()[0]
            refuse(f"The database refused: {first}. Is it there, and has it been upgraded?")


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


as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")


@click.group("mitra", cls=House)
def mitra() -> None:
    """Mitra: the partnership and social-marketing CRM of a network of libraries."""


@mitra.group("user")
def user() -> None:
    """Accounts."""


@user.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--institution", help="The code of the institution a partner speaks for.")
def add_user(email: str, role: str, institution: str | None) -> None:
    """Make an account and print a one-time link to set its password."""
    click.echo(accounts.add_user(email, Role(role), institution))


@mitra.group("audit")
def audit() -> None:
    """The trail."""


@audit.command("verify")
def verify_audit() -> None:
    """Seal what is new, then read the whole trail; exit 1 when it was changed."""
    sealing.seal_entries()
    with reading():
        found = list(sealing.faults())
    if found:
        refuse(f"The trail was changed: {'; '.join(found[:5])}.")
    click.echo("The trail is whole.")


def main() -> None:
    """Run a command on the installation that the environment describes."""
    try:
        mitra(obj=ScriptInfo(create_app=create_app), prog_name="mitra")
    except ConfigurationError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
