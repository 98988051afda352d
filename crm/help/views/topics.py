"""Help pages, open to everyone who can reach Mitra: they hold nothing of anybody."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from crm.core.access import public
from crm.help.topics import BY_NAME, TOPICS, words_of

bp = Blueprint("topics", __name__, url_prefix="/help")


@bp.get("")
@public
def index() -> ResponseReturnValue:
    return render_template("help/topics/index.html", topics=TOPICS)


@bp.get("/<name>")
@public
def show(name: str) -> ResponseReturnValue:
    topic = BY_NAME.get(name) or abort(404)
    words = words_of(topic)
    return render_template("help/topics/show.html", topic=topic, words=words, topics=TOPICS)
