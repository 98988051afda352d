"""What is served while we measure: the house, or the bare page that is its floor."""

import sys

import waitress
from flask import Flask, redirect

from crm.cli import opened

THREADS = 4


def bare() -> Flask:
    """A Flask application that does nothing: one page, one redirect."""
    app = Flask("bare")
    app.add_url_rule("/", "page", lambda: "<!doctype html><title>bare</title><p>bare")
    app.add_url_rule("/q/bare", "link", lambda: redirect("https://example.org/", 302))
    return app


def main(what: str, port: int) -> None:
    """Serve until told to stop."""
    app = bare() if what == "bare" else opened()
    waitress.serve(app, host="127.0.0.1", port=port, threads=THREADS, _quiet=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
