"""A fresh link for whoever wants to change an answer: it goes to the address of the old one."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from crm.core.access import public
from crm.core.languages import speak_by_default
from crm.core.rates import ANSWER, limited
from crm.gatherings.answering import link_held, renew

bp = Blueprint("answer_links", __name__, url_prefix="/gatherings/answer-links")


@bp.post("")
@public
@limited(ANSWER)
def create() -> ResponseReturnValue:
    link = link_held(request.form.get("secret", ""))
    speak_by_default(link.language)
    renew(link)
    return render_template("gatherings/answer_links/create.html", link=link)
