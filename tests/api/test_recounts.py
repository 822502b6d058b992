"""Recounts by API: the same way as on the pages."""

from assemblies.models import Recount
from organiser.base import clock
from tests.vacancies import elected, left, offered


def test_starting_answering_and_reading_a_recount(harbour, mill, as_program):
    ballot, north = elected(harbour), harbour.body("North")
    with clock.at(ballot.closes_at):
        term = left(harbour, ballot)
        ana, dan = as_program(harbour.secretary, north), as_program(harbour.person("Dan North"), north)
        assert dan.tell("recounts/", {"term": term.public_id}, 403)["code"] == "power_missing"
        row = ana.tell("recounts/", {"term": term.public_id}, 201)
        assert (row["state"], row["member"]["name"], row["serving"], row["decision"]) == (
            "asked",
            "Dan North",
            ["Cyd North"],
            None,
        )
        assert [(one["place"], one["name"]) for one in row["left_out"]] == [(1, "Bea North")]
        address = f"recounts/{row['id']}/"
        assert ana.tell("recounts/", {"term": term.public_id}, 409)["code"] == "recount_asked"
        assert ana.tell(f"{address}answer/", {"answer": "accepted"}, 403)["code"] == "not_named"
        assert dan.tell(f"{address}answer/", {"answer": "asked"}, 400)["field"] == "answer"
        taken = dan.tell(f"{address}answer/", {"answer": "accepted"}, 200)
        assert (taken["state"], taken["decision"]) == ("accepted", Recount.objects.get().decision.public_id)
        sheet = dan.ask(f"{address}papers/")
        assert (sheet["ballot"], sheet["result"]["winners"]) == (row["id"], ["Cyd North", "Dan North"])


def test_other_branches_and_organisations_list_none(harbour, mill, as_program):
    recount = offered(harbour)
    with clock.at(recount.counted_at):
        for person, body in ((harbour.person("Fay South"), harbour.body("South")), (mill.secretary, mill.body())):
            caller = as_program(person, body)
            assert caller.ask("recounts/")["results"] == []
            assert caller.ask(f"recounts/?ballot={recount.ballot.public_id}")["results"] == []
            for address in (f"recounts/{recount.public_id}/", f"recounts/{recount.public_id}/papers/"):
                assert caller.ask(address, 404)["code"] == "no_recount"
            assert caller.tell("recounts/", {"term": recount.term.public_id}, 404)["code"] == "no_term"


def test_queries_do_not_grow_with_rows(harbour, mill, as_program, django_assert_num_queries):
    recount = offered(harbour)
    with clock.at(recount.counted_at):
        bea = as_program(harbour.person("Eve North"), harbour.body("North"))
        bea.ask("recounts/")  # a token notes once that it was used
        with django_assert_num_queries(2):
            assert len(bea.ask("recounts/")["results"]) == 1
        for number in (2, 3):
            ballot = elected(harbour)
            with clock.at(ballot.closes_at):
                harbour_term = left(harbour, ballot)
                as_program(harbour.secretary, harbour.body("North")).tell(
                    "recounts/", {"term": harbour_term.public_id}, 201
                )
            with django_assert_num_queries(2):
                assert len(bea.ask("recounts/")["results"]) == number
