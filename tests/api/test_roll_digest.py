"""Programs reckon the digest of a roll from what they read."""

from django.urls import reverse

from tests.helpers import north_motion, online_ballot
from tests.pages import signed_in


def test_the_lines_of_the_file_are_what_the_api_lists(as_program, harbour, mill):
    ballot = online_ballot(harbour, north_motion(harbour))
    caller = as_program(harbour.secretary, harbour.body("North"))
    rows = caller.ask(f"ballots/{ballot.public_id}/roll/")["results"]
    lines = [f"{row['member']} {row['weight']} {row['reason']} {row['since']}" for row in rows]
    answer = signed_in(harbour.secretary).get(reverse("ballot_roll_file", args=[ballot.public_id]))
    assert sorted(lines) == sorted(b"".join(answer.streaming_content).decode().splitlines())
