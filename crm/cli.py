"""The commands, as `mitra …` and as `flask --app wsgi mitra …`. Each calls one function."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import current_app
from flask.cli import AppGroup, ScriptInfo
from sqlalchemy.exc import OperationalError, ProgrammingError

from config import ConfigurationError
from crm import serving
from crm.accounts import commands as accounts
from crm.app import create_app
from crm.audit import sealing
from crm.core.addresses import configuration
from crm.core.db import reading
from crm.core.errors import Refusal
from crm.core.languages import LANGUAGES
from crm.permissions import Role
from crm.reminders import commands as desk
from crm.reminders.rounds import one_round
from crm.reminders.worker import work
from crm.reports.commands import write_report


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


@mitra.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, help="8000 unless PORT says otherwise.")
@click.option("--behind-proxy", is_flag=True, help="A buffering proxy with TLS stands in front.")
def serve(host: str, port: int | None, *, behind_proxy: bool) -> None:
    """Serve pages, tick and deliver, all in one process."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    serving.serve(app, host=host, port=port or configuration().port, behind_proxy=behind_proxy)


@mitra.command("worker")
def worker() -> None:
    """Tick, deliver and do long work until told to stop; any number may run."""
    work(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001


@mitra.command("tick")
@click.option("--now", type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S"]))
def tick(now: datetime | None) -> None:
    """Do one round: plan what is due, deliver what is owed."""
    if now is not None and configuration().mode == "production":
        refuse("--now is for trials; it is refused in production.")
    say(one_round(now), as_json=False)


@mitra.group("reminders")
def reminders() -> None:
    """The desk."""


@reminders.command("preview")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]))
@as_json
def preview_reminders(first: datetime | None, last: datetime | None, *, as_json: bool) -> None:
    """List who would get what and when, and who would not and why."""
    with reading():
        found = desk.preview(first.date() if first else None, last.date() if last else None)
    say(found, as_json=as_json)


@mitra.group("outbox")
def outbox() -> None:
    """Letters owed and sent."""


@outbox.command("stats")
@as_json
def outbox_stats(*, as_json: bool) -> None:
    """Count the letters by state."""
    with reading():
        found = desk.outbox_stats()
    say(found, as_json=as_json)


@mitra.command("report")
@click.argument("name")
@click.option("--of", type=int, help="The number in the record's address.")
@click.option("--lang", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def report(name: str, of: int | None, lang: str, out: Path) -> None:
    """Print a report, named by its P-number, as PDF."""
    with reading():
        size = write_report(name, of, lang, out)
    click.echo(f"{out}: {size} bytes")


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
