"""Who holds what, as the floor below asks it before records are merged and where letters go."""

from collections.abc import Mapping

from members.enums import BELONGING
from members.models import Membership
from organisations.enums import Power
from organisations.models import Body
from organiser.base import clock
from organiser.base.errors import RuleNotMet
from skills.queries.powers import in_office


def addresses_of_keepers(body: Body) -> list[str]:
    """The e-mail addresses of those who keep the register of exactly this body today, and belong."""
    holders = in_office(clock.today()).filter(
        role__body=body.pk,
        role__power_rows__power=Power.KEEP_REGISTER,
        person__memberships__state__in=BELONGING,
        person__email__isnull=False,
        person__is_active=True,
    )
    return [address for address in holders.values_list("person__email", flat=True).distinct() if address]


def demand_no_office_lost(keep: Membership, drop: Membership, choices: Mapping[str, str]) -> None:
    """Go on only where a merge takes no role from anybody, and hands none to another mailbox.

    A term is of the person who was elected and is never rewritten. An address that comes from the other record opens
    the account of whoever holds a role; so she or he writes it down alone.

    Raises:
        RuleNotMet: where the dropped record holds a role, or the kept one does and would get another address.
    """
    held = in_office(clock.today()).filter(role__organisation=keep.organisation_id)
    term = held.filter(person=drop.person_id).select_related("role__body").first()
    if term is not None:
        raise RuleNotMet(
            f"Number {drop.number} holds the role {term.role.name} in {term.role.body.name}. Keep that record, or wait "
            "until the term has ended.",
            code="merge_office",
            rule="mission B14",
        )
    if choices.get("email") == "drop" and held.filter(person=keep.person_id).exists():
        raise RuleNotMet(
            f"Number {keep.number} holds a role. Whoever does changes her or his own e-mail address alone.",
            code="merge_address_of_office",
            field="email",
        )
