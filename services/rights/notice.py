"""The privacy notice (GDPR articles 13 and 14), put together from the register and the columns' declarations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from babel.support import NullTranslations, Translations

from models.privacy import Category, Source
from models.register import N_, REGISTER, Retention, Use
from services.mail_templates import TRANSLATIONS
from services.publication.wording import LOCALES

from . import wording
from .audience import categories_in_use, labels_by_title, sources_of
from .wording import Basis, Right


@dataclass(frozen=True)
class HeldCategory:
    """What is held in one category: all words are English message ids; ``data`` are labels by title."""

    category: Category
    slug: str
    title: str
    data: tuple[tuple[str, tuple[str, ...]], ...]
    uses: tuple[Use, ...]
    retention: Retention
    recipients: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Cookie:
    """A cookie that the platform sets: what for, why it needs no consent, how long it stays."""

    name: str
    purpose: str
    basis: str
    kept: str


@dataclass(frozen=True)
class Notice:
    """Everything that the notice states; ``grounds`` and ``sources`` are the words for those of the categories."""

    controller: Mapping[str, str]
    categories: tuple[HeldCategory, ...]
    cookies: tuple[Cookie, ...]
    statements: Mapping[str, str]
    rights: tuple[Right, ...]
    grounds: Mapping[str, Basis]
    sources: Mapping[str, str]


@dataclass(frozen=True)
class Edition:
    """The notice as it is published: its ``content`` as plain JSON, for each language the ``words`` of each message."""

    content: Mapping[str, Any]
    words: Mapping[str, Mapping[str, str]]

    @property
    def digest(self) -> str:
        """SHA-256 of all that the notice states and of its words, hexadecimal: any change of them changes this."""
        text = json.dumps([self.content, self.words], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


STATEMENTS: dict[str, str] = {
    "pseudonyms": N_(
        "Everybody may browse profiles, but sees them under a pseudonym that was drawn at random, with professional "
        "information only. Verified client organisations see more, and a client whose request you accepted sees your "
        "name and full profile. Each opening by a client is logged, and you see the log in your privacy centre."
    ),
    "trace": wording.PSEUDONYMITY,
    "how": wording.HOW_TO_ASK,
    "self": N_("With an account you do most of this yourself, in the privacy centre."),
    "answer": wording.ANSWER_TIME,
    "complaint": wording.COMPLAINT,
    "transfers": wording.TRANSFERS,
    "decisions": wording.AUTOMATED_DECISIONS,
    "special": N_(
        "We ask for no special categories of data, such as data about health or belief. Leave them out of what you "
        "write. Only where you want something arranged for you may you record such data, in a place of their own, "
        "with a consent that names what they are and what they are for. Withdrawing it deletes them."
    ),
    "encryption": N_(
        "Your name, your contact details and the texts of your résumé are encrypted under a key of your own. "
        "Destroying that key makes them unreadable, in backups too."
    ),
    "after": N_(
        "Past its period, data are kept only for a legal duty, an inquiry into fraud or misuse, or a legal claim, and "
        "then apart from the rest."
    ),
    "demands": N_(
        "Where a law demands that we hand data to an authority, we write down what, to whom and on which ground, and "
        "you find it in your privacy centre as soon as the law lets us tell you."
    ),
    "required": N_(
        "What you must fill in to use the platform is marked in each form, with what follows from leaving it out. "
        "Everything else is up to you."
    ),
    "cookies": N_("These are all the cookies we set. None of them follows you, and none is set by others."),
}


def notice_of(controller: Mapping[str, str], cookies: tuple[Cookie, ...]) -> Notice:
    """The notice as the software works now."""
    held = tuple(
        HeldCategory(
            category,
            category.name.lower().replace("_", "-"),
            REGISTER[category].title,
            labels_by_title(category),
            REGISTER[category].uses,
            REGISTER[category].retention,
            REGISTER[category].recipients,
            sources_of(category),
        )
        for category in categories_in_use()
    )
    grounds = {ground.value: basis for ground, basis in wording.BASES.items()}
    sources = {source.value: words for source, words in wording.SOURCES.items()}
    return Notice(dict(controller), held, cookies, STATEMENTS, wording.RIGHTS, grounds, sources)


def edition_of(notice: Notice) -> Edition:
    """The notice as it would be published now, in every language."""
    content = json.loads(json.dumps(asdict(notice)))
    messages = sorted(set(_texts(content)))
    words = {
        locale: {text: str(_translations(locale).gettext(text)) for text in messages if text} for locale in LOCALES
    }
    return Edition(content, words)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value; names and codes among them are the same in every language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


@lru_cache
def _translations(locale: str) -> NullTranslations:
    return Translations.load(TRANSLATIONS, [locale])
