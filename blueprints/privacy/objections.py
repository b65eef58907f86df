"""Objections: every use that rests on our own interest, what it means, and the button that stops it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Response, abort, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts.visit import keys
from blueprints.rendering import invalid, redirect, render
from models.objection import STOPPING
from models.privacy import Interest
from services.rights import cases, objecting, withdrawing
from services.rights.tally import tally

from . import blueprint
from .case_forms import ObjectForm
from .values import words_of


@dataclass(frozen=True)
class ShownUse:
    """A use in words, with the objection to it, if there is one, and the form to object where none is in force."""

    interest: str
    title: str
    text: str
    effect: str
    for_good: bool
    objection_id: str
    state: str
    since: datetime | None
    in_force: bool
    form: ObjectForm


@blueprint.get("/objections")
@open_to(Audience.ACCOUNTS)
def objections() -> Response:
    """The uses that concern this person."""
    return render("privacy/objections.html", uses=_uses())


@blueprint.post("/objections/<interest>")
@open_to(Audience.ACCOUNTS)
def object_to(interest: str) -> Response:
    """Object to one of them."""
    wanted = next((each for each in objecting.MEANINGS if each.value == interest), None)
    if wanted is None:
        abort(404)
    form = ObjectForm(prefix=f"{interest}-")
    if not form.validate_on_submit():
        return invalid("privacy/objections.html", uses=_uses(form))
    try:
        objecting.make(
            access.session(),
            access.account_id(),
            wanted,
            statement=form.text.data or "",
            set_aside=bool(form.set_aside.data),
            keys=keys(),
            now=access.now(),
        )
    except (objecting.AlreadyObjected, cases.TooManyOpen) as error:
        form.form_errors.append(_(error.message))
        return invalid("privacy/objections.html", uses=_uses(form))
    flash(_("Your objection is noted: %(use)s.", use=_(objecting.MEANINGS[wanted].title)), "info")
    return redirect(url_for("privacy.objections", _anchor=interest))


@blueprint.post("/objections/<objection_id>/withdrawal")
@open_to(Audience.ACCOUNTS)
def withdraw_objection(objection_id: str) -> Response:
    """No longer object."""
    withdrawing.withdraw_objection(access.session(), access.account_id(), objection_id, now=access.now())
    flash(_("You no longer object to that use."), "info")
    return redirect(url_for("privacy.objections"))


def _uses(filled: ObjectForm | None = None) -> list[ShownUse]:
    session, account_id = access.session(), access.account_id()
    standing = objecting.standing(session, account_id)
    held = {each.category for each in tally(session, account_id)}
    return [_use(each, standing.get(each), filled) for each in objecting.interests_of(held)]


def _use(interest: Interest, objection: object, filled: ObjectForm | None) -> ShownUse:
    meaning, prefix = objecting.MEANINGS[interest], f"{interest.value}-"
    state = getattr(objection, "state", None)
    is_filled = filled is not None and filled._prefix == prefix
    return ShownUse(
        interest.value,
        _(meaning.title),
        _(meaning.text),
        _(meaning.effect),
        interest in objecting.FOR_GOOD,
        getattr(objection, "id", ""),
        _state(interest, state),
        getattr(objection, "at", None),
        state in STOPPING,
        filled if filled is not None and is_filled else ObjectForm(formdata=None, prefix=prefix),
    )


def _state(interest: Interest, state: object) -> str:
    if state is None:
        return ""
    if interest in objecting.RUNNING_ON and state is STOPPING[0]:
        return _("being weighed: we answer within a month")
    return words_of(state)  # type: ignore[arg-type]
