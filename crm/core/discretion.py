"""Secrets that stand in an address stay out of the log (reliability A19)."""

import logging
import re

from flask import Flask

IN_ADDRESS = re.compile(r"(/(?:c|u|setup)/)(?!link/\d+\b)[\w.=-]+")


class Discreet(logging.Filter):
    """Writes a private address into the log without its secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, its secrets blanked out."""
        record.msg, record.args = IN_ADDRESS.sub(r"\1…", record.getMessage()), ()
        return True


def register_discretion(app: Flask) -> None:
    """Keep the secrets of addresses out of what the application logs about failures."""
    failures = logging.getLogger(app.name)
    if not any(isinstance(one, Discreet) for one in failures.filters):
        failures.addFilter(Discreet())
