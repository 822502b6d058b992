"""A world in which everything has happened once: while an assembly of North is meeting, beside an alliance."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import admin

from assemblies.actions.ballots import open_ballot
from assemblies.actions.calendars import make_calendar_address
from assemblies.models import DecisionTask
from members.actions.joining import apply_to_join
from members.models import Person
from organisations.models import CommonGround
from organiser.base import clock
from organiser.base.admin import ScopedAdmin
from tests.api.scenery import make_busy
from tests.conftest import build_harbour, build_mill, build_thread
from tests.elections import nominated
from tests.exclusions import noticed
from tests.federation import busy_alliance
from tests.helpers import north_motion
from tests.vacancies import offered
from tests.world import Place, hold_assembly, make_person

UNKNOWN = "0123456789abcdef"
NORTH = ("Ana Founder", "Bea North", "Cyd North", "Dan North", "Eve North")
ALIKE = (
    *("decision", "membership", "term", "token", "role", "motion", "ballot", "organisation", "task", "alliance"),
    *("exclusion", "nomination", "recount"),
)
IDS = {f"{name}s": name for name in ALIKE} | {"bodies": "body", "assemblies": "assembly", "imports": "batch"}
IDS |= {"lists": "saved", "exports": "export", "mailings": "mailing"}
IDS |= {name: name for name in ("rules", "minutes")}


@dataclass
class Met:
    """What stands in the gaps of addresses, who walks, and when."""

    harbour: Place
    things: dict[str, str]
    people: dict[str, Person]
    at: datetime


def build_met() -> Met:
    """Build it through actions; the ballot of the assembly that is meeting is open."""
    harbour, mill, thread = build_harbour(), build_mill(), build_thread()
    alliance = busy_alliance(harbour, mill, thread)
    north = harbour.body("North")
    busy = make_busy(north, harbour.secretary, [harbour.members[name] for name in NORTH])
    tabled, waiting = (north_motion(harbour, title=title) for title in ("Live", "Waiting"))
    live = hold_assembly(harbour, [tabled], "North", [harbour.members[name] for name in NORTH[:3]])
    with clock.at(live.starts_at):
        open_ballot(harbour.secretary, motion=tabled, assembly=live)
    asking = apply_to_join(make_person("Zoe New"), organisation=harbour.organisation, branch=harbour.branches["North"])
    role = north.roles.first()
    things = {
        **dict.fromkeys(("uidb36", "record", "object_id", "verb"), "x"),
        "pk": "1",
        "content_type_id": "1",
        "app_label": "members",
        "url": "nothing/",
        "anything": "nothing/",
        "key": "set-password",
        "session": UNKNOWN,
        "step": "close",
        "body": north.public_id,
        "organisation": harbour.organisation.public_id,
        "decision": north.decisions.first().public_id,
        "membership": asking.public_id,
        "application": asking.applications.get().public_id,
        "word": "x",
        "batch": busy.batch.public_id,
        "saved": busy.saved.public_id,
        "export": busy.asked.public_id,
        "mailing": busy.mailing.public_id,
        "copy": busy.mailing.recipients.get(membership__person=harbour.secretary).public_id,
        "term": role.terms.first().public_id,
        "assembly": live.public_id,
        "motion": waiting.public_id,
        "ballot": busy.running.public_id,
        "token": north.tokens.first().public_id,
        "rules": north.rule_sets.get().public_id,
        "role": role.public_id,
        "minutes": busy.held.record.public_id,
        "alliance": alliance.public_id,
        "poll": CommonGround.objects.get().public_id,
        "task": DecisionTask.objects.get().public_id,
        "exclusion": noticed(harbour).public_id,
        "recount": offered(harbour).public_id,
        "nomination": nominated(harbour).public_id,
        "secret": make_calendar_address(harbour.secretary, body=north).secret,
    }
    things |= {f"{kind}.id": things[name] for kind, name in IDS.items()}
    people = {"member": harbour.person("Bea North"), "secretary": harbour.secretary}
    return Met(harbour, things | _records(harbour.secretary), people, live.starts_at)


def _records(viewer: Person) -> dict[str, str]:
    """The first record of each kind that somebody may see in the technical records."""
    found = {}
    for model, site in admin.site._registry.items():
        first = type(site).visible(viewer).first() if isinstance(site, ScopedAdmin) else None
        if first is not None:
            name = f"{model._meta.app_label}.{model._meta.model_name}"
            found |= {f"{name}.{gap}": first.public_id for gap in ("record", "object_id")}
    return found
