"""What the CNT of the example writes. The words are invented; `seeds/history/cnt.py` says what is known."""

from seeds.example.plans import Proposal

AIMS = """Whoever works decides, in assemblies, about work and about life.
The emancipation of the workers is the work of the workers themselves: no party gives us orders, and whoever speaks
    for us carries a mandate and comes back with a report."""

BUILDERS = "Whoever builds, whatever the trade, is in one union, as the congress of Sants wants it."
RURAL = "Day labourers and those who farm what they can work themselves are in one union, village by village."
CENTRE = """A centre for the neighbourhood, with a school in the evening and a table for whatever troubles people
    outside work: rents, water, prices. It meets by itself, as a union does."""

ASKING = {
    "title": "Join the new international, provisionally",
    "text": """We ask the new international of unions to take us in, provisionally.
We stay until we have seen with our own eyes whether unions decide there, or a party.""",
    "mover": "Engràcia Tubau",
}
LEAVING = {
    "title": "Leave the international",
    "text": """Our delegates report that unions are to carry out there what parties decide, as transmission belts.
We leave today. Nobody has to allow us to.""",
    "mover": "Engràcia Tubau",
}
STRIKE = {
    "title": "A committee for the rent strike",
    "summary": "Some of us go from street to street for those who cannot pay the rent.",
    "text": """We set up a committee that goes from street to street and brings together who cannot pay.
It demands that rents fall by two fifths, and it reports to each assembly.
Mostly women have come so far. The table in the yard is theirs before it is ours.""",
    "mover": "Narcís Vilaplana",
}
STRIKE_SCOPE = (
    "Support for those who withhold rent: meetings in the streets, help at evictions, reports to the assembly."
)
STRIKE_OVER = {
    "title": "The committee has done its task",
    "text": """The committee ends today. What it wrote down stays with the union.
Where neighbours go on withholding rent, the neighbourhood centre stands by them.""",
    "mover": "Quim Bofarull",
}
EQUAL = Proposal(
    title="Assemblies of residents beside those of workplaces",
    summary="Where people live they decide as they do where they work.",
    text="""A free society rests on two building blocks of equal standing: assemblies and councils where people work,
    and assemblies and councils where they live.
The rents of 1931 taught us that.""",
    mover="Dolors Fontseca",
)
