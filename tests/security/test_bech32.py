"""Protects keys as text: what age and others would read from them."""

from __future__ import annotations

import pytest

from camifield.security.bech32 import write_bech32

# From BIP 173: valid strings, and what they hold where that is whole bytes.
SPECIFIED = [
    ("a12uel5l", "a", ""),
    ("?1ezyfcl", "?", ""),
    (
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio",
        "",
    ),
    (
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        "abcdef",
        "00443214c74254b635cf84653a56d7c675be77df",
    ),
    (
        "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
        "split",
        "c5f38b70305f519bf66d85fb6cf03058f3dde463ecd7918f2dc743918f2d",
    ),
]


@pytest.mark.parametrize(("text", "prefix", "data"), SPECIFIED)
def test_the_specification_s_own_examples(text: str, prefix: str, data: str) -> None:
    """Protects the alphabet, the grouping and the checksum."""
    assert write_bech32(prefix, bytes.fromhex(data)) == text
