"""Standing by API: one's own, and that of a register for those who keep it."""

from members.models import Membership


def test_own_standing_in_branch_and_organisation(harbour, mill, as_program):
    bea = as_program(harbour.person("Bea North"), harbour.body("North"))
    member = harbour.members["Bea North"]
    rows = as_program(harbour.secretary, harbour.body()).ask(f"standings/{member.public_id}/")["results"]
    assert [(row["body"]["name"], row["standing"], row["has_a_vote"]) for row in rows] == [
        ("North", "full_member", True),
        ("Harbour Tenants", "full_member", True),
    ]
    assert rows[0]["sentence"] == f"Has a vote: full member, joined on {member.joined_on:%-d %B %Y}."
    assert bea.ask(f"standings/{harbour.members['Cyd North'].public_id}/", 404)["code"] == "no_member"


def test_register_is_listed_counted_and_narrowed(harbour, mill, as_program, django_assert_num_queries):
    ana, north = as_program(harbour.secretary, harbour.body("North")), harbour.body("North").public_id
    Membership.objects.filter(pk=harbour.members["Bea North"].pk).update(state="supporter")
    rows = ana.ask("standings/", body=north)["results"]
    assert [(row["name"], row["standing"]) for row in rows] == [
        ("Ana Founder", "full_member"),
        ("Bea North", "supporter"),
        ("Cyd North", "full_member"),
        ("Dan North", "full_member"),
        ("Eve North", "full_member"),
    ]
    with django_assert_num_queries(5):
        (row,) = ana.ask("standings/", body=north, standing="supporter")["results"]
    assert row["sentence"] == "No vote: supporters take part without a vote."
    with django_assert_num_queries(5):
        assert len(ana.ask("standings/", body=north, standing="full_member")["results"]) == 4
    counts = ana.ask("standings/counts/", body=north)["counts"]
    assert {name: number for name, number in counts.items() if number} == {"full_member": 4, "supporter": 1}


def test_without_a_body_everybody_reads_the_own_one(harbour, mill, as_program):
    for name, branch in (("Bea North", "North"), ("Fay South", "South")):
        (row,) = as_program(harbour.person(name), harbour.body(branch)).ask("standings/")["results"]
        assert (row["name"], row["has_a_vote"]) == (name, True)


def test_others_learn_nothing(harbour, mill, as_program):
    north, member = harbour.body("North").public_id, harbour.members["Bea North"].public_id
    for path in (f"standings/?body={north}", f"standings/counts/?body={north}"):
        assert as_program(harbour.person("Bea North"), harbour.body("North")).ask(path, 403)["code"] == "power_missing"
        fay = as_program(harbour.person("Fay South"), harbour.body("South"))
        assert fay.ask(path, 404)["code"] == "no_body"
        assert as_program(mill.secretary, mill.body()).ask(path, 404)["code"] == "no_body"
    assert as_program(mill.secretary, mill.body()).ask(f"standings/{member}/", 404)["code"] == "no_member"


def test_what_is_asked_wrongly_is_refused(harbour, mill, as_program):
    ana, north = as_program(harbour.secretary, harbour.body("North")), harbour.body("North").public_id
    assert ana.ask("standings/", 400, body=north, on="2001-01-01")["code"] == "standing_past"
    assert ana.ask("standings/", 400, body=north, on="tomorrow")["field"] == "on"
    assert ana.ask("standings/", 400, body=north, standing="rich")["field"] == "standing"
    assert ana.ask("standings/counts/", 400, body=north, on="2001-01-01")["code"] == "standing_past"
