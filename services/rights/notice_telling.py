"""Whom a version of the notice is to be told: the banner, and what it and the mail say has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from babel.support import NullTranslations, Translations
from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.account import Account
from models.notice import NoticeSeen, NoticeVersion
from services.mail_templates import TRANSLATIONS

from .notice import Edition
from .notice_changes import changes
from .notice_sentences import Say, sentence
from .notices import edition_of_version, version_before, versions


@dataclass(frozen=True)
class News:
    """A version that somebody has not seen yet."""

    number: int
    digest: str
    in_force_at: datetime


@dataclass(frozen=True)
class Told:
    """A change in words, under the heading that it belongs to."""

    heading: str
    text: str
    significant: bool


def news_for(session: Session, account_id: str) -> News | None:
    """The newest version that the person is to be told of: published since they registered, and not seen yet."""
    seen = select(func.max(col(NoticeSeen.number))).where(col(NoticeSeen.account_id) == account_id).scalar_subquery()
    since = select(col(Account.created_at)).where(col(Account.id) == account_id).scalar_subquery()
    statement = (
        select(col(NoticeVersion.number), col(NoticeVersion.digest), col(NoticeVersion.in_force_at))
        .where(
            col(NoticeVersion.announced),
            still_stands(),
            col(NoticeVersion.published_at) > since,
            col(NoticeVersion.number) > func.coalesce(seen, 0),
        )
        .order_by(col(NoticeVersion.number).desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return News(*row) if row is not None else None


def note_seen(session: Session, account_id: str, number: int, *, now: datetime) -> None:
    """Remember that the person saw a version: the banner stays away until a later one."""
    newest = session.execute(select(func.max(col(NoticeVersion.number)))).scalar_one() or 0
    number = min(number, newest)
    try:
        with session.begin_nested():
            session.add(NoticeSeen(account_id=account_id, number=number, at=now))
            session.flush()
    except IntegrityError:
        # Seen before, or in another window at this moment.
        later = update(NoticeSeen).where(col(NoticeSeen.account_id) == account_id, col(NoticeSeen.number) < number)
        session.execute(later.values(number=number, at=now))


def still_stands() -> ColumnElement[bool]:
    """The condition that no later version was put in force before a version could be."""
    later = aliased(NoticeVersion)
    return ~exists(
        select(col(later.id)).where(
            col(later.number) > col(NoticeVersion.number), col(later.in_force_at) < col(NoticeVersion.in_force_at)
        )
    )


def differences(before: Edition, after: Edition, locale: str) -> list[Told]:
    """What changed between two editions, in sentences of the language, in the words that each of them had."""
    now, was, say = _words(after, locale), _words(before, locale), _translations(locale).gettext
    return [
        Told(
            now(each.heading) if each.heading in after.words[locale] else was(each.heading),
            sentence(each, translate=say, now=now, was=was),
            each.significant,
        )
        for each in changes(before.content, after.content)
    ]


def significant_changes(session: Session, version_id: str, locale: str, *, now: datetime) -> list[Told]:
    """What a version changes that matters, compared with the one that held when it was published."""
    version = next(each for each in versions(session, now=now) if each.id == version_id)
    before = version_before(session, version, now=now)
    if before is None:
        return []
    old, new = (edition_of_version(session, each.id) for each in (before, version))
    return [each for each in differences(old, new, locale) if each.significant]


def _words(edition: Edition, locale: str) -> Say:
    words = edition.words[locale]
    return lambda text: words.get(text) or str(_translations(locale).gettext(text) if text else "")


@lru_cache
def _translations(locale: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [locale])
