"""Sealed files among other words."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from app.sealing.age import armor
from app.sealing.in_text import as_written, is_in_text, sealed_in_text

_QUOTED = st.sampled_from([b"", b"> ", b">> ", b"   ", b"\xc2\xa0"])


@given(st.binary(min_size=1, max_size=600), _QUOTED, st.sampled_from([b"\n", b"\r\n"]))
def test_what_was_pasted_and_quoted_comes_out_as_it_was(
    sealed: bytes, quoted: bytes, line: bytes
) -> None:
    text = armor(sealed).encode()
    body = line.join(quoted + each for each in text.splitlines())
    mail = b"Dear colleague,\n\n" + body + b"\n\nThank you.\n"
    assert is_in_text(mail)
    assert sealed_in_text(mail) == (text,)
    assert as_written(line.join(text.splitlines()) + line) == text


@given(st.binary(max_size=500))
def test_any_text(data: bytes) -> None:
    assume(not is_in_text(data))  # Hypothesis knows the words with which a sealed file begins
    assert sealed_in_text(data) == ()
    assert as_written(data) == data


def test_a_beginning_alone_is_told_of_as_it_stands() -> None:
    begun = b"-----BEGIN AGE ENCRYPTED FILE-----"
    assert sealed_in_text(begun) == (begun,)
    assert as_written(begun) == begun


def test_two_and_one_that_is_cut_off() -> None:
    one, two = armor(b"one").encode(), armor(b"two").encode()
    assert sealed_in_text(one + b"and\n" + two) == (one, two)
    (cut,) = sealed_in_text(b"words\n" + one[:50])
    assert cut == one[:50]
