"""What the branch of the sorting hall writes and says."""

from assemblies.enums import Stance
from seeds.example.plans import Proposal

DIMITRIS = (
    "The assembly elects Dimitris Falkenrath secretary of the branch for one year. He works nights and likes lists."
)
GRAZYNA = "The assembly elects Grażyna Wiśniewolska treasurer of the branch for one year. She reports every quarter."
BRANKA = """The assembly elects Branka Oyelaran facilitator of the branch for one year. Tuğba stands beside her and
    takes over every second assembly."""

WATER = Proposal(
    title="Drinking water on both belts, from tomorrow",
    summary="The nearest tap is four minutes away. The break is ten.",
    text="""We put a crate of water on each belt ourselves, every shift, and send the bill to the company.
We go on doing so until there is a tap at belt 1 and at belt 2.""",
    mover="Mehdi Bonaventure",
    seconders=("Radka Němcová-Thiel",),
)
WATER_SAID = "Nobody spoke against it. Mehdi buys the first crates; Grażyna writes the bill."

SHIFT_PLAN = Proposal(
    title="We make the plan for the weekend shifts ourselves",
    summary="The supervisor makes it on Thursday. We can make it three weeks before.",
    text="""For three months we make the plan for the weekend shifts ourselves, on a sheet by the lockers.
Nobody has more than two weekends a month. Who swaps, writes both names.
We hand the finished plan to the supervisor three weeks ahead, and work by it.""",
    mover="Tuğba Akarsu",
    seconders=("Phạm Quốc Toàn",),
    says=(
        ("Jonas Ötztaler", Stance.QUESTION, "And if they hang up another one?"),
        ("Tuğba Akarsu", Stance.FOR, "Then two plans hang there, and one of them has our names on it."),
    ),
)
SHIFT_PLAN_SAID = "Tuğba, Toàn and Beatriz make the first sheet. It is looked at again in three months."

RADIO = Proposal(
    title="One radio for the whole hall",
    summary="Now there are eleven radios, and nobody hears any of them.",
    text="""We bring one radio for both belts. The station changes every hour, by the list.""",
    mover="Iñaki Goikoetxea-Brandstätter",
    seconders=("Emeka Sundström",),
)
RADIO_SAID = "For: the belts are louder than any radio. Against: that is why. A long and cheerful debate."

SCANNERS = Proposal(
    title="Nobody answers for what the scanner says",
    summary="The scanner measures the time between two parcels, and for some months also who holds it.",
    text="""Nobody talks alone with a supervisor about the times of the scanner.
Whoever is called takes somebody from the branch along, or does not go.
We demand that the times are kept without names, and are deleted after a week.""",
    mover="Solveig Achterberg",
    seconders=("Amina Traoré-Lindgren",),
    says=(("Piotr Zawadzki-Moreno", Stance.FOR, "I was asked about eleven seconds. I was helping Ludmila up."),),
)
NIGHT_BUS = Proposal(
    title="Demand a bus after the night shift",
    summary="The last one leaves twenty minutes before the shift ends.",
    text="""We demand of the company and of the town a bus at 2:40 from the depot to the central station.
Until it goes, those who have a car give lifts by a list, and the company pays the petrol.""",
    mover="Beatriz Valdivieso",
    seconders=("Salma Haddad-Rinne",),
    says=(("Emeka Sundström", Stance.FOR, "I walk for fifty minutes. I have counted them."),),
)
GLOVES = Proposal(
    title="Warm gloves before it gets cold",
    text="""We ask the company for warm gloves for everybody at the open gates, within four weeks.
If they are not there, we buy them together and hand in one bill.""",
    mover="Ludmila Korsakova",
)
