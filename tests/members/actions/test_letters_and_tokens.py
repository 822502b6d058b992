"""One-time codes on paper, and tokens for programs."""

from datetime import timedelta

import pytest

from members.actions.letters import REFUSED, code_digest, make_letter, use_letter
from members.actions.tokens import make_token, revoke_token, secret_digest
from members.models import AccessLogEntry, ApiToken, Letter, Person
from organiser.base import clock
from organiser.base.actor import CLOCK
from organiser.base.errors import Invalid, NotFound, NotPermitted
from organiser.base.models import LedgerContent, WaitingAddress
from tests.helpers import OUTSIDERS, bound, outsider, refuses, writes
from tests.world import make_person


def test_letter_opens_the_account_once(harbour, mill):
    membership = harbour.members["Bea North"]
    with writes("make_letter", "use_letter"):
        printed = make_letter(harbour.secretary, membership=membership)
        assert use_letter(CLOCK, code=printed.code) == membership.person
    with refuses(Invalid, "letter", REFUSED):
        use_letter(CLOCK, code=printed.code)


def test_code_stands_on_paper_alone(harbour):
    printed = make_letter(harbour.secretary, membership=harbour.members["Bea North"])
    plain = printed.code.replace("-", "")
    assert len(plain) == 16
    assert printed.letter.code_digest == code_digest(printed.code)
    kept = str(list(Letter.objects.values())) + str(list(LedgerContent.objects.values_list("content", flat=True)))
    assert [printed.code in kept, plain in kept] == [False, False]


def test_code_is_read_as_people_type_it(harbour):
    code = make_letter(harbour.secretary, membership=harbour.members["Bea North"]).code
    typed = f"  {code.upper().replace('-', ' ').replace('0', 'O').replace('1', 'l')} "
    assert use_letter(CLOCK, code=typed).name == "Bea North"


def test_new_letter_ends_the_earlier_one(harbour):
    first, second = (make_letter(harbour.secretary, membership=harbour.members["Bea North"]) for _ in range(2))
    with refuses(Invalid, "letter", REFUSED):
        use_letter(CLOCK, code=first.code)
    assert use_letter(CLOCK, code=second.code).name == "Bea North"


@pytest.mark.parametrize(("later", "works"), [(timedelta(days=30, seconds=-1), True), (timedelta(days=30), False)])
def test_letter_is_good_for_thirty_days(harbour, later, works):
    printed = make_letter(harbour.secretary, membership=harbour.members["Bea North"])
    with clock.at(printed.letter.made_at + later):
        if works:
            assert use_letter(CLOCK, code=printed.code).name == "Bea North"
        else:
            with refuses(Invalid, "letter", REFUSED):
                use_letter(CLOCK, code=printed.code)


@pytest.mark.parametrize("code", ["", "----", "0000-0000-0000-0000", "x" * 5000, "\x00"])
def test_unknown_code_says_no_more_than_an_old_one(harbour, code):
    with refuses(Invalid, "letter", REFUSED):
        use_letter(CLOCK, code=code)


def test_closed_account_is_not_opened_by_a_letter(harbour):
    membership = harbour.members["Bea North"]
    printed = make_letter(harbour.secretary, membership=membership)
    type(membership.person).objects.filter(pk=membership.person_id).update(is_active=False)
    with refuses(Invalid, "letter", REFUSED):
        use_letter(CLOCK, code=printed.code)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_letters_are_made_by_those_who_keep_the_register(harbour, mill, who):
    cyd, actor = harbour.members["Cyd North"], outsider(who, harbour, mill)
    kind, code = (NotPermitted, "power_missing") if who == "member" else (NotFound, "no_member")
    with refuses(kind, code):
        make_letter(actor, membership=cyd)


def waiting():
    return list(WaitingAddress.objects.order_by("pk").values_list("address", "letter__subject", "letter__text"))


def test_member_is_told_of_a_letter_and_of_its_use(harbour, mill):
    bea = harbour.person("Bea North")
    printed = make_letter(harbour.secretary, membership=harbour.members["Bea North"])
    log = AccessLogEntry.objects.values_list("person__name", "reader__name", "what")
    assert list(log) == [("Bea North", "Ana Founder", "A letter with a sign-in code")]
    ((address, subject, text),) = waiting()
    assert (address, subject) == (bea.email, "A letter opens your account at Harbour Tenants")
    said = ("Ana Founder has made a letter with a sign-in code for you", "If you did not want it, say so")
    assert [words in text for words in (*said, printed.code)] == [True, True, False]
    use_letter(CLOCK, code=printed.code)
    address, subject, text = waiting()[1]
    assert (address, subject) == (bea.email, "Your account at Harbour Tenants was opened by letter")
    assert "If it was not you, end that sign-in, set a new password" in text
    assert AccessLogEntry.objects.count() == 1


def test_member_without_address_reads_it_in_the_log_alone(harbour):
    membership = harbour.members["Bea North"]
    Person.objects.filter(pk=membership.person_id).update(email=None)
    membership.person.refresh_from_db()
    use_letter(CLOCK, code=make_letter(harbour.secretary, membership=membership).code)
    assert (waiting(), AccessLogEntry.objects.get().person) == ([], membership.person)


def test_no_mail_goes_out_for_a_code_that_is_refused(harbour):
    with refuses(Invalid, "letter", REFUSED):
        use_letter(CLOCK, code="0000-0000-0000-0000")
    assert waiting() == []


def test_program_makes_no_letters(harbour):
    program = bound(harbour.secretary, harbour.body("North"))
    sentence = "A letter opens somebody's account, so no program makes one. Sign in yourself."
    with refuses(NotPermitted, "token_makes_letter", sentence):
        make_letter(program, membership=harbour.members["Bea North"])
    assert (Letter.objects.count(), waiting(), AccessLogEntry.objects.count()) == (0, [], 0)


def test_token_is_kept_as_a_hash_and_bound_to_one_body(harbour, mill):
    bea, north = harbour.person("Bea North"), harbour.body("North")
    with writes("make_token") as entries:
        made = make_token(bea, body=north, name=" My\u202e   pho\u200bne ", scope="write", days=30)
    token = ApiToken.objects.get()
    assert (token.body, token.person, token.name, token.scope) == (north, bea, "My phone", "write")
    assert (token.digest, token.expires_at - token.made_at) == (secret_digest(made.secret), timedelta(days=30))
    assert made.secret not in str(entries[0].content.content)


@pytest.mark.parametrize(
    ("change", "code", "sentence"),
    [
        ({"name": "\u200b\u202e"}, "name", "Say in at most 80 letters what the token is for."),
        ({"name": " "}, "name", "Say in at most 80 letters what the token is for."),
        ({"name": "x" * 81}, "name", "Say in at most 80 letters what the token is for."),
        ({"scope": "admin"}, "scope", "Choose whether the program reads, also acts, or takes out your own data."),
        ({"days": 0}, "days", "A token lasts from 1 to 366 days."),
        ({"days": 367}, "days", "A token lasts from 1 to 366 days."),
    ],
)
def test_token_that_cannot_be_is_refused(harbour, change, code, sentence):
    bea, north = harbour.person("Bea North"), harbour.body("North")
    with refuses(Invalid, code, sentence):
        make_token(bea, **{"body": north, "name": "Phone", "scope": "read", "days": 1, **change})


@pytest.mark.parametrize("name", ["South", ""])
def test_token_reaches_only_bodies_one_belongs_to(harbour, mill, name):
    body = harbour.body("South") if name else mill.body()
    with refuses(NotFound, "no_body", "There is no such body here."):
        make_token(harbour.person("Bea North"), body=body, name="Phone", scope="read", days=1)


def test_token_makes_no_tokens(harbour):
    speaker = bound(harbour.person("Bea North"), harbour.body("North"))
    with refuses(NotPermitted, "token_makes_token", "A token cannot make tokens. Sign in yourself."):
        make_token(speaker, body=harbour.body("North"), name="Phone", scope="read", days=1)


def test_token_is_revoked_by_its_owner_once(harbour):
    bea = harbour.person("Bea North")
    token = make_token(bea, body=harbour.body("North"), name="Phone", scope="read", days=1).token
    with writes("revoke_token"):
        assert revoke_token(bea, token=token).revoked_at is not None
    with writes():
        revoke_token(bea, token=token)
    for other in (harbour.secretary, make_person("Sam")):
        with refuses(NotFound, "no_token", "There is no such token."):
            revoke_token(other, token=token)
