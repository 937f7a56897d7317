"""What the laptops of a team are called: whose they are, and the code that their record numbers begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camifield.errors import Problem
from camifield.i18n import problems
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.revisions.headers import Stream
from camifield.security.hashing import ID_BYTES

if TYPE_CHECKING:
    from camifield.revisions.membership import Device
    from camifield.revisions.roster import Roster


def laptop_code(project: Project, roster: Roster, device: Device) -> str:
    """The laptop's code as its record numbers say it, from the newest feeds that have any; empty before its first."""
    feeds = [one.feed(Stream.OPEN) for one in reversed(device.incarnations)]
    feeds += [feed for feed, one in roster.adopted.items() if one.signing == device.signing]
    for feed in feeds:
        number = project.store.number_of_feed(feed)
        if number:
            return number.rpartition("-")[0] or number
    return ""


def person_shown(project: Project, person: bytes, words: Words) -> str:
    """Who it is; of somebody whose name has not come yet, that it is a new colleague."""
    is_known = person in project.names.people
    return project.names.name("person", person) if is_known else words.say("meet.newcomer")


def laptop_name(project: Project, device: bytes, words: Words) -> str:
    """Whose laptop it is, and its code where it has one: "Tilek A. (M3)"; of a stranger, the end of its id."""
    roster = project.identity.roster
    known = roster.devices.get(device)
    if known is None:
        return f"…{device.hex()[-6:]}"
    person = person_shown(project, known.person, words)
    code = laptop_code(project, roster, known)
    return words.say("meet.laptop", person=person, code=code) if code else person


def problem_text(project: Project, problem: Problem, words: Words) -> str:
    """The sentence of a problem of a road; a laptop that it names by its id (``laptop``) is called as people do."""
    told = problem.parameters.get("laptop")
    if isinstance(told, str) and len(told) == 2 * ID_BYTES:
        called = {**problem.parameters, "laptop": laptop_name(project, bytes.fromhex(told), words)}
        problem = Problem(problem.code, where=problem.where, parameters=called)
    return problems.sentence(problem, words)
