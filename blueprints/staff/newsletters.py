"""The newsletter at the desk: writing an issue, looking at it, mailing it to oneself, sending it, and how far it is."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.localisation import LOCALES
from blueprints.rendering import invalid, redirect, render
from models.newsletter import IssueState
from services import newsletter_issues as issues
from services import newsletter_sending as sending
from services.newsletters import KINDS

from . import blueprint
from .newsletter_forms import IssueForm


@blueprint.get("/newsletters")
@open_to(Audience.EDITORS)
def newsletters() -> Response:
    """Every issue, the last edited first."""
    return render("staff/newsletters.html", issues=issues.listed(access.session()), **_names())


@blueprint.get("/newsletters/new")
@open_to(Audience.EDITORS)
def new_newsletter() -> Response:
    """An empty draft."""
    return render("staff/newsletter_form.html", form=IssueForm(), issue_id=None)


@blueprint.post("/newsletters/new")
@open_to(Audience.EDITORS)
def create_newsletter() -> Response:
    """Keep the draft."""
    form = IssueForm()
    if not form.validate_on_submit():
        return invalid("staff/newsletter_form.html", form=form, issue_id=None)
    issue_id = issues.write(access.session(), form.words, now=access.now())
    return redirect(url_for("staff.newsletter", issue_id=issue_id))


@blueprint.get("/newsletters/<issue_id>")
@open_to(Audience.EDITORS)
def newsletter(issue_id: str) -> Response:
    """The issue as it would arrive, and how far it is."""
    found = issues.issue(access.session(), issue_id)
    return render("staff/newsletter.html", "staff/_newsletter_progress.html", issue=found, **_names())


@blueprint.get("/newsletters/<issue_id>/edit")
@open_to(Audience.EDITORS)
def edit_newsletter(issue_id: str) -> Response:
    """A draft, to change."""
    found = issues.issue(access.session(), issue_id)
    if found.state is not IssueState.DRAFT:
        return redirect(url_for("staff.newsletter", issue_id=issue_id))
    return render("staff/newsletter_form.html", form=IssueForm(obj=found.words), issue_id=issue_id)


@blueprint.post("/newsletters/<issue_id>/edit")
@open_to(Audience.EDITORS)
def update_newsletter(issue_id: str) -> Response:
    """Change a draft."""
    form = IssueForm()
    if not form.validate_on_submit():
        return invalid("staff/newsletter_form.html", form=form, issue_id=issue_id)
    issues.rewrite(access.session(), issue_id, form.words, now=access.now())
    return redirect(url_for("staff.newsletter", issue_id=issue_id))


@blueprint.post("/newsletters/<issue_id>/deletion")
@open_to(Audience.EDITORS)
def delete_newsletter(issue_id: str) -> Response:
    """Throw a draft away."""
    issues.delete(access.session(), issue_id)
    flash(_("The draft is deleted."), "info")
    return redirect(url_for("staff.newsletters"))


@blueprint.post("/newsletters/<issue_id>/test")
@open_to(Audience.EDITORS)
def test_newsletter(issue_id: str) -> Response:
    """Mail it to oneself."""
    issues.ask_test(access.session(), issue_id, account_id=access.account_id())
    flash(_("We mail the issue to the address of your account, and to nobody else."), "info")
    return redirect(url_for("staff.newsletter", issue_id=issue_id))


@blueprint.post("/newsletters/<issue_id>/sending")
@open_to(Audience.EDITORS)
def send_newsletter(issue_id: str) -> Response:
    """Begin to send it."""
    sending.start(access.session(), issue_id, staff_id=access.account_id(), now=access.now())
    return redirect(url_for("staff.newsletter", issue_id=issue_id))


@blueprint.post("/newsletters/<issue_id>/pause")
@open_to(Audience.EDITORS)
def pause_newsletter(issue_id: str) -> Response:
    """Stop for now."""
    sending.pause(access.session(), issue_id, staff_id=access.account_id(), now=access.now())
    return redirect(url_for("staff.newsletter", issue_id=issue_id))


@blueprint.post("/newsletters/<issue_id>/resumption")
@open_to(Audience.EDITORS)
def resume_newsletter(issue_id: str) -> Response:
    """Go on."""
    sending.resume(access.session(), issue_id, staff_id=access.account_id(), now=access.now())
    return redirect(url_for("staff.newsletter", issue_id=issue_id))


def _names() -> dict[str, Any]:
    """What states, kinds and languages are called."""
    states = {
        IssueState.DRAFT: _("Draft"),
        IssueState.SENDING: _("Being sent"),
        IssueState.PAUSED: _("Paused"),
        IssueState.SENT: _("Sent"),
    }
    return {"states": states, "kinds": {kind: _(words) for kind, words in KINDS.items()}, "languages": LOCALES}
