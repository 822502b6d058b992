"""What a motion to set dues has to say, checked and cleaned; the same for form, API and decision."""

from datetime import date, timedelta
from typing import Any

from members.counting import is_first_day
from members.enums import DuesPeriod
from organiser.base import clock, money
from organiser.base.errors import Invalid
from organiser.base.text import one_line

Spec = dict[str, Any]
FIELDS = ("currency", "period", "from_on", "bands", "least", "usual", "branch_share", "solidarity")
MOST_BANDS = 20
LONGEST_LABEL = 80
MOST_PARTS = 1000
LONGEST_AGO = timedelta(days=366)
FURTHEST = timedelta(days=3 * 366)


def clean_first_day(payload: Spec, period: str) -> date:
    """The day from which a branch has no dues of its own, the first of a period.

    Raises:
        Invalid: for a day that cannot be.
    """
    return _from_on(_word(payload, "from_on"), period)


def clean_dues_spec(payload: Spec) -> Spec:
    """The spec of a scheme as it is kept in a motion: text, whole numbers, yes or no.

    Raises:
        Invalid: naming the field that is to blame.
    """
    period = _word(payload, "period")
    if period not in DuesPeriod.values:
        raise Invalid("Say whether dues are owed by month, quarter or year.", code="period", field="period")
    bands = _bands(payload.get("bands") or [])
    least = payload.get("least")
    if least is not None:
        least = money.demand_cents(least, field="least", least=0)
    if not bands and least is None:
        raise Invalid("Give at least one step of the scale, or a least amount to choose from.", code="no_amount")
    usual = money.demand_cents(payload.get("usual", -1), field="usual", least=0)
    if usual not in {band["cents"] for band in bands} and (least is None or usual < least):
        raise Invalid(
            "What is asked of whoever has chosen nothing has to be one of the steps, or at least the least amount.",
            code="usual",
            field="usual",
        )
    return {
        "currency": money.clean_currency(_word(payload, "currency")),
        "period": period,
        "from_on": _from_on(_word(payload, "from_on"), period).isoformat(),
        "bands": bands,
        "least": least,
        "usual": usual,
        "branch_share": _share(payload.get("branch_share", [0, 1])),
        "solidarity": _yes(payload.get("solidarity", False)),
    }


def _word(payload: Spec, name: str) -> str:
    given = payload.get(name)
    if not isinstance(given, str):
        raise Invalid(f"Send “{name.replace('_', ' ')}” as text.", code="not_text", field=name)
    return given


def _yes(given: Any) -> bool:
    if not isinstance(given, bool):
        raise Invalid("Say yes or no.", code="yes_or_no", field="solidarity")
    return given


def _from_on(text: str, period: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("Write the day as 2027-01-01.", code="from_on", field="from_on") from error
    if not is_first_day(day, period):
        raise Invalid("Dues begin on the first day of a month, quarter or year.", code="from_on", field="from_on")
    if not clock.today() - LONGEST_AGO <= day <= clock.today() + FURTHEST:
        raise Invalid(
            "Dues begin at most a year before the motion and three years after it.", code="from_on", field="from_on"
        )
    return day


def _bands(given: Any) -> list[dict[str, Any]]:
    if not isinstance(given, list) or len(given) > MOST_BANDS:
        raise Invalid(f"A scale has at most {MOST_BANDS} steps.", code="bands", field="bands")
    bands: list[dict[str, Any]] = []
    for one in given:
        label = one_line(one.get("label", "")) if isinstance(one, dict) and isinstance(one.get("label"), str) else ""
        if not label or len(label) > LONGEST_LABEL or set(one) != {"label", "cents"}:
            raise Invalid(
                f"Each step of the scale has a name of at most {LONGEST_LABEL} letters and an amount.",
                code="bands",
                field="bands",
            )
        if label in {band["label"] for band in bands}:
            raise Invalid(f"The step “{label}” stands there twice.", code="bands", field="bands")
        bands.append({"label": label, "cents": money.demand_cents(one["cents"], field="bands", least=0)})
    return bands


def _share(given: Any) -> list[int]:
    whole = isinstance(given, list) and len(given) == 2
    if not whole or any(isinstance(part, bool) or not isinstance(part, int) for part in given):
        raise Invalid("Write the share of the branch as a fraction, such as 3/5.", code="share", field="branch_share")
    part, of = given
    if not (0 <= part <= of and 0 < of <= MOST_PARTS):
        raise Invalid("Write the share of the branch as a fraction, such as 3/5.", code="share", field="branch_share")
    return [part, of]
