"""Skills that a professional keeps out of what is published, wherever the résumé names them.

A skill recognised in running text has no entry of its own to delete: this is how its owner takes it out all the same
(rectification, GDPR article 16).
"""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from models.resume import LeftOutSkill

from .errors import NotFound
from .publication.vocabulary import vocabulary


def left_out_skills(session: Session, account_id: str) -> frozenset[str]:
    """The ids of the skills that the person left out."""
    return frozenset(session.exec(select(LeftOutSkill.skill).where(LeftOutSkill.account_id == account_id)))


def leave_out(session: Session, account_id: str, skill: str) -> None:
    """Keep a skill out of what is published; asking twice changes nothing. Raises NotFound for what is no skill."""
    if not vocabulary().has_skill(skill):
        raise NotFound
    try:
        with session.begin_nested():
            session.add(LeftOutSkill(account_id=account_id, skill=skill))
    except IntegrityError:
        return  # left out already


def put_back(session: Session, account_id: str, skill: str) -> None:
    """Let a skill be published again where the résumé names it; one that was never left out stays as it is."""
    mine = col(LeftOutSkill.account_id) == account_id
    session.exec(delete(LeftOutSkill).where(mine, col(LeftOutSkill.skill) == skill))
