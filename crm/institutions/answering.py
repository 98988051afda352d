"""The yearly check answered by a private link: the own record on a phone (reliability A17-A20)."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import undefer_group

from crm.core.db import db
from crm.core.errors import Gone
from crm.core.words import gettext as _
from crm.institutions.checking import Answered, take_answer
from crm.institutions.forms.checks import CheckForm
from crm.institutions.models import Institution, MembershipState
from crm.institutions.models.profiles import GROUP
from crm.institutions.queries import institutions, services_offered_by, strengths_of
from crm.links.issuing import Answer, consume
from crm.links.models import Link

FOLDER = "institutions/data_answers"
ALL_TRUE = "true"


def show(link: Link) -> ResponseReturnValue:
    """Show the record, each field open to be put right."""
    institution = institution_of(link)
    return _page(link, institution, CheckForm(obj=institution))


def act(link: Link) -> ResponseReturnValue:
    """Take the answer; the link is used up with it, once whoever else tries at the same time.

    Whoever changed a field and then said that all is true has sent corrections.
    """
    institution = institution_of(link)
    form = CheckForm(obj=institution)
    is_true = request.form.get("answer") == ALL_TRUE and form.is_untouched(institution)
    if not is_true and not form.validate():
        return _page(link, institution, form), 422
    corrections = {} if is_true else form.corrections(institution)
    remark = "" if is_true else form.remark.data or ""
    if not consume(link, receipt={"corrections": len(corrections) + bool(remark)}):
        return closed(link)
    answered = Answered(link.as_actor(), link.recipient, link.language)
    take_answer(institution, corrections, remark=remark, answered=answered)
    return redirect(url_for("links.show", link_id=link.id), 303)


def closed(link: Link) -> ResponseReturnValue:
    """Say what was answered, or why the link answers no more."""
    institution = db.session.get(Institution, link.subject_id)
    words = {"link": link, "institution": institution}
    return make_response(render_template(f"{FOLDER}/closed.html", **words), 410)


def institution_of(link: Link) -> Institution:
    """The institution whose data the link asks about."""
    asked = institutions().where(Institution.id == link.subject_id)
    found = db.session.scalars(asked.options(undefer_group(GROUP))).one_or_none()
    if found is None:
        raise Gone(_("This institution is no longer in the register."))
    if found.state is MembershipState.MERGED:
        raise Gone(_told_of(found))
    return found


def _told_of(gone: Institution) -> str:
    """Why nothing is asked about one that became part of another, and where its people answer."""
    became = gone.line[-1].name
    return _(
        "%(name)s became part of %(became)s, and its data are closed. Those of %(became)s are"
        " checked with the letter to %(became)s, or on its page after signing in.",
        name=gone.name,
        became=became,
    )


def _page(link: Link, institution: Institution, form: CheckForm) -> str:
    return render_template(
        f"{FOLDER}/show.html",
        link=link,
        form=form,
        institution=institution,
        services=list(db.session.scalars(services_offered_by([institution.id]))),
        strengths=list(db.session.scalars(strengths_of(institution))),
    )


ANSWER = Answer(show=show, act=act, closed=closed)
