"""What is cleaned of moves between branches and of merged records when a person is erased."""

from django.db.models import Q

from members.models import ConstituencyEstimate, DuplicatePair, MergeRecord, Person, Transfer
from members.queries.erasing import take_name_out
from organiser.base import clock, erasing


def clean_moves(person: Person) -> None:
    """Empty the words that went along with a person from one branch to another; that she or he moved stays."""
    Transfer.objects.filter(membership__person=person).update(release_note="", reason="")


def clean_estimates(person: Person) -> None:
    """Take the name out of where bodies have the numbers of their estimates from."""
    take_name_out(person, ConstituencyEstimate.objects.all(), ("source",))


def clean_merges(person: Person) -> None:
    """Forget what looked like this person, and what was kept to take records apart; a merged record is erased with it.

    Without those values nothing can be taken apart any more, so the merge is settled.
    """
    DuplicatePair.objects.filter(Q(first__person=person) | Q(second__person=person)).delete()
    merges = MergeRecord.objects.filter(undone_at__isnull=True)
    for merge in merges.filter(leads_to__person=person).exclude(dropped__person=person).select_related("dropped"):
        erasing.clean(merge.dropped.person)
    about = MergeRecord.objects.filter(Q(kept__person=person) | Q(dropped__person=person))
    about.filter(settled_at__isnull=True).update(settled_at=clock.now())
    about.update(former={})
    about.filter(dropped__person=person).update(number="")
