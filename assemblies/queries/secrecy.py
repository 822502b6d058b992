"""What members are told of the secrecy of a ballot before they vote, in sentences."""

from assemblies.models import Ballot

# Below so many nobody can promise anything: whoever knows how the others voted knows the last one too.
SMALLEST = 5


def secrecy_of(ballot: Ballot) -> list[str]:
    """How secret a ballot is, with what no box can keep; nothing to say of a vote by name."""
    return told(ballot.roll.size) if ballot.secret else []


def told(number: int) -> list[str]:
    """The sentences for a roll of that size."""
    said = [
        "Your paper is kept apart from your name. Once the ballot has closed, nobody can bring the two together.",
        "If all vote alike, the result tells how each of them voted.",
        "While it is open, whoever runs the machine could look. And nobody can keep you from showing your tracker.",
    ]
    if number < SMALLEST:
        members = "Only one member is" if number == 1 else f"Only {number} members are"
        said.insert(0, f"{members} on this roll. So few can often tell from the result how the others voted.")
    return said
