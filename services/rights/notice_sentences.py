"""The changes between two notices in sentences, and which of them are significant.

Significant is what people could not expect: a category, purpose, ground, recipient or cookie that is new, a period that
is longer or cannot be compared, another controller, a right that is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from models.register import N_

Say = Callable[[str], str]


class ChangeKind(str, Enum):
    """What kind of change it is."""

    CATEGORY_ADDED = "category-added"
    CATEGORY_REMOVED = "category-removed"
    TITLE_REWORDED = "title-reworded"
    DATA_ADDED = "data-added"
    DATA_REMOVED = "data-removed"
    PURPOSE_ADDED = "purpose-added"
    PURPOSE_REMOVED = "purpose-removed"
    GROUND_CHANGED = "ground-changed"
    INTEREST_CHANGED = "interest-changed"
    PERIOD_SET = "period-set"
    PERIOD_LONGER = "period-longer"
    PERIOD_SHORTER = "period-shorter"
    PERIOD_OTHER = "period-other"
    PERIOD_REWORDED = "period-reworded"
    RECIPIENT_ADDED = "recipient-added"
    RECIPIENT_REMOVED = "recipient-removed"
    SOURCE_ADDED = "source-added"
    SOURCE_REMOVED = "source-removed"
    CONTROLLER_CHANGED = "controller-changed"
    CONTACT_CHANGED = "contact-changed"
    COOKIE_ADDED = "cookie-added"
    COOKIE_REMOVED = "cookie-removed"
    COOKIE_CHANGED = "cookie-changed"
    RIGHT_ADDED = "right-added"
    RIGHT_REMOVED = "right-removed"
    RIGHT_REWORDED = "right-reworded"
    STATEMENT_ADDED = "statement-added"
    STATEMENT_REMOVED = "statement-removed"
    STATEMENT_REWORDED = "statement-reworded"
    TERM_REWORDED = "term-reworded"


SIGNIFICANT = frozenset({
    ChangeKind.CATEGORY_ADDED, ChangeKind.PURPOSE_ADDED, ChangeKind.GROUND_CHANGED, ChangeKind.INTEREST_CHANGED,
    ChangeKind.PERIOD_LONGER, ChangeKind.PERIOD_OTHER, ChangeKind.RECIPIENT_ADDED, ChangeKind.CONTROLLER_CHANGED,
    ChangeKind.COOKIE_ADDED, ChangeKind.RIGHT_REMOVED,
})  # fmt: skip

CONTROLLER, COOKIES, RIGHTS, REST = (
    N_("Who is responsible"),
    N_("Cookies"),
    N_("Your rights"),
    N_("What else the notice says"),
)


@dataclass(frozen=True)
class Change:
    """One change: under which heading it stands, and what it is about by the name its sentence uses.

    All texts are message ids of the notice in which they stand; ``was`` are those of the earlier one.
    """

    kind: ChangeKind
    heading: str
    now: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)

    @property
    def significant(self) -> bool:
        return self.kind in SIGNIFICANT


SENTENCES: dict[ChangeKind, str] = {
    ChangeKind.CATEGORY_ADDED: N_("This kind of data is new."),
    ChangeKind.CATEGORY_REMOVED: N_("We no longer hold this kind of data."),
    ChangeKind.TITLE_REWORDED: N_("This kind of data was called “%(was_what)s”."),
    ChangeKind.DATA_ADDED: N_("New among what we hold: %(what)s (%(where)s)."),
    ChangeKind.DATA_REMOVED: N_("No longer among what we hold: %(was_what)s (%(was_where)s)."),
    ChangeKind.PURPOSE_ADDED: N_("New purpose: %(what)s. Ground: %(ground)s."),
    ChangeKind.PURPOSE_REMOVED: N_("No longer a purpose: %(was_what)s."),
    ChangeKind.GROUND_CHANGED: N_("Another ground for “%(what)s”: %(ground)s. It was: %(was_ground)s."),
    ChangeKind.INTEREST_CHANGED: N_("“%(what)s” now rests on another legitimate interest."),
    ChangeKind.PERIOD_SET: N_("How long it is kept: %(what)s."),
    ChangeKind.PERIOD_LONGER: N_("Kept longer: %(what)s. It was: %(was_what)s."),
    ChangeKind.PERIOD_SHORTER: N_("Kept shorter: %(what)s. It was: %(was_what)s."),
    ChangeKind.PERIOD_OTHER: N_("Another period: %(what)s. It was: %(was_what)s."),
    ChangeKind.PERIOD_REWORDED: N_("The same period in other words: %(what)s. It was: %(was_what)s."),
    ChangeKind.RECIPIENT_ADDED: N_("New recipient: %(what)s."),
    ChangeKind.RECIPIENT_REMOVED: N_("No longer a recipient: %(was_what)s."),
    ChangeKind.SOURCE_ADDED: N_("New source: %(what)s."),
    ChangeKind.SOURCE_REMOVED: N_("No longer a source: %(was_what)s."),
    ChangeKind.CONTROLLER_CHANGED: N_("Responsible is now %(what)s. It was: %(was_what)s."),
    ChangeKind.CONTACT_CHANGED: N_("To be reached at %(what)s. It was: %(was_what)s."),
    ChangeKind.COOKIE_ADDED: N_("New cookie “%(what)s”: %(purpose)s"),
    ChangeKind.COOKIE_REMOVED: N_("The cookie “%(was_what)s” is no longer set."),
    ChangeKind.COOKIE_CHANGED: N_("Said otherwise of the cookie “%(what)s”: %(purpose)s"),
    ChangeKind.RIGHT_ADDED: N_("New right, %(what)s: %(text)s"),
    ChangeKind.RIGHT_REMOVED: N_("No longer listed as a right: %(was_what)s."),
    ChangeKind.RIGHT_REWORDED: N_("Said otherwise of the right of %(what)s: %(text)s"),
    ChangeKind.STATEMENT_ADDED: N_("New: “%(what)s”"),
    ChangeKind.STATEMENT_REMOVED: N_("No longer said: “%(was_what)s”"),
    ChangeKind.STATEMENT_REWORDED: N_("Now said: “%(what)s” Before: “%(was_what)s”"),
    ChangeKind.TERM_REWORDED: N_("“%(was_what)s” is now called “%(what)s”."),
}
"""English message ids; what they name is a message of the notice itself, ``was_`` of the earlier one."""


def sentence(change: Change, *, translate: Callable[[str], str], now: Say, was: Say) -> str:
    """The change in words; ``now`` and ``was`` give the words that each notice had for a message."""
    values = {name: _inside(now(text)) for name, text in change.now.items()}
    values |= {f"was_{name}": _inside(was(text)) for name, text in change.was.items()}
    return translate(SENTENCES[change.kind]) % values


def _inside(text: str) -> str:
    """A message within a sentence, without the placeholder of its own."""
    return text.replace("%(email)s", "…")
