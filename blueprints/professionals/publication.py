"""Preview at each tier, approval, and taking the profile down."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, request, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import LOCALES, locale
from blueprints.pictures import addresses
from blueprints.rendering import redirect, render, wants_fragment
from models.privacy import Tier
from services import progress, response_times
from services.errors import ServiceError
from services.machine_summaries import is_offered
from services.previews import preview as preview_of
from services.references import praise_of

from . import blueprint
from .advising import advice_of
from .dashboard import standing_of

VIEWERS = {"anyone": Tier.ANONYMOUS, "verified": Tier.VERIFIED, "matched": Tier.MATCHED}


@blueprint.get("/preview", endpoint="preview")
@open_to(Audience.PROFESSIONALS)
def show() -> Response:
    """One's own profile as others get it."""
    return preview_page()


@blueprint.post("/approval", endpoint="approve")
@open_to(Audience.PROFESSIONALS)
def create() -> Response:
    """Approve what is in the preview now."""
    try:
        progress.approve(access.session(), access.account_id(), now=access.now())
    except ServiceError as problem:
        return preview_page(status=422, problem=_(problem.message))
    flash(_("You approved your profile. A person reviews it now; we mail you the answer."), "info")
    return redirect(url_for("professionals.show"))


@blueprint.get("/withdrawal", endpoint="confirm_withdrawal")
@open_to(Audience.PROFESSIONALS)
def confirm() -> Response:
    """Say what taking down does and ask whether to go on: a page, or a dialog on the page before."""
    standing = progress.progress_of(access.session(), access.account_id(), now=access.now())
    if not standing.may_withdraw:
        return redirect(url_for("professionals.show"))
    page, fragment = "professionals/withdrawal.html", "professionals/_withdrawal_dialog.html"
    return render(page, fragment, is_published=standing.is_published, in_dialog=wants_fragment())


@blueprint.post("/withdrawal", endpoint="withdraw")
@open_to(Audience.PROFESSIONALS)
def destroy() -> Response:
    """Take the profile down."""
    progress.withdraw(access.session(), access.account_id(), now=access.now())
    flash(_("Your profile is taken down. Nobody finds it any more; clients you matched with still see it."), "info")
    return redirect(url_for("professionals.show"))


def shown_to() -> str:
    """To whom the preview shows the profile, as the address or the form says."""
    chosen = request.values.get("as", "")
    return chosen if chosen in VIEWERS else "anyone"


def preview_address(viewed_by: str, anchor: str) -> str:
    """The address of the preview as a viewer gets it."""
    query: dict[str, Any] = {"as": viewed_by}
    return url_for("professionals.preview", _anchor=anchor, **query)


def preview_page(*, status: int = 200, problem: str | None = None, focus: str | None = None) -> Response:
    """The preview, or only what changes in it; ``focus``: the section that a change came from."""
    session, account_id = access.session(), access.account_id()
    viewed_by, standing = shown_to(), progress.progress_of(session, account_id, now=access.now())
    seen = preview_of(session, account_id, tier=VIEWERS[viewed_by], locale=locale(), now=access.now())
    return render(
        "professionals/preview.html",
        "professionals/_preview.html",
        status=status,
        preview=seen,
        profile=seen.profile,
        full=seen.full,
        response=response_times.of_professional(session, account_id, now=access.now()),
        praise=praise_of(session, account_id, with_names=VIEWERS[viewed_by] is Tier.MATCHED),
        pictures=addresses(seen.full, lambda each: url_for("professionals.picture", picture_id=each)),
        viewers=list(VIEWERS),
        viewed_by=viewed_by,
        progress=standing,
        standing=standing_of(standing),
        advice=advice_of(seen.outlook),
        language_names=LOCALES,
        may_ask_model=is_offered(session, current_app.config["PLATFORM"], today=access.now().date()),
        problem=problem,
        focus=focus,
    )
