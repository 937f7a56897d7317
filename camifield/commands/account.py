"""What a handed-over file says of itself: who made it, when, which records, how exact, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from camifield.fields.labels import kind_name
from camifield.formats.blurring import Blurring
from camifield.formats.workbook.plan import Lines
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.sensitivity import NOT_FOR_OTHERS, POLICY
from camifield.project.project import Project
from camifield.store.query import CardQuery
from camifield.version import VERSION

if TYPE_CHECKING:
    from camifield.commands.handing_over import Wish
    from camifield.commands.photos_along import PhotosAlong


def account(
    project: Project,
    wish: Wish,
    words: Words,
    counts: Mapping[str, int],
    blurring: Blurring,
    cut_texts: int = 0,
) -> Lines:
    """The lines of About. `counts` are the rows of each kind as they were written."""
    language = next((one.name for one in LANGUAGES if one.code == words.language), words.language)
    sample = [(words.say("about.sample"), words.say("about.sample_text"))] if project.is_sample else []
    cut = [(words.say("about.cut"), cut_texts)] if cut_texts else []
    return [
        *sample,
        (words.say("about.what"), words.say("about.what_text")),
        (words.say("about.made_by"), _maker(project, wish)),
        (words.say("about.made_at"), _made_at(project)),
        (words.say("about.laptop"), project.settings.laptop),
        (words.say("about.program"), f"CAMI Field {VERSION}"),
        (words.say("about.language"), language),
        (words.say("about.filter"), _filter(wish, words)),
        *(
            (words.say("about.count", kind=kind_name(kind, words)), counts.get(kind, 0))
            for kind in wish.kinds
            if wish.is_exact or kind not in NOT_FOR_OTHERS
        ),
        *cut,
        *_of_places(wish, words, blurring),
        (words.say("about.people"), words.say("about.people_text")),
        (words.say("about.blank"), words.say("about.blank_text")),
        (words.say("about.keys"), words.say("about.keys_text")),
    ]


def photo_lines(wish: Wish, words: Words, photos: PhotosAlong) -> Lines:
    """What About says of the photos beside the file; nothing where none were asked for."""
    if not wish.with_photos:
        return []
    kind = "about.photos_exact" if wish.is_exact else "about.photos_bare"
    folder = photos.folder.name if photos.folder is not None else ""
    lines: Lines = [(words.say("about.photos"), words.say(kind, count=photos.given, folder=folder))]
    missing = {
        "about.photos_elsewhere": photos.elsewhere,
        "about.photos_withheld": photos.withheld,
        "about.photos_left_out": photos.left_out,
    }
    return [*lines, *((words.say(key), count) for key, count in missing.items() if count)]


def _of_places(wish: Wish, words: Words, blurring: Blurring) -> Lines:
    if wish.is_exact:
        return [(words.say("about.places"), words.say("about.places_exact"))]
    return [
        (words.say("about.places"), words.say("about.places_blurred")),
        (words.say("about.policy"), POLICY),
        (words.say("about.generalised"), blurring.generalised),
        (words.say("about.hidden"), blurring.hidden),
        (words.say("about.withheld"), blurring.withheld),
        (words.say("about.lines"), words.say("about.lines_text")),
        (words.say("about.references"), words.say("about.references_text")),
        (words.say("about.receiver"), wish.receiver),
        (words.say("about.purpose"), wish.purpose),
    ]


def _maker(project: Project, wish: Wish) -> str:
    """Who answers for the file: by name to the agency, by code to anyone else."""
    person = project.names.person(project.typist)
    if person is not None and not wish.is_exact:
        return person.code
    return project.names.name("person", project.typist)


def _made_at(project: Project) -> str:
    offset = project.clock.local_offset()
    minutes = int(offset.total_seconds() // 60)
    zone = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return f"{project.clock.now() + offset:%Y-%m-%d %H:%M} {zone}"


SHORTEST_PERIOD_TOLD = 28  # days: of the most sensitive records others are told the month, and no more


def tells_too_much(query: CardQuery) -> bool:
    """Whether a filter in words would say where records are, who saw them, on which days, or what file they came from."""
    is_of_days = query.first_day is not None and query.last_day is not None
    is_short = is_of_days and (query.last_day or 0) - (query.first_day or 0) < SHORTEST_PERIOD_TOLD - 1
    where = query.places or query.box or query.tokens
    return bool(query.words or query.people or where or query.batches or is_short)


def _filter(wish: Wish, words: Words) -> str:
    """Which records, in words; to others without a filter that tells what is kept from them."""
    if not wish.is_exact and tells_too_much(wish.query):
        return words.say("about.filter_withheld")
    return wish.filter_words or words.say("about.no_filter")
