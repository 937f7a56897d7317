"""What the team's card says. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.doubles import BY_KEY, Double, doubles
from camifield.queries.team import (
    ROLES,
    Asker,
    Incoming,
    LaptopRow,
    MemberRow,
    Offered,
    Reply,
    codes_asked,
    team,
)
from camifield.queries.telling import moment_text


class TeamPresenter:
    """The team as lines, read once: a change makes a new one."""

    def __init__(self, project: Project, words: Words) -> None:
        self.project = project
        self.words = words
        self.view = team(project)
        self.doubles = doubles(project, self.view)

    @property
    def title(self) -> str:
        """The team's name, or that there is none."""
        return (
            self.words.say("team.card_named", name=self.view.name)
            if self.view.name
            else self.words.say("team.card")
        )

    @property
    def line(self) -> str:
        """How many work together, or that this laptop works alone."""
        if self.view.is_alone:
            return self.words.say("team.alone")
        laptops = sum(not one.is_revoked for member in self.view.members for one in member.laptops)
        return self.words.say("team.laptops", count=laptops)

    def name(self, member: MemberRow) -> str:
        """What somebody is called here; somebody whose record is not here yet is called so."""
        return member.shown or self.words.say("team.nameless")

    def member_line(self, member: MemberRow) -> str:
        """Role and laptops: "ranger · laptop M7, met 16 March"."""
        laptops = [self.laptop(one) for one in member.laptops]
        return " · ".join([self.words.say(f"team.role.{member.role}"), *laptops])

    def laptop(self, laptop: LaptopRow) -> str:
        """One laptop: its code, and when it was met."""
        say = self.words.say
        name = say("team.laptop", code=laptop.code) if laptop.code else say("team.laptop_new")
        if laptop.is_here:
            return name
        if laptop.is_revoked:
            return say("team.laptop_shut_out", laptop=name)
        if laptop.met_ms is None:
            return say("team.laptop_never", laptop=name)
        return say("team.laptop_met", laptop=name, when=moment_text(laptop.met_ms, self.project, self.words))

    def laptops(self, laptops: Sequence[LaptopRow]) -> list[str]:
        """Somebody's laptops, told apart: those that look alike by the end of their ids."""
        names = [self.laptop(one) for one in laptops]
        return [
            self.words.say("team.laptop_end", laptop=name, end=one.device.hex()[-4:])
            if names.count(name) > 1
            else name
            for one, name in zip(laptops, names, strict=True)
        ]

    def double_line(self, one: Double) -> str:
        """Why two may be one person."""
        names = {"one": self.name(one.person), "other": self.name(one.record)}
        if one.why == BY_KEY:
            codes = (laptop.code for member in (one.person, one.record) for laptop in member.laptops)
            code = next(filter(None, codes), "")
            laptop = self.words.say("team.laptop", code=code) if code else self.words.say("team.laptop_new")
            return self.words.say("team.double_key", laptop=laptop, **names)
        first, second = (self.member_line(member) for member in (one.person, one.record))
        return self.words.say("team.double_name", **names, first=first, second=second)

    def both(self, one: Double) -> str:
        """The two as they stand in the team, a line each."""
        return "\n".join(
            self.words.say("team.double_each", name=self.name(member), line=self.member_line(member))
            for member in (one.person, one.record)
        )

    def told_apart(self, members: Sequence[MemberRow]) -> list[str]:
        """Their names; those of one name with the laptops."""
        names = [self.name(one) for one in members]
        return [
            self.words.say("team.double_each", name=name, line=", ".join(map(self.laptop, one.laptops)))
            if names.count(name) > 1
            else name
            for one, name in zip(members, names, strict=True)
        ]

    def tags(self, member: MemberRow) -> list[str]:
        """What stands out of a person, as short words."""
        found: list[str] = []
        if member.is_here:
            found.append(self.words.say("team.state.here"))
        if member.also:
            found.append(self.words.say("team.was_two"))
        if member.is_shut_out:
            found.append(self.words.say("team.state.shut_out"))
        if member.is_contested or any(one.is_contested for one in member.laptops):
            found.append(self.words.say("team.state.contested"))
        return found

    def roles(self) -> list[tuple[str, str]]:
        """The roles from the one that may least, each with what it may."""
        return [(role, self.words.say(f"team.role.{role}")) for role in ROLES]

    def role_lines(self) -> str:
        """What each role may do, a line each."""
        return "\n".join(self.words.say(f"team.may.{role}") for role in ROLES)

    def waiting(self) -> list[str]:
        """What this laptop asked and was not answered yet, with the code to read aloud."""
        return (
            [
                self.words.say("team.waits", when=moment_text(at_ms, self.project, self.words), code=code)
                for at_ms, code in codes_asked(self.project)
            ]
            if self.view.asked
            else []
        )

    def open_invitations(self) -> list[tuple[bytes, str]]:
        """The invitations that somebody may still use, where they can be withdrawn here."""
        say = self.words.say
        return [
            (one.id, say("team.invitation_line", role=say(f"team.role.{one.role}")))
            for one in self.view.invitations
            if one.state == "open" and self.view.may_change
        ]

    def without_keys(self) -> list[tuple[bytes, str]]:
        """The team's people who cannot type at this laptop yet."""
        own = {member.person for member in self.view.members if member.is_here}
        return [(one.id, one.shown) for one in self.project.names.team() if one.id not in own]

    def offered(self, offered: Offered) -> tuple[str, str]:
        """The question of an invitation: title and sentence."""
        role = self.words.say(f"team.role.{offered.role}")
        name = offered.team or self.words.say("team.no_name")
        return (
            self.words.say("team.offered", team=name),
            self.words.say("team.offered_line", role=role, count=offered.records),
        )

    def asked(self, incoming: Incoming) -> tuple[str, str]:
        """The question of a request: who asks and what they bring; with the code where it must be compared."""
        request, who = incoming.request, self.askers(incoming)
        lines = [self.words.say("team.asks_line", laptop=request.laptop, count=request.records)]
        if request.is_member:
            lines.append(self.words.say("team.says_member", name=self.asker(request.people[0])))
        lines.append(self.words.say(f"team.proof.{'member' if incoming.of_member else incoming.proof}"))
        return self.words.say("team.asks", name=who), "\n".join(lines)

    def askers(self, incoming: Incoming) -> str:
        """The names of who asks; their codes where the letter may not name them."""
        return ", ".join(self.asker(one) for one in incoming.request.people)

    def asker(self, asker: Asker) -> str:
        """The name of one of them."""
        return asker.name or asker.code or self.words.say("team.nameless")

    def people(self) -> list[tuple[bytes, str]]:
        """Everybody who is in the team, by name."""
        found = [(one.person, self.name(one)) for one in self.view.members if not one.is_shut_out]
        return sorted(found, key=lambda one: one[1].casefold())

    def likely(self, incoming: Incoming, asker: Asker) -> str:
        """Who an asker likely is, as a choice: who says to be in the team is called as one of it, or nobody knows."""
        is_first = asker.person == incoming.request.people[0].person
        if not (incoming.request.is_member and is_first):
            return "new"
        called = [one for one, name in self.people() if name.casefold() == asker.name.casefold()]
        return called[0].hex() if len(called) == 1 else ""

    def answered(self, reply: Reply) -> tuple[str, str]:
        """The question of an answer."""
        name = reply.team or self.words.say("team.no_name")
        key = "team.answered_compare" if reply.needs_comparing else "team.answered_line"
        return self.words.say("team.answered", team=name), self.words.say(key)

    def code_line(self, code: str) -> str:
        """A code to read aloud."""
        return self.words.say("team.code_is", code=code)
