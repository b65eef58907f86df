"""The professional's dashboard: how far the profile has come, what is missing, and what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from blueprints import access
from blueprints.access import Audience, open_to
from blueprints.labels import words
from blueprints.rendering import render
from models.publication import PublicationState
from models.resume import FileUse
from services import blocks, files, imports, partners, professionals
from services.exposures import Basis
from services.progress import Gap, Progress, progress_of

from . import blueprint
from .advising import advice_of
from .sections import SECTIONS
from .stored import besides

GAPS: Mapping[Gap, tuple[Any, str, str | None]] = {
    Gap.JOBS: (_l("Add your jobs: they give your occupation and years of experience."), "new_item", "experience"),
    Gap.OCCUPATION: (_l("We recognise no occupation in your jobs. Choose one yourself."), "wishes", None),
    Gap.SKILLS: (_l("We recognise fewer than 5 skills. Most clients search by skill."), "new_item", "skills"),
    Gap.COUNTRY: (_l("Choose your country, or clients who filter on it miss you."), "personalia", None),
    Gap.REGION: (_l("Choose your region: verified clients look for people nearby."), "personalia", None),
    Gap.LANGUAGES: (_l("Add the languages you work in."), "new_item", "languages"),
    Gap.EDUCATION: (_l("Add your education: verified clients read its level."), "new_item", "education"),
    Gap.AVAILABILITY: (_l("Say when you are available."), "wishes", None),
    Gap.RATE: (_l("Fill in a rate: verified clients see a band only."), "wishes", None),
}


@dataclass(frozen=True)
class Step:
    """One step on the way to publication: ``state`` is done, now or later."""

    title: str
    text: str
    state: str


@blueprint.get("", endpoint="show")
@open_to(Audience.PROFESSIONALS)
def show() -> Response:
    """The profile's state, with the next step."""
    session, account_id = access.session(), access.account_id()
    progress = progress_of(session, account_id, now=access.now())
    gaps = [_gap(gap) for gap in progress.gaps]
    counts = [(each, len(professionals.items(session, account_id, each.table))) for each in SECTIONS.values()]
    return render(
        "professionals/show.html",
        progress=progress,
        standing=standing_of(progress),
        advice=advice_of(progress.outlook),
        steps=steps_of(progress),
        gaps=gaps,
        counts=counts,
        waiting=imports.waiting(session, account_id),
        files=files.kept(session, account_id),
        pictures=files.count(session, account_id, FileUse.PICTURE),
        besides=besides(session, account_id),
        partner_page=partners.page_of(session, account_id),
        hidden=len(blocks.entries(session, account_id)),
    )


def standing_of(progress: Progress) -> str:
    """How far the profile is, in words: what we accepted has no public page before a round finds others like it."""
    if progress.is_partner:
        return _("Partner, public under your own name")
    if progress.returns and progress.is_published:
        return _("Pseudonymous again from the next round on")
    if progress.state is PublicationState.REVIEWED and progress.outlook is not None:
        if progress.outlook.basis is Basis.NOTHING:
            return _("Accepted; not public yet")
        return _("Accepted; public from the next round on")
    return words(progress.state)


def steps_of(progress: Progress) -> list[Step]:
    """The steps, each said plainly."""
    approved = progress.state in (PublicationState.APPROVED, PublicationState.REVIEWED) and not progress.changed
    reviewed = approved and progress.state is PublicationState.REVIEWED
    exposed, public = progress.exposure is not None, reviewed and progress.public_id is not None
    done = [progress.ready, exposed, approved, approved, reviewed, public]
    texts = [
        (_("Fill in"), _("Your résumé and what you look for. A file saves you typing.")),
        (
            _("Choose how far you stand out"),
            _("How much anyone reads of you, and how many share it. Nothing is public before."),
        ),
        (_("Preview"), _("See what anyone, a verified client and a matched client would read.")),
        (_("Approve"), _("Nothing is published that you did not approve.")),
        (_("Review by us"), _("A person reads what would be published. You get a mail.")),
        (_("Published"), _("Verified clients find you at once, anyone once enough others are like you.")),
    ]
    following = done.index(False) if False in done else len(done)
    states = ["done" if each else "later" for each in done]
    if following < len(done):
        states[following] = "now"
    return [Step(title, text, state) for (title, text), state in zip(texts, states, strict=True)]


def _gap(gap: Gap) -> tuple[Any, str]:
    """What is missing, and the page to mend it on."""
    text, page, key = GAPS[gap]
    return text, url_for(f"professionals.{page}", key=key)
