"""What a web server loads: `wsgi:app`."""

from config import Config
from crm.app import create_app

app = create_app(Config.from_environment())
