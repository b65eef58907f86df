"""An import never fills a section beyond what it may hold, however often it is repeated."""

from __future__ import annotations

import pytest

from models.database import Database
from services import imports
from services.professionals import MOST_ITEMS, SectionFull
from services.publication.resume import Resume, SkillEntry
from services.resumes import resume_of
from tests.factories import NOW, make_professional_account


def test_an_import_that_would_overfill_a_section_is_refused_and_stays(database: Database) -> None:
    found = Resume(skills=tuple(SkillEntry(f"skill {number}") for number in range(MOST_ITEMS)))
    more = Resume(skills=(SkillEntry("one more"),))
    with database.write() as session:
        account_id = make_professional_account(session).account_id
        first = imports.set_aside(session, account_id, found, now=NOW)
        imports.save(session, account_id, first, found, add=True)
        session.flush()
        second = imports.set_aside(session, account_id, more, now=NOW)
        with pytest.raises(SectionFull):
            imports.save(session, account_id, second, more, add=True)
        assert len(resume_of(session, account_id).skills) == MOST_ITEMS
        assert imports.waiting(session, account_id) == second
