"""XML of others as a stream of finished elements: no entity is expanded, nothing is fetched, memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

from camifield.errors import Problem, Where

_HEAD = 65_536
DEEPEST = 100


class EndsEarly(Exception):
    """The file stops, or stops being XML, after something was read from it."""


def elements(file: IO[bytes], name: str) -> Iterator[tuple[str, Element]]:
    """("start" or "end", element) with the names of elements without their namespaces, in the order of the file.

    Whoever takes an element at its end should `clear` it. Raises Problem ``xml-with-entities`` and ``file-is-damaged``
    (before the first element's end), EndsEarly (after it). expat reads no external entity and bounds what internal
    ones may grow to (its own amplification limit, since 2.4); files of places have no reason for either.
    """
    where = Where(file=name)
    head = file.read(_HEAD).replace(b"\0", b"").upper()
    file.seek(0)
    if b"<!ENTITY" in head or b"<!DOCTYPE" in head:
        raise Problem("xml-with-entities", where=where)
    depth, has_ended = 0, False
    try:
        for event, element in ElementTree.iterparse(file, events=("start", "end")):  # noqa: S314 (see above)
            if event == "start":
                depth += 1
                if depth > DEEPEST:
                    raise Problem("file-is-damaged", where=where)
            else:
                depth -= 1
                has_ended = True
            yield event, element
    except (ParseError, ValueError, LookupError) as error:
        if has_ended:
            raise EndsEarly from error
        raise Problem("file-is-damaged", where=where) from error


def local_name(element: Element) -> str:
    """The name of an element without its namespace: files of all versions and makers are read alike."""
    return element.tag.rpartition("}")[2]


def text_of(element: Element) -> str:
    """All text inside an element, its children's included."""
    return "".join(element.itertext()).strip()
