"""Opens the house: reads like a list, and nothing happens at import time."""

from flask import Flask
from flask_wtf import CSRFProtect

from config import ROOT, Config
from crm import wiring
from crm.accounts.session import load_visitor, register_session
from crm.accounts.views.second_factors import demand
from crm.core import health
from crm.core.access import register_access
from crm.core.assets import register_assets
from crm.core.cells import register_cells
from crm.core.db import db
from crm.core.discretion import register_discretion
from crm.core.engine import prepare_engines
from crm.core.headers import register_headers
from crm.core.languages import register_languages
from crm.core.migrating import Migrations
from crm.core.rates import register_rates
from crm.core.refusals import register_refusals
from crm.core.rendering import PageEnvironment
from crm.core.requests import Parcelled, register_requests
from crm.core.routes import LateRule
from crm.core.templating import register_templating
from crm.desk.views import unsubscriptions
from crm.duplicates.forwarding import register_forwarding
from crm.wiring.records import RECORD_KINDS


class Application(Flask):
    """Flask with pages and addresses made in the ways of this house."""

    jinja_environment = PageEnvironment
    url_rule_class = LateRule
    request_class = Parcelled


def create_app(config: Config | None = None) -> Flask:  # noqa: PLR0915  (a list of what there is)
    """The application for one configuration; `Config.from_environment()` when none is given."""
    settings = config or Config.from_environment()
    app = Application(
        "crm",
        instance_path=str(settings.instance_path),
        root_path=str(ROOT / "crm"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.config.from_mapping(settings.as_flask())
    tell_what_is_wired(app)

    db.init_app(app)
    Migrations(app)
    prepare_engines(app)

    register_headers(app)
    register_discretion(app)
    register_session(app)
    register_requests(app)
    register_forwarding(app)
    register_rates(app)
    register_languages(app)
    register_templating(app)
    register_refusals(app)
    register_assets(app)
    register_cells(app)
    forgery = CSRFProtect(app)
    forgery.exempt(health.csp)
    forgery.exempt(unsubscriptions.create)

    for blueprint in wiring.BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.jinja_env.globals.update(wiring.TEMPLATE_GLOBALS)
    register_access(app, load_visitor)
    app.before_request(demand)
    for front in wiring.FRONTS:
        app.wsgi_app = front(app)  # type: ignore[method-assign]
    return app


def tell_what_is_wired(app: Flask) -> None:
    """Hand the mechanisms below what `wiring` lists for them."""
    app.extensions["mitra.subscriptions"] = wiring.SUBSCRIPTIONS
    app.extensions["mitra.answers"] = wiring.ANSWERS
    app.extensions["mitra.calendar"] = wiring.CALENDAR_SOURCES
    app.extensions["mitra.sources"] = wiring.REMINDER_SOURCES
    app.extensions["mitra.housekeeping"] = wiring.TICK_HOUSEKEEPING
    app.extensions["mitra.keepers"] = wiring.KEEPERS
    app.extensions["mitra.pulse"] = wiring.PULSE_SOURCES
    app.extensions["mitra.roll_ups"] = wiring.ROLL_UPS
    app.extensions["mitra.witnesses"] = wiring.WITNESSES
    app.extensions["mitra.jobs"] = wiring.JOBS
    app.extensions["mitra.colleagues"] = wiring.COLLEAGUES
    app.extensions["mitra.lists"] = {one.kind: one for one in wiring.LIST_KINDS}
    app.extensions["mitra.records"] = {one.kind: one for one in RECORD_KINDS}
    app.extensions["mitra.chores"] = wiring.WORKER_CHORES
