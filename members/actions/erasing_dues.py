"""Taking a person who is erased out of the books of dues."""

from django.db.models import Q

from members.models import DuesEntry, DuesReminder, KnownPayer, Membership, Person, StatementLine


def clean_dues(person: Person) -> None:
    """Take a person who is erased out of the books: notes, bank lines that name her or him, and known accounts.

    What was charged and paid stays, so that the sums come out as before.
    """
    own = Membership.objects.filter(person=person)
    organisations = own.values("organisation")
    DuesEntry.objects.filter(membership__in=own).exclude(note="").update(note="")
    KnownPayer.objects.filter(membership__in=own).delete()
    named = Q(membership__in=own) | Q(payer__icontains=person.name) | Q(text__icontains=person.name)
    lines = StatementLine.objects.filter(named, organisation__in=organisations)
    lines.update(payer="", text="", payer_mark="", problem="")
    DuesReminder.objects.filter(letters__membership__in=own).update(text="")
