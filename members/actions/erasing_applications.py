"""Taking a person out of the applications to join."""

from members.models import Application, Person


def clean_applications(person: Person) -> None:
    """Empty what somebody wrote in applying and was told, end the private link, drop what waits to be confirmed.

    That she or he applied and was answered stays, as the spans of the membership do.
    """
    Application.objects.filter(membership__person=person).update(reason="", answers=[], given={}, key_digest="")
    if person.email:
        Application.objects.filter(membership__isnull=True, given__email__iexact=person.email).delete()
