"""Errors that a person can cause and must be told about; each carries the sentence to show."""

from __future__ import annotations

from models.register import N_


class ServiceError(Exception):
    """Something was asked that cannot be done; ``message`` is an English message id for gettext."""

    message = N_("That is not possible.")


class NotFound(ServiceError):
    """What was asked for does not exist, or not for this viewer: the two look alike."""

    message = N_("We could not find that.")
