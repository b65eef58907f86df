"""HTML to PDF: no address is followed, and one document is made at a time."""

from __future__ import annotations

import http.server
import io
import threading
import time
from collections.abc import Iterator

import pypdf
import pytest
from PIL import Image

from services import pdf
from services.pdf import DocumentTooLong, PrinterBusy, data_address, pdf_of

PAGE = (
    '<!doctype html><html lang="en"><head><title>Profile</title>{head}</head><body><h1>Hello</h1>{body}</body></html>'
)


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """A web server on this machine, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def test_no_address_is_followed(visits: tuple[str, list[str]], tmp_path, capfd: pytest.CaptureFixture[str]) -> None:
    address, asked = visits
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">Markergeheim</text></svg>')
    head = f'<link rel="stylesheet" href="{address}/sheet.css"><base href="{address}/base/">'
    attack = (
        f'<img src="{address}/a.png" alt=""><img src="relative.png" alt=""><img src="{secret.as_uri()}" alt="">'
        f'<svg><image href="{address}/b.png"/></svg><object data="{secret.as_uri()}"></object>'
        f'<link rel="attachment" href="{secret.as_uri()}"><p style="background: url({address}/c.png)">x</p>'
    )
    data = pdf_of(PAGE.format(head=head, body=attack))
    assert asked == []
    assert "Markergeheim" not in pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert b"EmbeddedFile" not in data
    # What a document refers to is its owner's: no log has it.
    assert "127.0.0.1" not in "".join(capfd.readouterr())


def test_a_picture_that_comes_along_is_printed() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(picture, "PNG")
    address = data_address(picture.getvalue(), "image/png")
    data = pdf_of(PAGE.format(head="", body=f'<img src="{address}" alt="Dot">'))
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages[0].images) == 1


def test_the_same_page_gives_the_same_bytes_at_another_moment() -> None:
    first = pdf_of(PAGE.format(head="", body=""))
    time.sleep(1.1)  # fonts count in seconds
    assert pdf_of(PAGE.format(head="", body="")) == first


@pytest.mark.parametrize("body", ["a\n" * 9_000, "<p></p>" * 9_000, "a" * 200_000], ids=["lines", "tags", "letters"])
def test_what_would_keep_the_printer_for_long_is_refused(body: str) -> None:
    with pytest.raises(DocumentTooLong):
        pdf_of(PAGE.format(head="", body=body))


def test_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_WAIT", 0.05)
    with pdf._ONE_AT_A_TIME, pytest.raises(PrinterBusy):
        pdf_of(PAGE.format(head="", body=""))
    assert pdf_of(PAGE.format(head="", body="")).startswith(b"%PDF")
