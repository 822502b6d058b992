"""A body in which much has happened: whatever a list of the API could show, and so could leak."""

import io
from dataclasses import dataclass
from datetime import timedelta

from assemblies.actions.agenda import add_agenda_item, table_motion, write_minutes
from assemblies.actions.assemblies import AssemblyPlan, close_assembly, open_assembly, prepare_assembly, send_notice
from assemblies.actions.attendance import check_in
from assemblies.actions.ballots import open_ballot
from assemblies.actions.casting import cast_vote
from assemblies.actions.challenges import challenge_roll
from assemblies.actions.closing import close_ballot
from assemblies.actions.motions import MotionDraft, propose_motion
from assemblies.actions.seconding import contribute, second_motion
from assemblies.actions.tasks import TaskDraft, add_decision_task
from assemblies.models import Assembly, Ballot, Motion
from members.actions.estimates import estimate_constituency
from members.actions.export_requests import ExportPlan, ask_export
from members.actions.import_staging import stage_import
from members.actions.mailings import MailingData, hand_in_mailing, write_mailing
from members.actions.people import log_reading
from members.actions.saved_lists import ListData, save_list
from members.actions.tokens import make_token
from members.models import ExportRequest, Headcount, ImportBatch, Mailing, Membership, Person, SavedList
from members.queries.headcounts import NAMES
from organisations.models import Body
from organiser.base import clock

REGISTER = "Name;E-mail\nZed {place};zed@example.org\nYan {place};not an address\n"


@dataclass
class Busy:
    """What was made in one body."""

    body: Body
    keeper: Person
    decided: Ballot
    running: Ballot
    proposed: Motion
    held: Assembly
    called: Assembly
    draft: Assembly
    batch: ImportBatch
    saved: SavedList
    asked: ExportRequest
    mailing: Mailing


def move(body: Body, people: list[Person], title: str) -> Motion:
    """A motion of the second of these people, seconded by the third."""
    draft = MotionDraft(title=title, text=f"{title}, as soon as can be.", summary="We want it done.")
    motion = propose_motion(people[1], body=body, draft=draft)
    second_motion(people[2], motion=motion)
    motion.refresh_from_db()
    return motion


def vote_online(keeper: Person, motion: Motion) -> Ballot:
    """A ballot that is open for six days."""
    return open_ballot(keeper, motion=motion, closes_at=clock.now() + timedelta(days=6))


def prepare(keeper: Person, body: Body, title: str, days: int = 10) -> Assembly:
    """A draft with one item."""
    start = clock.now() + timedelta(days=days)
    plan = AssemblyPlan(title, start, start + timedelta(hours=2), "Hall", "none")
    assembly = prepare_assembly(keeper, body=body, plan=plan)
    add_agenda_item(keeper, assembly=assembly, title=f"Reports of {title}")
    return assembly


def hold(keeper: Person, body: Body, members: list[Membership], title: str) -> Assembly:
    """An assembly that took place, with everybody there and its minutes as a draft."""
    assembly = prepare(keeper, body, title)
    people = [member.person for member in members]
    motion = move(body, people, f"Motion at {title}")
    table_motion(keeper, motion=motion, assembly=assembly)
    send_notice(keeper, assembly=assembly)
    with clock.at(assembly.starts_at):
        open_assembly(keeper, assembly=assembly)
        check_in(keeper, assembly=assembly, members=[member.public_id for member in members])
        ballot = open_ballot(keeper, motion=motion, assembly=assembly)
        for number, person in enumerate(people):
            cast_vote(person, ballot=ballot, choice="for", key=f"hall-key-{number}")
        close_ballot(keeper, ballot=ballot)
        write_minutes(keeper, item=assembly.items.first(), text=f"{people[0].name} reported.")
        close_assembly(keeper, assembly=assembly)
    assembly.refresh_from_db()
    return assembly


def make_busy(body: Body, keeper: Person, members: list[Membership]) -> Busy:
    """Let everything happen once in a body."""
    people = [member.person for member in members]
    decided = vote_online(keeper, move(body, people, f"Decided in {body.name}"))
    for number, person in enumerate(people):
        cast_vote(person, ballot=decided, choice="for" if number else "against", key=f"online-key-{number}")
    with clock.at(clock.now() + timedelta(days=7)):
        decided = close_ballot(keeper, ballot=decided)
    running = vote_online(keeper, move(body, people, f"Running in {body.name}"))
    cast_vote(people[1], ballot=running, choice="for", key="running-key")
    proposed = propose_motion(
        people[1], body=body, draft=MotionDraft(f"Proposed in {body.name}", "Nobody has seconded this.")
    )
    contribute(people[2], motion=proposed, stance="for", text=f"I am for it, says a member of {body.name}.")
    challenge_roll(
        people[1], place=proposed, member=members[2], has_vote=False, grounds=f"Has left {body.name}, says a member."
    )
    held = hold(keeper, body, members, f"Held by {body.name}")
    called = send_notice(keeper, assembly=prepare(keeper, body, f"Called by {body.name}", 12))
    data = REGISTER.format(place=body.name).encode()
    batch = stage_import(keeper, body=body, stream=io.BytesIO(data), size=len(data), filename=f"{body.name}.csv")
    log_reading(keeper, members[1], "record")
    make_token(keeper, body=body, name=f"token of {body.name}", scope="read", days=30)
    draft = prepare(keeper, body, f"Draft of {body.name}", 14)
    decided.motion.refresh_from_db()
    task = TaskDraft("Write the letter", clock.today() + timedelta(days=30), member=members[0].public_id)
    add_decision_task(keeper, decision=decided.motion.decision, draft=task)
    estimate_constituency(keeper, body=body, number=900, source=f"Doors of {body.name}", as_of=clock.today())
    Headcount.objects.create(
        organisation_id=body.organisation_key,
        body=body,
        month=clock.today().replace(day=1),
        counted_at=clock.now(),
        **dict.fromkeys(NAMES, 5),
    )
    saved = save_list(keeper, body=body, data=ListData(f"List of {body.name}", {"q": people[1].name}, shared=True))
    asked = ask_export(keeper, body=body, plan=ExportPlan(), purpose=f"Labels of {body.name}")
    mailing = write_mailing(keeper, body=body, data=MailingData(f"News of {body.name}", "Dear {name}, come."))
    mailing = hand_in_mailing(keeper, mailing=mailing)
    return Busy(body, keeper, decided, running, proposed, held, called, draft, batch, saved, asked, mailing)
