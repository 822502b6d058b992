"""Taking a person out of the register, the decisions, the ledger, the mail and the log of readings."""

from django.db.models import Q

from members.models import (
    AccessLogEntry,
    ApiToken,
    BackupKey,
    Dissent,
    Erasure,
    Letter,
    Membership,
    MergeRecord,
    Person,
    SpentNumber,
    Transfer,
)
from members.models.people import new_sign_in_name
from members.queries.erasing import is_only_bearer, organisation_ids, take_name_out
from members.queries.numbers import number_digest
from organisations.models import Decision, Intervention
from organiser.base.erased_words import erased_name, mentioning
from organiser.base.models import LedgerContent, WaitingAddress, WaitingLetter
from organiser.base.text import without_accents

EMPTY = {"phone": "", "address": "", "postcode": "", "town": "", "language": ""}


def clean_decisions(person: Person) -> None:
    """Take the name out of the words of decisions and interventions; what was decided stays as it is."""
    take_name_out(person, Decision.objects.all(), ("title", "text", "working", "effect_failed"))
    take_name_out(person, Intervention.objects.all(), ("reason", "changed"))
    if is_only_bearer(person):
        found = Decision.objects.filter(
            organisation__in=organisation_ids(person), folded__icontains=without_accents(person.name)
        )
        for decision in found:
            folded = without_accents(f"{decision.title}\n{decision.text}")
            Decision.objects.filter(pk=decision.pk).update(folded=folded)


def clean_ledger(person: Person) -> None:
    """Remove the contents of entries about this person and her or his membership, and of those that hold the name.

    The entries stay, and so does the chain: it holds the digests of the contents and not the contents (invariant 9).
    """
    memberships = Membership.objects.filter(person=person)
    chains = list(memberships.values_list("organisation__public_id", flat=True))
    subjects = {person.public_id, *memberships.values_list("public_id", flat=True)}
    for model in (Letter, ApiToken):
        subjects.update(model.objects.filter(person=person).values_list("public_id", flat=True))
    subjects.update(Dissent.objects.filter(membership__person=person).values_list("public_id", flat=True))
    subjects.update(Transfer.objects.filter(membership__person=person).values_list("public_id", flat=True))
    merges = MergeRecord.objects.filter(Q(kept__person=person) | Q(dropped__person=person))
    subjects.update(merges.values_list("public_id", flat=True))
    of_chains = LedgerContent.objects.filter(entry__chain__in=[*chains, "site"])
    of_chains.filter(entry__subject__in=subjects).delete()
    LedgerContent.objects.filter(pk__in=mentioning(of_chains, "content", person.name)).delete()


def clean_mail(person: Person) -> None:
    """Take back the letters that wait for her or him, unless somebody else who has the same address waits for them."""
    if person.email and not Person.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exists():
        WaitingAddress.objects.filter(address__iexact=person.email).delete()
    named = set(mentioning(WaitingLetter.objects.all(), "text", person.name))
    named |= set(mentioning(WaitingLetter.objects.all(), "subject", person.name))
    if is_only_bearer(person):
        for letter in WaitingLetter.objects.filter(pk__in=named, addresses__isnull=False).distinct():
            letter.text = letter.text.replace(person.name, erased_name(person))
            letter.subject = letter.subject.replace(person.name, erased_name(person))[:200]
            letter.save(update_fields=["text", "subject"])
    WaitingLetter.objects.filter(addresses__isnull=True).delete()


def clean_access(person: Person) -> None:
    """Delete tokens, letters, and the log of who read the record; what she or he read of others stays theirs to see."""
    ApiToken.objects.filter(person=person).delete()
    Letter.objects.filter(person=person).delete()
    AccessLogEntry.objects.filter(person=person).delete()
    Erasure.objects.filter(membership__person=person).update(code_digest="")


def clean_keys(person: Person) -> None:
    """Delete the key that seals what backups hold of this person: there too nobody reads it any more."""
    BackupKey.objects.filter(person=person).delete()


def clean_record(person: Person) -> None:
    """Empty the person and the membership: what stays is a row that says when somebody belonged, and to what.

    The number goes too: printed on a card or an old list it would say who this was, and a file read later would find
    its row by it. Nobody else gets it, by a digest that points to nobody.
    """
    Dissent.objects.filter(membership__person=person).update(reason="")
    name = erased_name(person)
    person.name, person.email = name, None
    person.sign_in_name = new_sign_in_name()
    for field, empty in EMPTY.items():
        setattr(person, field, empty)
    person.set_unusable_password()
    person.is_active = person.is_staff = False
    person.notices_by = "post"
    person.last_login = None
    person.groups.clear()
    person.user_permissions.clear()
    person.save()
    for membership in Membership.objects.filter(person=person):
        SpentNumber.objects.get_or_create(
            organisation_id=membership.organisation_id,
            digest=number_digest(membership.organisation_id, membership.number),
        )
        Membership.objects.filter(pk=membership.pk).update(
            number=f"erased {membership.public_id}", sort_name=person.sort_name, announced_on=None, leaves_on=None
        )
