"""What the FAI of the example writes. The words are invented; `seeds/history/fai.py` says what is known."""

from seeds.example.plans import Proposal

AIMS = """To bring together, group by group, those who work in the unions for a society without rulers.
In the union each of us is a member like all others. We bring ideas there, and no orders."""

PROGRAMME = """The masses themselves hold power, in assemblies; nobody holds it for them.
Our groups coordinate what each of us does in unions and neighbourhoods. They decide nothing there.
Where a party wants to give a union orders, we say so aloud, in the assembly of that union."""

LIBRARY = Proposal(
    title="A shelf of books in the union hall",
    summary="We lend the union forty books.",
    text="""We bring forty books to the union hall and ask its assembly for a shelf.
Whoever wants to read one takes it.""",
    mover="Aurora Benages",
)
CHAPTERS = {
    "title": "From affinity groups to chapters",
    "summary": "Many small circles become a few large chapters, by place.",
    "text": """Small circles of friends cannot do what is asked of us now.
From today we meet by place, in large chapters that everybody joins who agrees with the programme.""",
    "mover": "Germinal Oriol",
}
