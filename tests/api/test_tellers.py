"""Hands and papers by API: the same actions as on the pages, for those who count."""

import pytest

from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from organiser.base import clock
from tests.choices import adopt, ballot_on, second_teller
from tests.helpers import north_motion, online_ballot, opened_assembly


def lines(**papers):
    return [{"line": line, "number": number} for line, number in papers.items()]


@pytest.fixture
def tellers(harbour, mill, as_person):
    """Ana and Bea, who count for North."""
    return as_person(harbour.secretary), as_person(second_teller(harbour))


def test_hands_are_counted_by_two(harbour, tellers, as_person):
    ana, bea = tellers
    motion = north_motion(harbour)
    assembly = opened_assembly(harbour, motion)
    with clock.at(assembly.starts_at):
        members = [harbour.members[name].public_id for name in ("Bea North", "Cyd North")]
        check_in(harbour.secretary, assembly=assembly, members=members)
        ballot = open_ballot(harbour.secretary, motion=motion, assembly=assembly)
        at = f"ballots/{ballot.public_id}"
        cyd = as_person(harbour.person("Cyd North"))
        assert cyd.tell(f"{at}/hands/", {}, 403)["code"] == "power_missing"
        batch = ana.tell(f"{at}/hands/", {}, 201)
        assert (batch["way"], batch["most"], batch["entered"]) == ("hands", 2, 0)
        count = {"way": "hands", "papers": lines(**{"for": 1, "against": 1})}
        assert ana.tell(f"{at}/batches/", count)["differences"] == []
        differing = bea.tell(f"{at}/batches/", {"way": "hands", "papers": lines(**{"for": 2})})
        assert [(row["line"], row["first"], row["second"]) for row in differing["differences"]] == [
            ("against", 1, 0),
            ("for", 1, 2),
        ]
        twice = {"way": "hands", "papers": [*lines(abstain=1), *lines(abstain=1)]}
        assert ana.tell(f"{at}/batches/", twice, 400)["field"] == "papers"
        assert bea.tell(f"{at}/batches/", count)["counted"] == 2
        assert ana.tell(f"{at}/set_aside/", {"batch": batch["id"], "why": "No"}, 409)["code"] == "batch_agreed"
        turnout = cyd.ask(f"{at}/turnout/")
        assert turnout == {"cast": 2, "entitled": 5, "by_way": None}
        assert ana.ask(f"{at}/turnout/")["by_way"] == [{"way": "hands", "voted": 2, "marked": 2}]
        assert as_person(harbour.person("Gil South")).ask(f"{at}/turnout/", 403)["code"] == "not_constituency"


def test_papers_are_printed_handed_out_and_read(harbour, tellers):
    ana, bea = tellers
    adopt(harbour, secrecy="secret")
    at = f"ballots/{ballot_on(harbour, north_motion(harbour)).public_id}"
    papers = ana.tell(f"{at}/sheets/", {"number": 2}, 201)["papers"]
    assert ana.tell(f"{at}/handouts/", {"member": harbour.members["Cyd North"].public_id}) == {"written": 1}
    read = {"code": papers[0]["code"], "choice": "for"}
    assert ana.tell(f"{at}/read/", read) == {"agreed": False}
    assert bea.tell(f"{at}/read/", read) == {"agreed": True}
    assert bea.tell(f"{at}/read/", read, 409)["code"] == "code_used"
    assert ana.tell(f"{at}/unread/", {"why": "Nothing to read"}, 409)["code"] == "none_waiting"


def test_batches_are_listed_for_those_who_count_in_as_many_questions(
    harbour, mill, tellers, as_person, django_assert_num_queries
):
    ana, _bea = tellers
    at = f"ballots/{online_ballot(harbour, north_motion(harbour)).public_id}"
    for number, name in enumerate(("Cyd North", "Dan North", "Eve North"), 1):
        ana.tell(f"{at}/handouts/", {"member": harbour.members[name].public_id})
        ana.tell(f"{at}/batches/", {"way": "paper", "number": number, "papers": lines(**{"for": 1})})
    for rows in (1, 3):
        with django_assert_num_queries(5):
            assert len(ana.ask(f"{at}/batches/", page_size=rows)["results"]) == rows
    assert as_person(harbour.person("Cyd North")).ask(f"{at}/batches/", 403)["code"] == "power_missing"
    assert as_person(mill.secretary).ask(f"{at}/batches/", 404)["code"] == "no_ballot"
