"""From a motion to agreed minutes, through the API alone."""

from datetime import timedelta

from organiser.base import clock
from organiser.base.actions.ledger import flaws


def test_branch_decides_and_minutes_are_agreed_through_programs_alone(harbour, mill, as_program):
    north = harbour.body("North")
    secretary = as_program(harbour.secretary, north)
    bea, cyd = (as_program(harbour.person(name), north) for name in ("Bea North", "Cyd North"))
    draft = {"body": north.public_id, "title": "Repair the roof", "text": "The roof is repaired before winter."}
    draft["summary"] = "It rains into the stairs."
    motion = bea.tell("motions/", draft, 201)
    assert (motion["status"], motion["mover"]["name"], motion["seconded_by"]) == ("proposed", "Bea North", 0)
    assert cyd.tell(f"motions/{motion['id']}/second/")["status"] == "seconded"

    start = clock.now() + timedelta(days=10)
    plan = {
        "body": north.public_id,
        "title": "Monthly assembly",
        "starts_at": start.isoformat(),
        "ends_at": (start + timedelta(hours=2)).isoformat(),
        "place": "Hall",
        "provisions": "none",
    }
    assembly = secretary.tell("assemblies/", plan, 201)
    here = f"assemblies/{assembly['id']}/"
    assert secretary.tell(f"{here}agenda/", {"title": "Reports", "kind": "report"}, 201)["position"] == 1
    item = secretary.tell(f"{here}agenda/", {"motion": motion["id"]}, 201)
    assert (item["position"], item["motion"]) == (2, motion["id"])
    assert secretary.tell(f"{here}notice/")["status"] == "called"
    with clock.at(start):
        assert secretary.tell(f"{here}open/")["status"] == "open"
        awaited = secretary.ask(f"{here}awaited/", q="north")["results"]
        assert [row["name"] for row in awaited] == ["Bea North", "Cyd North", "Dan North", "Eve North"]
        came = secretary.tell(f"{here}attendance/", {"members": [row["member"] for row in awaited]})
        assert [row["mode"] for row in came["results"]] == ["hall"] * 4
        assert secretary.ask(here)["quorum"]["present"] == 4
        ballot = secretary.tell("ballots/", {"motion": motion["id"], "assembly": assembly["id"]}, 201)
        assert [row["id"] for row in bea.ask("ballots/owed/")["results"]] == [ballot["id"]]
        box = f"ballots/{ballot['id']}/"
        assert bea.tell(f"{box}votes/", {"choice": "for", "key": "key-of-bea"}, 201)["repeated"] is False
        assert bea.tell(f"{box}votes/", {"choice": "for", "key": "key-of-bea"}, 200)["repeated"] is True
        cyd.tell(f"{box}votes/", {"choice": "for", "key": "key-of-cyd"}, 201)
        closed = secretary.tell(f"{box}close/")
        assert (closed["outcome"], closed["cast"]) == ("carried", 2)
        assert bea.ask(f"{box}result/")["votes_for"] == 2
        said = {"item": item["id"], "text": "The roof leaks in three places."}
        assert secretary.tell(f"{here}minutes/", said)["minutes"] == "The roof leaks in three places."
        assert secretary.tell(f"{here}close/")["status"] == "closed"
    decision = bea.ask(f"decisions/{closed['decision']}/")
    assert (decision["status"], decision["ballot"], decision["title"]) == ("in_force", ballot["id"], "Repair the roof")
    minutes = bea.ask("minutes/", assembly=assembly["id"])["results"]
    record = bea.ask(f"minutes/{minutes[0]['id']}/")
    assert (record["present"], record["items"][1]["said"]) == (4, "The roof leaks in three places.")
    assert decision["working"][0] in record["text"]
    assert list(flaws()) == []
