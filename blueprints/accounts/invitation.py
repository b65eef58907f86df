"""Joining a team by a mailed link. The link opens a page; only its button joins, so that no link scanner does."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import locale
from blueprints.rendering import invalid, redirect, render
from models.account import Account, SecurityEventKind
from services import accounts, invitations, logins
from services.invitations import Offer
from services.passwords import hash_password
from services.team_errors import InvitationOver, OtherAddress

from . import blueprint, visit
from .forms import NAME_NEEDED, name_field, new_password_field

PAGE = "accounts/invitation.html"


class JoinForm(FlaskForm):
    """Joining with an account that has acted for a client before."""


class NamedJoinForm(JoinForm):
    """Joining with an account that never has: a professional who accepts a request learns who wrote it."""

    first_name = name_field(_l("First name"), _l("Fill in your first name."), "given-name", NAME_NEEDED)
    last_name = name_field(_l("Last name"), _l("Fill in your last name."), "family-name", NAME_NEEDED)


class NewcomerForm(NamedJoinForm):
    """Joining without an account yet; the link has proven the address."""

    password = new_password_field()


@blueprint.get("/invitation/<token>")
@open_to(Audience.EVERYONE)
def invitation(token: str) -> Response:
    """What is offered, and how to accept it."""
    try:
        offer = _offer(token)
    except InvitationOver as error:
        return _over(error)
    return render(PAGE, form=_form(offer), **_context(token, offer))


@blueprint.post("/invitation/<token>")
@open_to(Audience.EVERYONE)
def join(token: str) -> Response:
    """Join the team, with the account of the address or with a new one."""
    try:
        offer = _offer(token)
        form, context = _form(offer), _context(token, offer)
        if context["step"] not in ("join", "register"):
            return render(PAGE, status=422, form=form, **context)
        if not form.validate_on_submit():
            return invalid(PAGE, form=form, **context)
        organisation_id, session_id = _join(token, offer, form)
    except (InvitationOver, OtherAddress) as error:
        return _over(error)
    logins.act_as(access.session(), session_id, organisation_id)
    flash(_("Welcome. You act for %(organisation)s from now on.", organisation=offer.organisation), "info")
    return redirect(url_for("clients.dashboard"))


def _join(token: str, offer: Offer, form: JoinForm) -> tuple[str, str]:
    """Make the account where there is none, join with it, and give organisation and session."""
    session, known = access.session(), access.viewer()
    account = session.get_one(Account, known.account_id) if known.account_id else _new_account(offer, form)
    names = {} if not offer.needs_name else {"first_name": form.first_name.data, "last_name": form.last_name.data}
    organisation_id = invitations.accept(session, token, account, keys=visit.keys(), now=access.now(), **names)
    if known.session_id is not None:
        return organisation_id, known.session_id
    token_of_session = logins.begin(session, account.id, browser=visit.browser(), now=access.now())
    session.flush()
    entered = visit.enter(token_of_session)
    return organisation_id, str(entered.session_id)


def _new_account(offer: Offer, form: JoinForm) -> Account:
    """An account with the address, which following the link has proven."""
    session, now = access.session(), access.now()
    account = accounts.create_account(
        session,
        email=offer.email,
        password_hash=hash_password(str(form.password.data)),
        locale=locale(),
        confirmed=True,
        keys=visit.keys(),
        now=now,
    )
    if account is None:
        accounts.remind_of_way_back(session, offer.email, keys=visit.keys(), now=now)
        access.keep_writes()
        raise InvitationOver
    accounts.note(session, account.id, SecurityEventKind.REGISTERED, browser=visit.browser(), now=now)
    return account


def _offer(token: str) -> Offer:
    return invitations.offer_of(access.session(), token, keys=visit.keys(), now=access.now())


def _form(offer: Offer) -> JoinForm:
    if offer.account_id is None:
        return NewcomerForm()
    return NamedJoinForm() if offer.needs_name else JoinForm()


def _context(token: str, offer: Offer) -> dict[str, Any]:
    """``step``: what who looks can do; only the account of the address may join."""
    known = access.viewer().account_id
    if known is None:
        step = "register" if offer.account_id is None else "log-in"
    else:
        step = "join" if known == offer.account_id else "other"
    return {"token": token, "offer": offer, "step": step, "other_address": _(OtherAddress.message)}


def _over(error: InvitationOver | OtherAddress) -> Response:
    return render("accounts/invitation_over.html", status=410, message=_(error.message))
