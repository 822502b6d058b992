"""Papers of a secret ballot that come back one by one: read by two tellers, or used by a voter at a shared screen."""

from django.db import transaction

from assemblies.actions.ballot_papers import code_digest, plain_code
from assemblies.actions.casting import demand_paper
from assemblies.actions.counted_lines import clean_why
from assemblies.actions.kiosks import demand_kiosk
from assemblies.actions.urn import tracker_of_code
from assemblies.enums import BallotStatus, PaperState
from assemblies.models import Ballot, PaperCode, PaperEntry, Slip
from assemblies.queries.batches import papers_still_out
from assemblies.rules import demand_counts
from members.models import Person
from organiser.base import clock
from organiser.base.actions import action, locked, record
from organiser.base.errors import Conflict, NotFound, RuleNotMet, WrongState


@action
def enter_paper(actor: Person, *, ballot: Ballot, code: str, choice: str) -> bool:
    """Write down what one teller reads on a paper with a code; say whether a second one read the same, so it counts.

    The ledger keeps neither the code nor what stands on the paper.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        WrongState: after closing, or in an open vote.
        NotFound: for a code that was not printed for this ballot.
        Conflict: for a code that was used or set aside.
        Invalid: for a broken paper.
        RuleNotMet: for more papers than were handed out.
    """
    demand_counts(actor, ballot.body)
    ballot = locked(ballot)
    if ballot.status != BallotStatus.OPEN:
        raise WrongState("This ballot is closed. What was counted came too late.", code="closed")
    paper = _paper(ballot, code)
    demand_paper(ballot, choice)
    read = {"organisation_id": ballot.organisation_id, "line": choice, "entered_at": clock.now()}
    PaperEntry.objects.update_or_create(code=paper, entered_by=actor, defaults=read)
    alike = PaperEntry.objects.filter(code=paper, line=choice).exclude(entered_by=actor).exists()
    if alike:
        PaperEntry.objects.filter(code=paper).delete()
        _into_the_urn(ballot, paper, code, choice)
    record(
        actor,
        "enter_paper",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={"agreed": alike},
    )
    return alike


@action
def set_aside_papers(actor: Person, *, ballot: Ballot, why: str) -> int:
    """Give up the papers that two tellers did not read alike: they count for nobody. Gives how many.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        Invalid: without a reason.
        WrongState: after closing.
        Conflict: where there is no such paper.
    """
    demand_counts(actor, ballot.body)
    why = clean_why(why)
    ballot = locked(ballot)
    if ballot.status != BallotStatus.OPEN:
        raise WrongState("This ballot is closed. What was counted came too late.", code="closed")
    codes = list(PaperCode.objects.filter(ballot=ballot, entries__isnull=False).distinct().values_list("pk", flat=True))
    if not codes:
        raise Conflict("All papers that were read are agreed. There is none to set aside.", code="none_waiting")
    PaperEntry.objects.filter(code__in=codes).delete()
    PaperCode.objects.filter(pk__in=codes).update(state=PaperState.VOID)
    record(
        actor,
        "set_aside_papers",
        chain=ballot.organisation.public_id,
        body=ballot.body.public_id,
        subject=ballot.public_id,
        content={"papers": len(codes), "why": why},
    )
    return len(codes)


def cast_at_kiosk(actor: Person, *, ballot: Ballot, code: str, choice: str) -> str:
    """Take the vote of somebody at a shared screen, in exchange for the code of a paper; gives its tracker.

    Whoever counts has opened the screen; the voter does not sign in, and no entry of the ledger says when it was. Sent
    again it is refused as being in the box: the next person at the screen shall not be shown the tracker, which stands
    on the strip that the voter tore off.

    Raises:
        NotPermitted: for those who neither count nor facilitate for the body.
        WrongState: after closing, or in an open vote.
        NotFound: for a code that was not printed for this ballot.
        Conflict: for a code that was used or set aside.
        Invalid: for a broken paper.
        RuleNotMet: for more papers than were handed out.
    """
    demand_counts(actor, ballot.body)
    with transaction.atomic():
        ballot = locked(ballot)
        demand_kiosk(ballot)
        if ballot.closes_at is not None and ballot.closes_at <= clock.now():
            raise WrongState("This ballot is closed. Your vote was not counted.", code="closed")
        demand_paper(ballot, choice)
        paper = _paper(ballot, code)
        if paper.entries.exists():
            raise Conflict("This paper is being counted by the tellers. Ask them.", code="being_read")
        return _into_the_urn(ballot, paper, code, choice)


def demand_code(ballot: Ballot, code: str) -> None:
    """Go on only if a paper with this code can still be used in this ballot; for the page that asks for it.

    Raises:
        WrongState, NotFound, Conflict, RuleNotMet: as for `cast_at_kiosk`.
    """
    _paper(ballot, code)


def _paper(ballot: Ballot, code: str) -> PaperCode:
    """The printed paper that bears a code, where it can still come back."""
    if not ballot.secret:
        raise WrongState("Papers of an open vote have no codes. Count them in heaps.", code="no_codes")
    paper = PaperCode.objects.filter(ballot=ballot, digest=code_digest(code)).first()
    if paper is None:
        raise NotFound("No paper of this ballot has that code. Read it again.", code="no_code", field="code")
    if paper.state == PaperState.USED:
        raise Conflict("The paper with this code is in the box already. It counts once.", code="code_used")
    if paper.state == PaperState.VOID:
        raise Conflict("The paper with this code was set aside. It does not count.", code="code_void")
    if papers_still_out(ballot) < 1:
        raise RuleNotMet(
            "All papers that were handed out are in the box already. Mark on the roll who was given this one.",
            code="not_handed_out",
            rule="invariant 1",
        )
    return paper


def _into_the_urn(ballot: Ballot, paper: PaperCode, code: str, choice: str) -> str:
    """Put the paper among all others, and let its code count once; gives its tracker."""
    paper.state = PaperState.USED
    paper.save(update_fields=["state"])
    tracker = tracker_of_code(ballot, plain_code(code))
    Slip.objects.create(tracker=tracker, organisation_id=ballot.organisation_id, ballot=ballot, choice=choice)
    return tracker
