"""Saved mails, whoever wrote them."""

from __future__ import annotations

import time
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.handover.mail import MailError, attachments, is_mail
from tests.flow.packages import forwarded, mail

_WORDS = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=b\r\n",
        b'Content-Type: message/rfc822; name="\xff"\r\n',
        b"Content-Type: text/plain; charset=x-none\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: quoted-printable\r\n",
        b"Content-Disposition: attachment; filename*=utf-8''%ff%fe; filename*1=x\r\n",
        b"Content-Disposition: attachment; filename==?utf-8?b?////?=\r\n",
        b"Content-Type: message/delivery-status\r\n",
        b'Content-Type: ;;;="\r\n',
        b"From: a\r\n",
        b"Subject: =?x?q?=?=\r\n",
        b"\r\n",
        b"--b\r\n",
        b"--b--\r\n",
        b"=3D=\r\n",
        b"AAAA====\r\n",
    ]
)


@given(st.binary(max_size=2_000))
def test_any_bytes(data: bytes) -> None:
    try:
        found = attachments(data)
    except MailError:
        return
    assert all(part.content for part in found)


@settings(max_examples=300)
@given(st.lists(_WORDS | st.binary(max_size=20), max_size=40).map(b"".join))
def test_anything_like_a_mail(data: bytes) -> None:
    is_mail("x", data)
    try:
        found = attachments(data)
    except MailError:
        return
    assert all("/" not in part.name and "\n" not in part.name for part in found)


_NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=30
)


@given(st.binary(min_size=1, max_size=3_000), _NAMES)
def test_an_attachment_comes_out_as_it_went_in(content: bytes, name: str) -> None:
    found = attachments(mail((name, content)))
    assert content in [part.content for part in found]
    inner = attachments(forwarded(mail((name, content))))
    assert content in [part.content for part in inner]


def test_quoted_printable_and_names() -> None:
    message = EmailMessage()
    message.set_content("Ä" * 100, cte="quoted-printable")
    message.add_attachment(
        b"text with = signs",
        maintype="text",
        subtype="x",
        filename="..\\folder/ä\u202e name.paudit",
        cte="quoted-printable",
    )
    words, part = attachments(message.as_bytes())
    assert words.name == ""
    assert part.content.rstrip() == b"text with = signs"
    assert part.name == "ä  name.paudit"


def test_a_mail_is_known_without_its_extension() -> None:
    assert is_mail("message", mail(text="x"))
    assert is_mail("x.EML", b"")
    assert not is_mail("x.bin", b"PK\x03\x04")
    assert not is_mail("notes", b"Dear colleague:\n\nsee below.\n")


def deep(levels: int) -> bytes:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels)
    )
    return head + b"\nwords\n"


@pytest.mark.parametrize(
    "hostile",
    [
        deep(100),
        deep(5_000),
        b"Content-Type: message/rfc822\n\n" * 2_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000,
        b"Content-Type: text/plain; " + b"a=(b;" * 400_000 + b"\n\nx",
        b"Subject: " + b"=?utf-8?q?" * 200_000 + b"\n\nx",
        b"\n" * 3_000_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"words\n" * 900_000,
    ],
    ids=["deep", "deeper", "mails", "parts", "long header", "coded header", "empty", "lines"],
)
def test_hostile_mails_take_no_longer_than_large_ones(hostile: bytes) -> None:
    begun = time.perf_counter()
    with suppress(MailError):
        attachments(hostile)
    assert time.perf_counter() - begun < 20
