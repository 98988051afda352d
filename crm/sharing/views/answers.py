"""Answers by a private link: opening shows, a pressed button acts once (reliability A17-A20)."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from crm.core.db import get_or_404
from crm.links.issuing import Answer
from crm.links.models import Link
from crm.sharing import wording
from crm.sharing.answering import Asked, answer_by_link, is_answerable
from crm.sharing.forms import CounterForm, DeclineForm, filled_promise
from crm.sharing.queries import assignments_numbered


def asked_by(link: Link) -> Asked:
    """What a link asks about, as its holder sees it."""
    return Asked(get_or_404(assignments_numbered(link.subject_id), link.subject_id), link)


def show(link: Link) -> ResponseReturnValue:
    """Put the question."""
    asked = asked_by(link)
    if not is_answerable(asked):
        return closed(link)
    changes = CounterForm(data=filled_promise(asked.assignment.current))
    return _page(asked, changes, DeclineForm())


def act(link: Link) -> ResponseReturnValue:
    """Take the answer; what can't be taken is said on the same page."""
    asked = asked_by(link)
    changes, refusal = CounterForm(), DeclineForm()
    given = answer_by_link(asked, request.form.get("decision", ""), changes, refusal)
    if given.is_closed:
        return closed(link)
    if given.is_refused:
        return _page(asked, changes, refusal), 422
    page, shown = "sharing/answers/create.html", given.made or asked
    return render_template(page, asked=shown, given=given, wording=wording)


def closed(link: Link) -> ResponseReturnValue:
    """Say what became of a link that can't act any more, and the way on."""
    page = "sharing/answers/closed.html"
    return render_template(page, asked=asked_by(link), wording=wording), 410


def _page(asked: Asked, changes: CounterForm, refusal: DeclineForm) -> str:
    page = "sharing/answers/show.html"
    given = {"asked": asked, "changes": changes, "refusal": refusal}
    return render_template(page, **given, wording=wording)


ANSWER = Answer(show=show, act=act, closed=closed)
