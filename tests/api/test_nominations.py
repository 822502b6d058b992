"""Nominations by API: the same way as on the pages."""

from tests.elections import election, nominate, nominated


def test_nominating_answering_and_stepping_back(harbour, mill, as_program):
    motion, north = election(harbour), harbour.body("North")
    ana, bea = as_program(harbour.secretary, north), as_program(harbour.person("Bea North"), north)
    given = {"motion": motion.public_id, "member": harbour.members["Bea North"].public_id}
    row = ana.tell("nominations/", given, 201)
    assert (row["state"], row["member"]["name"], row["nominated_by"]["name"], row["motion"]) == (
        "asked",
        "Bea North",
        "Ana Founder",
        motion.public_id,
    )
    address = f"nominations/{row['id']}/"
    assert ana.tell("nominations/", given, 409)["code"] == "nominated_already"
    assert ana.tell(f"{address}answer/", {"answer": "accepted"}, 403)["code"] == "not_nominee"
    assert bea.tell(f"{address}answer/", {"answer": "withdrawn"}, 400)["field"] == "answer"
    answered = bea.tell(f"{address}answer/", {"answer": "accepted", "statement": "Dry stairs."}, 200)
    assert (answered["state"], answered["statement"]) == ("accepted", "Dry stairs.")
    assert bea.tell(f"{address}statement/", {"statement": "Light."}, 200)["statement"] == "Light."
    assert bea.tell(f"{address}withdraw/", {}, 200)["state"] == "withdrawn"
    assert bea.tell(f"{address}withdraw/", {}, 409)["code"] == "nomination_step"
    own = {**given, "statement": "Again."}
    assert bea.tell("nominations/", own, 201)["state"] == "accepted"
    outside = {**given, "member": mill.members["Lea Mill"].public_id}
    assert ana.tell("nominations/", outside, 400)["code"] == "no_member"


def test_other_branches_and_organisations_list_none(harbour, mill, as_program):
    asked = nominated(harbour)
    for person, body in ((harbour.person("Fay South"), harbour.body("South")), (mill.secretary, mill.body())):
        caller = as_program(person, body)
        assert caller.get("/api/v1/nominations/").json()["results"] == []
        assert caller.get(f"/api/v1/nominations/{asked.public_id}/").status_code == 404
        assert caller.get(f"/api/v1/nominations/?motion={asked.motion.public_id}").json()["results"] == []
        given = {"motion": asked.motion.public_id, "member": harbour.members["Cyd North"].public_id}
        assert caller.tell("nominations/", given, 404)["code"] == "no_motion"


def test_queries_do_not_grow_with_rows(harbour, mill, as_program, django_assert_num_queries):
    bea = as_program(harbour.person("Bea North"), harbour.body("North"))
    motion = election(harbour)
    nominate(harbour, motion, "Bea North")
    bea.get("/api/v1/nominations/")  # a token notes once that it was used
    with django_assert_num_queries(2):
        assert len(bea.get("/api/v1/nominations/").json()["results"]) == 1
    nominate(harbour, motion, "Cyd North", "Dan North")
    with django_assert_num_queries(2):
        assert len(bea.get("/api/v1/nominations/").json()["results"]) == 3
