"""The privacy notice (GDPR articles 13 and 14), put together from the register and the columns' declarations."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from models.privacy import Category, Source
from models.register import N_, REGISTER, Retention, Use

from . import wording
from .audience import categories_in_use, labels_by_title, sources_of
from .wording import Right


@dataclass(frozen=True)
class HeldCategory:
    """What is held in one category: all words are English message ids; ``data`` are labels by title."""

    category: Category
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
    """Everything that the notice states."""

    controller: Mapping[str, str]
    categories: tuple[HeldCategory, ...]
    cookies: tuple[Cookie, ...]
    statements: Mapping[str, str]
    rights: tuple[Right, ...]

    @property
    def version(self) -> str:
        """SHA-256 of all that the notice states, hexadecimal: any change of it changes this."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


STATEMENTS: dict[str, str] = {
    "pseudonyms": N_(
        "Everybody may browse profiles, but sees them under a pseudonym that was drawn at random, with professional "
        "information only. Verified client organisations see more, and a client whose request you accepted sees your "
        "name and full profile. Each opening by a client is logged, and you see the log in your privacy centre."
    ),
    "trace": wording.PSEUDONYMITY,
    "how": wording.HOW_TO_ASK,
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
    "required": N_(
        "What you must fill in to use the platform is marked in each form, with what follows from leaving it out. "
        "Everything else is up to you."
    ),
}


def notice_of(controller: Mapping[str, str], cookies: tuple[Cookie, ...]) -> Notice:
    """The notice as it stands now."""
    held = tuple(
        HeldCategory(
            category,
            REGISTER[category].title,
            labels_by_title(category),
            REGISTER[category].uses,
            REGISTER[category].retention,
            REGISTER[category].recipients,
            sources_of(category),
        )
        for category in categories_in_use()
    )
    return Notice(dict(controller), held, cookies, STATEMENTS, wording.RIGHTS)
