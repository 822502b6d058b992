"""What the tenants of Werftstraße 9 write and say."""

from typing import Any

from assemblies.enums import Stance
from seeds.example.plans import Proposal

AIMS = """To keep every household of Werftstraße 9 in its home, at a rent it can pay.
To win repairs, and to control together how they are done.
To learn from each other what it takes to run our own affairs.

Our opponent is the landlord, Molenkopf Residential. It bought the house two years ago, lets the lift stand still
    and the damp climb, and calls the next rent increase a modernisation."""

HOW_WE_DECIDE = """Ngozi read the rules aloud, in German and with Lucía in Spanish. Every full member has one vote.
    The founders hold their roles only until tonight. Asked: can we change the rules later? Answer: yes, with two
    thirds."""
SAMIRA = """The assembly elects Samira Quayle secretary for one year. She has kept the list of the house since the
    first meeting in the laundry, and she answers the door."""
YUSUF = """The assembly elects Yusuf Abendroth treasurer for one year. He reports on the money at every second
    assembly and shows the book to anybody who asks."""
NGOZI = """The assembly elects Ngozi Petrov facilitator for one year. In half a year somebody else leads every other
    assembly, so that the skill does not rest on one person."""
FEMI = """The assembly elects Femi Haugland to welcome new neighbours: a visit in the first week, the rules in a
    language they read, and an invitation to the next assembly."""

REPAIRS_LIST = Proposal(
    title="Give the landlord one list of repairs, and a date",
    summary="Twenty-three letters were thrown away. One list with all our names on it will not be.",
    text="""We hand Molenkopf Residential one list of all repairs, signed by the union and not by single tenants.
The list names for each repair the day by which it must be done.
The lift, the damp on the north side and the broken front door come first.
Nobody answers the landlord alone; all letters about repairs go through the secretary.""",
    mover="Hamid Solberg",
    seconders=("Carmen Iturralde-Saavedra",),
    says=(
        ("Óscar Ibáñez Zubizarreta", Stance.FOR, "I have written eleven letters. I am done writing alone."),
        ("Hedwig Stellmacher", Stance.QUESTION, "Who goes to hand it over? I would like to come along."),
    ),
)
REPAIRS_SAID = """Hamid read the list, floor by floor; nine repairs were added. Hedwig, Hamid and Priya hand it over
    on Monday, and whoever is free stands in front of the office while they do."""

SECONDERS_WORDS: dict[str, Any] = {
    "title": "A motion needs two seconders",
    "summary": "So that what comes before the assembly has been talked over on the stairs first.",
    "text": """We change our rules: an ordinary motion needs a mover and two seconders, where it needed one.
Everything else in the rules stays as it is.""",
    "mover": "Dov Castellane",
    "seconders": ("Aylin Varga", "Priya Oduya", "Jorge Mbeki-Rossi"),
}
SECONDERS_SAID = """For: motions come better prepared. Against: a shy person finds one seconder, and two are harder
    to find.
It was agreed that whoever welcomes new neighbours also helps them to find seconders."""

ASK_WORDS: dict[str, Any] = {
    "title": "Ask ourselves who we are",
    "text": """We ask three questions: how old we are, of which gender, and for whom we care without pay.
Nobody has to answer. We want to see for whom the evening in the laundry is no good hour.""",
    "mover": "Samira Quayle",
    "seconders": ("Dov Castellane", "Priya Oduya"),
}
HEATING_GROUP_WORDS: dict[str, Any] = {
    "title": "A group that reads the heating accounts",
    "summary": "The accounts do not add up, and it takes more than one evening to see why.",
    "text": """We found a group that reads the heating accounts of the house, year by year.
It may write to the landlord and to the meter company in the name of the union.
It decides nothing that costs money, and reports at every assembly until the accounts are understood.""",
    "mover": "Carmen Iturralde-Saavedra",
    "seconders": ("Tomasz Wierzbicki",),
}
HEATING_SCOPE = (
    "Reads the heating accounts, writes to landlord and meter company, reports at every assembly. Spends nothing."
)
HEATING_SAID = "Carmen, Tomasz and Hải Yến begin. Whoever can read a bill or wants to learn it is welcome on Thursdays."

LAWYER = Proposal(
    title="Pay a lawyer a fixed sum every month",
    summary="180 euros a month, so that letters to the landlord are answered.",
    text="""We pay the law office at the fish market 180 euros a month, so that it answers every question of a
    tenant within two days. The money comes from the contributions.""",
    mover="Jorge Mbeki-Rossi",
    seconders=("Arvid Nakagawa",),
    says=(("Yusuf Abendroth", Stance.AGAINST, "That is more than half of what we collect. We would pay for silence."),),
)
LAWYER_SAID = """Jorge: a letter from a lawyer is answered, ours are not. Against: the money is needed for the
    laundry, and we have the advice hour of the neighbourhood centre for nothing."""

RENT_INCREASE = Proposal(
    title="Nobody signs the rent increase alone",
    summary="The letters give each household fourteen days. Together we have longer.",
    text="""No household signs the rent increase before the union has read it.
Every letter is brought to the secretary, who keeps a copy and writes down the date.
We answer all letters on one day, with one text, in front of the office of Molenkopf Residential.
Whoever is put under pressure at the door rings at Werftstraße 9, second floor left, at any hour.""",
    mover="Mirela Okonjo",
    seconders=("Adaeze Lindqvist", "Óscar Ibáñez Zubizarreta"),
    says=(
        ("Ελένη Καραμπουρνιώτη", Stance.FOR, "They told me that everybody else had signed. Nobody had."),
        ("Arvid Nakagawa", Stance.QUESTION, "What if somebody has signed already?"),
        ("Mirela Okonjo", Stance.FOR, "Then we help to take it back. There are fourteen days for that too."),
    ),
)
RENT_SAID = """Eleven letters lay on the table; no two named the same reason. Two neighbours who had signed were
    told how to take it back. Day of the common answer: the last Friday of the month, at ten."""

WELCOME_WORDS: dict[str, Any] = {
    "title": "A role for welcoming new neighbours",
    "summary": "Whoever moves in should hear of the union before the landlord calls.",
    "text": """We make a role called Welcome, for one year at a time.
Whoever holds it visits new neighbours, explains how we decide, and helps them to find seconders.""",
    "mover": "Aylin Varga",
    "seconders": ("Wanda Kjeldsen", "Zoë Ægidius-Brandt"),
}
WELCOME_DOES = "Visits new neighbours in the first week, explains how we decide, helps to find seconders."

LANDLORD_SAID = """The landlord took back nine of the eleven increases. The lift has run since the 3rd. About the
    damp there is no answer; Hamid asks for photographs from every flat on the north side by Sunday."""

DUES_SAID = "Asked: who sees what I pay? Answer: the treasurer and nobody else. Nobody has to prove anything."

LAUNDRY_FUND = Proposal(
    title="A repair fund for the laundry",
    summary="Two machines are broken, the third is ours.",
    text="""We put 300 euros aside for the machines in the laundry.
Carmen Iturralde-Saavedra and Hamid Solberg have the repair done and report in two months.
What the landlord pays back later goes into the fund again.""",
    mover="Carmen Iturralde-Saavedra",
    seconders=("Oksana Derevyanko", "Maria-Magdalena Schwarzenberger-Oyelaran"),
)
FUND_SAID = """Five spoke for it, two against. Asked: what happens if the landlord pays later? Answer: the money
    goes back into the fund."""

CONTRIBUTION = Proposal(
    title="Raise the contribution to nine euros a month",
    summary="Two euros more each, so that something is left when a machine breaks.",
    text="""From next month the contribution is nine euros a month instead of seven.
Whoever cannot pay that pays what she or he can, without giving a reason.""",
    mover="Yusuf Abendroth",
    seconders=("Dov Castellane", "Priya Oduya"),
    says=(
        ("Rosalie Tchoumba", Stance.AGAINST, "Two euros are two euros. Let us find those who pay nothing first."),
        ("Yusuf Abendroth", Stance.FOR, "At seven we have nothing left when two machines break."),
    ),
)
CONTRIBUTION_SAID = "Nine people spoke. Yusuf brings the figures of a whole year to the next assembly but one."

DOCKGASSE = Proposal(
    title="Invite the tenants of Dockgasse 4 to found a union of their own",
    summary="The same landlord, the same letters, two streets on.",
    text="""Three of us go to Dockgasse 4 on a Saturday and tell what we did and how.
If the tenants there want to found a union, we lend them our rules, our laundry and two evenings.
They decide their own affairs; whether the two unions join comes later, and is for both to decide.""",
    mover="Tomasz Wierzbicki",
    seconders=("Lucía Ferreiro Montenegro", "Björk Þórðardóttir"),
    says=(("Hamid Solberg", Stance.FOR, "Molenkopf owns six houses. So far it talks to one of them."),),
)
ACCOUNTS = Proposal(
    title="Demand the heating accounts of the last three years",
    summary="The group found 4,100 euros that nobody can explain.",
    text="""We demand from Molenkopf Residential the heating accounts of the last three years, with all receipts.
Until they lie on our table we pay the old advance for the heating, and not the new one.
The heating accounts group writes the letter; every household that wants to signs it.""",
    mover="Tomasz Wierzbicki",
    seconders=("Carmen Iturralde-Saavedra", "Nguyễn Thị Hải Yến"),
    says=(
        ("Dov Castellane", Stance.QUESTION, "Can they give us notice for paying the old advance?"),
        ("Carmen Iturralde-Saavedra", Stance.FOR, "No, as long as they have not shown the receipts. We asked twice."),
    ),
)
BICYCLES = Proposal(
    title="A roof for the bicycles in the yard",
    summary="Built by ourselves, on two Saturdays.",
    text="""We build a roof for twelve bicycles along the north wall of the yard, out of the old scaffold boards.
Levan draws it, whoever has two hands comes on two Saturdays. The union pays for screws and roofing felt, up to 90
    euros.""",
    mover="Levan Ó Dubhghaill",
    seconders=("Rosalie Tchoumba",),
)

RENT_LETTER_SUBJECT = "What we answer to the rent increase"
RENT_LETTER = """Dear {name},

the assembly has decided: **nobody pays the increase before the heating accounts are shown**.

- Bring every letter you get to the secretary.
- Sign nothing at the door.
- Ask at the laundry on Tuesdays if you are not sure.

We stand together."""
PAPER_LETTER_SUBJECT = "Would you like our letters by e-mail?"
PAPER_LETTER = """Dear {name},

you get our letters on paper, and you can keep it so. If you have an e-mail address by now and would like them there,
tell the secretary, or write it on the list in the laundry."""
