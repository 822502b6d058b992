"""A roll and a tally of four million: opening, what it takes to count, closing.

    python bench/rolls.py --members 4000000 --branches 400

The ballot is one of the whole organisation, over days. Opening is the action with all it does, so that freezing the
roll is most of it. The votes are laid into the box by one statement, since casting is measured elsewhere. Counting is
the query and the verdict; closing is the action, which also takes the digest of all votes.
"""

import argparse
import resource
import secrets
from datetime import timedelta
from time import perf_counter

from common import machine, population
from django.db import connection

from assemblies.actions.ballots import open_ballot
from assemblies.actions.closing import close_ballot
from assemblies.actions.motions import MotionDraft, propose_motion
from assemblies.actions.seconding import second_motion
from assemblies.models import Ballot, Motion, RollEntry, RollRefusal
from assemblies.queries.counting import counted
from members.models import Membership, Person
from organisations.models import Body, Organisation
from organiser.base import clock

LAY_IN = """
    INSERT INTO assemblies_vote (organisation_id, ballot_id, entry_id, choice, reason, key, spent, via, cast_at)
    SELECT e.organisation_id, %s, e.id, CASE e.id %% 10 WHEN 0 THEN 'abstain' WHEN 1 THEN 'against'
        WHEN 2 THEN 'against' WHEN 3 THEN 'against' ELSE 'for' END, '', 'k' || e.id, '', 'online', %s
    FROM assemblies_rollentry e WHERE e.roll_id = %s
"""


def told(what: str, started: float) -> None:
    """Print how long something took, and the most memory so far."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:44} {perf_counter() - started:8.1f} s   {memory} MB", flush=True)


def motion_of(organisation: Organisation) -> tuple[Person, Motion]:
    """A motion of the whole that can be put to the vote, and who may open its ballot."""
    body = Body.objects.select_related("organisation").get(pk=organisation.pk)
    mover = Person.objects.filter(terms__role__body=body).order_by("terms__pk").first()
    title = f"Ballot {secrets.token_hex(4)}"
    motion = propose_motion(mover, body=body, draft=MotionDraft(title=title, text=title, summary=title))
    others = Membership.objects.filter(organisation=organisation, state="full").exclude(person=mover)
    for member in others.select_related("person").order_by("joined_on", "pk")[: motion.seconders_needed]:
        second_motion(member.person, motion=motion)
    return mover, motion


def main() -> None:
    """Fill, open, lay in, count, close."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=4_000_000)
    parser.add_argument("--branches", type=int, default=400)
    options = parser.parse_args()
    organisation = population(options.members, options.branches)
    print(f"{machine()} {connection.vendor}, {options.members} people in {options.branches} branches")
    mover, motion = motion_of(organisation)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
    started = perf_counter()
    ballot = open_ballot(mover, motion=motion, closes_at=clock.now() + timedelta(days=10))
    told("opening with its roll", started)
    entries = RollEntry.objects.filter(roll=ballot.roll).count()
    print(f"{entries} may vote, {RollRefusal.objects.filter(roll=ballot.roll).count()} may not and read why")
    started = perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(LAY_IN, [ballot.pk, clock.now(), ballot.roll_id])
    told("laying a vote of each into the box", started)
    ballot = Ballot.objects.select_related("roll", "rule__rule_set", "body").get(pk=ballot.pk)
    for _ in range(3):
        started = perf_counter()
        found = counted(ballot)
        told("counting", started)
    if found.figures.cast != entries:
        raise SystemExit(f"{entries} votes were laid in, {found.figures.cast} counted.")
    started = perf_counter()
    with clock.at(ballot.closes_at):
        close_ballot(mover, ballot=ballot)
    told("closing, with the digest of all votes", started)


if __name__ == "__main__":
    main()
