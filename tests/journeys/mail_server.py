"""A mail server that misbehaves as it is told. Usage: mail_server.py HOW FOLDER

Prints its port, then writes every mail it has taken as a line of JSON to FOLDER/taken.jsonl, read by Python's own email package.
HOW is words with commas between: starttls, tls, login, slow=SECONDS, hang_up=mail|rcpt|data|text|reply, refuse, greylist.
FOLDER/server.pem holds certificate and key where it encrypts.
"""

import asyncio
import email
import email.policy
import email.utils
import hashlib
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

how = dict(word.partition("=")[::2] for word in sys.argv[1].split(","))
folder = pathlib.Path(sys.argv[2])
put_off = set()


def at(step):
    """Whether the line is to be cut at this step."""
    return how.get("hang_up") == step


async def pause():
    await asyncio.sleep(float(how.get("slow", 0)))


def take(envelope):
    message = email.message_from_bytes(envelope.content, policy=email.policy.default)
    files = [
        {"name": part.get_filename(), "sha256": hashlib.sha256(part.get_content()).hexdigest(),
         "type": part.get_content_type()}
        for part in message.iter_attachments()
    ]
    people = lambda name: [[each.display_name, each.addr_spec] for each in message[name].addresses] if message[name] else []
    line = {
        "message_id": message["message-id"], "subject": message["subject"], "from": people("from"), "to": people("to"),
        "cc": people("cc"), "bcc": message["bcc"], "reply_to": people("reply-to"), "date": message["date"],
        "body": message.get_body().get_content(), "files": files, "recipients": envelope.rcpt_tos,
        "sender": envelope.mail_from, "defects": [str(defect) for defect in message.defects],
        "long_lines": max(len(line) for line in envelope.content.split(b"\r\n")) > 998,
        "bare": envelope.content.replace(b"\r\n", b"").count(b"\n"),
    }
    with open(folder / "taken.jsonl", "a") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")


class Server(SMTP):
    async def smtp_DATA(self, arg):
        if at("data"):
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, options):
        await pause()
        if at("mail"):
            server.transport.abort()
            return "451 gone"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        await pause()
        if at("rcpt"):
            server.transport.abort()
            return "451 gone"
        if "refuse" in how and address.startswith("nobody"):
            return "550 5.1.1 no such user here"
        if "greylist" in how and address.startswith("grey") and address not in put_off:
            put_off.add(address)
            return "450 4.2.0 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if at("text"):
            server.transport.abort()
            return "451 gone"
        if "full" in how:
            return "452 4.3.1 mailbox full"
        if "spam" in how:
            return "554 5.7.1 looks like spam"
        take(envelope)
        (folder / "took").touch()
        await pause()
        if at("reply"):
            server.transport.abort()
        return "250 2.0.0 taken as 42"


def log_in(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (b"wang", "密码".encode())
    return AuthResult(success=right, handled=False)


async def main():
    loop = asyncio.get_running_loop()
    context = None
    if "starttls" in how or "tls" in how:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder / "server.pem")
    options = {"hostname": "localhost", "ident": "test"}
    if "login" in how:
        options |= {"authenticator": log_in, "auth_required": True, "auth_require_tls": "tls" not in how}
    if "starttls" in how:
        options |= {"tls_context": context, "require_starttls": True}
    handler = Handler()
    listening = await loop.create_server(
        lambda: Server(handler, loop=loop, **options), "127.0.0.1", int(how.get("port", 0)),
        ssl=context if "tls" in how else None)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


asyncio.run(main())
