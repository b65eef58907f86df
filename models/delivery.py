"""How far one mail of many is: of an issue of the newsletter, or of the invitations to a survey."""

from __future__ import annotations

from enum import Enum


class DeliveryState(str, Enum):
    """How far the sending to one person is.

    CLAIMED: handed to the mail server, whose answer is not known; never tried again, so that nobody gets it twice.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"
