"""Reckoning anew how far accounts are settled, from the ledger alone."""

from members.actions.dues_ledger import CHUNK, carry_home, digest_of, settle
from members.counting import Settled
from members.dues_rules import demand_charger
from members.models import Membership
from members.queries.settled import settled_among
from organisations.models import Body, Organisation
from organiser.base import authority
from organiser.base.actions import action, locked, nothing_to_do, record
from organiser.base.actor import Actor


@action
def settle_again(actor: Actor, *, organisation: Organisation) -> int:
    """Reckon anew, for every member, how far dues are settled; gives how many accounts said something else.

    What stands in the books of a branch where the member does not stand is carried over. The actions keep both with
    each line they write, so it should always be none.

    Raises:
        NotPermitted: for everybody but the clock and the treasurer of the organisation.
    """
    body = Body.objects.select_related("organisation").get(pk=organisation.pk)
    demand_charger(actor, body)
    authority.demand_reach(actor, body.pk)
    body = locked(body)
    memberships = Membership.objects.filter(organisation=organisation).order_by("pk")
    keys = list(memberships.values_list("pk", flat=True))
    wrong: set[int] = set()
    digests = []
    for start in range(0, len(keys), CHUNK):
        part = memberships.select_for_update().filter(pk__in=keys[start : start + CHUNK])
        kept = {key: Settled(*days) for key, *days in part.values_list("pk", "settled_until", "owed_since")}
        carried = carry_home(actor, kept)
        digests += [digest_of(carried)] if carried else []
        wrong |= {entry.membership_id for entry in carried}
        wrong |= {key for key, settled in settled_among(kept).items() if settled != kept[key]}
    if not wrong:
        nothing_to_do()
        return 0
    settle(wrong)
    record(
        actor,
        "settle_again",
        chain=organisation.public_id,
        body=organisation.public_id,
        subject=organisation.public_id,
        content={"accounts": len(wrong), **({"dues": digests} if digests else {})},
    )
    return len(wrong)
