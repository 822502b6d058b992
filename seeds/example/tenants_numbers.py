"""What the tenants count: whom they could organise, and who they are, as each says of herself or himself."""

from members.actions.describing import describe_myself
from members.actions.estimates import estimate_constituency
from members.enums import ANSWERS, Question
from members.queries.belonging import members_of
from organiser.base import clock
from seeds.example import tenants_texts as texts
from seeds.example.calendar import SATURDAY, Calendar, Story
from seeds.example.cast import SECRETARY, Cast
from seeds.example.plans import Proposal
from seeds.example.scenes import decided_over_days


def whom_we_could_reach(calendar: Calendar, cast: Cast) -> Story:
    """The names on the bells are counted, so that nobody takes the members for the house (mission D8)."""
    yield calendar.week(-30, SATURDAY, 11)
    estimate_constituency(
        cast.holder(SECRETARY),
        body=cast.body(),
        number=118,
        source="Names on the bells of Werftstraße 9, and a question at each door who else lives there.",
        as_of=clock.today(),
    )


def who_we_are(calendar: Calendar, cast: Cast) -> Story:
    """The assembly asks its members a few questions, and some of them answer some (mission C18)."""
    proposal = Proposal(
        **texts.ASK_WORDS,
        effect="ask_members",
        payload=lambda _cast, _branch: {"questions": [Question.AGE, Question.GENDER, Question.CARE]},
    )
    yield from decided_over_days(cast, "", proposal, opens_at=calendar.week(-28, SATURDAY, 12), votes=(15, 3, 1))
    yield calendar.week(-20, SATURDAY, 12)
    for number, membership in enumerate(members_of(cast.body()).select_related("person").order_by("pk")):
        said = {
            question: ANSWERS[question][(number // (place + 1)) % len(ANSWERS[question])]
            for place, question in enumerate((Question.AGE, Question.GENDER, Question.CARE))
            if (number + place) % 5
        }
        describe_myself(membership.person, membership=membership, answers=said)
