"""What the branch of the drivers writes and says."""

from assemblies.enums import Stance
from seeds.example.plans import Proposal

FATOUMATA = (
    "The assembly elects Fatoumata Kessler secretary of the branch for one year. Her van is at gate 4 every morning."
)
NIKOLA = "The assembly elects Nikola Starčević treasurer of the branch for one year."
MAREK = (
    "The assembly elects Marek Oduor facilitator of the branch for one year, as he has done since the first meeting."
)
DELPHINE = """The assembly elects Delphine Arrighi treasurer of the branch for one year. Nikola works at another
    depot now and has handed over the book; it was read aloud and is in order."""

PARCELS = Proposal(
    title="Nobody carries more than 25 kilos alone",
    summary="Above that it takes two people, as the law says and the route plan does not.",
    text="""From Monday nobody carries a parcel of more than 25 kilos alone.
What cannot be delivered by one goes back to the depot with a slip that says why.
We all write the same words on it, so that nobody is picked out.""",
    mover="Gunnar Petruschke",
    seconders=("Yolanda Ruiz de Alarcón",),
    says=(
        ("Sebastián Quispe Huanca", Stance.FOR, "Fourth floor, no lift, a washing machine. In the app it was green."),
    ),
)
PARCELS_SAID = "The words for the slip: “Two people needed. This is one.” Leocadia prints five hundred."

TYRES = Proposal(
    title="No good tyres, no tour",
    summary="Nineteen vans drive on worn tyres, and the driver pays the fine.",
    text="""Vans whose tyres are worn stay in the yard, and so do their drivers, on full pay.
We tell the company today, so that it has four weeks.""",
    mover="Rustam Alimov",
    seconders=("Ingmar Sjölander",),
)
TYRES_SAID = "The workshop says that tyres for nineteen vans are in the store. They are not on the vans."

TIPS = Proposal(
    title="Put all tips into one box",
    summary="Some tours bring tips and others never do.",
    text="""All tips of a week go into one box and are shared by the number of tours.""",
    mover="Bogdan Ţepeluş",
    seconders=("Collins Wanjiru-Maas",),
)
TIPS_SAID = (
    "For: the old town tips, the tower blocks cannot. Against: it would need somebody who counts. It stays as it is."
)

SUBCONTRACTORS = Proposal(
    title="The drivers of the subcontractors have the same vote and the same help",
    summary="They wear the same jacket.",
    text="""Whoever drives for Flusspost, under whatever name of a firm, is written into our register like everybody
    else.
When one of them is sent home, we all come late the next morning, by one hour.
We print this in the languages of the yard and put it under every wiper.""",
    mover="Khadija Benslimane",
    seconders=("Marek Oduor",),
    says=(
        ("Ingmar Sjölander", Stance.QUESTION, "All of us, an hour late, for somebody who is new?"),
        ("Khadija Benslimane", Stance.FOR, "All of us were new."),
    ),
)
SATURDAYS = Proposal(
    title="Refuse the sixth working day",
    summary="The company calls it voluntary. The tours are planned for six days all the same.",
    text="""From the first of next month nobody of us drives on a sixth day in a week.
The branch meets after two Saturdays and decides whether to go on.""",
    mover="Sebastián Quispe Huanca",
    seconders=("Fatoumata Kessler",),
    says=(
        ("Hans-Joachim Wetterling", Stance.AGAINST, "Some of us live on that sixth day. Let us win the wage first."),
    ),
)
BICYCLES = Proposal(
    title="Rain clothes for those on bicycles",
    text="""We demand rain clothes that keep the rain out, for all who deliver by bicycle, and a place to dry them.""",
    mover="Collins Wanjiru-Maas",
)
