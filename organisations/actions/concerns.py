"""Concerns that a member brings before an alliance, and what the others answer (mission E9)."""

from organisations.models import Alliance, Body, Concern, ConcernReply, Organisation
from organisations.queries.alliances import standing_of
from organisations.rules import demand_speaks_for
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import Actor
from organiser.base.errors import Invalid, RuleNotMet
from organiser.base.text import one_line, visible

LONGEST = 5000


@action
def raise_concern(actor: Actor, *, organisation: Organisation, alliance: Alliance, title: str, text: str) -> Concern:
    """Say what troubles a member; it stands open on the page until another member answers.

    Raises:
        NotPermitted: where the actor does not call assemblies of this organisation.
        NotFound: where it is no member.
        Invalid: without a title or a text.
    """
    demand_speaks_for(actor, organisation)
    locked(Body.objects.get(pk=alliance.pk))
    standing = standing_of(alliance, organisation)
    title, text = one_line(title), visible(text).strip()
    if not title or len(title) > 200 or not text or len(text) > LONGEST:
        raise Invalid("Give the concern a title of at most 200 letters and a text.", code="text", field="text")
    concern = Concern.objects.create(alliance=alliance, by=standing, title=title, text=text, raised_at=clock.now())
    record(
        actor,
        "raise_concern",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=concern.public_id,
        content={"alliance": alliance.public_id, "title": title, "text": text},
    )
    return concern


@action
def answer_concern(actor: Actor, *, organisation: Organisation, concern: Concern, text: str) -> ConcernReply:
    """Answer the concern of another member; nobody answers its own.

    Raises:
        NotPermitted: where the actor does not call assemblies of this organisation.
        NotFound: where it is no member.
        RuleNotMet: for its own concern.
        Invalid: without a text.
    """
    demand_speaks_for(actor, organisation)
    locked(Body.objects.get(pk=concern.alliance_id))
    standing = standing_of(concern.alliance, organisation)
    if concern.by.organisation_id == organisation.pk:
        raise RuleNotMet(
            "A concern is answered by the other members. Raise another one to say more.",
            code="own_concern",
            rule="mission E9",
        )
    text = visible(text).strip()
    if not text or len(text) > LONGEST:
        raise Invalid("Write an answer of at most 5,000 letters.", code="text", field="text")
    reply = ConcernReply.objects.create(concern=concern, by=standing, text=text, at=clock.now())
    record(
        actor,
        "answer_concern",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=reply.public_id,
        content={"concern": concern.public_id, "text": text},
    )
    return reply
