"""Subscribers and issues for the tests of the newsletter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import Session, select

from models.newsletter import NewsletterKind, Subscriber
from services import newsletter_issues, newsletters
from services.newsletter_links import confirmation_token
from tests.factories import KEYS, NOW

LIFETIME = timedelta(days=7)
WORDS = "I want it."


def sign_up(
    session: Session,
    email: str = "mees@reader.example",
    *,
    kinds: Collection[NewsletterKind] = (NewsletterKind.NEWS,),
    locale: str = "en",
    now: datetime = NOW,
) -> str | None:
    """Somebody asks for the newsletter; gives the id of the subscriber, None where there is none."""
    newsletters.sign_up(session, email=email, kinds=kinds, locale=locale, keys=KEYS, now=now)
    return subscriber_id_of(session, email)


def subscribe(session: Session, email: str = "mees@reader.example", *, now: datetime = NOW, **options: object) -> str:
    """Somebody asks for the newsletter and confirms it; gives the subscriber's id."""
    subscriber_id = sign_up(session, email, now=now, **options)  # type: ignore[arg-type]
    assert subscriber_id is not None
    token = confirmation_token(KEYS, subscriber_id)
    newsletters.confirm(session, token, words=WORDS, keys=KEYS, lifetime=LIFETIME, now=now)
    session.flush()
    return subscriber_id


def subscriber_id_of(session: Session, email: str) -> str | None:
    """The subscriber of an address."""
    digest = newsletters.email_digest(KEYS, email)
    return session.exec(select(Subscriber.id).where(Subscriber.email_digest == digest)).first()


def write_issue(session: Session, *, now: datetime = NOW, **words: object) -> str:
    """A draft about what is new, in English."""
    given = {"kind": NewsletterKind.NEWS, "locale": "en", "subject": "Autumn", "text": "Leaves fall.\n\nSo it goes."}
    return newsletter_issues.write(session, newsletter_issues.Words(**(given | words)), now=now)  # type: ignore[arg-type]
