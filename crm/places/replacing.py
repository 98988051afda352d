"""A code of the official list gives way to another: a province is split, a regency renamed (E8)."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from crm.core.actors import Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.text import folded
from crm.core.words import gettext as _
from crm.places.events import RegencyReplaced
from crm.places.models import CodeChange, Province, Regency, Replacement
from crm.places.queries import replacements

FIRST_CITY = 71
"""Regencies are numbered 01 to 69 within their province, cities 71 to 99 (domain 5.2)."""


@dataclass(frozen=True)
class Successor:
    """What a regency or city is from now on; an empty `name` keeps the old one."""

    code: str
    name: str = ""
    province: str = ""
    """The name of its province, needed where that is new."""


def replace(
    old: Regency, successor: Successor, *, by: Actor, on: date, decree: str = ""
) -> Replacement:
    """Let whatever lies in a regency lie in another from now on, and lists with old codes follow.

    The new one is entered where it is not known, with its province where that is new too. Refuses
    what `require_possible` does.
    """
    require_possible(old, successor)
    code = successor.code
    new = db.session.get(Regency, code) or _entered(old, successor)
    replacement = save(Replacement(old=old, new=new, starts_on=on, decree=decree))
    db.session.execute(
        sa.update(CodeChange).where(CodeChange.new_code == old.code).values(new_code=code)
    )
    db.session.merge(CodeChange(old_code=old.code, new_code=code))
    record(RegencyReplaced(subject=replacement, by=by))
    return replacement


def require_possible(old: Regency, successor: Successor) -> None:
    """Refuse a code that is the old one or was itself replaced, and a new province without name."""
    code = successor.code
    if db.session.scalar(replacements().where(Replacement.old_code == old.code)):
        raise NotPossible(_("%(name)s was replaced already.", name=old.title))
    if db.session.scalar(replacements().where(Replacement.old_code == code)):
        raise NotPossible(_("%(code)s is itself no longer in force.", code=code))
    if code == old.code:
        raise NotPossible(_("The new code is the same as the old one."))
    if not successor.province and db.session.get(Province, code[:2]) is None:
        raise NotPossible(_("%(code)s is a new province. Enter its name.", code=code[:2]))


def _entered(old: Regency, successor: Successor) -> Regency:
    name = successor.name or old.name
    return save(
        Regency(
            code=successor.code,
            province=_province_of(old, successor),
            name=name,
            folded=folded(name),
            is_city=int(successor.code[3:]) >= FIRST_CITY,
        )
    )


def _province_of(old: Regency, successor: Successor) -> Province:
    """A new province keeps the clock of the one it came from."""
    code, name = successor.code[:2], successor.province
    return db.session.get(Province, code) or save(
        Province(code=code, name=name, folded=folded(name), zone=old.province.zone)
    )
