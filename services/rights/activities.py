"""The record of processing activities (GDPR article 30(1)), put together from the register and the agreements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.privacy import Category
from models.register import N_, REGISTER, Retention, Use
from services.processors import RECEIVING, Processor
from services.transfers import TransferBasis

from .audience import categories_in_use, labels_of

_PROFESSIONALS, _REPRESENTATIVES = N_("Professionals"), N_("Representatives of clients")
_EVERY_ACCOUNT = (_PROFESSIONALS, _REPRESENTATIVES, N_("Members of our staff"))
_SUBJECTS: dict[str, tuple[str, ...]] = {
    "P": (_PROFESSIONALS,),
    "C": (_REPRESENTATIVES,),
    "U": (N_("Users and visitors, with or without an account"),),
    "O": _EVERY_ACCOUNT,
}
_OF_EVERY_ACCOUNT = (Category.ACCOUNT, Category.CONTACT)

MEASURES: tuple[str, ...] = (
    N_(
        "Names, contact details and the texts that people write are encrypted (AES-256-GCM) under a key per person, "
        "which is wrapped by a key of the platform that is not kept in the database. Destroying a person's key makes "
        "them unreadable, in backups too."
    ),
    N_("Files are encrypted under the same key before they are written, and found by a random name."),
    N_(
        "What visitors and verified clients read goes over connections that the database itself confines to the tables "
        "that were made for them; those hold no name and nothing as the person typed it."
    ),
    N_("Profiles are published under random pseudonyms, in crowds in which several people are alike."),
    N_("Passwords are kept as Argon2id hashes, and log-in sessions as hashes of random tokens that expire."),
    N_("Failed log-ins are counted and slowed down; sensitive acts ask for the password again."),
    N_(
        "Each route says who may use it and is closed to all others. Staff open data with a reason that is logged and "
        "that the person can read."
    ),
    N_("Pages load nothing from other companies, and a content security policy forbids it."),
    N_("Logs, addresses and the records of background jobs hold ids, times and counts, and no text of people."),
    N_("What is past its period is deleted every day, and each deletion is counted."),
    N_("Nothing is sent to another company without an agreement with it on record."),
)
"""What protects the data, in general (GDPR article 32(1)): English message ids. Only what is so."""


@dataclass(frozen=True)
class Activity:
    """One activity: all texts are English message ids; ``processors`` are companies with an agreement in force."""

    id: str
    title: str
    uses: tuple[Use, ...]
    subjects: tuple[str, ...]
    data: tuple[str, ...]
    recipients: tuple[str, ...]
    processors: tuple[Processor, ...]
    retention: Retention

    @property
    def transfers(self) -> tuple[Processor, ...]:
        """The companies outside the European Economic Area."""
        return tuple(each for each in self.processors if each.basis is not TransferBasis.WITHIN)


def activities(processors: Sequence[Processor]) -> list[Activity]:
    """Every activity, in the order of the register, with those of the companies that receive its data."""
    return [_activity(category, processors) for category in categories_in_use()]


def subjects_of(category: Category) -> tuple[str, ...]:
    """Whom the category is about, by the first letter of its id in the register; all accounts hold some of it."""
    return _EVERY_ACCOUNT if category in _OF_EVERY_ACCOUNT else _SUBJECTS[category.value[0]]


def _activity(category: Category, processors: Sequence[Processor]) -> Activity:
    entry = REGISTER[category]
    purposes = {purpose for recipient in entry.recipients for purpose in RECEIVING.get(recipient, ())}
    return Activity(
        category.value,
        entry.title,
        entry.uses,
        subjects_of(category),
        labels_of(category),
        entry.recipients,
        tuple(each for each in processors if each.purpose in purposes),
        entry.retention,
    )
