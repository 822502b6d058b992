"""How to sign in to the example world. Its password is known to everybody, so it is never loaded in production."""

from dataclasses import dataclass

from members.models import Person

PASSWORD = "bread-and-roses"  # noqa: S105  # meant to be known


@dataclass(frozen=True)
class SignIn:
    """Somebody of the example world whose password is known."""

    email: str
    who: str


SIGN_INS = (
    SignIn("secretary@example.org", "secretary of the tenants’ union"),
    SignIn("facilitator@example.org", "facilitator of the tenants’ union"),
    SignIn("member@example.org", "member of the tenants’ union"),
    SignIn("adaeze@example.org", "member there and of a political organisation: two accounts, choose one"),
    SignIn("network@example.org", "one of three founders of an organisation in a network of nine"),
    SignIn("archive@example.org", "reader of the archive: the CNT in Spain, from 1910 to 1936"),
)


def example_is_loaded() -> bool:
    """Whether the people whose sign-ins we know are there."""
    found = Person.objects.filter(email__in=[sign_in.email for sign_in in SIGN_INS])
    return found.values("email").distinct().count() == len(SIGN_INS)
