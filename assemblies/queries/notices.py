"""What became of the notices of an assembly, for those who call it and those who keep the register of its members."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from assemblies.models import Assembly, Notice
from members.enums import RecipientStatus
from members.models import MailingRecipient
from members.queries.belonging import register_behind
from members.rules import keeps_register
from organisations.enums import Power
from organiser.base.actor import Actor
from organiser.base.cells import HIDDEN, SMALL, parts_told
from skills.queries.offices import powers_in

R = RecipientStatus
# Each copy is one of these; of those on paper and those that came back it is also known which were printed.
PARTS = {
    "sent": Q(status=R.SENT),
    "on_paper": Q(status__in=(R.TO_PRINT, R.PRINTED), came_back_at__isnull=True),
    "came_back": Q(status=R.BOUNCED) | Q(came_back_at__isnull=False),
    "waiting": Q(status=R.WAITING),
    "stopped": Q(status=R.STOPPED),
}
PRINTED = {
    "printed": Q(status=R.PRINTED, came_back_at__isnull=True),
    "printed_since": Q(status=R.PRINTED, came_back_at__isnull=False),
}
WORDS = {
    "sent": "{} sent",
    "on_paper": "{} on paper",
    "came_back": "{} came back",
    "waiting": "{} on the way",
    "stopped": "{} stopped",
}


@dataclass(frozen=True)
class ToldOf:
    """One notice of an assembly, and how many copies are where.

    Args:
        counts: by the names of `PARTS` and `PRINTED`. None is not told to a viewer who does not keep the register, as
            fewer than five people could be reckoned from it.
        whole: whether the viewer keeps the register, and so may open the letter.
    """

    notice: Notice
    counts: Mapping[str, int | None]
    whole: bool

    @property
    def sentence(self) -> str:
        """How many copies were sent, are on paper and came back, in words."""
        said = {name: words.format(self.counts[name]) for name, words in WORDS.items() if self.counts[name]}
        if self.whole and "on_paper" in said:
            said["on_paper"] += f" ({self.counts['printed']} printed)"
        if self.whole and "came_back" in said:
            said["came_back"] += f" ({self.counts['printed_since']} printed since)"
        hidden = any(self.counts[name] is None for name in PARTS)
        return f"{', '.join(said.values())}." * bool(said) + (f" {HIDDEN}" if hidden else "")


def notices_told(viewer: Actor, assembly: Assembly) -> list[ToldOf] | None:
    """The notices of an assembly, the first first; None for those who neither call it nor keep the register."""
    whole = keeps_register(viewer, register_behind(assembly.body))
    if not whole and Power.CALL_ASSEMBLIES not in powers_in(viewer, assembly.body):
        return None
    notices = list(Notice.objects.filter(assembly=assembly).select_related("mailing", "item").order_by("pk"))
    copies = MailingRecipient.objects.filter(mailing__in=[notice.mailing_id for notice in notices])
    named = {name: Count("pk", filter=kind) for name, kind in {**PARTS, **PRINTED}.items()}
    counted = copies.order_by().values("mailing").annotate(**named).values_list("mailing", *named)
    rows = {mailing: dict(zip(named, numbers, strict=True)) for mailing, *numbers in counted}
    return [ToldOf(notice, may_be_told(rows.get(notice.mailing_id, {}), whole=whole), whole) for notice in notices]


def may_be_told(row: Mapping[str, int], *, whole: bool) -> dict[str, int | None]:
    """What may be told of the copies: each is in one part, so where one is small another goes with it."""
    counts: dict[str, int | None] = {name: row.get(name, 0) for name in (*PARTS, *PRINTED)}
    if whole:
        return counts
    parts = {name: row.get(name, 0) for name in PARTS if row.get(name, 0)}
    told = set(parts) if all(number >= SMALL for number in parts.values()) else parts_told(parts, sum(parts.values()))
    return {name: None if name in PRINTED or (name in parts and name not in told) else counts[name] for name in counts}
