"""What the three organisations of the alliance write to one another."""

NAME = "Rent, Wage and Fee"
PURPOSE = """Tenants, parcel workers and students of one river meet before each acts alone.
Whoever lives here pays rent, and many sort parcels at night or study by day: often it is the same person."""

FOUND = ("An alliance with those who sort our parcels and study with our children", PURPOSE)
INVITE_PARCEL = (
    "Invite the union at the parcel depot",
    "Four of our neighbours work there. We ask the union, and it decides whether it comes.",
)
INVITE_CAMPUS = (
    "Invite the campus body at Lindmoor",
    "They sat in the hall of the board as we stood in front of the landlord's office. We ask them to come.",
)
JOIN = (
    "Join the alliance that invited us",
    "We go and listen. Nothing binds us that we do not ratify by a decision of our own.",
)
STAGE = ("From contact to alliance", "We have met three times. From now on we can make agreements with each other.")
NAMED = (
    "The others may call us by our name",
    "Those who sit at the table with us may know who we are. To anybody else we are not named.",
)
RATIFY = (
    "Ratify the agreement on evictions and firings",
    "Where one of us is put out of a flat, a job or a course, the others come. It binds us once we carry it.",
)
POSITIONS = ("What we hold of the three statements", "We answer what the campus asked all of us.")
# For the motions whose effect holds more than its sentence says.
SUMMARIES = {
    "found_alliance": "We ask two others to a table, and each of us still decides alone.",
    "join_alliance": "We sit down with them to listen, and are bound by nothing yet.",
    "ratify_agreement": "Where one of us is put out, the others come.",
}

PACT = {
    "title": "We come when one of us is put out",
    "text": """Whoever is to lose a flat, a job or a place to study for having organised is not alone that day.
We tell the others as soon as we know. They send whoever can come, and a pot of soup.
Nobody speaks for another organisation in front of the door.""",
}
DATES = {
    "title": "Mornings in the examination weeks",
    "text": "In February and July most of us sit in examinations until two. We cannot promise to come in the morning.",
}
DATES_ANSWER = "In those weeks we stand in the morning, and you come in the afternoon, when the locks are changed."
COSTS = {
    "title": "Who pays for the tours",
    "text": """Our drivers lose a tour when they come. The campus has no strike fund, and the tenants have a laundry.
Before we agree we want to know who pays for what.""",
}
COSTS_WEIGHED = "We put a third of our tin aside for lost tours until all three have found a rule."

QUESTION = "What do we hold of these?"
STATEMENTS = (
    "Rents, wages and fees are set by the same few people, and we say so together.",
    "None of us calls for a vote for a party.",
    "Whoever acts in the name of the alliance carries a mandate and reports.",
)
