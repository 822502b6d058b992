"""Looking through a register for people who stand in it twice, and saying that two are two."""

from members.enums import PairState
from members.merge_rules import demand_pair_step
from members.models import DuplicatePair, DuplicateSearch, Membership, Person
from members.queries.duplicates import cards_in
from members.reading.pairing import Found, Keys, Said, find_pairs
from members.rules import demand_register, demand_register_of
from organisations.models import Body
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.actor import CLOCK, Actor

CHUNK = 500
# So many pairs wait at once for which nothing but near names speaks: one page of the list. More would bury the others,
# and a secretary who meets a hundred pairs of two people dismisses the next one unread.
MOST_WEAK = 50


def look_for_duplicates(actor: Actor, *, body: Body) -> DuplicateSearch:
    """Look through a register and keep what looks like one person twice.

    The reading and comparing, seconds in a large register, happens before anything is locked.

    Raises:
        NotPermitted: for those who do not keep this register.
    """
    if actor is not CLOCK:
        demand_register(actor, body)
    return keep_pairs(actor, body=body, found=find_pairs(cards_in(body)))


def _wanted(found: Found, known: dict[Keys, DuplicatePair]) -> tuple[dict[Keys, Said], int]:
    """What is to be proposed, and how many pairs of near names are left for another time.

    Those that wait already stay; new ones come up to the limit, the nearest first. What was dismissed takes no place.
    """
    waiting = [keys for keys in found.weak if keys in known and known[keys].state == PairState.PROPOSED]
    fresh = [keys for keys in found.weak if keys not in known]
    room = max(0, MOST_WEAK - len(waiting))
    taken = {keys: found.weak[keys] for keys in [*waiting, *fresh[:room]]}
    return {**found.pairs, **taken}, len(fresh[room:])


@action
def keep_pairs(actor: Actor, *, body: Body, found: Found) -> DuplicateSearch:
    """Keep the pairs that a look through a register found, and forget proposals that it did not find any more.

    What was dismissed stays dismissed. The clock does it after an import.

    Raises:
        NotPermitted: for those who do not keep this register.
    """
    if actor is not CLOCK:
        demand_register(actor, body)
    locked(Body.objects.get(pk=body.organisation_key))
    now = clock.now()
    register = Membership.objects.filter(**{"organisation" if body.pk == body.organisation_id else "branch": body.pk})
    known = {
        (pair.first_id, pair.second_id): pair
        for pair in DuplicatePair.objects.filter(
            organisation=body.organisation_key, first__in=register, second__in=register
        )
    }
    pairs, left_out = _wanted(found, known)
    # Whoever moved or was taken out between looking and keeping is left out.
    wanted = {key for keys in pairs for key in keys}
    there = set(register.filter(pk__in=wanted).values_list("pk", flat=True)) if len(wanted) < CHUNK else None
    if there is None:
        there = set(register.values_list("pk", flat=True))
    fresh, changed = [], []
    for (first, second), (likeness, reasons) in sorted(pairs.items()):
        if not {first, second} <= there:
            continue
        pair = known.pop((first, second), None)
        if pair is None:
            fresh.append(
                DuplicatePair(
                    organisation_id=body.organisation_key,
                    first_id=first,
                    second_id=second,
                    likeness=likeness,
                    reasons=reasons,
                    found_at=now,
                )
            )
        elif pair.state == PairState.PROPOSED and (pair.likeness, pair.reasons) != (likeness, reasons):
            pair.likeness, pair.reasons = likeness, reasons
            changed.append(pair)
    DuplicatePair.objects.bulk_create(fresh, batch_size=CHUNK)
    DuplicatePair.objects.bulk_update(changed, ["likeness", "reasons"], batch_size=CHUNK)
    gone = [pair.pk for pair in known.values() if pair.state == PairState.PROPOSED]
    for start in range(0, len(gone), CHUNK):
        DuplicatePair.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    search, _made = DuplicateSearch.objects.update_or_create(
        body=body,
        defaults={
            "organisation_id": body.organisation_key,
            "looked_at": now,
            "people": found.people,
            "found": len(pairs),
            "crowded": found.crowded,
            "left_out": left_out,
        },
    )
    record(
        actor,
        "keep_pairs",
        chain=body.organisation.public_id,
        body=body.public_id,
        subject=body.public_id,
        content={"people": found.people, "pairs": len(pairs), "new": len(fresh)},
    )
    return search


@action
def dismiss_pair(actor: Person, *, pair: DuplicatePair) -> DuplicatePair:
    """Say that two records are of two people; they are not proposed again.

    Raises:
        NotFound, NotPermitted: for those who do not keep the registers of both.
        WrongState: where they were merged, or dismissed before.
    """
    demand_register_of(actor, pair.first)
    demand_register_of(actor, pair.second)
    pair = locked(pair)
    demand_pair_step(pair, PairState.DISMISSED)
    pair.state, pair.decided_at, pair.decided_by = PairState.DISMISSED, clock.now(), actor
    pair.save(update_fields=["state", "decided_at", "decided_by"])
    body = pair.first.branch or pair.organisation
    record(
        actor,
        "dismiss_pair",
        chain=pair.organisation.public_id,
        body=body.public_id,
        subject=pair.public_id,
        content={"first": pair.first.public_id, "second": pair.second.public_id},
    )
    return pair
