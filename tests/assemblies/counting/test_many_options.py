"""Ten thousand options: methods that put them in order of exclusion count them, those by pairs say what they refuse."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from assemblies.counting import count
from assemblies.counting.ranked.profile import Profile
from tests.assemblies.counting.elections import BY_PAIRS, IN_ONE_ORDER, refusal

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parents[3]
MANY = tuple(f"Option {number}" for number in range(10_000))


def rising(options, seats=1):
    """One option with one paper, one with two, and so on: nobody is ever equal to another."""
    return Profile(options=options, ballots={((place,),): place + 1 for place in range(len(options))}, seats=seats)


@pytest.mark.parametrize("method", IN_ONE_ORDER)
def test_few_papers_on_ten_thousand_options_end_in_a_tie_at_once(method):
    one = Profile(options=MANY, ballots={tuple((place,) for place in range(start, 10_000)): 1 for start in range(50)})
    result = count(one, method=method)
    assert (len(result.waits_for.options), result.waits_for.changes_winners, result.winners) == (9_950, None, ())


@pytest.mark.parametrize("method", IN_ONE_ORDER)
def test_fifteen_hundred_options_are_counted_to_the_end(method):
    result = count(rising(MANY[:1500]), method=method)
    assert (result.winners, result.order[-1]) == (("Option 1499",), "Option 0")
    assert len(result.rounds[0].totals) == 1500
    # With so many a stage names those whose total changed.
    assert dict(result.rounds[1].totals) == {"Option 0": 0}


@pytest.mark.parametrize("method", BY_PAIRS)
def test_above_three_hundred_options_counts_by_pairs_are_refused(method):
    told = {"default": "Option 0"} if method == "debian-schulze" else {}
    assert refusal(count, rising(MANY), method=method, **told) == (
        f"There are 10,000 options; {method} counts 300 at most."
    )
    assert refusal(count, rising(MANY[:301]), method=method, **told) == (
        f"There are 301 options; {method} counts 300 at most."
    )


@pytest.mark.parametrize("method", BY_PAIRS)
def test_three_hundred_options_are_counted_by_pairs(method):
    told = {"default": "Option 0"} if method == "debian-schulze" else {}
    assert count(rising(MANY[:300]), method=method, **told).winners == ("Option 299",)


@pytest.mark.parametrize("method", ["schulze", "ranked-pairs"])
def test_three_hundred_options_on_one_circle_are_a_tie_of_all(method):
    turned = [tuple((place,) for place in [*range(start, 300), *range(start)]) for start in (0, 100, 200)]
    result = count(Profile(options=MANY[:300], ballots=dict.fromkeys(turned, 1)), method=method)
    assert (result.winners, len(result.waits_for.options)) == ((), 300 if method == "ranked-pairs" else 3)


def test_a_record_without_bound_is_refused():
    one = Profile(options=MANY, ballots={((0,),): 1, ((1,),): 1})
    assert refusal(count, one, method="scottish-stv", ties=[*MANY]) == (
        "The record of this count would hold more than 2,000,000 totals and names."
    )


def test_three_thousand_options_need_less_than_half_a_gigabyte(tmp_path):
    lines = ["3000 3", *(f"{one} {one} 0" for one in range(1, 3001)), "0", *(f'"{name}"' for name in MANY[:3000])]
    lines.append('"Many"')
    file = tmp_path / "many.blt"
    file.write_text("\n".join(lines), encoding="utf-8")
    run = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "manage.py", "count", str(file), "--method", "scottish-stv", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29)),
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert '"winners": [\n    "Option 2999",' in run.stdout
