"""Playing a script: every step by the product's own code, then everything is brought together and judged."""

from __future__ import annotations

import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from camifield.commands.meeting import finish_half_done
from camifield.errors import Problem
from camifield.progress import Progress
from camifield.store.feeds import INCOMPLETE
from camifield.sync.meeting import Taken
from tests.simulator import team_deeds, travel
from tests.simulator.camp import fast_folder, loner, member
from tests.simulator.deeds import DEEDS, has_questions
from tests.simulator.judging import Verdict, is_shut_out, judge, undue_quarantine
from tests.simulator.laptop import NOT_COPIED, Laptop
from tests.simulator.script import NUMBERS, Script, Step
from tests.simulator.sealing import sealed_the_same_each_time
from tests.simulator.team_deeds import Letters
from tests.simulator.travel import Mishaps, Road, Spot, Stick

MOST_LAPTOPS = 9
MOST_ROUNDS = 14
# What a person may be told in the middle of all this, and then does something else.
EXPECTED = frozenset(
    (
        "role-may-not-edit",
        "role-may-not-decide",
        "role-may-not-erase",
        "role-may-not-correct-clocks",
        "role-may-not-change-areas",
        "role-may-not",
        "not-an-admin-here",
        "root-is-not-here",
        "record-not-complete",
        "record-is-not-here",
        "nothing-to-erase",
        "nothing-to-rescue",
        "person-has-no-keys",
        "last-coordinator",
        "laptop-is-in-a-team",
        "admins-are-three",
        "admin-is-coordinator",
        "device-is-revoked",
        "device-is-not-revoked",
        "device-was-never-let-in",
        "answer-lets-nobody-in",
        "answer-to-another-request",
        "erased-since-asking",
        "person-is-in-the-team",
        "request-for-another-team",
        "bundle-not-for-us",
        "bundle-closed-to-us",
        "invitation-is-own",
    )
)


@dataclass
class Story:
    """What came of a script: what happened, step by step, and everything that was found wrong at the end."""

    script: Script
    told: list[str] = field(default_factory=list[str])
    faults: list[str] = field(default_factory=list[str])

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost and all agree."""
        return not self.faults


def play(script: Script, *, keep: Path | None = None) -> Story:
    """Play it in a folder of its own, thrown away at the end unless `keep` names one."""
    root = keep or Path(mkdtemp(prefix="camifield-story-", dir=fast_folder()))
    story = Story(script)
    try:
        with sealed_the_same_each_time():
            world = World(root, story)
            try:
                world.begin()
                for number, step in enumerate(script.steps):
                    world.perform(number, step)
                world.end()
            except Exception as error:
                story.faults.append(_named(error))
            finally:
                world.close()
    finally:
        if keep is None:
            shutil.rmtree(root, ignore_errors=True)
    return story


def _named(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    detail = f"{error.code} {dict(error.parameters)}" if isinstance(error, Problem) else str(error)
    return f"{type(error).__name__}: {detail} at {Path(last.filename).name}:{last.lineno} in {last.name}"


class World:
    """All laptops and roads of one story."""

    def __init__(self, root: Path, story: Story) -> None:
        self.root = root
        self.story = story
        self.laptops: list[Laptop] = []
        self.sticks = [Stick(f"stick-{number}", root=root / f"stick-{number}") for number in range(2)]
        self.spot = Spot("the tree")
        self.files: list[Path] = []
        self._made = 0
        self._upheavals: Counter[bytes] = Counter()
        self._let_in: Counter[bytes] = Counter()
        self._team: bytes | None = None

    def begin(self) -> None:
        """Copy the team, start every program."""
        script = self.story.script
        for stick in self.sticks:
            stick.root.mkdir(parents=True)
        (self.root / "letters").mkdir()
        for number in range(script.laptops):
            is_older = (script.seed + number) % 3 == 0
            source = member(script.laptops, number, is_older=is_older)
            self._add(f"L{number}", source, is_older=is_older)
        self._team = self.laptops[0].project.store.project
        for number in range(script.loners):
            self._add(f"A{number}", loner(number), is_member=False)

    def _add(self, name: str, source: Path, *, is_older: bool = False, is_member: bool = True) -> None:
        shutil.copytree(source, self.root / name, ignore=NOT_COPIED)
        laptop = Laptop(name, self.root / name, self._next_seed(), is_older, is_member)
        laptop.start()
        laptop.note()
        self.laptops.append(laptop)

    def _next_seed(self) -> int:
        self._made += 1
        return self.story.script.seed * 100 + self._made

    def close(self) -> None:
        """End every program."""
        for laptop in self.laptops:
            laptop.stop()

    @property
    def living(self) -> list[Laptop]:
        """The laptops that are not lost."""
        return [one for one in self.laptops if not one.is_lost]

    @property
    def members(self) -> list[Laptop]:
        """Those of them that are in the team."""
        return [one for one in self.living if one.is_member]

    def perform(self, number: int, step: Step) -> None:
        """Do one thing; what a person is told instead is part of the story."""
        laptop = self._who(step)
        try:
            if step.do in DEEDS:
                words = DEEDS[step.do](laptop, step)
                laptop.note()
            else:
                words = _OTHERS[step.do](self, laptop, step)
        except Problem as problem:
            if problem.code not in EXPECTED:
                raise
            words = f"{step.do}: is told {problem.code}"
            laptop.note()
        if words:
            self.story.told.append(f"{number:3}  {laptop.name}  {words}")

    def _who(self, step: Step) -> Laptop:
        """Whose turn it is: to settle, one who has something to settle."""
        able = [one for one in self.living if step.do != "settle" or has_questions(one)] or self.living
        return able[step.who % len(able)]

    # Meetings

    def stick(self, laptop: Laptop, step: Step) -> str:
        """A stick goes round."""
        if not laptop.is_member:
            return ""
        stick = self.sticks[step.what % 2]
        met = travel.come_by(laptop, stick, choice=travel.choice_of(step.how), is_looked_at=step.how % 5 == 0)
        return f"comes by {stick.name}: {travel.told(met)}"

    def together(self, laptop: Laptop, step: Step) -> str:
        """Two sit down at one table with a stick between them."""
        members = self.members
        other = members[step.what % len(members)]
        if not laptop.is_member or other is laptop:
            return ""
        stick = self.sticks[step.how % 2]
        met = [travel.come_by(one, stick) for one in (laptop, other, laptop)]
        return f"and {other.name} sit down with {stick.name}: {'; '.join(travel.told(one) for one in met)}"

    def gathering(self, laptop: Laptop, step: Step) -> str:
        """Everybody is in one village."""
        del laptop
        stick = self.sticks[step.what % 2]
        for one in (*self.members, *self.members):
            travel.come_by(one, stick)
        return f"and all others come by {stick.name} twice"

    def place(self, laptop: Laptop, step: Step) -> str:
        """A place where things get lost, come twice, and in another order."""
        if not laptop.is_member:
            return ""
        met = travel.come_by(
            laptop, self.spot, choice=travel.choice_of(step.how), mishaps=Mishaps(step.what * 1000 + step.how)
        )
        return f"comes by {self.spot.name}: {travel.told(met)}"

    def stopped(self, laptop: Laptop, step: Step) -> str:
        """A meeting that somebody stops in the middle."""
        if not laptop.is_member:
            return ""
        stick = self.sticks[step.what % 2]
        met = travel.come_by(laptop, stick, progress=travel.stopping(step.how))
        return f"comes by {stick.name}: {travel.told(met)}"

    def write_file(self, laptop: Laptop, step: Step) -> str:
        """A file to send."""
        if not laptop.is_member:
            return ""
        path = self.root / f"file-{len(self.files)}.cfb"
        met = travel.write_file(laptop, path, step.how)
        found = sorted(self.root.glob(f"file-{len(self.files)}*.cfb"))
        self.files += found[:1]
        return f"writes {path.name}: {travel.told(met)}"

    def read_file(self, laptop: Laptop, step: Step) -> str:
        """A file that was sent to somebody."""
        there = [path for path in self.files if path.exists()]
        if not there or not laptop.is_member:
            return ""
        path = there[step.what % len(there)]
        spoilt = ""
        if step.how % 6 == 0:
            spoilt = f" ({travel.spoil(path, step.how // 6)} on the way)"
        if not path.exists():
            return f"{path.name} was lost on the way"
        met = travel.read_file(laptop, path)
        return f"reads {path.name}{spoilt}: {travel.told(met)}"

    def undo_meeting(self, laptop: Laptop, step: Step) -> str:
        """A meeting is set aside."""
        return travel.set_aside(laptop, step.what)

    def bring_back(self, laptop: Laptop, step: Step) -> str:
        """A meeting is brought back."""
        return travel.take_back_in(laptop, step.what)

    def spoil(self, laptop: Laptop, step: Step) -> str:
        """A file on a stick is damaged, removed or repeated: what lies there is not sure any more."""
        del laptop
        stick = self.sticks[step.what % 2]
        files = travel.files_of(stick)
        if not files:
            return ""
        words = travel.spoil(files[step.what // 2 % len(files)], step.how)
        if words != "repeated":
            stick.holds.clear()
        return f"a file on {stick.name} is {words}"

    # Machines

    def clock(self, laptop: Laptop, step: Step) -> str:
        """The clock goes wrong, or right."""
        laptop.set_clock(step.how)
        return f"now shows {laptop.clock.at.year}"

    def start_again(self, laptop: Laptop, step: Step) -> str:
        """The program ends and starts."""
        del step
        laptop.start_again()
        finish_half_done(laptop.project, Progress())
        laptop.note()
        return "is started again"

    def upgrade(self, laptop: Laptop, step: Step) -> str:
        """A newer version is installed."""
        del step
        if not laptop.is_older:
            return ""
        laptop.is_older = False
        laptop.start_again()
        laptop.note()
        return "has the newer version now"

    def downgrade(self, laptop: Laptop, step: Step) -> str:
        """An older program is started, as on somebody else's machine that the stick was put into."""
        del step
        if laptop.is_older:
            return ""
        laptop.is_older = True
        laptop.start_again()
        laptop.note()
        return "has the older version now"

    def copy(self, laptop: Laptop, step: Step) -> str:
        """The disk is copied, and both go on."""
        del step
        if len(self.laptops) >= MOST_LAPTOPS:
            return ""
        name = f"{laptop.name}c{laptop.copies}"
        self._upheavals[laptop.device] += 2
        self.laptops.append(laptop.copied(name, self.root / name, self._next_seed()))
        return f"is copied: {name}"

    def back_up(self, laptop: Laptop, step: Step) -> str:
        """Somebody puts the folder by."""
        del step
        laptop.back_up()
        return "is backed up"

    def put_back(self, laptop: Laptop, step: Step) -> str:
        """The disk failed, and an older state is put in place."""
        if not laptop.backups:
            return ""
        store_only = bool(step.how % 2)
        self._upheavals[laptop.device] += 2
        laptop.put_back(laptop.backups[step.what % len(laptop.backups)], store_only=store_only)
        laptop.is_member = laptop.project.store.project == self._team
        return f"is put back to an older state{' (the store alone)' if store_only else ''}"

    def lose(self, laptop: Laptop, step: Step) -> str:
        """It falls into a river."""
        del step
        if len(self.members) < 3 or laptop is self.laptops[0]:
            return ""
        laptop.is_lost = True
        laptop.stop()
        return "is lost for good"

    # The team

    def _administrator(self, number: int) -> Laptop | None:
        found = [one for one in self.members if one.project.identity.admin_key() is not None]
        return found[number % len(found)] if found else None

    def _loner(self, number: int) -> tuple[Laptop, Letters] | None:
        found = [one for one in self.living if not one.is_member]
        if not found:
            return None
        laptop = found[number % len(found)]
        return laptop, Letters(self.root / "letters", laptop.name)

    def ask(self, laptop: Laptop, step: Step) -> str:
        """Somebody alone asks to come in."""
        found, admin = self._loner(step.what), self._administrator(step.who)
        if found is None or admin is None:
            return ""
        del laptop
        return team_deeds.ask_in(admin, *found, step.how)

    def admit(self, laptop: Laptop, step: Step) -> str:
        """An administrator answers."""
        found, admin = self._loner(step.what), self._administrator(step.who)
        if found is None or admin is None:
            return ""
        del laptop
        words = team_deeds.let_in(admin, found[1], step.how)
        self._let_in[found[0].device] += bool(words)
        admin.note()
        return words

    def join(self, laptop: Laptop, step: Step) -> str:
        """The answer arrives."""
        del laptop
        found = self._loner(step.what)
        return team_deeds.come_in(*found) if found else ""

    def role(self, laptop: Laptop, step: Step) -> str:
        """A role changes."""
        del laptop
        admin = self._administrator(step.who)
        return team_deeds.give_role(admin, step) if admin else ""

    def revoke(self, laptop: Laptop, step: Step) -> str:
        """A laptop is shut out."""
        del laptop
        admin = self._administrator(step.who)
        return team_deeds.shut_out(admin, step) if admin else ""

    def pardon(self, laptop: Laptop, step: Step) -> str:
        """A laptop is found."""
        del laptop
        admin = self._administrator(step.who)
        return team_deeds.let_back(admin, step, whole=True) if admin else ""

    def rescue(self, laptop: Laptop, step: Step) -> str:
        """What waits of a laptop is believed."""
        del laptop
        admin = self._administrator(step.who)
        return team_deeds.let_back(admin, step, whole=False) if admin else ""

    def typist(self, laptop: Laptop, step: Step) -> str:
        """Somebody else types."""
        return team_deeds.switch_typist(laptop, step)

    # The end

    def end(self) -> None:
        """Everybody meets until nothing moves; all older programs are upgraded; and it is judged before and after."""
        for laptop in self.living:
            travel.take_all_back_in(laptop)
        laid = {road.name: frozenset(road.holds) for road in (*self.sticks, self.spot)}
        self._meet_all()
        older = [one for one in self.living if one.is_older]
        self.story.faults += judge(Verdict(self.members, laid, older or self.members))
        if self._settle_what_is_open():
            self._meet_all()
            self.story.faults += [
                f"after settling: {fault}" for fault in judge(Verdict(self.members, laid, ()))
            ]
        for laptop in older:
            laptop.is_older = False
            laptop.start_again()
            laptop.note()
        if older:
            found = judge(Verdict(self.members, laid, self.members))
            self.story.faults += [f"after the upgrade: {fault}" for fault in found]
        self.story.faults += [fault for one in self.members for fault in undue_quarantine(one)]
        self.story.faults += [fault for one in self.members for fault in self._needless_beginnings(one)]

    def _needless_beginnings(self, laptop: Laptop) -> list[str]:
        """A laptop begins anew where it was copied or put back, and where it comes in; not at every meeting since.

        Each administrator who lets it in without knowing of the others names feeds of their own for it.
        """
        device = laptop.project.identity.roster.devices.get(laptop.device)
        begun = len(device.incarnations) if device is not None else 0
        if begun <= 1 + max(1, self._let_in[laptop.device]) + self._upheavals[laptop.device]:
            return []
        return [f"{laptop.name} began anew {begun} times after {self._upheavals[laptop.device]} upheavals"]

    def _settle_what_is_open(self) -> bool:
        """Now that everybody sees the same questions, some answer them at the same time, and one thinks better of it."""
        if not any(has_questions(one) for one in self.members):
            return False
        seed = self.story.script.seed
        for number in range(5):
            do = "settle" if number < 4 else "undo"
            self.perform(
                len(self.story.script.steps) + number,
                Step(do, seed + number, number, (seed * 7 + number * 131) % NUMBERS),
            )
        return True

    def _meet_all(self) -> None:
        """Until nothing moves. Who is shut out gives what they have again and again, which says nothing: where there is
        such a laptop, everybody comes by every road once more, because what it began anew may lie on any of them.
        """
        roads: list[Road] = [*self.sticks, self.spot]
        still = 0
        for number in range(MOST_ROUNDS):
            road = roads[(self.story.script.seed + number) % len(roads)]
            moved = self._go_round(road)
            self.story.told.append(f"     all come by {road.name}: {moved} moved")
            still = 0 if moved else still + 1
            due = len(roads) if any(is_shut_out(one, self.members) for one in self.members) else 1
            if still >= due and number >= len(roads):
                return
        self.story.faults.append(f"after {MOST_ROUNDS} rounds of meetings something still moves")

    def _go_round(self, road: Road) -> int:
        moved = 0
        for laptop in self.members:
            met = travel.come_by(laptop, road)
            if met.problem is not None:
                raise met.problem
            came = _arrived(met.taken) if met.taken else 0
            given = met.handed.given if met.handed else None
            went = given.commits if given else 0
            moved += came if is_shut_out(laptop, self.members) else came + went
            if came or went:
                self.story.told.append(f"     {laptop.name}  {travel.told(met)}")
        return moved


def _arrived(taken: Taken) -> int:
    """What is here now and was not before. What lacks its words is asked for at every meeting, and refused again."""
    return taken.commits + sum(1 for reason in taken.quarantined.values() if reason != INCOMPLETE)


_OTHERS: Mapping[str, Callable[[World, Laptop, Step], str]] = {
    "gathering": World.gathering,
    "together": World.together,
    "stick": World.stick,
    "place": World.place,
    "stopped": World.stopped,
    "write-file": World.write_file,
    "read-file": World.read_file,
    "undo-meeting": World.undo_meeting,
    "bring-back": World.bring_back,
    "spoil": World.spoil,
    "clock": World.clock,
    "start-again": World.start_again,
    "upgrade": World.upgrade,
    "downgrade": World.downgrade,
    "copy": World.copy,
    "back-up": World.back_up,
    "put-back": World.put_back,
    "lose": World.lose,
    "ask": World.ask,
    "admit": World.admit,
    "join": World.join,
    "role": World.role,
    "revoke": World.revoke,
    "pardon": World.pardon,
    "rescue": World.rescue,
    "typist": World.typist,
}
