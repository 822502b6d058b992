"""What the Parcel Workers' Union of Oberfurt writes and says as a whole."""

from assemblies.enums import Stance
from seeds.example.plans import Proposal

AIMS = """A wage that lasts until the end of the month, for everybody at the depot, lent or hired or on a bicycle.
Shifts that are known four weeks ahead, and a back that lasts until the pension.
To decide ourselves about how we fight, and in time about how the work is done.

Our opponent is Flusspost, which counts our steps and our seconds and calls half of us somebody else’s employees."""

AMINA = """The assembly elects Amina Traoré-Lindgren secretary of the union for one year. She writes in three
    languages and works days, so that both night and day shift can find her."""
GUNNAR = """The assembly elects Gunnar Petruschke treasurer of the union for one year. The book is open every Friday
    at gate 4; every branch may send somebody to read it."""
ROSA = """The assembly elects Rosa Tschudi facilitator of the union for one year. She is from the smallest branch,
    so that hall and road learn to wait."""

DEMANDS = Proposal(
    title="Our three demands to Flusspost",
    summary="Agreed in all three branches before this assembly.",
    text="""We demand of Flusspost, and do not settle one demand against another:
1. Two euros more an hour, for everybody alike.
2. Shift plans four weeks ahead; who changes them later pays a half more.
3. Nobody is lent any longer: whoever works at the depot is employed at the depot.
A delegation of one from each branch hands the demands over. It talks, but signs nothing.""",
    mover="Branka Oyelaran",
    seconders=("Marek Oduor",),
    says=(
        ("Collins Wanjiru-Maas", Stance.FOR, "I have had four employers on the same bicycle. I want one."),
        ("Anselm Rautenstrauch", Stance.QUESTION, "What do we do if they offer the plans but not the money?"),
        ("Branka Oyelaran", Stance.FOR, "Then it comes back here. The delegation signs nothing."),
    ),
)
DEMANDS_SAID = """Fourteen people spoke, two minutes each. The order of the demands was changed twice and then left
    alone, because none comes first. Delegation: Piotr for the hall, Ayşe for the road, Irina for the yard."""

TALKS = """The company received the delegation after six weeks. It offers plans two weeks ahead and no money. It
    asked who our leaders are; the delegation answered that the next assembly is in the choir hall."""

STRIKE_FUND = Proposal(
    title="A strike fund, kept apart from everything else",
    summary="Three euros a month, from everybody who can.",
    text="""We keep a strike fund on an account of its own.
Three euros of every contribution go into it, beginning next month.
Money leaves it only by a decision of the general assembly, and never for anything but a strike.
The treasurer reports on it at every general assembly, to the cent.""",
    mover="Gunnar Petruschke",
    seconders=("Solveig Achterberg",),
    says=(("Leocadia Brzezińska", Stance.FOR, "Last time we lasted four days. It was not courage that we lacked."),),
)
STRIKE_FUND_SAID = (
    "Asked: may a branch draw on it alone? No. Asked: who may look into the account? Every member, on Fridays."
)

PAID_ORGANISER = Proposal(
    title="Pay one of us to organise full time",
    summary="Whoever works nights cannot visit the day shift, so one of us would do nothing else.",
    text="""We pay one member a driver’s wage for a year, so that she or he can visit all shifts of the depot.
The general assembly elects her or him and can recall her or him at any time.""",
    mover="Emeka Sundström",
    seconders=("Beatriz Valdivieso",),
    says=(
        ("Emeka Sundström", Stance.FOR, "Nobody who works nights can visit the day shift. Somebody has to."),
        ("Yolanda Ruiz de Alarcón", Stance.AGAINST, "Then one of us knows everything and the rest of us ask."),
    ),
)
PAID_ORGANISER_SAID = """Against: whoever is paid knows everything after a year, and everybody else has stopped
    learning. For: the night shift has not been visited for months. Agreed without a vote: two people from each
    branch swap a shift to do it."""

PEAK = Proposal(
    title="No overtime from the first of next month unless the plans come",
    summary="They need us most when the tours are full. So do we.",
    text="""From the first of next month nobody works overtime, in hall, road or yard.
We say so now and in public, so that the company has time to think.
The ban ends on the day on which plans four weeks ahead are in writing.
Whoever is put under pressure calls the secretary of the branch; two of us come along to every talk.""",
    mover="Amina Traoré-Lindgren",
    seconders=("Delphine Arrighi",),
    says=(("Teodor Mîndrescu", Stance.QUESTION, "And those who need the overtime to pay the rent?"),),
)
OFFER = Proposal(
    title="Take the company’s offer of plans three weeks ahead",
    summary="A ballot of all three branches, so that every shift can take part.",
    text="""We take the offer of the company: shift plans three weeks ahead, from the first of next month.
The demands for two euros more and against lending stay as they are.""",
    mover="Hans-Joachim Wetterling",
    seconders=("Jonas Ötztaler",),
    says=(
        (
            "Piotr Zawadzki-Moreno",
            Stance.AGAINST,
            "They offered two weeks and moved to three. Why would they stop there?",
        ),
        ("Hans-Joachim Wetterling", Stance.FOR, "A week more of life, now. We can ask for the fourth later."),
    ),
)
NEWSPAPER = Proposal(
    title="A paper of our own, once a month, on one sheet",
    text="""We print one sheet a month, in four languages, for all shifts.
Each branch sends somebody; nobody does it for longer than half a year.""",
    mover="Radka Němcová-Thiel",
)
