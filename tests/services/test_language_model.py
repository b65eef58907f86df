"""Asking a language model: a server that misbehaves costs a bounded time and gives no answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from services.language_model import LARGEST, Endpoint, NoAnswer, Silence, ask
from tests.services.language_models import Reply, Server, answer, drips, floods, hangs_up, language_model, never, raw

MESSAGES = [{"role": "user", "content": "Hello"}]


@pytest.fixture
def server() -> Iterator[Server]:
    with language_model() as running:
        yield running


def test_the_answer_is_the_text_of_the_first_choice(server: Server) -> None:
    server.says("  A sentence. ")
    assert ask(Endpoint(server.url, "small-1", "the-key"), MESSAGES) == "A sentence."
    (asked,) = server.asked
    assert (asked["path"], asked["model"], asked["messages"]) == ("/v1/chat/completions", "small-1", MESSAGES)
    assert server.headers[0]["Authorization"] == "Bearer the-key"


def test_without_a_key_none_is_sent(server: Server) -> None:
    server.says("A sentence.")
    ask(Endpoint(server.url, "small-1"), MESSAGES)
    assert "Authorization" not in server.headers[0]
    assert set(server.asked[0]) == {"path", "model", "messages", "temperature", "max_tokens"}


MISBEHAVIOUR: list[tuple[str, Callable[[Server], Reply], Silence]] = [
    ("an error", lambda _: raw(b"{}", status=500), Silence.REFUSED),
    ("too many requests", lambda _: raw(b"{}", status=429), Silence.BUSY),
    ("not allowed", lambda _: raw(b"{}", status=401), Silence.REFUSED),
    ("a redirect", lambda _: raw(b"", status=302, Location="http://127.0.0.1:9/"), Silence.REFUSED),
    ("a page", lambda _: raw(b"<!doctype html><p>Hello", kind="text/html"), Silence.UNREADABLE),
    ("no JSON", lambda _: raw(b"{'choices'"), Silence.UNREADABLE),
    ("no UTF-8", lambda _: raw(b'"\xff\xfe\xff"'), Silence.UNREADABLE),
    ("other JSON", lambda _: raw(b'{"choices": []}'), Silence.UNREADABLE),
    ("a list", lambda _: raw(b"[1, 2]"), Silence.UNREADABLE),
    ("deep JSON", lambda _: raw(b"[" * 30_000), Silence.UNREADABLE),
    ("text that is no text", lambda _: answer(["a"]), Silence.UNREADABLE),
    ("no text", lambda _: answer(None), Silence.UNREADABLE),
    ("an empty text", lambda _: answer("  \n"), Silence.EMPTY),
    ("nothing", lambda _: raw(b""), Silence.UNREADABLE),
    ("a long body", lambda _: raw(b" " * (LARGEST + 1)), Silence.TOO_LONG),
    ("a flood", lambda _: floods, Silence.TOO_LONG),
    ("half an answer", lambda _: raw(b"{", says=900), Silence.UNREADABLE),
    ("a cut line", lambda _: hangs_up, Silence.UNREACHABLE),
    ("silence", never, Silence.LATE),
    ("one byte at a time", drips, Silence.LATE),
]


@pytest.mark.parametrize(("reply", "why"), [case[1:] for case in MISBEHAVIOUR], ids=[case[0] for case in MISBEHAVIOUR])
def test_what_is_no_answer_is_no_answer_in_time(server: Server, reply: Callable[[Server], Reply], why: Silence) -> None:
    server.reply = reply(server)
    began = time.monotonic()
    with pytest.raises(NoAnswer) as problem:
        ask(Endpoint(server.url, "small-1"), MESSAGES, seconds=0.6)
    assert problem.value.why is why
    assert time.monotonic() - began < 3
    assert len(server.asked) == 1


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with language_model() as gone:
        url = gone.url
    with pytest.raises(NoAnswer) as problem:
        ask(Endpoint(url, "small-1"), MESSAGES, seconds=1)
    assert problem.value.why is Silence.UNREACHABLE


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://models.example/v1", True),
        ("http://127.0.0.1:8000/v1", True),
        ("http://localhost/v1", True),
        ("http://models.example/v1", False),
        ("http://127.0.0.1.models.example/v1", False),
        ("ftp://models.example", False),
        ("models.example", False),
    ],
)
def test_nothing_leaves_the_machine_unencrypted(url: str, safe: bool) -> None:
    assert Endpoint(url, "small-1").is_safe is safe
