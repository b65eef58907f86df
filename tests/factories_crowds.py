"""A small world of professionals in small cells, who join, edit, change their setting and leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from random import Random

from sqlmodel import Session, select

from models.account import Account
from models.bands import EducationLevel, Exposure, Seniority
from models.database import Database
from models.publication import Publication, PublicationState
from services.publication import epochs, publishing, storage
from services.publication.record import LanguageClaim, SkillClaim, VerifiedRecord
from tests.factories import NOW, make_account
from tests.published_table import Published

SKILLS = {
    "2512": ("python", "java", "sql", "docker", "linux", "javascript", "git"),
    "2511": ("sql", "python", "microsoft-excel", "project-management", "scrum"),
    "2411": ("microsoft-excel", "accounting", "sap", "auditing", "ifrs"),
    "2166": ("figma", "javascript", "html", "css"),
    "3343": ("microsoft-excel", "project-management", "sap"),
}
EMPTY = VerifiedRecord(
    None, None, None, None, None, None, (), frozenset(), (), (), frozenset(), None, None, None, None, None
)


class World:
    """Professionals of a database by the id of their account; all chance comes from one seed."""

    def __init__(self, database: Database, seed: int = 1) -> None:
        self.database = database
        self.random = Random(seed)
        self.living: dict[str, Exposure] = {}
        self._made = 0

    def draw(self) -> VerifiedRecord:
        """Somebody's record: a few occupations and places hold most people, the rest lives in small cells."""
        random = self.random
        occupation = random.choices(list(SKILLS), (40, 25, 15, 12, 8))[0]
        region = random.choices(("NL414", "NL329", "NL111", "BE251", "DE212", "NL226"), (40, 25, 12, 10, 8, 5))[0]
        skills = random.sample(SKILLS[occupation], random.randint(1, len(SKILLS[occupation])))
        return replace(
            EMPTY,
            occupation=occupation,
            region=region,
            country=region[:2],
            seniority=random.choice((Seniority.MEDIOR, Seniority.SENIOR, Seniority.VETERAN)),
            education=random.choice((EducationLevel.BACHELOR, EducationLevel.MASTER, EducationLevel.VOCATIONAL)),
            languages=tuple(map(LanguageClaim, random.sample(("nl", "en", "de", "fr"), random.randint(1, 3)))),
            sectors=frozenset(random.sample("JKQ", random.randint(0, 2))),
            skills=tuple(map(SkillClaim, skills)),
        )

    def join(self, session: Session, record: VerifiedRecord | None = None, exposure: Exposure | None = None) -> str:
        """Somebody new, reviewed."""
        self._made += 1
        account_id = make_account(session, f"p{self._made}@people.example").account_id
        chosen = exposure or self.random.choice(list(Exposure))
        publishing.choose_exposure(session, account_id, chosen)
        session.flush()
        self.edit(session, account_id, record)
        self.living[account_id] = chosen
        return account_id

    def edit(self, session: Session, account_id: str, record: VerifiedRecord | None = None) -> None:
        """Another record is approved and reviewed."""
        publication = publishing.publication_of(session, account_id)
        publication.record = storage.to_json(record or self.draw())
        publication.state = PublicationState.APPROVED
        publishing.accept(session, publication, reviewer_id=None, now=NOW)
        session.flush()

    def switch(self, session: Session, account_id: str) -> None:
        """The other setting is chosen."""
        chosen = next(each for each in Exposure if each is not self.living[account_id])
        publishing.choose_exposure(session, account_id, chosen)
        self.living[account_id] = chosen

    def leave(self, session: Session, account_id: str) -> None:
        """The profile is withdrawn."""
        publishing.withdraw(session, account_id)
        self.living.pop(account_id)

    def deactivate(self, session: Session, account_id: str) -> None:
        """The account is put to rest, without a word to what is published."""
        session.get_one(Account, account_id).deactivated_at = NOW
        self.living.pop(account_id)

    def smallest_first(self, table: dict[str, Published]) -> list[str]:
        """Who is shown, those of the smallest crowds first."""
        sizes = Counter(each.crowd_id for each in table.values())
        order = sorted(table.values(), key=lambda each: (sizes[each.crowd_id], each.crowd_id, each.account_id))
        return [each.account_id for each in order if each.account_id in self.living]

    def records(self, session: Session) -> dict[str, VerifiedRecord]:
        """What is reviewed of everybody, by account."""
        found = session.exec(select(Publication.account_id, Publication.published)).all()
        return {key: storage.from_json(record) for key, record in found if record and key in self.living}

    def publish(self, *, meanwhile: Callable[[int], None] | None = None) -> epochs.Epoch:
        """Run an epoch; ``meanwhile`` is called with its number before each transaction that writes."""
        return epochs.publish(self.writing(meanwhile), self.database.read)

    def writing(self, meanwhile: Callable[[int], None] | None = None) -> Callable[[], AbstractContextManager[Session]]:
        """The way to write, with something that happens in between."""
        number = 0

        @contextmanager
        def opened() -> Iterator[Session]:
            nonlocal number
            number += 1
            if meanwhile:
                meanwhile(number)
            with self.database.write() as session:
                yield session

        return opened
