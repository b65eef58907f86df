"""Mails reach a real SMTP server, over TLS where asked, or the mailbox folder; errors tell no address."""

import ipaddress
import os
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.smtp import MailNotSent, compose, read_mailbox, send

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
TO = "joris@quiet.example"


class Sink:
    """Keeps what it accepts, answers recipients with ``answer``, and notes whether the session was encrypted."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.answer = answer
        self.envelopes: list = []
        self.encrypted: list[bool] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.envelopes.append(envelope)
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 OK"


class AnyPort(Controller):
    """A server on a port of the system's choice, which aiosmtpd by itself does not ask for."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def serve():
    controllers = []

    def start(sink: Sink, **options) -> int:
        controller = AnyPort(sink, hostname="127.0.0.1", port=0, **options)
        controller.start()
        controllers.append(controller)
        return controller.port

    yield start
    for controller in controllers:
        controller.stop()


@pytest.fixture
def certificate(tmp_path):
    """A self-signed certificate for 127.0.0.1: its file, and the context of a server that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return path, context


def mail(public_id: str = "m3Kd81", text: str = "Één moment.\n"):
    return compose(public_id, sender="GloPros <post@glopros.example>", to=TO, subject="Groß", text=text, now=NOW)


def test_a_mail_arrives_whole_at_the_server(serve, tmp_path):
    sink = Sink()
    send(mail(), smtp_url=f"smtp://127.0.0.1:{serve(sink)}", mailbox=tmp_path)
    (envelope,) = sink.envelopes
    assert envelope.rcpt_tos == [TO]
    (tmp_path / "arrived.eml").write_bytes(envelope.content)
    (arrived,) = read_mailbox(tmp_path)
    assert arrived.get_content().replace("\r\n", "\n") == "Één moment.\n"
    assert arrived["Subject"] == "Groß"
    assert arrived["Message-ID"] == "<m3Kd81@glopros.example>"
    assert arrived["Date"].datetime == NOW


@pytest.mark.parametrize(("answer", "permanent"), [("550 no such user", True), ("451 try later", False)])
def test_a_refusal_tells_whether_to_try_again_and_no_address(serve, tmp_path, answer, permanent):
    port = serve(Sink(answer))
    with pytest.raises(MailNotSent) as caught:
        send(mail(), smtp_url=f"smtp://127.0.0.1:{port}", mailbox=tmp_path)
    assert (caught.value.permanent, caught.value.uncertain) == (permanent, False)
    assert "quiet" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_server_that_is_away_may_come_back(tmp_path):
    server = AnyPort(Sink(), hostname="127.0.0.1", port=0)
    server.start()
    server.stop()
    with pytest.raises(MailNotSent) as caught:
        send(mail(), smtp_url=f"smtp://127.0.0.1:{server.port}", mailbox=tmp_path)
    assert (caught.value.permanent, caught.value.uncertain) == (False, False)


class Dying(Sink):
    """Takes the whole mail, and is gone before it says so."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.envelopes.append(envelope)
        server.transport.abort()
        return "250 OK"


def test_a_server_that_is_gone_once_it_has_the_mail_leaves_it_uncertain(serve, tmp_path):
    sink = Dying()
    with pytest.raises(MailNotSent) as caught:
        send(mail(), smtp_url=f"smtp://127.0.0.1:{serve(sink)}", mailbox=tmp_path)
    assert len(sink.envelopes) == 1
    assert (caught.value.permanent, caught.value.uncertain) == (False, True)


def test_a_long_link_stands_in_a_header_as_it_is(serve, tmp_path):
    message, link = mail(), f"<https://glopros.example/{'a' * 200}>"
    message["List-Unsubscribe"] = link
    sink = Sink()
    send(message, smtp_url=f"smtp://127.0.0.1:{serve(sink)}", mailbox=tmp_path)
    send(message, smtp_url=None, mailbox=tmp_path)
    (file,) = tmp_path.glob("*.eml")
    for raw in (sink.envelopes[0].content, file.read_bytes()):
        assert f"List-Unsubscribe: {link}\r\n".encode() in raw


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_log_in_goes_over_tls_with_the_password_of_the_url(serve, tmp_path, certificate, monkeypatch, scheme):
    path, context = certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    seen: list[LoginPassword] = []

    def authenticate(server, session, envelope, mechanism, data):
        seen.append(data)
        return AuthResult(success=True)

    sink = Sink()
    tls = {"ssl_context": context} if scheme == "smtps" else {"tls_context": context, "require_starttls": True}
    # aiosmtpd counts only STARTTLS as encryption, not a connection that is encrypted as a whole.
    port = serve(sink, authenticator=authenticate, auth_require_tls=scheme == "smtp", **tls)
    send(mail(), smtp_url=f"{scheme}://post:p%40ss@127.0.0.1:{port}?starttls=yes", mailbox=tmp_path)
    assert len(sink.envelopes) == 1
    assert (seen[0].login, seen[0].password) == (b"post", b"p@ss")
    assert sink.encrypted == [True]


def test_a_certificate_that_nobody_vouches_for_is_refused(serve, tmp_path, certificate):
    sink = Sink()
    port = serve(sink, tls_context=certificate[1])
    with pytest.raises(MailNotSent):
        send(mail(), smtp_url=f"smtp://127.0.0.1:{port}?starttls=yes", mailbox=tmp_path)
    assert sink.envelopes == []


def test_a_server_without_starttls_gets_no_mail_when_tls_is_asked_for(serve, tmp_path):
    sink = Sink()
    port = serve(sink)
    with pytest.raises(MailNotSent):
        send(mail(), smtp_url=f"smtp://127.0.0.1:{port}?starttls=yes", mailbox=tmp_path)
    assert sink.envelopes == []


def test_without_a_server_mails_are_filed_newest_first(tmp_path):
    box = tmp_path / "mailbox"
    assert read_mailbox(box) == []
    for number in range(3):
        send(mail(f"id{number}"), smtp_url=None, mailbox=box)
        for file in box.iterdir():
            os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 1_000_000_000))
    assert [message["Message-ID"].split("@")[0] for message in read_mailbox(box)] == ["<id2", "<id1", "<id0"]


def test_a_repeated_sending_of_a_mail_is_filed_once_under_a_name_without_address(tmp_path):
    send(mail(), smtp_url=None, mailbox=tmp_path)
    send(mail(), smtp_url=None, mailbox=tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.suffix == ".eml"
    assert "joris" not in file.name
    assert "m3Kd81" not in file.name


@pytest.mark.parametrize("field", ["to", "subject", "sender"])
def test_a_line_break_cannot_add_a_header(field):
    fields = {"sender": "post@glopros.example", "to": TO, "subject": "Hello"}
    with pytest.raises(ValueError, match="linefeed"):
        compose("m1", **{**fields, field: f"{fields[field]}\nBcc: other@quiet.example"}, text="", now=NOW)
