"""What a web server loads: `wsgi:app`."""

from crm.cli import mitra, opened
from crm.core.migrating import Commands

app = opened()
app.cli.add_command(mitra)
app.cli.add_command(Commands("db", help="Migrate the database."))
