"""Who was told of an assembly, for programs: how many copies are where, and no more than the page says."""

from datetime import timedelta

from assemblies.actions.agenda import add_agenda_item
from assemblies.actions.assemblies import AssemblyPlan, prepare_assembly, send_notice
from members.actions.mailing_sending import send_mailings
from members.models import Mailing, Person
from organiser.base import clock
from tests.world import make_assembly


def called(place, body):
    start = clock.now() + timedelta(days=10)
    plan = AssemblyPlan("Meeting", start, start + timedelta(hours=2), "Hall", "none")
    assembly = prepare_assembly(place.secretary, body=body, plan=plan)
    add_agenda_item(place.secretary, assembly=assembly, title="Roof")
    return send_notice(place.secretary, assembly=assembly)


def test_a_program_of_who_calls_reads_how_many_were_told_and_others_read_null(harbour, mill, as_person, mailoutbox):
    Person.objects.filter(name="Bea North").update(notices_by="post")
    assembly = called(harbour, harbour.body("North"))
    send_mailings()
    path, mailing = f"assemblies/{assembly.public_id}/", Mailing.objects.get()
    assert as_person(harbour.secretary).ask(path)["notices"] == [
        {
            "at": as_person(harbour.secretary).ask(f"mailings/{mailing.public_id}/")["released_at"],
            "item": None,
            "mailing": mailing.public_id,
            "sent": 4,
            "on_paper": 1,
            "printed": 0,
            "came_back": 0,
            "printed_since": 0,
            "waiting": 0,
            "stopped": 0,
        }
    ]
    for name in ("Bea North", "Gil South", "Fay South"):
        assert as_person(harbour.person(name)).ask(path)["notices"] is None
    as_person(mill.secretary).ask(path, 404)
    letter = as_person(harbour.person("Cyd North")).ask("me/letters/")["results"][0]
    assert (letter["status"], letter["came_back_at"], "1. Roof" in letter["text"]) == ("sent", None, True)
    row = as_person(harbour.secretary).ask("mailings/")["results"][0]
    assert (row["kind"], row["statutory"]) == ("notice", True)


def test_a_draft_has_no_notices(harbour, mill, as_person):
    draft = make_assembly(harbour, "North")
    assert as_person(harbour.secretary).ask(f"assemblies/{draft.public_id}/")["notices"] == []
