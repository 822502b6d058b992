"""Exclusions by API: the same way as on the pages."""

from organiser.base import clock
from tests.exclusions import excluded, moved, noticed


def test_notice_hearing_and_answer(harbour, mill, as_program):
    ana, motion = as_program(harbour.secretary, harbour.body("North")), moved(harbour)
    row = ana.tell("exclusions/", {"motion": motion.public_id}, 201)
    assert (row["hearing"], row["grounds"], row["member"]) == (
        "offered",
        "Eve took the strike fund.",
        {"member": harbour.members["Eve North"].public_id, "name": "Eve North"},
    )
    address = f"exclusions/{row['id']}/"
    assert ana.tell(f"{address}hearing/", {"outcome": "offered"}, 400)["field"] == "outcome"
    assert ana.tell(f"{address}answer/", {"text": "She agrees."}, 403)["code"] == "not_concerned"
    eve = as_program(harbour.person("Eve North"), harbour.body("North"))
    assert eve.tell(f"{address}answer/", {"text": "It was not me."}, 200)["answer"] == "It was not me."
    assert ana.tell(f"{address}hearing/", {"outcome": "heard"}, 200)["hearing"] == "heard"
    assert ana.tell("exclusions/", {"motion": motion.public_id}, 409)["code"] == "notice_given"


def test_appeal_by_whoever_was_excluded(harbour, mill, as_program):
    eve = as_program(harbour.person("Eve North"), harbour.body("North"))
    exclusion = excluded(harbour)
    with clock.at(exclusion.motion.decision.decided_at):
        address = f"exclusions/{exclusion.public_id}/appeal/"
        row = eve.tell(address, {"text": "I was not there."}, 200)
        assert (row["appeal"] is not None, row["reinstated"]) == (True, False)
        assert eve.tell(address, {"text": "Once more."}, 409)["code"] == "appealed"


def test_other_branches_and_organisations_list_none(harbour, mill, as_program):
    exclusion = noticed(harbour)
    for person, body in ((harbour.person("Fay South"), harbour.body("South")), (mill.secretary, mill.body())):
        caller = as_program(person, body)
        assert caller.get("/api/v1/exclusions/").json()["results"] == []
        assert caller.get(f"/api/v1/exclusions/{exclusion.public_id}/").status_code == 404
        assert caller.get(f"/api/v1/exclusions/?motion={exclusion.motion.public_id}").json()["results"] == []


def test_queries_do_not_grow_with_rows(harbour, mill, as_program, django_assert_num_queries):
    bea = as_program(harbour.person("Bea North"), harbour.body("North"))
    noticed(harbour)
    bea.get("/api/v1/exclusions/")  # a token notes once that it was used
    with django_assert_num_queries(2):
        assert len(bea.get("/api/v1/exclusions/").json()["results"]) == 1
    noticed(harbour)
    noticed(harbour)
    with django_assert_num_queries(2):
        assert len(bea.get("/api/v1/exclusions/").json()["results"]) == 3
