"""What the nine organisations of the network write."""

AIMS = "Organised anarchism that takes part in the struggles of working people, and shares what it learns there."
PROGRAMME = """We take part in unions, tenants’ bodies and other mass organisations as members like all others.
We meet to learn from what went well and from what went wrong, and to see how far we agree."""
PURPOSE = """To see how far we agree, to share what we have lived through, and to meet without a vote that binds
anybody. Each of us stays what it is, whether it reaches over a continent or over one street."""
SUMMARIES = {
    "found_alliance": "We invite others to meet regularly, and nothing said there binds anybody.",
    "join_alliance": "We go to the meetings of the others, and stay what we are.",
}
CAME = "We take part in what the others invited us to. It binds us to nothing."
