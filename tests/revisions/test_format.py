"""The format, byte by byte: what was signed once must be readable and writable so for ever.

The bytes below were approved when the format was fixed. A change that alters them is a new version of the format.
"""

from __future__ import annotations

from camifield.entropy import SeededEntropy
from camifield.revisions.commits import Commit, erase_parts, open_commit, seal
from camifield.revisions.enrolment import found
from camifield.revisions.headers import Action, Stream
from camifield.revisions.parts import Part
from camifield.revisions.vectors import vector_of, write_vector
from tests.revisions.making import AUTHOR, FEED, KEY, a_header

AT = 1_773_457_200_000
PARTS = [
    Part(
        "sighting",
        b"r" * 16,
        {
            "what": {"species": "panthera_uncia", "count": 2, "sure": True, "age": None},
            "where": {"latitude": "43.25654", "locality": "Тургень"},
            "losses/0a": {"order": 1, "classes": ["adult", "young"]},
            "losses/0b": None,
        },
        (b"c" * 16, b"b" * 16),
        False,
        "misread",
    ),
    Part("sighting", b"s" * 16, {}, (), True),
]
HEADER = bytes.fromhex(
    "8e01507070707070707070707070707070707050666666666666666666666666666666660207507171717171717171717171"
    "7171717171582049ed62988152db41116a5528a9d136015f4383c39f9e54bd8f26c90c92d698d15061616161616161616161"
    "6161616161615062626262626262626262626262626262031a000111701b0000019cea4953800206"
)
SIGNATURE = bytes.fromhex(
    "422c7311fc74fe48bc48eeda562bb02d455e816a44acf1e89278c4ac06d54833098e5f449e7c96688dcdabd956da01da85d1"
    "713a9c4617eef797e60a6c523c05"
)
PAYLOAD = bytes.fromhex(
    "8282585f85687369676874696e67507272727272727272727272727272727282506262626262626262626262626262626250"
    "63636363636363636363636363636363846477686174657768657265696c6f737365732f3061696c6f737365732f3062f458"
    "8d7f6ccc4ef9448e482c0cf593f08275278284a463616765f66473757265f565636f756e740267737065636965736e70616e"
    "74686572615f756e636961a2686c617469747564656834332e3235363534686c6f63616c6974796ed0a2d183d180d0b3d0b5"
    "d0bdd18ca2656f726465720167636c617373657382656164756c7465796f756e67f6676d69737265616482581e8568736967"
    "6874696e6750737373737373737373737373737373738080f5532b8bff43e769ca3a9246d2ced21cc77b8280f6"
)


def sealed() -> Commit:
    """The approved commit, made again."""
    header = a_header(
        stream=Stream.RESTRICTED,
        seq=7,
        previous=b"q" * 16,
        batch=b"b" * 16,
        schema=3,
        lamport=70_000,
        at_ms=AT,
        quality=2,
        action=Action.CORRECT,
    )
    return seal(header, PARTS, KEY, SeededEntropy(60))


def test_the_same_save_gives_the_same_bytes() -> None:
    """Protects signatures: encoding, hashing and signing are what they were when the format was fixed."""
    commit = sealed()
    assert (commit.header_bytes, commit.signature, commit.payload) == (HEADER, SIGNATURE, PAYLOAD)
    assert commit.id.hex() == "95648257e98536b375f588e8047e3859"


def test_the_approved_bytes_are_read() -> None:
    """Protects every log written so far: it opens, whole and erased, with all that it said."""
    commit = open_commit(HEADER, SIGNATURE, PAYLOAD, KEY.verify_key)
    assert commit == sealed()
    assert (commit.header.feed, commit.header.author, commit.header.lamport) == (FEED, AUTHOR, 70_000)
    assert commit.parts[0].groups == PARTS[0].groups
    assert commit.parts[0].bases == (b"b" * 16, b"c" * 16)
    erased = erase_parts(commit, [0])
    assert (erased.payload[2:99], erased.payload[99]) == (PAYLOAD[2:99], 0xF6)
    assert open_commit(HEADER, SIGNATURE, erased.payload, KEY.verify_key) == erased


def test_a_founding_gives_the_same_project() -> None:
    """Protects the roster's format, the names of projects and of feeds."""
    founding = found(AUTHOR, SeededEntropy(21), at_ms=AT)
    assert founding.commit.id.hex() == "08c6cfbbb54d02e70e2925db4e3c0fee"
    assert founding.keyring.project.hex() == "99a1198a1c5642af3542bd17e49fad06"
    assert founding.incarnation.feed(Stream.OPEN).hex() == "5a009f1fb03e9976a4517bec33f294e0"


def test_a_vector_has_the_same_bytes() -> None:
    """Protects receipts and marks written so far."""
    vector = vector_of([(b"f" * 16, 1, b"a" * 16), (b"f" * 16, 2, b"b" * 16)])
    assert write_vector(vector).hex() == "818450" + (b"f" * 16).hex() + "020248" + "03" * 8
