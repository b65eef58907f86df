"""The team of an organisation: who is in it, inviting, roles, and leaving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.accounts import visit
from blueprints.accounts.forms import email_field
from blueprints.localisation import locale
from blueprints.rendering import redirect, render, wants_fragment
from models.client import MemberRole
from services import invitations, team
from services.errors import NotFound, ServiceError

from . import blueprint

ROLES: dict[MemberRole, Any] = {
    MemberRole.OWNER: _l("Owner"),
    MemberRole.MEMBER: _l("Member"),
    MemberRole.VIEWER: _l("Viewer"),
}
MAY: dict[MemberRole, Any] = {
    MemberRole.OWNER: _l("does all that a member does, and decides on the organisation, its verification and the team"),
    MemberRole.MEMBER: _l("asks professionals, describes work and ends matches"),
    MemberRole.VIEWER: _l("reads what the organisation may read, and changes nothing"),
}


class InvitationForm(FlaskForm):
    """Whom to invite, and as what."""

    email = email_field("off", why=_l("We mail a link to it that works once. Without an address we cannot invite."))
    role = RadioField(
        _l("Role"),
        choices=lambda: [(role.value, f"{words}: {MAY[role]}") for role, words in ROLES.items()],
        default=MemberRole.MEMBER.value,
    )


class DepartureForm(FlaskForm):
    """Who takes over from somebody who leaves."""

    successor = SelectField(_l("Who takes over"), choices=lambda: _others(), default="", validate_choice=False)


@blueprint.get("/team", endpoint="team")
@open_to(Audience.CLIENTS)
def index() -> Response:
    """The team, and for its owners the invitations."""
    return _page(InvitationForm(formdata=None))


@blueprint.post("/team/invitations")
@open_to(Audience.OWNERS)
def invite() -> Response:
    """Mail an invitation."""
    form = InvitationForm()
    if not form.validate_on_submit():
        return _page(form, status=422)
    try:
        invitations.invite(
            access.session(),
            access.viewer(),
            email=str(form.email.data),
            role=MemberRole(form.role.data),
            locale=locale(),
            keys=visit.keys(),
            now=access.now(),
        )
    except NotFound:
        raise
    except ServiceError as error:
        form.form_errors.append(_(error.message))
        return _page(form, status=422)
    flash(_("The invitation is on its way. It can be accepted for seven days."), "info")
    return redirect(url_for("clients.team"))


@blueprint.post("/team/invitations/<invitation_id>/withdrawal")
@open_to(Audience.OWNERS)
def withdraw_invitation(invitation_id: str) -> Response:
    """Take an invitation back."""
    invitations.withdraw(access.session(), access.viewer(), invitation_id, now=access.now())
    flash(_("The invitation is withdrawn: its link does not work any more."), "info")
    return redirect(url_for("clients.team"))


@blueprint.post("/team/members/<member_id>/role")
@open_to(Audience.OWNERS)
def change_role(member_id: str) -> Response:
    """Let somebody do more or less."""
    asked = request.form.get("role", "")
    role = next((each for each in MemberRole if each.value == asked), None)
    if role is None:
        raise NotFound

    def change() -> None:
        team.change_role(access.session(), access.viewer(), member_id, role, now=access.now())

    return _change(change, _("The role is changed, from the next page they open."))


@blueprint.get("/team/members/<member_id>/removal")
@open_to(Audience.OWNERS)
def confirm_removal(member_id: str) -> Response:
    """Say what happens and ask whether to go on: a page, or a dialog on the page before."""
    session, viewer = access.session(), access.viewer()
    found = team.member(session, viewer, member_id)
    if found.account_id == access.account_id():
        return redirect(url_for("clients.departure"))
    in_hand = team.belongings(session, str(viewer.organisation_id), found.account_id)
    return render(
        "clients/removal.html", "clients/_removal.html", member=found, in_hand=in_hand, in_dialog=wants_fragment()
    )


@blueprint.post("/team/members/<member_id>/removal")
@open_to(Audience.OWNERS)
def removal(member_id: str) -> Response:
    """Take somebody out of the team."""

    def change() -> None:
        team.remove(access.session(), access.viewer(), member_id, now=access.now())

    return _change(change, _("They are no longer in your team, and can open nothing of it any more."))


@blueprint.get("/team/departure")
@open_to(Audience.CLIENTS)
def departure() -> Response:
    """Ask whether to leave, and who takes over."""
    return _departure_page(DepartureForm(formdata=None))


@blueprint.post("/team/departure")
@open_to(Audience.CLIENTS)
def leave() -> Response:
    """Leave the team."""
    form = DepartureForm()
    if form.validate_on_submit():
        try:
            team.leave(access.session(), access.viewer(), successor_id=form.successor.data or None, now=access.now())
        except NotFound:
            raise
        except ServiceError as error:
            form.successor.errors = [_(error.message)]
        else:
            flash(_("You left the team. You can open nothing of it any more."), "info")
            return redirect(url_for("accounts.show"))
    return _departure_page(form, status=422)


def _page(form: InvitationForm, status: int = 200) -> Response:
    session, viewer = access.session(), access.viewer()
    waiting = invitations.open_invitations(session, str(viewer.organisation_id), now=access.now())
    return render(
        "clients/team.html",
        status=status,
        form=form,
        members=team.members(session, str(viewer.organisation_id)),
        invitations=waiting if viewer.is_owner else [],
        own=access.account_id(),
    )


def _departure_page(form: DepartureForm, status: int = 200) -> Response:
    session, organisation_id = access.session(), str(access.viewer().organisation_id)
    found = team.members(session, organisation_id)
    owners = [each for each in found if each.role is MemberRole.OWNER and each.is_here]
    return render(
        "clients/departure.html",
        status=status,
        form=form,
        is_alone=len(found) == 1,
        is_last_owner=[each.account_id for each in owners] == [access.account_id()],
        in_hand=team.belongings(session, organisation_id, access.account_id()),
    )


def _others() -> list[tuple[str, str]]:
    """The colleagues who may take over."""
    found = team.members(access.session(), str(access.viewer().organisation_id))
    others = [each for each in found if each.account_id != access.account_id() and each.is_here]
    return [("", _("Choose somebody")), *((each.id, each.name or each.email) for each in others)]


def _change(change: Callable[[], None], done: str) -> Response:
    """Make the change, or say why nothing was changed; either way the team shows how it stands."""
    try:
        change()
    except NotFound:
        raise
    except ServiceError as error:
        flash(_(error.message), "warn")
    else:
        flash(done, "info")
    return redirect(url_for("clients.team"))


@blueprint.app_context_processor
def _words() -> dict[str, Any]:
    return {"member_role": lambda role: str(ROLES[role]), "member_roles": ROLES, "member_may": MAY}
