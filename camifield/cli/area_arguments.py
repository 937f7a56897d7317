"""What the verbs of own areas take on the command line; `arguments.py` has those of all others."""

from __future__ import annotations

from camifield.cli.parsing import Parser


def add(parser: Parser) -> None:
    """What `camifield areas add` takes."""
    parser.add("file", help_key="areas.file", metavar="file")
    parser.add("--sort", help_key="areas.sort", metavar="name")
    parser.add("--name-column", help_key="areas.name_column", metavar="column")
    parser.add("--sort-column", help_key="areas.sort_column", metavar="column")
    parser.add("--preview", action="store_true", help_key="areas.preview")
    parser.add("--tag", action="store_true", help_key="areas.tag")
    parser.add_wait()


def remove(parser: Parser) -> None:
    """What `camifield areas remove` takes."""
    parser.add("names", nargs="+", help_key="areas.names", metavar="name")
    parser.add("--why", help_key="areas.why", metavar="text")
    parser.add_wait()


def tag(parser: Parser) -> None:
    """What `camifield areas tag` takes."""
    parser.add("--preview", action="store_true", help_key="areas.preview_tags")
    parser.add_wait()
