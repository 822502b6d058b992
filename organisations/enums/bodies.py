"""What a body can be: kinds, types, forms, and what can happen to it."""

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
