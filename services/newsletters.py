"""Subscribing to the newsletter, with or without an account: asked for, confirmed from the mailbox, changed, ended.

Nothing that a stranger can ask for tells whether an address is known, and nobody is subscribed before the owner of the
mailbox confirmed it (double opt-in). Leaving erases the subscriber and keeps a keyed hash: until the owner confirms
anew, nothing is sent to the address but the one mail that asks for that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

from models.account import PersonKey
from models.newsletter import NewsletterKind, Subscriber, SubscriberChoice, SubscriberMail, SuppressedAddress
from models.register import N_
from models.sealing import keyring

from . import background
from .accounts import MAILS_AN_HOUR, normalised
from .consents import wording_hash
from .errors import NotFound, ServiceError
from .newsletter_links import preferences_token, read_confirmation, read_preferences, unsubscribing_token
from .newsletter_mails import SEND, SubscriberTemplate
from .tokens import TokenKeys

KINDS: dict[NewsletterKind, str] = {
    NewsletterKind.NEWS: N_("What is new on the platform"),
    NewsletterKind.PROFESSIONALS: N_("Working as an independent professional"),
    NewsletterKind.CLIENTS: N_("Finding and working with professionals"),
}
"""What each kind is called: English message ids."""

CONSENT = N_(
    "I want to receive the newsletter, about what I chose, at this address. I can end this at any time with the link "
    "in every issue; my address is then erased."
)
"""The words that a subscriber agrees to; the SHA-256 of them in their language is kept (GDPR article 7(1))."""


class NothingConfirmed(ServiceError):
    """The link of the confirmation mail is forged, too old, or what it would confirm was deleted."""

    message = N_("This link does not work any more. Sign up again to get a new one.")


@dataclass(frozen=True)
class Subscription:
    """How somebody subscribes; ``since`` is None while the address waits to be confirmed."""

    locale: str
    kinds: frozenset[NewsletterKind]
    since: datetime | None


def sign_up(
    session: Session, *, email: str, kinds: Collection[NewsletterKind], locale: str, keys: TokenKeys, now: datetime
) -> None:
    """Ask to subscribe an address: a mail goes to it, with a link to confirm, or to the settings where it subscribes.

    What is asked for again replaces what was asked before. An address that once unsubscribed gets one such mail while
    its sign-up waits; others get at most three an hour.
    """
    digest = email_digest(keys, email)
    found = session.exec(select(Subscriber).where(Subscriber.email_digest == digest)).first()
    if found is None:
        created = _create(session, email=email, digest=digest, locale=locale, now=now)
        if created is not None:
            _choose(session, created.id, kinds)
            _mail(session, created.id, SubscriberTemplate.CONFIRM, now=now)
        return
    if found.confirmed_at is None:
        if is_suppressed(session, digest):
            return
        found.locale = locale
        _choose(session, found.id, kinds)
    if _mailed_lately(session, found.id, now) < MAILS_AN_HOUR:
        known = found.confirmed_at is not None
        _mail(session, found.id, SubscriberTemplate.KNOWN if known else SubscriberTemplate.CONFIRM, now=now)


def confirmable(session: Session, token: str, *, keys: TokenKeys, lifetime: timedelta) -> Subscription:
    """What a confirmation link would confirm, or has confirmed already. Raises NothingConfirmed."""
    return _subscription(session, _confirmable(session, token, keys=keys, lifetime=lifetime))


def confirm(session: Session, token: str, *, words: str, keys: TokenKeys, lifetime: timedelta, now: datetime) -> str:
    """Subscribe the address that the link was mailed to; gives the token of its settings. Raises NothingConfirmed.

    ``words``: the consent exactly as it was shown. Whoever confirms lifts the suppression of the address.
    """
    subscriber = _confirmable(session, token, keys=keys, lifetime=lifetime)
    if subscriber.confirmed_at is None:
        subscriber.confirmed_at = now
        subscriber.wording_hash = wording_hash(words)
        session.exec(delete(SuppressedAddress).where(col(SuppressedAddress.email_digest) == subscriber.email_digest))
    return preferences_token(keys, subscriber.id)


def subscription(session: Session, token: str, *, keys: TokenKeys) -> Subscription:
    """How the holder of a settings link subscribes. Raises NotFound."""
    return _subscription(session, _by_settings(session, token, keys=keys))


def change(session: Session, token: str, *, kinds: Collection[NewsletterKind], locale: str, keys: TokenKeys) -> None:
    """Change what the holder of a settings link gets, and in which language. Raises NotFound."""
    subscriber = _by_settings(session, token, keys=keys)
    subscriber.locale = locale
    _choose(session, subscriber.id, kinds)


def unsubscribe_token(session: Session, token: str, *, keys: TokenKeys) -> str:
    """The token that ends the subscription of a settings link. Raises NotFound."""
    return unsubscribing_token(keys, _by_settings(session, token, keys=keys).id)


def unsubscribe(session: Session, subscriber_id: str, *, now: datetime) -> None:
    """Erase the subscriber with their key, and suppress the address; nothing happens where they are gone already."""
    subscriber = session.get(Subscriber, subscriber_id, with_for_update=True)
    if subscriber is None:
        return
    if not is_suppressed(session, subscriber.email_digest):
        session.add(SuppressedAddress(email_digest=subscriber.email_digest, since=now))
    _erase(session, [subscriber_id])


def delete_unconfirmed(session: Session, *, asked_before: datetime) -> int:
    """Delete the sign-ups that nobody confirmed in time, and give their number (GDPR article 5(1)(e))."""
    statement = select(Subscriber.id).where(
        col(Subscriber.confirmed_at).is_(None), col(Subscriber.asked_at) <= asked_before
    )
    ids = list(session.exec(statement))
    _erase(session, ids)
    return len(ids)


def subscriber_of(session: Session, email: str, *, keys: TokenKeys) -> str | None:
    """Who subscribes with an address, confirmed or not: its owner has that erased together with their account."""
    statement = select(Subscriber.id).where(Subscriber.email_digest == email_digest(keys, email))
    return session.exec(statement).first()


def is_suppressed(session: Session, digest: str) -> bool:
    """Whether the address unsubscribed, and did not confirm anew."""
    return (
        session.exec(select(SuppressedAddress.id).where(SuppressedAddress.email_digest == digest)).first() is not None
    )


def email_digest(keys: TokenKeys, email: str) -> str:
    """What a subscriber is found by; not the digest of accounts, so that the two cannot be joined."""
    return keys.digest("newsletter", normalised(email))


def _create(session: Session, *, email: str, digest: str, locale: str, now: datetime) -> Subscriber | None:
    """A new subscriber who has not confirmed, or None where another process was just quicker."""
    subscriber = Subscriber(email=email.strip(), email_digest=digest, locale=locale, asked_at=now)
    try:
        with session.begin_nested():
            session.add(subscriber)
            session.flush()
    except IntegrityError:
        return None
    return subscriber


def _choose(session: Session, subscriber_id: str, kinds: Collection[NewsletterKind]) -> None:
    session.exec(delete(SubscriberChoice).where(col(SubscriberChoice.subscriber_id) == subscriber_id))
    session.add_all(SubscriberChoice(subscriber_id=subscriber_id, kind=kind) for kind in dict.fromkeys(kinds))
    session.flush()


def _mail(session: Session, subscriber_id: str, template: SubscriberTemplate, *, now: datetime) -> None:
    mail = SubscriberMail(subscriber_id=subscriber_id, template=template.value, created_at=now)
    session.add(mail)
    session.flush()
    background.enqueue(session, SEND, mail.id, 0)


def _mailed_lately(session: Session, subscriber_id: str, now: datetime) -> int:
    statement = select(func.count()).where(
        SubscriberMail.subscriber_id == subscriber_id, SubscriberMail.created_at > now - timedelta(hours=1)
    )
    return session.exec(statement).one()


def _confirmable(session: Session, token: str, *, keys: TokenKeys, lifetime: timedelta) -> Subscriber:
    subscriber_id = read_confirmation(keys, token, lifetime=lifetime)
    subscriber = session.get(Subscriber, subscriber_id) if subscriber_id else None
    if subscriber is None:
        raise NothingConfirmed
    return subscriber


def _by_settings(session: Session, token: str, *, keys: TokenKeys) -> Subscriber:
    subscriber_id = read_preferences(keys, token)
    subscriber = session.get(Subscriber, subscriber_id) if subscriber_id else None
    if subscriber is None or subscriber.confirmed_at is None:
        raise NotFound
    return subscriber


def _subscription(session: Session, subscriber: Subscriber) -> Subscription:
    kinds = session.exec(select(SubscriberChoice.kind).where(SubscriberChoice.subscriber_id == subscriber.id))
    return Subscription(subscriber.locale, frozenset(map(NewsletterKind, kinds)), subscriber.confirmed_at)


def _erase(session: Session, subscriber_ids: Collection[str]) -> None:
    """Delete the rows and, with their keys, what backups and logs of the database hold of them."""
    session.exec(delete(Subscriber).where(col(Subscriber.id).in_(subscriber_ids)))
    session.exec(delete(PersonKey).where(col(PersonKey.account_id).in_(subscriber_ids)))
    for subscriber_id in subscriber_ids:
        keyring(session).forget(subscriber_id)
