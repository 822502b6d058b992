"""The choices that the rules of a body make."""

from django.db.models import TextChoices


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
    """What an equal number for and against means, and by what a tie between several options is decided.

    Without a run-off or a casting vote it is the lot.
    """

    FAILS = "fails", "The motion falls"
    CASTING_VOTE = "casting_vote", "The chair has a casting vote"
    RUN_OFF = "run_off", "The motion falls, and options that are tied stand in a run-off"


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


class ExclusionHolds(TextChoices):
    """From when an exclusion holds that can still be appealed against."""

    AT_ONCE = "at_once", "At once"
    AFTER_APPEAL = "after_appeal", "After the appeal, or once there can be none"


class RollMoment(TextChoices):
    """When the roll of voters is frozen."""

    NOTICE = "notice", "When the notice is sent"
    OPENING = "opening", "When the ballot opens"
    CHECK_IN = "check_in", "When the ballot opens, from those who have checked in"


class Channel(TextChoices):
    """Where a kind of decision may be taken."""

    ASSEMBLY = "assembly", "In an assembly"
    ONLINE = "online", "By ballot over hours or days"
    EITHER = "either", "In an assembly or by ballot over days"


class Choosing(TextChoices):
    """How a choice among several options is counted; the names are those by which `assemblies.counting` knows them."""

    APPROVAL = "approval", "Approval: mark every option one agrees with"
    POINTS = "points", "Points given to the options"
    SCOTTISH_STV = "scottish-stv", "Ranking, by the Scottish transferable vote"
    MEEK_STV = "meek-stv", "Ranking, by Meek’s transferable vote"
    IRV = "irv", "Ranking, by instant run-off"
    SCHULZE = "schulze", "Ranking, by Schulze’s method"
    DEBIAN_SCHULZE = "debian-schulze", "Ranking, by Schulze’s method against doing nothing, as in Debian"
    RANKED_PAIRS = "ranked-pairs", "Ranking, by ranked pairs"


class Marks(TextChoices):
    """How many options a paper may mark, where a choice is made by approval."""

    ANY = "any", "As many as one likes"
    SEATS = "seats", "At most as many as are to be chosen"
    NUMBER = "number", "At most a fixed number"


class Strikes(TextChoices):
    """What it does to an option that papers strike it out."""

    SUBTRACT = "subtract", "Each strike takes one mark away"
    OUT = "out", "Whoever is struck out more often than marked is out"
    SHOWN = "shown", "Strikes are shown and change nothing"


class Vacancies(TextChoices):
    """How a seat is filled that falls free before the term of whoever was elected to it is over."""

    BY_ELECTION = "by_election", "By a new election"
    RECOUNT = "recount", "By counting the papers of the election again"


class Secrecy(TextChoices):
    """Whether it is known who voted how."""

    OPEN = "open", "Votes are by name"
    SECRET = "secret", "The ballot is secret"
    CHOSEN = "chosen", "By name, or secret where whoever opens the ballot says so"
