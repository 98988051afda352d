"""One worker that delivers what is owed and prints the seconds that took, its start not counted."""

import time

from config import Config
from crm.app import create_app
from crm.core.mail import transport_for
from crm.reminders.sending import Postman


def main() -> None:
    """Deliver until nothing is left."""
    config = Config.from_environment()
    transport = transport_for(config)
    assert transport is not None
    with create_app(config).app_context():
        began = time.perf_counter()
        Postman(transport).deliver()
    print(time.perf_counter() - began)


if __name__ == "__main__":
    main()
