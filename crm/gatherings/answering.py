"""An invitation answered by a private link: one question on a phone (reliability A17-A20)."""

from flask import abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from crm.core import clock
from crm.core.db import db
from crm.core.errors import Gone
from crm.core.words import gettext as _
from crm.gatherings.forms import AnswerForm
from crm.gatherings.models import Invitee, Rsvp
from crm.gatherings.notices import send_new_link
from crm.gatherings.rsvp import PURPOSE
from crm.links.issuing import Answer, consume, find
from crm.links.models import Link

FOLDER = "gatherings/gathering_answers"


def show(link: Link) -> ResponseReturnValue:
    """Ask."""
    return _page(link, AnswerForm())


def act(link: Link) -> ResponseReturnValue:
    """Take the answer; the link is used up with it, once whoever else tries at the same time."""
    form = AnswerForm()
    if not form.validate():
        return _page(link, form), 422
    invitee = invitee_of(link)
    answer, note = form.chosen(), form.note.data or ""
    if not consume(link, receipt={"answer": answer, "note": note}):
        return closed(link)
    invitee.answer(answer, by=link.as_actor(), note=note)
    return redirect(url_for("links.show", link_id=link.id), 303)


def closed(link: Link) -> ResponseReturnValue:
    """Say what was answered, or why the link answers no more, and how to get a new one."""
    invitee = db.session.get(Invitee, link.subject_id)
    answer = link.receipt.get("answer") if link.used_at else None
    page = render_template(
        f"{FOLDER}/closed.html",
        link=link,
        invitee=invitee,
        answer=Rsvp(answer) if answer else None,
    )
    return make_response(page, 410)


def invitee_of(link: Link) -> Invitee:
    """The place on the list for which the link answers."""
    found = db.session.get(Invitee, link.subject_id)
    if found is None:
        raise Gone(_("You are not on the list any more."))
    return found


def _page(link: Link, form: AnswerForm) -> str:
    invitee = invitee_of(link)
    return render_template(
        f"{FOLDER}/show.html", link=link, form=form, invitee=invitee, gathering=invitee.gathering
    )


def link_held(secret: str) -> Link:
    """The link to an invitation whose secret somebody sends us; any other does not exist."""
    link = find(secret)
    if link.purpose != PURPOSE:
        abort(404)
    return link


def renew(link: Link) -> None:
    """Send a fresh link to the address of an old one, as long as an answer makes sense."""
    invitee = invitee_of(link)
    if not invitee.may_answer(at=clock.now()):
        raise Gone(_("This invitation can't be answered any more."))
    send_new_link(link, invitee)


ANSWER = Answer(show=show, act=act, closed=closed)
