"""What a web server loads: `wsgi:app`."""

from config import Config
from crm.app import create_app
from crm.cli import mitra

app = create_app(Config.from_environment())
app.cli.add_command(mitra)
