"""What a rule set says about the body itself: its assemblies, its roll, its roles, its members, its debates."""

from dataclasses import dataclass

from organisations.enums import Applications, ExclusionHolds, RecallVoters, RollMoment
from organisations.models import RuleSet
from organisations.queries.phrases import MOMENTS, WITH_A_VOTE, counted, days, fraction


@dataclass(frozen=True)
class Said:
    """A sentence of a rule; `by_hand` where members see to it and this site does not."""

    text: str
    by_hand: bool = False


def _part(rules: RuleSet, name: str) -> str:
    above, below = getattr(rules, f"{name}_numerator"), getattr(rules, f"{name}_denominator")
    return fraction(above, below) if above else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _meeting(rules: RuleSet) -> list[Said]:
    said = [
        Said(f"The notice of an assembly goes out {days(rules.notice_days)} before it.")
        if rules.notice_days
        else Said("Every member gets a notice of an assembly before it begins.")
    ]
    if rules.special_notice_days != rules.notice_days:
        said.append(Said(f"For a special assembly {days(rules.special_notice_days)} are enough."))
    return said


def _voting(rules: RuleSet) -> list[Said]:
    said = [Said(f"Who may vote is fixed {MOMENTS[RollMoment(rules.roll_moment)]}.")]
    if rules.days_to_vote:
        said.append(Said(f"A full member votes {days(rules.days_to_vote)} after joining."))
    else:
        said.append(Said("Every full member has one vote from the day of joining."))
    if not rules.paid_vote:
        said.append(Said("Whoever holds a paid role has no vote and does not count for a quorum."))
    if rules.arrears_months is not None:
        months = f" for more than {counted(rules.arrears_months, 'month', 'months')}" if rules.arrears_months else ""
        said.append(Said(f"Whoever owes dues{months} has no vote until they are settled."))
    return said


def _roles(rules: RuleSet) -> list[Said]:
    said = []
    if rules.days_to_stand:
        until = f"{days(rules.days_to_stand)} after joining, once the body itself is that old"
        said.append(Said(f"A member can stand for a role {until}."))
    said.append(Said(f"A role lasts {counted(rules.term_months, 'month', 'months')}."))
    if rules.terms_in_a_row:
        terms = counted(rules.terms_in_a_row, "term", "terms")
        said.append(Said(f"Nobody holds the same role for more than {terms} in a row."))
    if part := _part(rules, "part_term"):
        said.append(Said(f"A term counts as a whole one once {part} of it was served."))
    return said


def _recall(rules: RuleSet) -> list[Said]:
    if part := _part(rules, "recall"):
        callers = f"{_capital(part)} {WITH_A_VOTE}, and no fewer than {rules.recall_petition},"
    else:
        callers = _capital(counted(rules.recall_petition, "member", "members"))
    said = [Said(f"{callers} can call for a recall.")]
    if rules.recall_voters == RecallVoters.ALL_MEMBERS:
        said.append(Said("All members vote on a recall, in a referendum.", by_hand=True))
    if rules.recall_voters == RecallVoters.ELECTORS:
        said.append(Said("Those who elected vote on a recall.", by_hand=True))
    said.append(Said(f"Founders hold their roles for at most {days(rules.interim_days)}."))
    return said


def _members(rules: RuleSet) -> list[Said]:
    joining = {
        Applications.OPEN: Said("Whoever applies to join is a member."),
        Applications.SECRETARY: Said("Those who keep the register answer whoever applies to join."),
        Applications.ASSEMBLY: Said("The assembly admits whoever applies to join."),
    }
    said = [joining[Applications(rules.applications)]]
    if rules.sponsors:
        said.append(Said(f"{_capital(counted(rules.sponsors, 'member', 'members'))} must speak for whoever applies."))
    if rules.leaving_days:
        said.append(Said(f"Whoever leaves stays a member for {days(rules.leaving_days)} more, and may take it back."))
    if part := _part(rules, "referendum"):
        call = f"{_capital(part)} {WITH_A_VOTE} can call for a referendum"
        said.append(Said(f"{call}, which stays open for {days(rules.referendum_days)}.", by_hand=True))
    if part := _part(rules, "petition"):
        signed = f"A petition that {part} {WITH_A_VOTE} sign within {days(rules.petition_days)}"
        said.append(Said(f"{signed} comes before the next assembly.", by_hand=True))
    return said


def _privacy(rules: RuleSet) -> list[Said]:
    sight = f"for {days(rules.sight_days)} after that" if rules.sight_days else "from that day no more"
    said = [Said(f"A branch sees the record of somebody who moved to another branch {sight}.")]
    if rules.export_quota is not None:
        people = counted(rules.export_quota, "person", "people")
        said.append(Said(f"Nobody takes more than {people} out of the register as files within 30 days."))
    if rules.export_second is not None:
        more = counted(rules.export_second, "person", "people")
        said.append(Said(f"A file of more than {more} needs the word of a second person."))
        said.append(Said("Files that one person takes out within seven days count as one."))
    if rules.mail_second:
        said.append(Said("Mail to members needs the word of a second person."))
    if rules.retention_months:
        months = counted(rules.retention_months, "month", "months")
        said.append(Said(f"The record of somebody who left is emptied after {months}."))
    return said


def _speaking(rules: RuleSet) -> list[Said]:
    said = []
    if rules.speaking_minutes:
        minutes = counted(rules.speaking_minutes, "minute", "minutes")
        said.append(Said(f"A speech lasts at most {minutes}.", by_hand=True))
    if rules.progressive_stack:
        said.append(Said("Whoever has spoken less is heard first.", by_hand=True))
    return said


def about_exclusion(rules: RuleSet) -> list[Said]:
    """What stands beside the rules for excluding a member; without those there is nothing to say."""
    holds = {
        ExclusionHolds.AT_ONCE: "It holds at once, and ends when the appeal succeeds.",
        ExclusionHolds.AFTER_APPEAL: "It holds once the appeal has failed, or once there can be none.",
    }
    return [
        Said(
            f"Whoever it is about gets the grounds {days(rules.exclusion_notice_days)} before the ballot opens, is "
            "offered a hearing, and votes like every other member."
        ),
        Said(f"An appeal against an exclusion is possible once, for {days(rules.appeal_days)}."),
        Said(holds[ExclusionHolds(rules.exclusion_holds)]),
        Said("A member is suspended in the same way, for twelve months at most."),
    ]


def about_body(rules: RuleSet) -> list[Said]:
    """Everything a rule set says about the body, in one fixed order."""
    parts = (_meeting, _voting, _roles, _recall, _members, _privacy, _speaking)
    return [said for part in parts for said in part(rules)]
