"""The words for codes that columns hold as plain text or numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from blueprints.labels import money
from models.privacy import Tier
from models.special import SpecialAudience, SpecialKind, SpecialPurpose
from services.audit import ACTIONS
from services.mail import MailTemplate
from services.special_categories import AUDIENCES, KINDS, PURPOSES

LEVELS: Mapping[Tier, Any] = {
    Tier.ANONYMOUS: _l("What anyone may see"),
    Tier.VERIFIED: _l("What verified clients see: no name"),
    Tier.MATCHED: _l("What opens at a match: name and full profile"),
}
MAILS: Mapping[MailTemplate, Any] = {
    MailTemplate.CONFIRM_EMAIL: _l("Asked you to confirm your e-mail address"),
    MailTemplate.ALREADY_REGISTERED: _l("Told you that your address was registered already"),
    MailTemplate.RESET_PASSWORD: _l("Link to set a new password"),
    MailTemplate.PASSWORD_CHANGED: _l("Told you that your password was changed"),
    MailTemplate.VERIFICATION_APPROVED: _l("Told you that your organisation was verified"),
    MailTemplate.VERIFICATION_DECLINED: _l("Told you that your organisation was not verified, and why"),
    MailTemplate.REQUEST_RECEIVED: _l("Told you that there was a request for you"),
    MailTemplate.REQUEST_ACCEPTED: _l("Told you that your request was accepted"),
    MailTemplate.REQUEST_DECLINED: _l("Told you that your request was declined"),
    MailTemplate.REQUEST_EXPIRED: _l("Told you that your request expired"),
    MailTemplate.REQUEST_REMINDER: _l("Reminded you of a request that would expire soon"),
    MailTemplate.QUESTION_ASKED: _l("Told you of a question about your request"),
    MailTemplate.QUESTION_ANSWERED: _l("Told you of an answer to your question"),
    MailTemplate.MEETING_OFFERED: _l("Told you of times for a meeting"),
    MailTemplate.MEETING_AGREED: _l("Told you that a meeting was agreed"),
    MailTemplate.MEETING_CANCELLED: _l("Told you that a meeting was off"),
    MailTemplate.SEARCH_FOUND: _l("Told you that more professionals fit a search of yours"),
    MailTemplate.REPORT_DECIDED: _l("Told you what was decided on a message you reported"),
    MailTemplate.MATCH_ENDED: _l("Told you that a match ended"),
    MailTemplate.MESSAGE_RECEIVED: _l("Told you of a new message"),
    MailTemplate.NEWS_OF_THE_DAY: _l("Told you that there was news for you"),
    MailTemplate.APPROACH: _l("Approached you about a collaboration"),
    MailTemplate.REFERENCE_WRITTEN: _l("Told you that an earlier client recommended you"),
    MailTemplate.REVIEW_ACCEPTED: _l("Told you that your profile was accepted"),
    MailTemplate.REVIEW_RETURNED: _l("Told you what to change in your profile"),
    MailTemplate.INACTIVITY_NOTICE: _l("Warned you that you had not used your account for eleven months"),
    MailTemplate.INACTIVITY_REMINDER: _l("Warned you once more before your account was deactivated"),
    MailTemplate.ACCOUNT_DEACTIVATED: _l("Told you that your account was deactivated, with the way back"),
    MailTemplate.ACCOUNT_RESTORED: _l("Told you that your account was active again"),
    MailTemplate.COPY_READY: _l("Told you that the copy of your data was ready"),
    MailTemplate.PORTABLE_READY: _l("Told you that your data for another service were ready"),
    MailTemplate.ERASURE_CONFIRM: _l("Asked you to confirm that you want to be erased"),
    MailTemplate.ERASURE_WAITING: _l("Told you on which day your account is erased, with the way back"),
    MailTemplate.HOLD_SET: _l("Told you that we must keep your data for longer, and why"),
    MailTemplate.RESTRICTION_SET: _l("Told you that your data were set aside"),
    MailTemplate.RESTRICTION_ANNOUNCED: _l("Told you that your data would be used again, and why"),
    MailTemplate.RESTRICTION_LIFTED: _l("Told you that your data were used again"),
    MailTemplate.RECIPIENT_TOLD: _l("Told you that data you received had changed"),
    MailTemplate.TEAM_REMOVED: _l("Told you that you no longer act for an organisation"),
    MailTemplate.HOLD_LIFTED: _l("Told you that your data are kept no longer than usual again"),
    MailTemplate.DATA_DEMANDED: _l("Told you that a law made us hand data about you to an authority"),
}
_SPOKEN: Mapping[str, Callable[[Any], Any]] = {
    "action": lambda action: _(ACTIONS[action]),
    "day_rate": lambda cents: money(cents / 100),
    "rate_from": lambda cents: money(cents / 100),
    "rate_to": lambda cents: money(cents / 100),
    "detail": _,
    "reason": _,
    "special_audience": lambda audience: _(AUDIENCES[SpecialAudience(audience)]),
    "special_kind": lambda kind: _(KINDS[SpecialKind(kind)]),
    "special_purpose": lambda purpose: _(PURPOSES[SpecialPurpose(purpose)]),
    "template": lambda template: MAILS[MailTemplate(template)],
    "tier": lambda tier: LEVELS[Tier(tier)] if tier else _("Only what was demanded"),
}


def spoken(column: str, value: Any) -> str | None:
    """What the code in a column of this name says; None where the column holds no code, or one we do not know."""
    if value is None or column not in _SPOKEN:
        return None
    try:
        return str(_SPOKEN[column](value))
    except (KeyError, ValueError):
        return None
