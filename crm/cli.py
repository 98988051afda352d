"""The commands, as `mitra …` and as `flask --app wsgi mitra …`. Each calls one function."""

import gc
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import ScriptInfo

from config import MOST_PORT, ConfigurationError
from crm.bulk.known import EXPORTED
from crm.bulk.known import KINDS as IMPORT_KINDS
from crm.core.addresses import configuration
from crm.core.console import House, Iso, refuse, say
from crm.core.languages import LANGUAGES
from crm.core.later import Later
from crm.permissions import Role
from crm.upkeep.commands import UPKEEP

# Loaded by the command that needs them: `mitra --help` waits for none of them.
accounts = Later("crm.accounts.commands")
bulk = Later("crm.bulk.commands")
database = Later("crm.core.db")
demo_network = Later("crm.demo.filling")
volumes = Later("crm.demo.volumes")
desk = Later("crm.reminders.commands")
emptiness = Later("crm.demo.emptiness")
exports = Later("crm.bulk.exporting")
house = Later("crm.app")
migrations = Later("flask_migrate")
reports = Later("crm.reports.commands")
rounds = Later("crm.reminders.rounds")
sealing = Later("crm.audit.sealing")
seeding = Later("crm.demo.seeding")
serving = Later("crm.serving")
workers = Later("crm.reminders.worker")


PORTS = click.IntRange(1, MOST_PORT)
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")


@click.group("mitra", cls=House)
def mitra() -> None:
    """Mitra: the partnership and social-marketing CRM of a network of libraries."""


for upkeep in UPKEEP:
    mitra.add_command(upkeep)


@mitra.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORTS, help="8000 unless PORT says otherwise.")
@click.option("--behind-proxy", is_flag=True, help="A buffering proxy with TLS stands in front.")
def serve(host: str, port: int | None, *, behind_proxy: bool) -> None:
    """Serve pages, tick and deliver, all in one process."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    serving.serve(app, host=host, port=port or configuration().port, behind_proxy=behind_proxy)


@mitra.command("demo")
@click.option(
    "--size", type=click.Choice(["small", "medium", "large"]), default="medium", show_default=True
)
def demo(size: str) -> None:
    """Fill an empty database with the demo network.

    Small is without the real register; large adds the volumes of a national network.
    """
    accounts = demo_network.fill(with_real=size != "small")
    if size == "large":
        volumes.fill(size, watch=lambda said: click.echo(said, err=True))
    for role, email in accounts:
        click.echo(f"{role:17} {email}  {demo_network.PASSWORD}")


@mitra.command("open-demo", hidden=True)
@click.option("--port", type=PORTS, help="8000 unless PORT says otherwise.")
def open_demo(port: int | None) -> None:
    """Do what `python3 -m crm demo` ends in: upgrade, fill when new, serve."""
    migrations.upgrade()
    if emptiness.is_empty():
        click.echo("Filling the demo network; this takes a few seconds the first time.")
        demo_network.fill()
    click.echo(f"\nMitra answers on {configuration().base_url}\n\nSign in as:")
    for role, email in demo_network.sign_ins():
        click.echo(f"  {role:17} {email}  {demo_network.PASSWORD}")
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    serving.serve(app, host="127.0.0.1", port=port or configuration().port, behind_proxy=False)


@mitra.command("seed")
@click.option("--two-institutions", is_flag=True, required=True)
def seed(*, two_institutions: bool) -> None:
    """Make two institutions that must not see each other; prints JSON."""
    if two_institutions:
        say(seeding.seed_two_institutions(), as_json=True)


@mitra.command("worker")
def worker() -> None:
    """Tick, deliver and do long work until told to stop; any number may run."""
    workers.work(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001


@mitra.command("tick")
@click.option("--now", type=Iso())
def tick(now: datetime | None) -> None:
    """Do one round: plan what is due, deliver what is owed."""
    if now is not None and configuration().mode == "production":
        refuse("--now is for trials; it is refused in production.")
    say(rounds.one_round(now), as_json=False)


@mitra.group("reminders")
def reminders() -> None:
    """The desk."""


@reminders.command("preview")
@click.option("--from", "first", type=Iso())
@click.option("--to", "last", type=Iso())
@as_json
def preview_reminders(first: datetime | None, last: datetime | None, *, as_json: bool) -> None:
    """List who would get what and when, and who would not and why."""
    with database.reading():
        found = desk.preview(first.date() if first else None, last.date() if last else None)
    say(found, as_json=as_json)


@mitra.group("outbox")
def outbox() -> None:
    """Letters owed and sent."""


@outbox.command("stats")
@as_json
def outbox_stats(*, as_json: bool) -> None:
    """Count the letters by state."""
    with database.reading():
        found = desk.outbox_stats()
    say(found, as_json=as_json)


@mitra.command("report")
@click.argument("name")
@click.option("--of", type=int, help="The number in the record's address.")
@click.option("--lang", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def report(name: str, of: int | None, lang: str, out: Path) -> None:
    """Print a report, named by its P-number, as PDF."""
    with database.reading():
        size = reports.write_report(name, of, lang, out)
    click.echo(f"{out}: {size} bytes")


@mitra.command("export")
@click.argument("kind", type=click.Choice(EXPORTED))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(kind: str, file: Path) -> None:
    """Write a list to a file: CSV, XLSX, for people VCF, for gatherings ICS, by its ending."""
    with database.reading():
        size = exports.export_to(file, kind)
    click.echo(f"{file}: {size} bytes")


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
    with database.reading():
        found = list(sealing.faults())
    if found:
        refuse(f"The trail was changed: {'; '.join(found[:5])}.")
    click.echo("The trail is whole.")


@mitra.group("import")
def import_group() -> None:
    """Import a file of records, or take an import back."""


IMPORT_WORDS = (
    click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    click.option(
        "--map",
        "map_file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help='JSON: {"source column": "field"}.',
    ),
    click.option("--encoding", help="How the letters are encoded, when it can't be told."),
    click.option("--separator", help="What separates the columns: a sign, its name, or none."),
    click.option("--sheet", help="Which sheet of a workbook."),
    click.option("--header", metavar="LINE|none", help="Which line names the columns."),
    click.option(
        "--match-by",
        type=click.Choice(["email", "phone", "name"]),
        help="A key that comes before the usual ones; name means name and region.",
    ),
    click.option("--dry-run", is_flag=True, help="Only say what would come of it."),
    click.option(
        "--keep-good", is_flag=True, help="Import the good rows although some are rejected."
    ),
    as_json,
)


def import_file(kind: str, file: Path, *, as_json: bool, **asked: Any) -> None:
    """Import a CSV file, a workbook, cards or a calendar: all of it or nothing."""
    try:
        answer = bulk.import_file(kind, file, bulk.Asked(**asked)).as_json()
    except bulk.Refused as refused:
        say_report(refused.answer, as_json=as_json)
        raise
    say_report(answer, as_json=as_json)


def offer_import_of(kind: str) -> None:
    """Add the command for one kind of record."""
    command: Any = partial(import_file, kind)
    for word in reversed(IMPORT_WORDS):
        command = word(command)
    help_text = f"Import {kind.replace('-', ' ')}: all of the file or nothing."
    import_group.command(kind, help=help_text)(command)


for import_kind in IMPORT_KINDS:
    offer_import_of(import_kind)


@import_group.command("undo")
@click.argument("number", metavar="ID", type=click.IntRange(min=1))
@as_json
def undo_import(number: int, *, as_json: bool) -> None:
    """Take a whole import back, as long as nothing depends on what it brought."""
    answer = bulk.undo_import(number)
    said = f"Taken back: {answer['removed']} removed, {answer['restored']} as before."
    say(answer, as_json=True) if as_json else click.echo(said)


def say_report(answer: dict[str, Any], *, as_json: bool) -> None:
    """Print what came of an import, for programs or for people."""
    if as_json:
        say(answer, as_json=True)
    else:
        click.echo("\n".join(bulk.lines_of(answer)))


def opened() -> Flask:
    """Load and open the application; what a start makes stays, so nothing is collected from it."""
    gc.disable()
    try:
        app: Flask = house.create_app()
    finally:
        gc.freeze()
        gc.enable()
    return app


def main() -> None:
    """Run a command on the installation that the environment describes."""
    try:
        mitra(obj=ScriptInfo(create_app=opened), prog_name="mitra")
    except ConfigurationError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
