"""Whatever register we hand out comes in again with the same values (invariant 10)."""

from datetime import date
from io import BytesIO

from django.db.models import F
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from members.actions.dues_entries import pay_dues, waive_dues
from members.actions.enrolling import enrol_member
from members.actions.exports import log_books
from members.actions.import_branches import READ
from members.actions.import_staging import stage_import
from members.actions.import_undoing import undo_import
from members.actions.import_writing import commit_import
from members.actions.memberships import change_state
from members.actions.people import PersonData
from members.enums import MembershipState
from members.exports.books import books_file
from members.exports.register import register_lines
from members.models import DuesEntry, Membership, MembershipSpan
from members.queries.belonging import voters_of
from members.queries.dues_files import BooksPlan
from members.queries.past import register_on
from organisations.models import Branch
from organiser.base import clock
from organiser.base.errors import Conflict, Refusal
from tests.dues import account, charge_of, charged, first, last, with_dues
from tests.helpers import refuses
from tests.world import add_member, make_place

LETTERS = st.characters(categories=["L", "M", "N", "P", "S", "Zs"], include_characters="\n\t")
WORDS = st.text(LETTERS, max_size=30)
SPECIAL = st.sampled_from(
    ["", '"', "=1+1", "'=x", "-", "+49 30 1", "@home", "\\|", "a;b,c\td", "O’Neill", "'", "''x", "%x"]
)
# A dash alone stands for nothing in a table, as it does on paper.
TEXT = st.one_of(WORDS, st.tuples(SPECIAL, WORDS).map("".join)).filter(
    lambda text: "".join(text.split()).strip("-–—") or not text
)
NAME = st.tuples(
    st.one_of(st.just(""), SPECIAL), st.text(st.characters(categories=["L"]), min_size=1, max_size=10), TEXT
)
PERSON = st.builds(
    PersonData,
    name=NAME.map("".join),
    email=st.one_of(st.just(""), st.from_regex(r"[a-z0-9]{1,8}[.+_-]?[a-z0-9]{1,8}@[a-z]{2,8}\.org", fullmatch=True)),
    phone=st.one_of(st.just(""), st.from_regex(r"\+?[0-9]{6,14}", fullmatch=True)),
    address=TEXT,
    postcode=st.text(LETTERS, max_size=10),
    town=TEXT,
)
FIELDS = ("number", "joined_on", "person__name", "person__email", "person__phone", "person__address",
          "person__postcode", "person__town", "person__language", "person__notices_by")  # fmt: skip


def values(memberships) -> list[tuple[object, ...]]:
    return list(memberships.order_by("number").values_list(*FIELDS))


def enrolled(place, person: PersonData) -> Membership | None:
    """The member, where our own forms take such a person at all."""
    try:
        return enrol_member(place.secretary, body=place.body("North"), data=person)
    except Refusal:
        return None


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(people=st.lists(PERSON, min_size=1, max_size=6, unique_by=lambda person: person.email or person.name))
def test_any_register_comes_in_again_with_the_same_values(harbour, mill, people):
    written = [each for each in (enrolled(harbour, person) for person in people) if each]
    assume(written)
    out = Membership.objects.filter(pk__in=[each.pk for each in written]).select_related("person", "branch")
    raw = b"".join(register_lines(out))
    batch = stage_import(mill.secretary, body=mill.body(), stream=BytesIO(raw), size=len(raw), filename="r.csv")
    assert (batch.to_create, batch.refused, batch.program) == (len(written), 0, "Organiser"), [
        problem["sentence"] for row in batch.rows.all() for problem in row.problems
    ]
    commit_import(mill.secretary, batch=batch)
    assert values(Membership.objects.filter(pk__in=batch.rows.values("membership"))) == values(out)
    undo_import(mill.secretary, batch=batch)


def test_the_register_of_an_organisation_comes_in_again_with_its_branches(harbour, mill):
    """Into an organisation with the same branches each lands where she or he stood, also those in none."""
    quay = make_place("Quay Tenants", branches=("North", "South"))
    add_member(harbour, "Una Whole")
    out = Membership.objects.filter(organisation=harbour.organisation).select_related("person", "branch")
    raw = b"".join(register_lines(out, ("joined_on", "branch", "state")))
    batch = stage_import(quay.secretary, body=quay.body(), stream=BytesIO(raw), size=len(raw), filename="r.csv")
    assert (batch.to_create, batch.refused, branch_note(batch)) == (11, 0, READ)
    commit_import(quay.secretary, batch=batch)
    came = Membership.objects.filter(pk__in=batch.rows.values("membership"))
    fields = ("person__name", "branch__name", "joined_on", "state")
    assert list(came.order_by("person__name").values_list(*fields)) == list(
        out.order_by("person__name").values_list(*fields)
    )
    assert set(came.values_list("branch", flat=True)) == {None, *(branch.pk for branch in quay.branches.values())}
    spans = MembershipSpan.objects.filter(membership__in=came)
    assert spans.filter(branch=F("membership__branch")).count() == 10
    undo_import(quay.secretary, batch=batch)
    assert Membership.objects.filter(organisation=quay.organisation).count() == 1


def test_a_branch_that_there_is_not_is_named_and_keeps_its_row_out(harbour, mill):
    file = b"Name;Branch\nAda Lind;north\nBo Lind;Mill Workers\nCy Lind;\n"
    batch = stage_import(harbour.secretary, body=harbour.body(), stream=BytesIO(file), size=len(file), filename="r.csv")
    rows = list(batch.rows.order_by("number"))
    assert [(row.outcome, row.values.get("branch")) for row in rows] == [
        ("create", "North"), ("error", None), ("create", ""),
    ]  # fmt: skip
    sentence = (
        "Row 3, column Branch: there is no branch “Mill Workers” in Harbour Tenants. Correct it, or leave it empty for "
        "somebody without a branch."
    )
    assert [(problem["code"], problem["sentence"]) for problem in rows[1].problems] == [("branch_unknown", sentence)]
    assert (batch.to_create, batch.refused, rows[1].cells) == (2, 1, ["Bo Lind", "Mill Workers"])
    Branch.objects.filter(pk=harbour.branches["North"].pk).update(dissolved_on="2026-12-01")
    with refuses(Conflict, "branch_gone", "Row 2: there is no branch “North” any more. Look at the file again."):
        commit_import(harbour.secretary, batch=batch)


def test_a_file_for_one_branch_reads_no_other_branch_out_of_it(harbour, mill):
    file = b"Name;Branch\nAda Lind;North\n"
    fay = harbour.person("Fay South")
    batch = stage_import(fay, body=harbour.body("South"), stream=BytesIO(file), size=len(file), filename="r.csv")
    assert branch_note(batch) == "Not imported: everyone in the file joins the branch you import into."
    commit_import(fay, batch=batch)
    assert Membership.objects.get(person__name="Ada Lind").branch == harbour.branches["South"]


def branch_note(batch) -> str:
    return next(column["note"] for column in batch.columns if column["heading"] == "Branch")


def test_states_and_days_of_leaving_come_in_again_and_nobody_who_left_gets_a_vote(harbour, mill):
    north = [harbour.members[f"{name} North"] for name in ("Bea", "Cyd", "Dan", "Eve")]
    secretary = harbour.secretary
    change_state(secretary, membership=north[0], to=MembershipState.RESIGNED)
    change_state(secretary, membership=north[1], to=MembershipState.SUPPORTER)
    change_state(secretary, membership=north[2], to=MembershipState.ON_LEAVE)
    out = Membership.objects.filter(pk__in=[each.pk for each in north]).select_related("person", "branch")
    raw = b"".join(register_lines(out, ("joined_on", "state", "left_on")))  # the numbers are given out here already
    batch = stage_import(mill.secretary, body=mill.body(), stream=BytesIO(raw), size=len(raw), filename="r.csv")
    assert (batch.to_create, batch.refused) == (4, 0)
    commit_import(mill.secretary, batch=batch)
    came = Membership.objects.filter(organisation=mill.organisation, person__name__endswith=" North")
    days = ("person__name", "state", "joined_on", "left_on")
    assert list(came.order_by("person__name").values_list(*days)) == list(
        out.order_by("person__name").values_list(*days)
    )
    spans = MembershipSpan.objects.filter(membership__person__name="Bea North", organisation=mill.organisation)
    today = clock.today()
    assert list(spans.order_by("pk").values_list("state", "until_on")) == [("full", today), ("resigned", None)]
    voters = set(voters_of(mill.body()).values_list("person__name", flat=True))
    assert voters & {each.person.name for each in north} == {"Eve North"}


def test_a_member_of_long_ago_is_written_down_with_both_stretches(harbour, mill):
    file = b"Name;Eintritt;Status;Austritt\nLeft Long Ago;01.02.2001;ausgetreten;31.12.2010\n"
    batch = stage_import(harbour.secretary, body=harbour.body(), stream=BytesIO(file), size=len(file), filename="r.csv")
    commit_import(harbour.secretary, batch=batch)
    one = Membership.objects.get(person__name="Left Long Ago")
    assert (one.state, one.left_on) == ("resigned", date(2010, 12, 31))
    assert [(span.state, span.from_on, span.until_on) for span in one.spans.order_by("from_on", "pk")] == [
        ("full", date(2001, 2, 1), date(2010, 12, 31)),
        ("resigned", date(2010, 12, 31), None),
    ]
    assert not register_on(harbour.secretary, harbour.body(), date(2012, 1, 1)).filter(pk=one.pk).exists()
    assert register_on(harbour.secretary, harbour.body(), date(2005, 1, 1)).filter(pk=one.pk).exists()


def test_a_file_makes_nobody_a_full_member_of_a_political_organisation(thread, harbour):
    file = b"Name;State\nPia Policy;Full member\n"
    batch = stage_import(thread.secretary, body=thread.body(), stream=BytesIO(file), size=len(file), filename="r.csv")
    commit_import(thread.secretary, batch=batch)
    assert Membership.objects.get(person__name="Pia Policy").state == MembershipState.TRIAL


def test_to_when_dues_are_settled_comes_in_again_with_the_register(harbour, mill):
    """Our export is our import also for accounts: settled to the same day, and nobody is charged for it again."""
    quay = make_place("Quay Tenants")
    for place in (harbour, mill, quay):
        with_dues(place)
    charged(harbour, -3, -2, -1)
    north = [harbour.members[f"{name} North"] for name in ("Bea", "Cyd", "Dan", "Eve")]
    for member, cents in zip(north, (3000, 1000, 4500, 0), strict=True):
        if cents:
            pay_dues(harbour.secretary, membership=member, cents=cents)
    waive_dues(harbour.secretary, charge=charge_of(north[3], -3))
    out = Membership.objects.filter(pk__in=[one.pk for one in north]).select_related("person", "branch")
    assert [one.settled_until for one in out.order_by("number")] == [last(-1), last(-3), last(-1), last(-3)]
    columns = ("number", "email", "joined_on", "state", "settled_until")
    raw = b"".join(register_lines(out.order_by("number"), columns))
    batch = stage_import(quay.secretary, body=quay.body(), stream=BytesIO(raw), size=len(raw), filename="r.csv")
    assert (batch.to_create, batch.refused) == (4, 0)
    assert [problem["code"] for row in batch.rows.all() for problem in row.problems] == []
    commit_import(quay.secretary, batch=batch)
    came = Membership.objects.filter(pk__in=batch.rows.values("membership"))
    assert list(came.order_by("number").values_list("person__name", "settled_until")) == list(
        out.order_by("number").values_list("person__name", "settled_until")
    )
    assert b"".join(register_lines(came.select_related("person").order_by("number"), columns)) == raw
    charged(quay, -3, -2, -1)
    assert [account(one) for one in came.order_by("number")] == [
        (last(-1), None, 0), (last(-3), first(-2), 2000), (last(-1), None, 0), (last(-3), first(-2), 2000),
    ]  # fmt: skip
    batch.refresh_from_db()
    undo_import(quay.secretary, batch=batch)
    assert not DuesEntry.objects.filter(organisation=quay.organisation, opening=True).exists()


def test_the_list_of_arrears_comes_in_with_what_each_owes(harbour, mill):
    quay = make_place("Quay Tenants")
    for place in (harbour, mill, quay):
        with_dues(place)
    charged(harbour, -3, -2, -1)
    cyd = harbour.members["Cyd North"]
    pay_dues(harbour.secretary, membership=cyd, cents=1250)
    plan, north = BooksPlan("arrears"), harbour.body("North")
    keys = log_books(harbour.secretary, body=north, plan=plan)
    raw = b"".join(books_file(harbour.secretary, north, plan, keys).pieces)
    batch = stage_import(quay.secretary, body=quay.body(), stream=BytesIO(raw), size=len(raw), filename="a.csv")
    assert (batch.to_create, batch.refused) == (4, 0)
    commit_import(quay.secretary, batch=batch)
    came = Membership.objects.filter(pk__in=batch.rows.values("membership")).order_by("number")
    owing = [account(one) for one in Membership.objects.filter(pk__in=keys).order_by("number")]
    assert [account(one) for one in came] == owing
    assert account(came.get(person__name="Cyd North")) == (last(-3), first(-2), 1750)
