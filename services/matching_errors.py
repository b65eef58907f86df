"""What can stand in the way of a request or a match; each error carries the sentence that says so."""

from __future__ import annotations

from models.register import N_

from .errors import ServiceError


class OnlyVerifiedClients(ServiceError):
    """Somebody who does not act for a verified organisation shows interest."""

    message = N_("Only a verified organisation can send a request.")


class OnlyReads(ServiceError):
    """Who asks may only read for the organisation."""

    message = N_("You may read for your organisation, but not ask. A colleague who is a member or an owner can.")


class WorkNotOpen(ServiceError):
    """The work description that a request names is not open, or not the organisation's."""

    message = N_("The work description you chose is not open any more. Choose another, or none.")


class OwnProfile(ServiceError):
    """The professional is a member of the organisation that asks."""

    message = N_("This professional belongs to your own organisation. You can only ask somebody else.")


class AlreadyAsked(ServiceError):
    """The organisation has an open request to the professional."""

    message = N_(
        "Your organisation has asked this professional already. Wait for the answer, or withdraw that request."
    )


class AlreadyMatched(ServiceError):
    """The organisation and the professional have a match that lasts."""

    message = N_("Your organisation has a match with this professional already.")


class MessageTooShort(ServiceError):
    """The message says too little to decide upon."""

    message = N_("Write at least 20 characters: say what the work is and when it starts.")


class MessageTooLong(ServiceError):
    """The message is longer than a request may be."""

    message = N_("Shorten your message to 2000 characters or fewer.")


class NoLongerOpen(ServiceError):
    """The request was answered or withdrawn, or it expired."""

    message = N_("This request is not open any more, so nothing was changed.")


class SenderGone(ServiceError):
    """Who asked cannot be matched now: the organisation is not verified any more, or the person has left it."""

    message = N_("Who sent this request cannot be matched at present, so nothing was shown to them.")


class NotApproachable(ServiceError):
    """The professional objects to being approached (GDPR article 21)."""

    message = N_("This professional takes no requests at the moment.")


class DataSetAside(ServiceError):
    """The data of who acts are restricted (GDPR article 18), so nothing may be shown to anybody."""

    message = N_("Your data are set aside at your request, so nothing can be shown to others. End that first.")


class MatchOver(ServiceError):
    """The match has ended before."""

    message = N_("This match has ended already.")
