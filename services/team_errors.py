"""What can stand in the way of inviting, joining or leaving a team; each error carries the sentence that says so."""

from __future__ import annotations

from models.register import N_

from .errors import ServiceError


class AlreadyMember(ServiceError):
    """The address belongs to somebody in the team."""

    message = N_("Whoever has this address is in your team already.")


class AlreadyInvited(ServiceError):
    """An invitation to the address is open."""

    message = N_("This address is invited already. Withdraw that invitation first, if you want to change the role.")


class TooManyInvitations(ServiceError):
    """More invitations than a team needs, or more mails to one address than it should get."""

    message = N_("That is enough for now: at most 20 open invitations, and three a day to one address.")


class IsOnePersonBusiness(ServiceError):
    """The organisation said that only one person works in it."""

    message = N_(
        "You said that only you work in this organisation. Switch that off on the page of the organisation first."
    )


class InvitationOver(ServiceError):
    """The link was used or withdrawn, or is too old: which of these, who holds it does not learn."""

    message = N_("This invitation does not work any more. Ask who invited you for a new one.")


class OtherAddress(ServiceError):
    """Who is logged in has another address than the one invited."""

    message = N_(
        "This invitation is for another address than that of your account. Log out and open the link again, or ask "
        "for an invitation to the address of your account."
    )


class LastOwner(ServiceError):
    """A team without an owner could decide on nothing."""

    message = N_("A team needs an owner. Choose who becomes one first.")


class NoSuccessor(ServiceError):
    """Who is to take over is not in the team."""

    message = N_("Choose somebody of your team who takes over.")
