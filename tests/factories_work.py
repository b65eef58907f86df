"""Work that clients describe, teams, and professionals who hide: made by the services that the application uses."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from models.bands import RemoteWork
from models.block import BlockKind
from models.client import MemberRole, Membership, Representative
from models.work import WorkDescription
from services import blocks, work_descriptions
from services.work_descriptions import WorkDetails
from tests.factories import NOW, Person, make_account
from tests.factories_matches import acting

DETAILS = WorkDetails(
    title="Planner for the locks of a canal",
    description="Six locks are renewed. You plan crews and ships in Python, and show it to the board every week.",
    skills=("python",),
    region="NL366",
    remote=RemoteWork.HYBRID,
    starts_on=date(2027, 2, 1),
    months=6,
    hours=32,
    rate_from=60_000,
    rate_to=75_000,
)


def describe(
    session: Session, person: Person, details: WorkDetails = DETAILS, *, opened: bool = True, now: datetime = NOW
) -> WorkDescription:
    """Work of the person's organisation: open, or a draft."""
    viewer = acting(session, person)
    work = work_descriptions.write(session, viewer, details, now=now)
    if opened:
        work_descriptions.open_to_professionals(session, viewer, work.id, now=now)
    return work


def make_colleague(
    session: Session,
    of: Person,
    role: MemberRole,
    email: str = "kim@client.example",
    *,
    first_name: str = "Kim",
    last_name: str = "Sluiswachter",
) -> Person:
    """Somebody in the team of a person, in a role."""
    person = make_account(session, email)
    session.add(Membership(account_id=person.account_id, organisation_id=of.organisation_id, role=role))
    session.add(Representative(account_id=person.account_id, first_name=first_name, last_name=last_name))
    session.flush()
    return Person(person.account_id, email, organisation_id=of.organisation_id)


def hide(session: Session, professional: Person, text: str, kind: BlockKind = BlockKind.NAME) -> None:
    """Let the professional hide from an organisation."""
    blocks.hide_from(session, professional.account_id, kind, text, now=NOW)
    session.flush()
