"""Taking a person who is erased out of the books of dues."""

import re
from collections.abc import Iterable

from django.db.models import Count, Q

from members.models import DuesEntry, DuesReminder, KnownPayer, Membership, Person, StatementLine
from members.queries.erasing import organisation_ids, take_name_out
from organiser.base.text import without_accents

CHUNK = 2000
SHORTEST = 3  # letters by which a database can look for a word; with fewer it looks at every line
SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})  # as banks write them
Words = frozenset[str]


def clean_dues(person: Person) -> None:
    """Take a person who is erased out of the books: notes, bank lines that name her or him, and known accounts.

    What was charged and paid stays, so that the sums come out as before. A round of reminders loses the name alone: its
    words are for everybody in it, unless it went to nobody else.
    """
    own = Membership.objects.filter(person=person)
    DuesEntry.objects.filter(membership__in=own).exclude(note="").update(note="")
    keys = _lines_about(person)
    for start in range(0, len(keys), CHUNK):
        lines = StatementLine.objects.filter(pk__in=keys[start : start + CHUNK])
        lines.update(payer="", text="", payer_mark="", problem="")
    KnownPayer.objects.filter(membership__in=own).delete()
    alone = DuesReminder.objects.annotate(people=Count("letters", distinct=True)).filter(people=1)
    to_her = list(alone.filter(letters__membership__in=own).values_list("pk", flat=True))
    DuesReminder.objects.filter(pk__in=to_her).update(text="")
    take_name_out(person, DuesReminder.objects.all(), ("text",))


def _words(text: str) -> Words:
    return frozenset(re.findall(r"\w+", without_accents(text)))


def _spellings(name: str) -> set[Words]:
    return {_words(name), _words(name.casefold().translate(SPELLED))}


def _names(spellings: Iterable[Words], payer: str, text: str) -> bool:
    """Whether all words of a name stand in a line, in any order and case; one word alone has to be the whole payer."""
    said = _words(f"{payer} {text}")
    return any(name <= said if len(name) > 1 else name == _words(payer) for name in spellings)


def _maybe_named(person: Person) -> Q:
    """Lines that can name a person, as a database finds them: by letters that are written alike everywhere."""
    runs = [max(re.findall(r"[A-Za-z]+", word) or [""], key=len) for word in person.name.split()]
    found = Q()
    for run in runs:
        if len(run) >= SHORTEST:
            found |= Q(payer__icontains=run) | Q(text__icontains=run)
    return found


def _lines_about(person: Person) -> list[int]:
    """The bank lines that are booked or proposed for a person, come from her or his account, or name her or him.

    A line that is somebody else's of the same or a longer name, or names that one, stays: nobody can say who is meant.
    """
    organisations = organisation_ids(person)
    lines = StatementLine.objects.filter(organisation__in=organisations)
    own = Membership.objects.filter(person=person)
    marks = KnownPayer.objects.filter(membership__in=own).exclude(mark="").values("mark")
    hers = lines.filter(Q(membership__in=own) | Q(membership__isnull=True, payer_mark__in=marks))
    keys = set(hers.values_list("pk", flat=True))
    spellings = _spellings(person.name)
    others = _others_called_so(person, spellings)
    kept_for = {key for key, _names in others}
    rows = lines.exclude(membership__in=own).filter(_maybe_named(person))
    email = (person.email or "").casefold()
    if email:
        rows |= lines.filter(text__icontains=email)
    for key, payer, text, membership in rows.values_list("pk", "payer", "text", "membership").iterator(CHUNK):
        if email and email in text.casefold():
            keys.add(key)
        elif membership in kept_for or any(_names(names, payer, text) for _key, names in others):
            continue
        elif _names(spellings, payer, text):
            keys.add(key)
    return sorted(keys)


def _others_called_so(person: Person, spellings: set[Words]) -> list[tuple[int, set[Words]]]:
    """The memberships of others whose names hold all words of this one, each with how it is spelled."""
    longest = max(_words(person.name) or {""}, key=len)
    others = Membership.objects.filter(organisation__in=organisation_ids(person), sort_name__contains=longest)
    found = others.exclude(person=person).values_list("pk", "person__name")
    named = [(key, _spellings(name)) for key, name in found.iterator(CHUNK)]
    return [(key, names) for key, names in named if any(own <= other for own in spellings for other in names)]
