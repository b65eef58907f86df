"""The review before publication: a person reads the records that would be published, accepts or sends back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import randbits

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.account import Account
from models.bands import Exposure
from models.disclosure import DisclosureKind
from models.notification import NotificationKind
from models.privacy import Tier
from models.publication import Publication, PublicationState

from . import audit, disclosure, exposures, views
from .errors import NotFound
from .exposures import Outlook
from .notifications import notify
from .publication import publishing, storage
from .publication.issuing import TILE_BITS
from .publication.pseudonyms import draw_pseudonym, pseudonym_name
from .publication.summary_drafts import approved_of
from .rights.restriction import unrestricted
from .rights.statements import Statement, statements_in
from .viewers import Viewer
from .views import PublicView, VerifiedView

REASON = "Review before publication"
"""An English message id: what the professional reads in the list of who saw what."""


DISPUTED = (
    "publication", "professional", "experience", "education", "skill", "language", "certification", "summary",
)  # fmt: skip
"""What the record under review is made from."""


@dataclass(frozen=True)
class Waiting:
    """A profile in the queue; ``again``: an earlier version is published."""

    id: str
    approved_at: datetime
    again: bool


@dataclass(frozen=True)
class Review:
    """Both records as they would be published, without a name.

    ``outlook``: what the view for anyone rests on · ``summaries``: what is told at the verified tier ·
    ``statements``: what its owner says beside details of the résumé that were not corrected.
    """

    id: str
    approved_at: datetime
    outlook: Outlook
    public: PublicView
    verified: VerifiedView
    summaries: Mapping[str, str]
    statements: tuple[Statement, ...]


def queue(session: Session, viewer: Viewer) -> list[Waiting]:
    """What waits for review, oldest first; nobody reviews themselves."""
    statement = _open(viewer).order_by(col(Publication.approved_at), col(Publication.id))
    return [
        Waiting(str(each.approval_id), _moment(each), each.published is not None) for each in session.exec(statement)
    ]


def open_review(session: Session, viewer: Viewer, review_id: str, *, locale: str, now: datetime) -> Review:
    """Show what waits, and write down who looked and why. Raises NotFound."""
    publication = _waiting(session, viewer, review_id)
    disclosure.record(
        session,
        viewer,
        publication.account_id,
        DisclosureKind.STAFF_REVIEW,
        tier=Tier.VERIFIED,
        now=now,
        reason=REASON,
    )
    record = storage.from_json(publication.record or {})
    exposure = publication.exposure or Exposure.BLEND_IN
    outlook = exposures.expected(session, publication.account_id, record, exposure)
    name, tile = pseudonym_name(draw_pseudonym(), locale), views.tile(randbits(TILE_BITS))
    told = approved_of(session, publication.account_id, publication.record or {})
    return Review(
        str(publication.approval_id),
        _moment(publication),
        outlook,
        views.preview(outlook.facts, locale, id="", name=name, tile=tile),
        views.verified_preview(record, locale, id="", name=name, tile=tile),
        {language: each["text"] for language, each in told.items()},
        statements_in(session, publication.account_id, DISPUTED),
    )


def accept(session: Session, viewer: Viewer, review_id: str, *, now: datetime) -> None:
    """Accept the record: verified clients read it now, anyone after the next epoch. Raises NotFound."""
    publication = _waiting(session, viewer, review_id)
    publishing.accept(session, publication, reviewer_id=viewer.account_id, now=now)
    _note(session, viewer, publication, "publication.acceptance", NotificationKind.REVIEW_ACCEPTED, now)


def send_back(session: Session, viewer: Viewer, review_id: str, *, reason: str, now: datetime) -> None:
    """Send the record back with a reason that its owner reads. Raises NotFound."""
    publication = _waiting(session, viewer, review_id)
    publishing.send_back(session, publication, reviewer_id=str(viewer.account_id), reason=reason, now=now)
    _note(session, viewer, publication, "publication.return", NotificationKind.REVIEW_RETURNED, now)


def _note(
    session: Session, viewer: Viewer, publication: Publication, action: str, kind: NotificationKind, now: datetime
) -> None:
    account_id = publication.account_id
    audit.record(session, action, actor_id=viewer.account_id, account_id=account_id, about_id=publication.id, now=now)
    notify(session, account_id, kind, publication.id, now=now)


def _open(viewer: Viewer) -> SelectOfScalar[Publication]:
    return (
        select(Publication)
        .join(Account, col(Account.id) == Publication.account_id)
        .where(
            Publication.state == PublicationState.APPROVED,
            Publication.account_id != viewer.account_id,
            col(Account.deactivated_at).is_(None),
            unrestricted(col(Publication.account_id)),
        )
    )


def _waiting(session: Session, viewer: Viewer, review_id: str) -> Publication:
    """What waits under this id, kept from changing until the transaction ends: its owner may be leaving just now."""
    waiting = _open(viewer).where(Publication.approval_id == review_id)
    publication = session.exec(waiting.with_for_update().execution_options(populate_existing=True)).first()
    if publication is None:
        raise NotFound
    return publication


def _moment(publication: Publication) -> datetime:
    if publication.approved_at is None:
        raise NotFound
    return publication.approved_at
