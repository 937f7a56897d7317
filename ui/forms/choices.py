"""What the editors may offer from the project: the people as chips, places and patrols by name, photos by content."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from camifield.commands import people, photos, sharing
from camifield.devices.ports import ports
from camifield.errors import Problem
from camifield.media.photos import Photo
from camifield.progress import Progress
from camifield.project.project import Project
from ui.forms.editors.gps_place import GpsKeeping
from ui.forms.editors.making import Making
from ui.forms.editors.photos import PhotoKeeping
from ui.forms.gps_answers import GpsAnswers
from ui.forms.photo_line import PhotoLines
from ui.forms.place_answers import PlaceAnswers
from ui.forms.place_keeping import PlaceKeeping
from ui.forms.presenter import FormPresenter
from ui.widgets.chip import Choice
from ui.widgets.option import Option
from ui.worker import Run


def making_of(presenter: FormPresenter, run: Run) -> Making:
    """The parts that the editors of this form are made with; `run` begins long work beside the window."""
    project, gps = presenter.project, GpsAnswers(presenter)

    def add_person(name: str) -> Option | None:
        if not name.strip():
            return None
        is_first = not project.names.people
        person = people.add_person(project, name, presenter.words)
        if is_first:  # whoever opens the program and writes a first name is here
            people.set_here_today(project, [person])
        presenter.refresh(presenter.words)
        return Option(person.hex(), project.names.name("person", person))

    def add_place(name: str) -> Option | None:
        typed = presenter.entries.get("verbatim_coordinates")
        place = sharing.add_place(project, name, typed if isinstance(typed, str) else "", presenter.words)
        presenter.refresh(presenter.words)
        return Option(place.hex(), project.names.name("place", place), icon="place")

    def add_answer(vocabulary: str, text: str) -> Option | None:
        if vocabulary == "species":
            code = sharing.add_species(project, text, presenter.words)
        else:
            code = sharing.add_term(project, vocabulary, text, presenter.words)
        presenter.refresh(presenter.words)
        return Option(code, text.strip())

    return Making(
        declared=presenter.declared,
        layout=presenter.layout,
        asking=lambda: presenter.asking,
        people=lambda: people_choices(project),
        offer=lambda kind: offer(presenter, kind),
        add_person=add_person,
        add_place=lambda name: _tried(add_place, name),
        add_answer=lambda vocabulary, text: _tried(lambda one: add_answer(vocabulary, one), text),
        photos=_photo_keeping(presenter, run),
        gps=GpsKeeping(ports, run, gps.use, gps.forget, project.checked_clock.compare),
        places=PlaceAnswers(presenter),
        place=PlaceKeeping(presenter),
    )


def _photo_keeping(presenter: FormPresenter, run: Run) -> PhotoKeeping:
    project, lines = presenter.project, PhotoLines(presenter)

    def bring(
        sources: Sequence[photos.Source], progress: Progress, on_photo: Callable[[Photo], None]
    ) -> photos.BroughtIn:
        return photos.bring_in(project, sources, progress, on_photo)

    def thumbnail(photo: str) -> Path | None:
        return photos.thumbnail(project, bytes.fromhex(photo))

    return PhotoKeeping(bring, run, thumbnail, lines.line, lines.use)


def _tried(add: Callable[[str], Option | None], text: str) -> Option | None:
    """Add, or leave the text as typed when it cannot be added: its finding then says why."""
    try:
        return add(text)
    except Problem:
        return None


def people_choices(project: Project) -> list[Choice]:
    """The people of the team as chips: those who are here today first."""
    here = project.settings.people_of(project.today())
    team = project.names.team()
    order = {identifier: place for place, identifier in enumerate(here)}
    team.sort(key=lambda person: order.get(person.id.hex(), len(order)))
    return [Choice(person.id.hex(), person.shown) for person in team]


def offer(presenter: FormPresenter, kind: str) -> list[Option]:
    """People, known places or patrols for a type-ahead; patrols of the record's date first, then the newest."""
    names = presenter.project.names
    if kind == "person":
        return [Option(one.id.hex(), one.shown, one.code) for one in names.team()]
    if kind == "place":
        places = sorted(names.places.values(), key=lambda one: one.name.casefold())
        return [Option(one.id.hex(), one.name, icon="place", also=one.others) for one in places]
    first = presenter.patrols_of_date
    rest = sorted(names.patrols.values(), key=lambda one: one.start, reverse=True)
    patrols = (*first, *(one for one in rest if one not in first))
    return [Option(one.id.hex(), one.shown(presenter.words), icon="patrol") for one in patrols]
