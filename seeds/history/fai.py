"""The Iberian Anarchist Federation (FAI): a political organisation of people who were active inside the CNT.

Known: founded in 1927 as a loose federation of affinity groups; during the revolution, by a plenum of July 1937, it
went over to large geographic chapters (mission A10). No key, role or mandate leads from it into the CNT (A11).
Invented: the groups, the chapter, people, words, votes.
"""

from datetime import datetime

from organisations.actions.founding import Charter
from organisations.enums import BodyForm, DecisionKind, Ink, OrganisationKind, Site
from organisations.presets import POLITICAL_WITH_PROGRAMME
from seeds.example.calendar import Calendar, Story
from seeds.example.cast import Cast, found_with
from seeds.example.plans import Proposal, Question
from seeds.example.scenes import decided_over_days, held
from seeds.history import fai_texts as texts
from seeds.history.telling import effect, meeting, on, page_for_everybody, people, rules, told
from skills.actions.founding import BranchPlan

NAME = "Iberian Anarchist Federation (FAI)"
SOWERS, DAWN, LIGHT = "Group of the Sowers", "Group Dawn", "Group Lighthouse"
CHAPTER = "Chapter of Barcelona"

FOUNDER, *SOWING = people("Germinal Oriol", "Floreal Bastida")
GROUPS = {
    SOWERS: SOWING,
    DAWN: people("Aurora Benages", "Ricard Llopart"),
    LIGHT: people("Salut Claramunt", "Antoni Fabregat"),
}
CHARTER = Charter(
    name=NAME,
    kind=OrganisationKind.POLITICAL,
    rules=rules("Rules of a federation of groups", POLITICAL_WITH_PROGRAMME),
    aims=told(texts.AIMS),
    constituency="Anarchists who take part in unions and neighbourhoods as members like all others.",
    site=Site.BOTH,
    form=BodyForm.OTHER,
    place="Iberian peninsula",
    ink=Ink.BRICK,
    founded_on="1927",
)
PLANS = tuple(BranchPlan(name, BodyForm.AFFINITY_GROUP, "Barcelona") for name in GROUPS)


def founded_at(_calendar: Calendar) -> datetime:
    """The summer of the founding, at Valencia."""
    return on(1927, 7, 25)


def begin() -> Cast:
    """The founding: three groups, a programme, and everybody's agreement to it."""
    cast = found_with(FOUNDER, CHARTER, PLANS, programme=("Programme", texts.PROGRAMME))
    for group, members in GROUPS.items():
        cast.enrol(members, group)
    return cast


def a_group_decides(cast: Cast) -> Story:
    """1933: a decision of one of the groups, which stays its own after the group has gone."""
    yield from decided_over_days(cast, DAWN, texts.LIBRARY, opens_at=on(1933, 3, 5), votes=(2, 0, 0))


def _merged(group: str) -> Question:
    proposal = Proposal(
        title=f"{group} goes into the {CHAPTER}",
        text=f"The members of {group} meet in the {CHAPTER} from today. What the group decided stays its own.",
        mover="Aurora Benages",
        kind=DecisionKind.RULES,
        effect="merge_branch",
        payload=lambda cast, _branch: {
            "branch": cast.body(group).public_id,
            "into": cast.body(CHAPTER).public_id,
        },
    )
    return Question(proposal, (5, 0, 1))


def chapters(cast: Cast) -> Story:
    """1937: a chapter is founded, and the groups are merged into it."""
    made = effect("found_branch", name=CHAPTER, form=BodyForm.CHAPTER, place="Barcelona")
    first = meeting(
        "Plenum of Valencia",
        on(1937, 7, 4),
        "Valencia",
        Question(Proposal(**texts.CHAPTERS, **made), (5, 1, 0)),
        page_for_everybody("Salut Claramunt"),
        present=6,
        notice_days=16,
    )
    yield from held(cast, "", first)
    second = meeting(
        "Assembly of the groups",
        on(1937, 8, 8),
        "Barcelona",
        *(_merged(group) for group in GROUPS),
        present=6,
        notice_days=16,
    )
    yield from held(cast, "", second)


def stories(_calendar: Calendar, cast: Cast) -> list[Story]:
    """Two chapters of a story."""
    return [a_group_decides(cast), chapters(cast)]
