"""How organisations stand to one another, and the ways from one standing to the next."""

from django.db.models import TextChoices


class AffiliationStatus(TextChoices):
    """How far one organisation belongs to another of the same kind (mission A23)."""

    ASKED = "asked", "Asked, not answered"
    PROVISIONAL = "provisional", "Provisional"
    FULL = "full", "Full"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ENDED = "ended", "Ended by the other side"


# The affiliate left, or the federation ended it or did not take it in; both stay on record and may begin anew.
AFFILIATION_OVER = (AffiliationStatus.WITHDRAWN, AffiliationStatus.ENDED)
AFFILIATION_STEPS: dict[AffiliationStatus, frozenset[AffiliationStatus]] = {
    AffiliationStatus.ASKED: frozenset({AffiliationStatus.PROVISIONAL, AffiliationStatus.FULL, *AFFILIATION_OVER}),
    AffiliationStatus.PROVISIONAL: frozenset({AffiliationStatus.FULL, *AFFILIATION_OVER}),
    AffiliationStatus.FULL: frozenset(AFFILIATION_OVER),
    AffiliationStatus.WITHDRAWN: frozenset(),
    AffiliationStatus.ENDED: frozenset(),
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
