"""The words of this floor: kinds, forms, powers, states and the ways from one state to the next."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """The two kinds of organisation (mission A1). A body of one kind never becomes the other."""

    MASS = "mass", "Mass organisation"
    POLITICAL = "political", "Political organisation"


class BodyType(TextChoices):
    """Which table a body stands in."""

    ORGANISATION = "organisation", "Organisation"
    BRANCH = "branch", "Branch"
    COUNCIL = "council", "Council"
    COMMITTEE = "committee", "Committee"
    ALLIANCE = "alliance", "Alliance"


class BodyForm(TextChoices):
    """How people meet in a body (mission A6 to A16)."""

    UNION = "union", "Union"
    LOCAL = "local", "Local branch"
    WORKPLACE_SECTION = "workplace_section", "Workplace section"
    NEIGHBOURHOOD = "neighbourhood", "Neighbourhood"
    NEIGHBOURHOOD_CENTRE = "neighbourhood_centre", "Neighbourhood centre"
    TENANTS_BUILDING = "tenants_building", "Tenants of a building"
    CAMPUS = "campus", "Campus"
    AFFINITY_GROUP = "affinity_group", "Affinity group"
    CHAPTER = "chapter", "Chapter"
    COMMUNITY_ASSEMBLY = "community_assembly", "Community assembly"
    COMMITTEE = "committee", "Committee"
    WORKING_GROUP = "working_group", "Working group"
    CAUCUS = "caucus", "Caucus"
    OTHER = "other", "Another form"


# A committee is founded in one of these forms; a branch in any other.
COMMITTEE_FORMS = (BodyForm.COMMITTEE, BodyForm.WORKING_GROUP, BodyForm.CAUCUS)


class BodyEventKind(TextChoices):
    """What can happen to a body: each a dated event by decision, and history stays readable (mission A10, A18)."""

    FOUNDED = "founded", "Founded"
    RENAMED = "renamed", "Renamed"
    FORM_CHANGED = "form_changed", "Form changed"
    MERGED = "merged", "Merged into another"
    SPLIT = "split", "Split"
    DISSOLVED = "dissolved", "Dissolved"
    SUCCEEDED = "succeeded", "Followed by another"


class RepresentationMethod(TextChoices):
    """How seats of a council follow from the number of members, and from nothing else (mission A7, A15)."""

    ONE_PER_BODY = "one_per_body", "One for each body"
    PER_MEMBER = "per_member", "One for so many members"
    BANDED = "banded", "By a table of sizes"
    SQUARE_ROOT = "square_root", "By the square root of the members"
    EQUAL_FIXED = "equal_fixed", "The same number for each body"


class SeatsVotes(TextChoices):
    """What the votes of a body in a council follow."""

    SEATS = "seats", "Each delegate has one vote"
    METHOD = "method", "The method gives votes, and fewer delegates can sit"
    MEMBERS = "members", "A body has as many votes as members"


class Site(TextChoices):
    """Where a body organises: an axis of its own, apart from its kind (mission A13)."""

    WORKPLACE = "workplace", "Workplace"
    COMMUNITY = "community", "Community"
    BOTH = "both", "Workplace and community"


class MembershipBasis(TextChoices):
    """Whether people belong directly or by way of a collective (mission A5, A8)."""

    INDIVIDUAL = "individual", "People belong directly"
    COLLECTIVE = "collective", "Collectives belong"


class Ink(TextChoices):
    """The accent an organisation prints with; lightness is fixed, so contrast holds for each."""

    RED = "red", "Red"
    BRICK = "brick", "Brick"
    OLIVE = "olive", "Olive"
    GREEN = "green", "Green"
    TEAL = "teal", "Teal"
    BLUE = "blue", "Blue"
    VIOLET = "violet", "Violet"
    PLUM = "plum", "Plum"
    BLACK = "black", "Black"


class Power(TextChoices):
    """What a role can carry. Nobody holds a power but through a term (design.md section 5)."""

    KEEP_REGISTER = "keep_register", "Keep the register"
    KEEP_DUES = "keep_dues", "Keep the dues"
    CALL_ASSEMBLIES = "call_assemblies", "Call assemblies"
    FACILITATE = "facilitate", "Facilitate assemblies"
    TAKE_MINUTES = "take_minutes", "Take the minutes"
    COUNT = "count", "Count votes"
    TEACH = "teach", "Teach"


class DecisionKind(TextChoices):
    """Kinds of decision; the rules of a body say for each how it is taken."""

    FOUNDING = "founding", "Founding"
    ORDINARY = "ordinary", "Ordinary decision"
    RULES = "rules", "Change of rules"
    ELECTION = "election", "Election to a role"
    RECALL = "recall", "Recall"
    RESCIND = "rescind", "Rescinding an earlier decision"
    EMERGENCY = "emergency", "Emergency decision"


# Kinds that are about one change: without the effect that makes it, carrying the motion would change nothing.
NEEDS_EFFECT = (DecisionKind.RULES, DecisionKind.ELECTION, DecisionKind.RECALL, DecisionKind.RESCIND)
# Kinds whose very title names a person: only members of the body may know of them (invariant 7).
NAMES_A_PERSON = (DecisionKind.ELECTION, DecisionKind.RECALL)

# The effects that end an earlier decision, which their payload names.
ENDING_EFFECTS = ("rescind", "supersede")


class Outcome(TextChoices):
    """What came of a vote. A missed quorum is its own outcome and not a defeat."""

    CARRIED = "carried", "Carried"
    FELL = "fell", "Fell"
    QUORUM_MISSED = "quorum_missed", "Quorum missed"
    TIE = "tie", "Tied"


class DecisionStatus(TextChoices):
    """Where a decision stands in the register."""

    PROVISIONAL = "provisional", "Not in force yet"
    IN_FORCE = "in_force", "In force"
    RESCINDED = "rescinded", "Rescinded"
    SUPERSEDED = "superseded", "Replaced by a later decision"
    EXPIRED = "expired", "Expired"
    NOT_CARRIED = "not_carried", "Not carried"


DECISION_STEPS: dict[DecisionStatus, frozenset[DecisionStatus]] = {
    DecisionStatus.PROVISIONAL: frozenset(
        {DecisionStatus.IN_FORCE, DecisionStatus.RESCINDED, DecisionStatus.SUPERSEDED, DecisionStatus.EXPIRED},
    ),
    DecisionStatus.IN_FORCE: frozenset(
        {DecisionStatus.RESCINDED, DecisionStatus.SUPERSEDED, DecisionStatus.EXPIRED},
    ),
    DecisionStatus.RESCINDED: frozenset(),
    DecisionStatus.SUPERSEDED: frozenset(),
    DecisionStatus.EXPIRED: frozenset(),
    DecisionStatus.NOT_CARRIED: frozenset(),
}


class DecisionSource(TextChoices):
    """What produced a decision."""

    FOUNDING = "founding", "Founding"
    BALLOT = "ballot", "Ballot"


class RuleSetStatus(TextChoices):
    """A body has one rule set in force; the earlier ones stay readable."""

    IN_FORCE = "in_force", "In force"
    REPLACED = "replaced", "Replaced"


class Method(TextChoices):
    """How a question is put."""

    YES_NO = "yes_no", "For, against, abstain"
    CONSENSUS = "consensus", "Consensus, with blocks and stand-asides"


class Comparison(TextChoices):
    """How votes are held against the threshold."""

    MORE_THAN = "more_than", "More than"
    AT_LEAST = "at_least", "At least"


class Base(TextChoices):
    """Of what the threshold is a fraction."""

    YES_NO = "yes_no", "Votes for and against"
    CAST = "cast", "Votes cast, abstentions too"
    PRESENT = "present", "Members present"
    ENTITLED = "entitled", "All members with a vote"


class QuorumKind(TextChoices):
    """How many must take part before anything can be decided."""

    NONE = "none", "No quorum"
    FIXED = "fixed", "A fixed number"
    FRACTION_ENTITLED = "fraction_entitled", "A fraction of all members with a vote"
    MAJORITY_MEMBERS = "majority_members", "More than half of all members with a vote"
    FRACTION_AVERAGE = "fraction_average", "A fraction of how many came to the last assemblies on average"
    FRACTION_DELEGATES = "fraction_delegates", "A fraction of the delegates of a council"


class QuorumCount(TextChoices):
    """Who counts towards the quorum."""

    PRESENT = "present", "Members present"
    CAST = "cast", "Votes cast"
    YES = "yes", "Votes for"


class TieRule(TextChoices):
    """What an equal number for and against means."""

    FAILS = "fails", "The motion falls"
    CASTING_VOTE = "casting_vote", "The chair has a casting vote"


class Proposers(TextChoices):
    """Who brings a motion of some kind."""

    ANY_MEMBER = "any_member", "Any full member"
    MEMBERS = "members", "A number of full members together"
    COMMITTEE = "committee", "Those who hold a role in the body or in one of its committees"
    BRANCHES = "branches", "Branches, through their delegates"


class RecallVoters(TextChoices):
    """Who votes on a recall."""

    ASSEMBLY = "assembly", "The assembly"
    ALL_MEMBERS = "all_members", "All members, in a referendum"
    ELECTORS = "electors", "Those who elected"


class Applications(TextChoices):
    """Who answers an application to join."""

    OPEN = "open", "Whoever applies is a member"
    SECRETARY = "secretary", "Those who keep the register"
    ASSEMBLY = "assembly", "The assembly"


class RollMoment(TextChoices):
    """When the roll of voters is frozen."""

    NOTICE = "notice", "When the notice is sent"
    OPENING = "opening", "When the ballot opens"


class Channel(TextChoices):
    """Where a kind of decision may be taken."""

    ASSEMBLY = "assembly", "In an assembly"
    ONLINE = "online", "By ballot over hours or days"
    EITHER = "either", "In an assembly or by ballot over days"


class InterventionKind(TextChoices):
    """All that the operator of the site may change in a body, each with its one purpose (design.md section 5)."""

    CONTACT = "contact", "Name or e-mail set right"
    TERM = "term", "Term of a lost holder ended"
    BALLOT = "ballot", "Stuck ballot closed"
    ASSEMBLY = "assembly", "Stuck assembly closed"
    INTERIM = "interim", "Interim holder put in"
    ACCESS = "access", "Sessions and tokens ended"


class AffiliationStatus(TextChoices):
    """How far one organisation belongs to another of the same kind (mission A23)."""

    ASKED = "asked", "Asked, not answered"
    PROVISIONAL = "provisional", "Provisional"
    FULL = "full", "Full"
    WITHDRAWN = "withdrawn", "Withdrawn"


AFFILIATION_STEPS: dict[AffiliationStatus, frozenset[AffiliationStatus]] = {
    AffiliationStatus.ASKED: frozenset(
        {AffiliationStatus.PROVISIONAL, AffiliationStatus.FULL, AffiliationStatus.WITHDRAWN},
    ),
    AffiliationStatus.PROVISIONAL: frozenset({AffiliationStatus.FULL, AffiliationStatus.WITHDRAWN}),
    AffiliationStatus.FULL: frozenset({AffiliationStatus.WITHDRAWN}),
    AffiliationStatus.WITHDRAWN: frozenset(),
}
# What an affiliate can ask for.
AFFILIATION_WANTED = (AffiliationStatus.PROVISIONAL, AffiliationStatus.FULL)


class AllianceKind(TextChoices):
    """How organisations stand together: for common aims, or as a loose network (mission A20, A21)."""

    ALLIANCE = "alliance", "Alliance"
    NETWORK = "network", "Network"


class AllianceStage(TextChoices):
    """How far an alliance has come (mission A22). A network begins and, by default, stays in contact."""

    CONTACT = "contact", "In contact"
    ALLIANCE = "alliance", "Allied"
    DECIDING_ASSEMBLY = "deciding_assembly", "Deciding assembly"


# Forward only when every member decided so; a deciding assembly ends as soon as one member decides that it does.
STAGE_STEPS: dict[AllianceStage, frozenset[AllianceStage]] = {
    AllianceStage.CONTACT: frozenset({AllianceStage.ALLIANCE}),
    AllianceStage.ALLIANCE: frozenset({AllianceStage.DECIDING_ASSEMBLY}),
    AllianceStage.DECIDING_ASSEMBLY: frozenset({AllianceStage.ALLIANCE}),
}


class AllianceStanding(TextChoices):
    """Where an organisation stands in an alliance."""

    INVITED = "invited", "Invited"
    MEMBER = "member", "Member"
    LEFT = "left", "Left"


class Scope(TextChoices):
    """How far an organisation reaches, in its own words (mission A20)."""

    LOCAL = "local", "Local"
    REGIONAL = "regional", "Regional"
    NATIONAL = "national", "Countrywide"
    CONTINENTAL = "continental", "Continental"


class Agreeing(TextChoices):
    """What an organisation holds of a statement (mission E7)."""

    AGREE = "agree", "Agree"
    DIFFER = "differ", "Differ"
    UNDECIDED = "undecided", "Undecided"


class DisclosedTo(TextChoices):
    """To whom an organisation may be named (mission E8)."""

    ALLIANCE = "alliance", "The members of one alliance"
    ALL_ALLIANCES = "all_alliances", "The members of every alliance we are in"
    PUBLIC = "public", "Anybody"
