"""What the branch of workshop and cleaning writes and says."""

from assemblies.enums import Stance
from seeds.example.plans import Proposal

THANDEKA = "The assembly elects Thandeka Möllering secretary of the branch for one year. She knows all three shifts."
SILVIO = (
    "The assembly elects Silvio Cadorin treasurer of the branch for one year. He shows whoever wants to learn it how."
)
IRINA = "The assembly elects Irina Moldoveanu facilitator of the branch for one year; Oluwaseun learns it beside her."

CHEMICALS = Proposal(
    title="We only use what has a label we can read",
    summary="Two of us were sent home with burnt hands. The canister had no label.",
    text="""From today nobody cleans with anything from a canister without a label.
The labels hang in the store, in the languages we read. Mercedes and Nasrin choose the words.
Whoever is told to hurry says: there is no label.""",
    mover="Mercedes Paz Olmedo",
    seconders=("Lotte van der Waals-Ouedraogo",),
)
CHEMICALS_SAID = "Mercedes showed her hands. Nobody spoke against it."

CANTEEN = Proposal(
    title="The canteen stays open for the late shift",
    summary="After seven there is nothing warm to eat at the depot.",
    text="""We demand that the canteen is open until nine, as it was a year ago.
Until then the branch cooks on Wednesdays, and everybody at the depot eats for what they can give.""",
    mover="Jarmila Okafor",
    seconders=("Gheorghe Stănescu",),
    says=(("Vasco Almeida-Krüger", Stance.FOR, "I can lend the big pot of our choir."),),
)
CANTEEN_SAID = "Jarmila and Vasco cook first. The hall is invited by a note on the belts."

MERGE = Proposal(
    title="Join our branch with the drivers",
    summary="Most of our work is on their vans, and we are few.",
    text="""We ask the drivers whether they want to become one branch with us, since most of our work is on their
    vans.""",
    mover="Zdeněk Hrubý",
    seconders=("Anselm Rautenstrauch",),
)
MERGE_SAID = (
    "Against: in one branch the vans would always come first, and the mops never. The two will meet once a quarter."
)

CONTRACTS = Proposal(
    title="Cleaning is done by people of the depot",
    summary="The contract with the cleaning firm ends in half a year.",
    text="""We demand that the cleaners are employed by the depot when the contract with the firm ends.
All of them, with the years they have worked here, and with the names they have earned.
We count together what the contract costs and what our wages are, and hang the difference on the gate.""",
    mover="Nasrin Jalali",
    seconders=("Rosa Tschudi",),
)
LOCKERS = Proposal(
    title="Lockers that can be locked, for everybody",
    summary="The firm’s people share nine hooks.",
    text="""We take the forty empty lockers in the corridor of the old sorting and share them out by a list.
We write to the company that they are in use.""",
    mover="Gheorghe Stănescu",
    seconders=("Silvio Cadorin",),
    says=(("Thandeka Möllering", Stance.QUESTION, "Who keeps the second keys?"),),
)
HOSE = Proposal(
    title="A hose that reaches bay 4",
    text="""The branch buys a hose of thirty metres and a reel, for at most 70 euros, so that nobody carries
    buckets.""",
    mover="Oluwaseun Abt",
)
