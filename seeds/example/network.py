"""A network of nine political organisations: three federations, five local groups, one body of a whole continent.

The numbers are those of the essay (mission A20), the names invented. They differ in reach and stay what they are: the
network is in contact, has no vote that binds and makes no agreement. Three let themselves be named to anybody; the
others count and are not named (E8). The continental body is 25 years old, the others younger than ten, and of that only
the years are known (A27); in this register they begin half a year ago.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from organisations.actions.founding import Charter
from organisations.enums import AllianceKind, BodyForm, Ink, OrganisationKind, Scope, Site
from organisations.models import Alliance, Organisation
from organisations.presets import POLITICAL_WITH_PROGRAMME
from organiser.base import clock
from seeds.example.calendar import SUNDAY, Calendar, Story
from seeds.example.cast import Cast, found_with, someone
from seeds.example.network_texts import AIMS, CAME, PROGRAMME, PURPOSE, SUMMARIES
from seeds.example.plans import Proposal
from seeds.example.scenes import decided_over_days

NETWORK = "Shores and Lakes"
VISITOR = "network@example.org"
RULES = {
    **POLITICAL_WITH_PROGRAMME,
    "name": "Rules of a small group",
    "body": {**POLITICAL_WITH_PROGRAMME["body"], "days_to_vote": 0, "roll_moment": "opening"},
    "kinds": {**POLITICAL_WITH_PROGRAMME["kinds"]},
}
RULES["kinds"]["ordinary"] = {**RULES["kinds"]["ordinary"], "seconders": 0}


@dataclass(frozen=True)
class Group:
    """One of the nine: its three founders, how far it reaches, how old it is, whom it invites, whether it is named.

    Args:
        place_in_line: decides on which days it acts, so that nobody answers before the question.
    """

    name: str
    scope: str
    years: int
    place: str
    founders: tuple[str, str, str]
    place_in_line: int
    invites: tuple[str, ...] = ()
    named: bool = False

    def founded_at(self, calendar: Calendar) -> datetime:
        """A Sunday half a year ago."""
        return calendar.week(-26, SUNDAY, 9 + self.place_in_line)

    def begin(self) -> Cast:
        """The founding, with a programme, and of its age only the year."""
        charter = Charter(
            name=self.name,
            kind=OrganisationKind.POLITICAL,
            rules=RULES,
            aims=AIMS,
            site=Site.BOTH,
            form=BodyForm.AFFINITY_GROUP if self.scope == Scope.LOCAL else BodyForm.OTHER,
            place=self.place,
            ink=Ink.TEAL,
            founded_on=str(clock.today().year - self.years),
        )
        first, *others = (someone(name, "en", "message", phone="555-0190") for name in self.founders)
        if self.scope == Scope.CONTINENTAL:
            first = someone(self.founders[0], "en", email=VISITOR)
        cast = found_with(first, charter, programme=("What we hold", PROGRAMME))
        cast.enrol(others)
        return cast

    def stories(self, calendar: Calendar, cast: Cast) -> list[Story]:
        """It founds the network or joins it, invites others, and three of the nine let themselves be named."""
        wave = {Scope.CONTINENTAL: 0, Scope.REGIONAL: 2, Scope.LOCAL: 4}[Scope(self.scope)]
        first = self._joins if wave else self._founds
        motions: list[tuple[int, Proposal]] = [(wave - 24, first())]
        motions += [(wave - 23, self._invites(other)) for other in self.invites]
        if self.named:
            motions.append((-16, self._is_named()))
        return [
            decided_over_days(cast, "", proposal, opens_at=calendar.week(week, SUNDAY, 9, number), votes=(2, 0, 0))
            for number, (week, proposal) in enumerate(motions)
        ]

    def _moves(self, title: str, text: str, effect: str, payload: Callable[[], dict[str, object]]) -> Proposal:
        return Proposal(
            title=title,
            summary=SUMMARIES.get(effect, ""),
            text=text,
            mover=self.founders[1],
            effect=effect,
            payload=lambda _cast, _branch: payload(),
        )

    def _founds(self) -> Proposal:
        plan = {"name": NETWORK, "purpose": PURPOSE, "alliance_kind": AllianceKind.NETWORK, "scope": self.scope}
        return self._moves("Begin a network", PURPOSE, "found_alliance", lambda: dict(plan))

    def _joins(self) -> Proposal:
        return self._moves(
            f"Join {NETWORK}",
            CAME,
            "join_alliance",
            lambda: {"alliance": _network().public_id, "scope": self.scope},
        )

    def _invites(self, other: str) -> Proposal:
        return self._moves(
            f"Invite {other} to {NETWORK}",
            "They came to our meeting and stayed for the dishes. We ask them in.",
            "invite_to_alliance",
            lambda: {
                "alliance": _network().public_id,
                "organisation": Organisation.objects.get(name=other).public_id,
            },
        )

    def _is_named(self) -> Proposal:
        return self._moves(
            "We may be named",
            "Whoever asks who takes part may be told that we do.",
            "be_named",
            lambda: {"to": "public", "named": True},
        )


def _network() -> Alliance:
    return Alliance.objects.get(name=NETWORK)


FEDERATIONS = ("Federation of the Northern Shore", "Federation of the Southern Shore", "Federation of the Far Coast")
GROUPS = ("Lamp Oil Group", "Ferry Street Circle", "Quarry Lake Group", "Reed Bank Circle", "Winter Harbour Group")
NINE = (
    Group(
        *("Continental Assembly of the Bridges", Scope.CONTINENTAL, 25, "Everywhere between two oceans"),
        *(("Beatrix Oyelowo", "Manfred Quist", "Juanita Prewitt"), 0, FEDERATIONS, True),
    ),
    Group(
        *(FEDERATIONS[0], Scope.REGIONAL, 9, "Northern shore"),
        *(("Alasdair Penhallow", "Yevgenia Stroud", "Ramón Tollefson"), 1, GROUPS[:2], True),
    ),
    Group(
        *(FEDERATIONS[1], Scope.REGIONAL, 6, "Southern shore"),
        *(("Odalys Brightwater", "Casper Nunez-Lowe", "Mei Haverford"), 2, GROUPS[2:4], True),
    ),
    Group(
        *(FEDERATIONS[2], Scope.REGIONAL, 4, "Far coast"),
        *(("Ignatius Rooney", "Saoirse Delacroix", "Bo Lindenmuth"), 3, GROUPS[4:]),
    ),
    Group(*(GROUPS[0], Scope.LOCAL, 8, "Great lake, north"), ("Tamsin Okoro", "Walt Bergeron", "Ilka Moss"), 4),
    Group(*(GROUPS[1], Scope.LOCAL, 7, "Great lake, ferry"), ("Dag Whitlock", "Paloma Rusk", "Neve Castillo"), 5),
    Group(*(GROUPS[2], Scope.LOCAL, 5, "Great lake, quarry"), ("Hollis Abara", "Renske Dove", "Timo Grant"), 6),
    Group(*(GROUPS[3], Scope.LOCAL, 3, "Great lake, reeds"), ("Lotte Zeller", "Obi Marsh", "Greta Fallow"), 7),
    Group(*(GROUPS[4], Scope.LOCAL, 2, "Great lake, harbour"), ("Cleo Varnum", "Sven Abiodun", "Rita Hale"), 8),
)
