"""A real mail server for the tests: aiosmtpd, with a certificate of its own and a will of its own for some recipients.

Prints its port, then writes each mail that it accepts as a line of JSON, decoded by Python's own mail library.
"""

import argparse
import asyncio
import datetime
import email
import email.policy
import ipaddress
import json
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult


def make_certificate(folder: Path) -> ssl.SSLContext:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail server of the tests")])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


class Handler:
    def __init__(self, mails: Path):
        self.mails = mails

    async def handle_RCPT(self, server, session, envelope, address, options):
        answers = {"later": "450 4.2.0 come back later", "nobody": "550 5.1.1 no such person"}
        local = address.split("@")[0]
        if local in answers:
            return answers[local]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "full":
            return "552 5.2.2 the mailbox is full"
        if local == "busy":
            return "451 4.3.0 try again"
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        record = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "authenticated": bool(session.authenticated),
            "headers": {name: str(value) for name, value in mail.items()},
            "text": mail.get_content().replace("\r\n", "\n"),
            "raw": envelope.content.decode("ascii"),
            "defects": [str(defect) for defect in mail.defects],
        }
        with self.mails.open("a") as file:
            file.write(json.dumps(record) + "\n")
        if local == "vanish":
            server.transport.abort()
        if local == "silent":
            await asyncio.sleep(600)
        return "250 OK"


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--login", help="user:password")
    parser.add_argument("--ways", nargs="*", default=["PLAIN", "LOGIN"])
    options = parser.parse_args()

    context = make_certificate(options.folder) if options.tls != "none" else None

    def authenticate(server, session, envelope, mechanism, data):
        given = f"{data.login.decode()}:{data.password.decode()}"
        return AuthResult(success=given == options.login, handled=False)

    def make():
        return SMTP(
            Handler(options.folder / "mails"),
            hostname="mail.tests",
            tls_context=context if options.tls == "starttls" else None,
            auth_required=options.login is not None,
            auth_require_tls=False,
            auth_exclude_mechanism=[way for way in ("PLAIN", "LOGIN") if way not in options.ways],
            authenticator=authenticate,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        make, "127.0.0.1", 0, ssl=context if options.tls == "implicit" else None
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with the test that holds the other end.
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
