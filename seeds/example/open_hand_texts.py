"""What the members of Open Hand write and say."""

from assemblies.enums import Stance
from seeds.example.plans import Proposal

AIMS = """A society without owners over those who work and without rulers over those who live together, built from
    below by people who have learned to decide."""

PROGRAMME_TITLE = "What we hold"
PROGRAMME = """1. Those whom a thing concerns decide about it. Nobody decides for them, and we do not either.

2. Land, houses, machines and knowledge belong in the hands of those who use them, joined in free federations.

3. People learn to run their own affairs by running them. That is why we are in tenants’ unions, unions at work and
    campus bodies, and why we help others to do there what we can do.

4. In those bodies we are members like all others. We say what we think and who we are when we are asked. We vote
    there as we are persuaded there. Nobody of us is given an order from here, and nobody holds a role there for us.

5. Whoever holds a role holds it for a time, for a task, and gives it back with everything learned in it.

6. We are few. If we do our work well, more people can do without us every year."""

ELECTED = "The assembly elects for one year. Whoever holds the role teaches it to somebody who does not."
WHERE_WE_WORK = (
    "Each said where they take part, what they learned there and what went wrong. No names are written down here."
)

NO_ORDERS = Proposal(
    title="We give nobody orders in a mass organisation",
    summary="What point 4 of the programme means on an ordinary Tuesday.",
    text="""Before an assembly of a mass organisation we do not agree on how to vote there.
We talk about what we see there, and about what we could do better.
Whoever stands for a role there tells people that she or he is a member of Open Hand, if they ask.
We keep no list of who of us belongs where.""",
    mover="Frieda Mutombo",
    seconders=("Anatol Brzezicki",),
    says=(
        ("Kerstin Ahlgrimm", Stance.QUESTION, "May two of us second each other’s motions there?"),
        ("Frieda Mutombo", Stance.FOR, "Yes, when they would do it anyway. Not because they sit here together."),
    ),
)
NO_ORDERS_SAID = "A long talk about the difference between persuading and arranging. It is looked at again in a year."

SCHOOL = Proposal(
    title="An evening school for assemblies",
    summary="Leading, taking minutes, reading a balance sheet. Open to everybody.",
    text="""Once a month we hold an evening on one skill that assemblies need.
It is open to everybody and free. Those who teach it are from everywhere, not only from here.
The first three: leading a debate, taking minutes, reading a heating bill.""",
    mover="Marisol Eichendorff",
    seconders=("Ioana Vlăsceanu",),
)
SCHOOL_SAID = "Ulrike keeps the room, Duc the list. The first evening is led by a neighbour who has done it for a year."

PARTY_NAME = Proposal(
    title="Stand for the town council under our name",
    summary="People look for us, and on a ballot paper they would find us.",
    text="""At the next election we stand for the town council of Oberfurt, so that what we want is heard there.""",
    mover="Xabier Etxeberria-Lang",
    seconders=("Duc Hauptmann",),
)
PARTY_NAME_SAID = (
    "For: people ask us where to find us. Against: at the depot gate, every morning. An open and friendly debate."
)

LIBRARY = Proposal(
    title="Give our books to the neighbourhood centre",
    summary="Nobody comes to us to read. There the door is open all day.",
    text="""Our books move to the neighbourhood centre, where people are. We keep a list of what is there and go on
    buying.
The shelves go with them.""",
    mover="Ulrike Samtleben",
    seconders=("Sakari Lönnqvist",),
)
CONTRIBUTION = Proposal(
    title="Give a fifth of our contributions to the strike fund of the parcel workers",
    summary="Without conditions, and without our name on it.",
    text="""A fifth of what we collect goes to the strike fund of the parcel workers, every month, for a year.
We ask for nothing in return, neither a seat nor a mention.""",
    mover="Hakim Belkacem",
    seconders=("Esperanza Villanueva de los Monteros-Engel",),
    says=(("Deborah Nwosu-Hagen", Stance.QUESTION, "Do they want it? Has anybody asked them?"),),
)
SUMMER_CAMP = Proposal(
    title="A week by the lake",
    text="""A week by the lake for members and friends, with children, a library of twenty books and no programme
    after lunch.""",
    mover="Ioana Vlăsceanu",
)
