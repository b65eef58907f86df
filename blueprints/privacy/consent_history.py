"""Every consent that one gave or withdrew: a list, a receipt of each, and a button to withdraw what is in force."""

from __future__ import annotations

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.notices import version_in_force
from blueprints.printing import printed
from blueprints.rendering import redirect, render
from models.consent import ConsentMethod
from services import consent_history as service

from . import blueprint
from .paging import Paging
from .values import words_of

PAGE = 20


@blueprint.get("/consents")
@open_to(Audience.ACCOUNTS)
def consent_history() -> Response:
    """The ledger as far as it is about oneself, the newest first."""
    session, account_id = access.session(), access.account_id()
    paging = Paging.of(request.args, total=service.count(session, account_id), size=PAGE)
    entries = service.history(session, account_id, now=access.now(), limit=PAGE, offset=paging.offset)
    return render("privacy/consent_history.html", entries=entries, paging=paging, words_of=words_of)


@blueprint.get("/consents/<entry_id>/receipt.pdf")
@open_to(Audience.ACCOUNTS)
def consent_receipt(entry_id: str) -> Response:
    """The receipt of one entry, as a document."""
    entry = service.entry(access.session(), access.account_id(), entry_id, now=access.now())
    return printed("documents/consent_receipt.html", "consent-receipt.pdf", entry=entry, words_of=words_of)


@blueprint.post("/consents/<entry_id>/withdrawal")
@open_to(Audience.ACCOUNTS)
def withdraw_consent(entry_id: str) -> Response:
    """Withdraw what an entry gave; what rested on it is deleted."""
    service.withdraw(
        access.session(),
        access.account_id(),
        entry_id,
        method=ConsentMethod.PRIVACY_CENTRE,
        notice_version=version_in_force(),
        now=access.now(),
    )
    flash(_("Your consent is withdrawn. What rested on it is deleted."), "info")
    return redirect(url_for("privacy.consent_history"))
