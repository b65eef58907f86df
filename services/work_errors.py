"""What can stand in the way of a work description; each error carries the sentence that says so."""

from __future__ import annotations

from models.register import N_

from .errors import ServiceError


class NotVerifiedYet(ServiceError):
    """Professionals read only the work of organisations that were verified."""

    message = N_("Your organisation has to be verified before professionals read its work. The draft is kept.")


class OpenAlready(ServiceError):
    """The work description is open."""

    message = N_("This work description is open already.")


class NotOpen(ServiceError):
    """The work description is not open, so it cannot be closed."""

    message = N_("This work description is not open, so nothing was changed.")


class CloseItFirst(ServiceError):
    """What professionals read is closed before it is deleted."""

    message = N_("Close this work description first: professionals can still read it.")


class WorkSetAside(ServiceError):
    """The data of who wrote or opens it are restricted (GDPR article 18)."""

    message = N_("Data of yours are set aside at your request, so your work cannot be shown to others. End that first.")
