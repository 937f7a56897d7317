"""`camifield photos add`: photos of a card become drafts, grouped as in the window, a wrong clock put right for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_writing
from camifield.cli.telling import Document
from camifield.cli.watching import watched
from camifield.commands.photo_drafts import make_drafts
from camifield.commands.photo_groups import ClockOffer, clock_offers, grouped
from camifield.commands.photos import BroughtIn, bring_in
from camifield.i18n import problems
from camifield.ids import id_text
from camifield.media.moments import read_span
from camifield.project.shots import Shot, shift_of, shots_of
from camifield.queries.photos import clock_text, group_when, group_where, photo_told

Groups = Sequence[Sequence[Shot]]


def run(call: Call) -> int:
    """Bring the photos in, group them, and leave a draft for each group; what was broken is told."""
    by_hand = _by_hand(call)
    with for_writing(call) as project:
        project.learn()
        with watched(call) as progress:
            files = [Path(one).expanduser() for one in call.texts("files")]
            brought = bring_in(project, files, progress)
        shots = shots_of(project, [photo.sha256 for photo in brought.photos])
        offers = clock_offers(shots)
        shifts = _shifts(call, shots, offers, by_hand)
        groups: Groups = [shots] if call.says("together") and shots else grouped(shots, shifts)
        kind = call.text("kind") or "sighting"
        drafts, _ = make_drafts(project, kind, groups, shifts, call.words)
        writing = project.settings.coordinates
    _tell(call, brought, offers, shifts, groups, writing)
    call.outlet.give(_document(call, brought, shifts, groups, drafts))
    if brought.is_stopped:
        return Exit.STOPPED
    return Exit.LEFT if brought.problems or (offers and not shifts) else Exit.DONE


def _by_hand(call: Call) -> timedelta | None:
    """The correction that was typed. Raises WrongUse for what is none, and for two of them."""
    behind, ahead = call.text("behind"), call.text("ahead")
    if sum((bool(behind), bool(ahead), call.says("by_satellites"))) > 1:
        raise WrongUse(call.words.say("cli.use.one_clock"), "photos add")
    if not (behind or ahead):
        return None
    span = read_span(behind or ahead)
    if span is None:
        raise WrongUse(call.words.say("photos.span_not_understood"), "photos add")
    return span if behind else -span


def _shifts(
    call: Call, shots: Sequence[Shot], offers: Sequence[ClockOffer], by_hand: timedelta | None
) -> dict[str, timedelta]:
    if by_hand is not None:
        return {shot.camera.model or "": by_hand for shot in shots}
    return {offer.model: offer.behind for offer in offers} if call.says("by_satellites") else {}


def _tell(
    call: Call,
    brought: BroughtIn,
    offers: Sequence[ClockOffer],
    shifts: Mapping[str, timedelta],
    groups: Groups,
    writing: str,
) -> None:
    words, say = call.words, call.outlet.say
    if brought.folders:
        say(words.say("photos.from_folders", count=brought.inside, passed=brought.passed_over))
    for problem in brought.problems:
        call.outlet.note(problems.sentence(problem, words))
    for offer in offers:
        camera = offer.model or words.say("photos.camera_unnamed")
        wrong = clock_text(offer.behind, words)
        say(
            words.say(
                "photos.clock_wrong", camera=camera, wrong=wrong, shown=offer.shown_by, count=offer.count
            )
        )
        if not shifts:
            say(words.say("cli.photos.correct_by"))
    for place, group in enumerate(groups, 1):
        when, where = group_when(group, shifts, words), group_where(group, words, writing)
        say(words.say("cli.photos.group", place=place, when=when, where=where))
        for shot in group:
            say(words.say("cli.photos.file", file=shot.name))
    say(words.say("photos.drafts_made", count=len(groups)) if groups else words.say("photos.none_came"))


def _document(
    call: Call,
    brought: BroughtIn,
    shifts: Mapping[str, timedelta],
    groups: Groups,
    drafts: Sequence[bytes],
) -> Document:
    return {
        "photos": len(brought.photos),
        "passed_over": brought.passed_over,
        "problems": [
            {"code": one.code, "parameters": one.parameters, "sentence": problems.sentence(one, call.words)}
            for one in brought.problems
        ],
        "drafts": [
            {"id": id_text(draft), "photos": [_photo(call, shot, shifts) for shot in group]}
            for draft, group in zip(drafts, groups, strict=True)
        ],
        "is_stopped": brought.is_stopped,
    }


def _photo(call: Call, shot: Shot, shifts: Mapping[str, timedelta]) -> Document:
    """One photo for a program: local times as ISO 8601, the difference of the two clocks in minutes."""
    taken, satellites = shot.taken(shift_of(shot, shifts)), shot.clocks.satellites
    behind = shot.behind
    return {
        "sha256": shot.digest.hex(),
        "file": shot.name,
        "taken": taken.isoformat(timespec="minutes") if taken is not None else None,
        "satellites_utc": satellites.isoformat() if satellites is not None else None,
        "clock_behind_minutes": round(behind.total_seconds() / 60) if behind is not None else None,
        "latitude": shot.latitude or None,
        "longitude": shot.longitude or None,
        "camera": shot.camera.model,
        "told": photo_told(shot, call.words, "DD").clocks,
    }
