"""The commands of upkeep: `mitra backup`, `mitra restore`, `mitra doctor`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from crm.core.console import Unspoken, refuse, say
from crm.core.later import Later

backups = Later("crm.upkeep.backups")
drill = Later("crm.upkeep.drill")
examination = Later("crm.upkeep.doctor")
restoring = Later("crm.upkeep.restoring")

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")


@click.group("backup", cls=Unspoken)
def backup() -> None:
    """Back everything up into one file: mitra backup [FOLDER], or mitra backup verify FILE."""


@backup.command("into", hidden=True)
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@as_json
def back_up(folder: Path | None, *, as_json: bool) -> None:
    """Make a backup while everybody works; into the instance's own folder unless one is named."""
    say(backups.make_backup(folder).as_row(), as_json=as_json)


@backup.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def verify_backup(file: Path, *, as_json: bool) -> None:
    """Bring a backup back beside the real database and look whether it is whole."""
    say(drill.verify(file), as_json=as_json)


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="What is here may go; it is backed up first.")
@with_appcontext
def restore(file: Path, *, replace: bool) -> None:
    """Put a backup in the place of what the database holds: all of it or nothing."""
    click.echo("\n".join(restoring.restore(file, replace=replace).lines()))


@click.command("doctor")
@as_json
@with_appcontext
def doctor(*, as_json: bool) -> None:
    """Say what is wrong with this installation, and what to do; exit 1 when something is broken."""
    found = examination.examined()
    if as_json:
        say([one.as_row() for one in found], as_json=True)
    else:
        click.echo("\n".join(examination.lines_of(found)))
    if any(one.verdict == "broken" for one in found):
        refuse("Something is broken.")


UPKEEP = (backup, restore, doctor)
