"""Nobody is subscribed before the owner of the mailbox confirmed it, and who leaves is erased at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import func, select

from config import Config
from models.account import PersonKey
from models.database import Database
from models.newsletter import NewsletterKind, Subscriber, SubscriberChoice, SubscriberMail, SuppressedAddress
from services import newsletter_mails, newsletters, smtp
from services.consents import wording_hash
from services.errors import NotFound
from services.mail import Outcome
from services.newsletter_links import (
    confirmation_token,
    preferences_token,
    read_confirmation,
    read_unsubscribing,
    unsubscribing_token,
)
from services.rights.walk import rows_about
from tests.factories import KEYS, NOW
from tests.factories_newsletter import LIFETIME, WORDS, sign_up, subscribe, subscriber_id_of

ADDRESS = "mees@reader.example"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def count(database: Database, table: type) -> int:
    with database.read() as session:
        return session.exec(select(func.count()).select_from(table)).one()


def confirm(database: Database, subscriber_id: str | None) -> None:
    with database.write() as session:
        token = confirmation_token(KEYS, str(subscriber_id))
        newsletters.confirm(session, token, words=WORDS, keys=KEYS, lifetime=LIFETIME, now=NOW + HOUR)


def test_who_signs_up_subscribes_only_once_confirmed(database: Database) -> None:
    with database.write() as session:
        subscriber_id = sign_up(session, kinds=[NewsletterKind.NEWS, NewsletterKind.CLIENTS], locale="nl")
    with database.read() as session:
        assert session.get_one(Subscriber, subscriber_id).confirmed_at is None
    confirm(database, subscriber_id)
    with database.read() as session:
        subscriber = session.get_one(Subscriber, subscriber_id)
        found = newsletters.subscription(session, preferences_token(KEYS, str(subscriber_id)), keys=KEYS)
    assert (subscriber.confirmed_at, subscriber.wording_hash) == (NOW + HOUR, wording_hash(WORDS))
    assert (found.locale, found.kinds) == ("nl", {NewsletterKind.NEWS, NewsletterKind.CLIENTS})


def test_settings_are_nobodys_before_the_address_is_confirmed(database: Database) -> None:
    with database.write() as session:
        subscriber_id = sign_up(session)
    with database.read() as session, pytest.raises(NotFound):
        newsletters.subscription(session, preferences_token(KEYS, str(subscriber_id)), keys=KEYS)


def test_the_same_address_in_capitals_is_one_subscriber_with_the_latest_choice(database: Database) -> None:
    with database.write() as session:
        sign_up(session)
        sign_up(session, "MEES@Reader.example", kinds=[NewsletterKind.CLIENTS], locale="nl")
    with database.read() as session:
        assert session.exec(select(Subscriber.locale)).all() == ["nl"]
        assert session.exec(select(SubscriberChoice.kind)).all() == [NewsletterKind.CLIENTS]


def test_a_stranger_changes_nothing_of_who_subscribes(database: Database) -> None:
    with database.write() as session:
        subscriber_id = subscribe(session)
        sign_up(session, kinds=[NewsletterKind.CLIENTS], locale="nl")
        found = newsletters.subscription(session, preferences_token(KEYS, subscriber_id), keys=KEYS)
        assert (found.locale, found.kinds) == ("en", {NewsletterKind.NEWS})


def test_nobodys_mailbox_is_filled(database: Database) -> None:
    with database.write() as session:
        for minutes in range(10):
            sign_up(session, now=NOW + minutes * MINUTE)
    assert count(database, SubscriberMail) == 3
    with database.write() as session:
        sign_up(session, now=NOW + 2 * HOUR)
    assert count(database, SubscriberMail) == 4


def test_a_link_does_one_thing_only_and_works_for_its_time(database: Database) -> None:
    with database.write() as session:
        subscriber_id = str(sign_up(session))
        for token in (unsubscribing_token(KEYS, subscriber_id), preferences_token(KEYS, subscriber_id), "x"):
            with pytest.raises(newsletters.NothingConfirmed):
                newsletters.confirm(session, token, words=WORDS, keys=KEYS, lifetime=LIFETIME, now=NOW)
    token = confirmation_token(KEYS, subscriber_id)
    assert read_unsubscribing(KEYS, token) is None
    assert read_confirmation(KEYS, token, lifetime=LIFETIME) == subscriber_id
    assert read_confirmation(KEYS, token, lifetime=-MINUTE) is None


def test_no_link_and_no_row_but_the_sealed_one_has_the_address(database: Database) -> None:
    with database.write() as session:
        subscriber_id = subscribe(session)
    for token in (confirmation_token, preferences_token, unsubscribing_token):
        assert "mees" not in token(KEYS, subscriber_id)
    with database.engine.connect() as connection:
        for table in ("subscriber", "subscriberchoice", "subscribermail", "personkey"):
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}"):
                assert not any(
                    b"mees" in str(value).encode() + bytes(value if isinstance(value, bytes) else b"") for value in row
                )


def test_leaving_erases_the_subscriber_and_keeps_a_keyed_hash(database: Database) -> None:
    with database.write() as session:
        subscriber_id = subscribe(session)
        newsletters.unsubscribe(session, subscriber_id, now=NOW + HOUR)
    for table in (Subscriber, SubscriberChoice, SubscriberMail, PersonKey):
        assert count(database, table) == 0
    with database.read() as session:
        suppressed = session.exec(select(SuppressedAddress)).one()
    assert suppressed.email_digest == newsletters.email_digest(KEYS, ADDRESS)
    with database.write() as session:
        newsletters.unsubscribe(session, subscriber_id, now=NOW + 2 * HOUR)
    assert count(database, SuppressedAddress) == 1


def test_who_left_is_not_signed_up_by_others_but_comes_back_by_confirming(database: Database) -> None:
    with database.write() as session:
        newsletters.unsubscribe(session, subscribe(session), now=NOW)
    with database.write() as session:
        for hours in range(6):
            sign_up(session, now=NOW + hours * HOUR)
    assert count(database, SubscriberMail) == 1, "one mail that asks, however often others try"
    with database.read() as session:
        subscriber_id = subscriber_id_of(session, ADDRESS)
        assert session.get_one(Subscriber, subscriber_id).confirmed_at is None
        assert session.get_one(Subscriber, subscriber_id).asked_at == NOW, "trying again does not keep it"
    assert count(database, SuppressedAddress) == 1
    confirm(database, subscriber_id)
    assert count(database, SuppressedAddress) == 0


def test_sign_ups_that_nobody_confirms_are_deleted_on_time(database: Database) -> None:
    with database.write() as session:
        sign_up(session, "late@reader.example")
        subscribe(session)
    for now, deleted in ((NOW + LIFETIME - MINUTE, 0), (NOW + LIFETIME, 1)):
        with database.write() as session:
            assert newsletters.delete_unconfirmed(session, asked_before=now - LIFETIME) == deleted
    with database.read() as session:
        assert subscriber_id_of(session, "late@reader.example") is None
        assert subscriber_id_of(session, ADDRESS) is not None
    assert count(database, PersonKey) == 1
    assert count(database, SuppressedAddress) == 0


def test_a_subscriber_is_a_data_subject_that_the_walk_finds(database: Database) -> None:
    with database.write() as session:
        subscriber_id = subscribe(session)
        subscribe(session, "other@reader.example")
    with database.read() as session:
        held = {(row.table, d.column): d.value for row in rows_about(session, subscriber_id) for d in row.data}
    assert held["subscriber", "email"] == ADDRESS
    assert held["subscriberchoice", "kind"] is NewsletterKind.NEWS
    assert held["subscribermail", "template"] == "newsletter-confirm"
    assert "other@reader.example" not in held.values()


def test_mails_about_a_subscription_are_sent_once_in_its_language(database: Database, config: Config) -> None:
    with database.write() as session:
        sign_up(session, locale="nl")
    with database.read() as session:
        mail_id = session.exec(select(SubscriberMail.id)).one()
    assert newsletter_mails.deliver(database, config, mail_id, now=NOW) is Outcome.SENT
    assert newsletter_mails.deliver(database, config, mail_id, now=NOW) is Outcome.GONE
    (message,) = smtp.read_mailbox(config.mailbox)
    assert message["To"] == ADDRESS
    text = message.get_body(("plain",)).get_content()
    assert "Bevestig" in text and "/nl/newsletter/confirmation/" in text
    assert {part.get_content_type() for part in message.iter_parts()} == {"text/plain", "text/html"}
    assert "List-Unsubscribe" not in message


def test_a_mail_to_who_is_gone_is_dropped(database: Database, config: Config) -> None:
    with database.write() as session:
        subscriber_id = sign_up(session)
    with database.read() as session:
        mail_id = session.exec(select(SubscriberMail.id)).one()
    with database.write() as session:
        newsletters.unsubscribe(session, str(subscriber_id), now=NOW)
    assert newsletter_mails.deliver(database, config, mail_id, now=NOW) is Outcome.GONE
