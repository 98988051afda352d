"""What a web server loads: `wsgi:app`."""

from crm.cli import mitra, opened

app = opened()
app.cli.add_command(mitra)
