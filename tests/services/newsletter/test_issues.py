"""An issue: drafts, what its HTML may hold, and its mail with the way out."""

from __future__ import annotations

import pytest

from config import Config
from models.database import Database
from models.newsletter import IssueState, NewsletterIssue, NewsletterKind, Subscriber
from services import newsletter_issues, newsletter_mails, newsletter_sending, smtp
from services.errors import NotFound
from services.newsletter_html import paragraphs, sanitised
from services.newsletter_links import read_preferences, read_unsubscribing
from tests.factories import KEYS, NOW, make_staff
from tests.factories_newsletter import subscribe, write_issue


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (
            "<h2>News</h2><p>A <strong>b</strong><br><em>c</em></p>",
            "<h2>News</h2><p>A <strong>b</strong><br><em>c</em></p>",
        ),
        ("<p onclick='x()' style='color:red' class='y'>a</p>", "<p>a</p>"),
        ("<script>steal()</script><style>p{}</style>a", "a"),
        ("<img src='https://tracker.example/pixel.gif'>a<iframe src='x'></iframe>", "a"),
        ("<h1>a</h1><div>b</div>", "ab"),
        ("<a href='javascript:alert(1)'>a</a>", '<a rel="noopener noreferrer">a</a>'),
        ("<a href='https://a.example' ping='/x'>a</a>", '<a href="https://a.example" rel="noopener noreferrer">a</a>'),
        ("<p>a < b & c", "<p>a &lt; b &amp; c</p>"),
    ],
)
def test_html_keeps_text_lists_and_links_only(written: str, kept: str) -> None:
    assert str(sanitised(written)) == kept


def test_text_becomes_paragraphs_in_which_nothing_is_html() -> None:
    assert str(paragraphs("One\r\ntwo\n\n\n<b>three</b>")) == "<p>One<br>two</p>\n<p>&lt;b&gt;three&lt;/b&gt;</p>"


def test_a_draft_changes_until_it_is_sent(database: Database) -> None:
    with database.write() as session:
        staff = make_staff(session).account_id
        subscribe(session)
        issue_id = write_issue(session)
        words = newsletter_issues.Words(NewsletterKind.NEWS, "en", "Winter", "Snow.", "<p>Snow.</p>")
        newsletter_issues.rewrite(session, issue_id, words, now=NOW)
        assert newsletter_issues.issue(session, issue_id).words == words
        newsletter_sending.start(session, issue_id, staff_id=staff, now=NOW)
        with pytest.raises(newsletter_issues.AlreadySent):
            newsletter_issues.rewrite(session, issue_id, words, now=NOW)
        with pytest.raises(newsletter_issues.AlreadySent):
            newsletter_issues.delete(session, issue_id)
        with pytest.raises(newsletter_issues.AlreadySent):
            newsletter_sending.start(session, issue_id, staff_id=staff, now=NOW)


def test_a_draft_is_thrown_away(database: Database) -> None:
    with database.write() as session:
        issue_id = write_issue(session)
        newsletter_issues.delete(session, issue_id)
        session.flush()
        with pytest.raises(NotFound):
            newsletter_issues.issue(session, issue_id)


@pytest.mark.parametrize("words", [{"kind": NewsletterKind.CLIENTS}, {"locale": "nl"}])
def test_an_issue_that_nobody_wants_is_not_sent(database: Database, words: dict[str, object]) -> None:
    with database.write() as session:
        subscribe(session)
        issue_id = write_issue(session, **words)
        with pytest.raises(newsletter_sending.NobodyToSendTo):
            newsletter_sending.start(session, issue_id, staff_id=make_staff(session).account_id, now=NOW)
        assert session.get_one(NewsletterIssue, issue_id).state is IssueState.DRAFT


def test_every_issue_carries_the_way_out_in_header_and_text(database: Database, config: Config) -> None:
    with database.write() as session:
        subscriber_id = subscribe(session)
        issue = session.get_one(NewsletterIssue, write_issue(session, html="<p>Hi<script>x</script></p>"))
        subscriber = session.get_one(Subscriber, subscriber_id)
        message = newsletter_mails.issue_message("m1", issue, subscriber, config=config, now=NOW)
    smtp.send(message, smtp_url=None, mailbox=config.mailbox)
    (arrived,) = smtp.read_mailbox(config.mailbox)
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    header = arrived["List-Unsubscribe"]
    assert header.startswith(f"<{config.base_url}/newsletter/unsubscribing/") and header.endswith(">")
    assert read_unsubscribing(KEYS, header.strip("<>").rpartition("/")[2]) == subscriber_id
    assert (arrived["Message-ID"].split("@")[0], arrived["To"]) == ("<m1", "mees@reader.example")
    parts = {part.get_content_type(): part.get_content() for part in arrived.iter_parts()}
    assert list(parts) == ["text/plain", "text/html"]
    for content in parts.values():
        assert header.strip("<>") in content
        settings = content.split("/newsletter/settings/")[1].split()[0].split('"')[0]
        assert read_preferences(KEYS, settings) == subscriber_id
    assert "<p>Hi</p>" in parts["text/html"] and "<script" not in parts["text/html"]
    assert "mees" not in parts["text/plain"] + parts["text/html"]
    assert "<img" not in parts["text/html"]


def test_a_test_mail_unsubscribes_nobody(database: Database, config: Config) -> None:
    with database.write() as session:
        issue = session.get_one(NewsletterIssue, write_issue(session))
        message = newsletter_mails.test_message("t1", issue, "me@platform.example", config=config, now=NOW)
    assert "List-Unsubscribe" not in message
    assert "unsubscribing" not in message.as_string()
