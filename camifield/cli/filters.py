"""Which records: the filters of the command line as a query, and in words for the account of an export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camifield.cli.call import Call
from camifield.cli.parsing import WrongUse
from camifield.errors import Problem
from camifield.fields.labels import kind_name
from camifield.fields.reading.dates import end_of, read_date, start_of
from camifield.fields.vocabulary import Vocabulary
from camifield.folding import search_form
from camifield.i18n import writing
from camifield.kinds.names import EVENT_KINDS
from camifield.project.project import Project
from camifield.queries.areas import filtering_areas
from camifield.queries.finding import expand
from camifield.queries.values import Bin, CardQuery, Expand


@dataclass(frozen=True, slots=True)
class Chosen:
    """The query, what its words may name, and the filters in words (empty for all records)."""

    query: CardQuery
    expand: Expand
    told: str


def chosen(call: Call, project: Project) -> Chosen:
    """The records that the command line asks for.

    Raises WrongUse for a date that cannot be read, and Problem ``no-such-animal``, ``no-such-state``,
    ``no-such-person``, ``no-such-area`` or ``no-such-known-place`` for a name that nobody has.
    """
    typed = " ".join(call.texts("words"))
    species = [code for text in call.texts("species") for code in _codes(project, call, "species", text)]
    states = [code for text in call.texts("state") for code in _codes(project, call, "record_state", text)]
    first, first_told = _day(call, project, "first")
    last, last_told = _day(call, project, "last")
    people, places = _ids(project, call, "who", "person"), _ids(project, call, "place", "place")
    areas = _areas(project, call)
    query = CardQuery(
        words=typed,
        kinds=tuple(dict.fromkeys(call.texts("kind"))) or EVENT_KINDS,
        species=tuple(dict.fromkeys(species)),
        people=people,
        places=places,
        states=tuple(dict.fromkeys(states)),
        tokens=(tuple(areas),) if areas else (),
        first_day=first,
        last_day=last,
        bin=Bin.ONLY if call.says("deleted") else Bin.LEFT_OUT,
        only_unsent=call.says("new"),
    )
    language = call.words.language
    own = project.names.own_terms.get("species", ())
    told = [
        call.words.say("records.words_filter", words=typed) if typed else "",
        *(kind_name(kind, call.words) for kind in dict.fromkeys(call.texts("kind"))),
        *(Vocabulary("species", own).label(code, language) for code in query.species),
        *(project.names.name("person", one) for one in people),
        *(project.names.name("place", one) for one in places),
        *areas.values(),
        *(Vocabulary("record_state").label(code, language) for code in query.states),
        call.words.say("records.days_from", first=first_told) if first_told else "",
        call.words.say("records.days_until", last=last_told) if last_told else "",
        call.words.say("handover.only_new") if query.only_unsent else "",
    ]
    return Chosen(query, expand(project), call.words.say("title.list_mark").join(filter(None, told)))


def _codes(project: Project, call: Call, vocabulary: str, text: str) -> Sequence[str]:
    """Every code that is called so: "wolf" may be several. Raises Problem with the nearest names."""
    terms = Vocabulary(vocabulary, project.names.own_terms.get(vocabulary, ()))
    found = terms.match(text)
    if found:
        return found
    language = call.words.language
    if vocabulary == "species":
        near = ", ".join(term.label(language) for term in terms.find(text, language, 3)) or "–"
        raise Problem("no-such-animal", parameters={"text": text, "near": near})
    known = ", ".join(term.code for term in terms.terms)
    raise Problem("no-such-state", parameters={"text": text, "known": known})


def _ids(project: Project, call: Call, option: str, kind: str) -> tuple[bytes, ...]:
    found: dict[bytes, None] = {}
    for text in call.texts(option):
        known = project.names.find(kind, text)
        if not known:
            code = "no-such-person" if kind == "person" else "no-such-known-place"
            raise Problem(code, parameters={"text": text})
        found.update(dict.fromkeys(known))
    return tuple(found)


def _areas(project: Project, call: Call) -> dict[str, str]:
    """Filter word -> name of the own areas that are called so, wholly or in their beginning. Raises Problem ``no-such-area``."""
    if not call.texts("area"):
        return {}
    project.learn()
    known, found = filtering_areas(project), dict[str, str]()
    for text in call.texts("area"):
        wanted = search_form(text)
        same = {token: name for token, name in known.items() if search_form(name) == wanted}
        fits = same or {token: name for token, name in known.items() if search_form(name).startswith(wanted)}
        if not fits:
            raise Problem("no-such-area", parameters={"text": text})
        found.update(fits)
    return found


def _day(call: Call, project: Project, option: str) -> tuple[int | None, str]:
    """The day an option names, as `date.toordinal`, and in words; the last one of a month or year for the end."""
    text = call.text(option)
    if not text:
        return None, ""
    order = project.settings.date_order or "dmy"
    value = read_date(text, today=project.today(), order=order).value
    if value is None:
        raise WrongUse(call.words.say("finding.date-not-understood", text=text), call.text("verb"))
    day = start_of(value) if option == "first" else end_of(value)
    return day.toordinal(), writing.date_text(value, call.words.language)
