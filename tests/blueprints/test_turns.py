"""Few requests work at a time, and none of them waits for a slow line."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest
from flask import Flask

from blueprints import turns


class SlowLine(BytesIO):
    """Sends what it has only when it is let."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.is_read, self.may_go_on = threading.Event(), threading.Event()

    def read(self, size: int | None = -1) -> bytes:
        self.is_read.set()
        self.may_go_on.wait(60)
        return super().read(size)


def test_who_sends_slowly_keeps_nobody_waiting(app: Flask) -> None:
    content = b"email=nobody%40people.example&password=x"
    lines = [SlowLine(content) for _number in range(turns.WORKING + 1)]
    statuses: list[int] = []

    def send(line: SlowLine) -> None:
        answer = app.test_client().post(
            "/login",
            input_stream=line,
            content_length=len(content),
            content_type="application/x-www-form-urlencoded",
        )
        statuses.append(answer.status_code)

    senders = [threading.Thread(target=send, args=(line,), daemon=True) for line in lines]
    for sender, line in zip(senders, lines, strict=True):
        sender.start()
        assert line.is_read.wait(60)
    answered: list[int] = []
    reader = threading.Thread(target=lambda: answered.append(app.test_client().get("/about").status_code), daemon=True)
    reader.start()
    reader.join(60)
    assert answered == [200] and statuses == []
    for line in lines:
        line.may_go_on.set()
    for sender in senders:
        sender.join(60)
    assert statuses == [422] * len(lines), "the form arrived, and has no token"


@pytest.mark.parametrize("size", [1, turns.IN_MEMORY, 3 * turns.IN_MEMORY + 1])
def test_what_is_sent_arrives_whole(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    environ = {"CONTENT_LENGTH": str(size), "wsgi.input": BytesIO(content + b"of the next request")}
    turns._read_ahead(environ)
    assert environ["wsgi.input"].read() == content


@pytest.mark.parametrize("length", ["", "0", "-1", "many", str(turns.MOST_SENT + 1)])
def test_what_is_nothing_or_too_much_is_left_where_it_is(length: str) -> None:
    source = BytesIO(b"x")
    environ = {"CONTENT_LENGTH": length, "wsgi.input": source}
    turns._read_ahead(environ)
    assert environ["wsgi.input"] is source and source.tell() == 0
