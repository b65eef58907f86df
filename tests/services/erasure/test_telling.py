"""Who received data at a match is told once that they were erased, and keeps reading so (GDPR article 19)."""

from __future__ import annotations

from sqlmodel import select

from config import Config
from models.account import OutgoingMail
from models.database import Database
from models.disclosure import Disclosure, DisclosureKind
from models.privacy import Tier
from models.restriction import RecipientNotice, ToldOf
from services import erasing
from services.mail import MailTemplate
from tests.factories import NOW, make_client, make_professional_account
from tests.factories_erasure import carry_out, start_erasure


def test_recipients_are_told_once_and_the_notice_outlives_the_account(database: Database, config: Config) -> None:
    with database.write() as session:
        ana, jip = make_professional_account(session), make_client(session)
        session.add(
            Disclosure(
                account_id=ana.account_id,
                viewer_id=jip.account_id,
                organisation_id=jip.organisation_id,
                kind=DisclosureKind.MATCH,
                tier=int(Tier.MATCHED),
                at=NOW,
            )
        )
        erasure_id = start_erasure(session, ana.account_id)
    assert erasing.settle_plan(database, config, erasure_id, now=NOW), "a worker that dies repeats the step"
    carry_out(database, config, erasure_id)
    with database.read() as session:
        notice = session.exec(select(RecipientNotice)).one()
        mails = session.exec(select(OutgoingMail).where(OutgoingMail.template == MailTemplate.RECIPIENT_TOLD.value))
        (mail,) = mails.all()
    assert (notice.what, notice.account_id, notice.recipient_id) == (ToldOf.ERASURE, None, jip.account_id)
    assert (mail.account_id, mail.about_id) == (jip.account_id, notice.id)
