"""What stands in the way of a partnership."""

from __future__ import annotations

from models.register import N_

from .errors import ServiceError


class NotReviewed(ServiceError):
    """There is no reviewed profile yet."""

    message = N_("Have your profile reviewed and published first: a partner's page shows what is in it.")


class AlreadyPartner(ServiceError):
    """The person is a partner already."""

    message = N_("You are a partner already.")


class NotPartner(ServiceError):
    """The person is no partner, or no longer."""

    message = N_("You are not a partner any more.")


class AddressMalformed(ServiceError):
    """The address cannot be written so."""

    message = N_("Choose an address of 3 to 40 letters a to z, digits and hyphens, such as jansen-timmerwerk.")


class AddressTaken(ServiceError):
    """The address is, or was, somebody's."""

    message = N_("This address is taken, or was once: no address is given twice. Choose another one.")


class SignedOtherwise(ServiceError):
    """The typed name is not the person's own."""

    message = N_("Sign with your name as it is in your personalia.")


class ContractChanged(ServiceError):
    """The contract is no longer the one that was read."""

    message = N_("The contract has changed since you opened this page. Read it again, then sign.")
