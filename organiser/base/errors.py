"""The family of refusals. Each carries a plain sentence, a code, and the rule it rests on.

Pages, admin, API and commands all show the same sentence; the API sends it as problem+json (RFC 9457).
"""

from typing import ClassVar


class Refusal(Exception):
    """Something that may not happen, said so that a person knows what to do.

    Args:
        sentence: what was wrong and what to do.
        code: a stable word for programs.
        rule: the rule it rests on, in words ("rule 5, notice").
        field: the field of the form or payload, where one is to blame.
        row: the row of a file, counted as a spreadsheet shows it.
    """

    status: ClassVar[int] = 400
    title: ClassVar[str] = "This could not be done"

    def __init__(self, sentence: str, *, code: str, rule: str = "", field: str = "", row: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.rule = rule
        self.field = field
        self.row = row

    def __str__(self) -> str:
        return self.sentence


class NotPermitted(Refusal):
    """The actor belongs here but does not hold the power that this needs."""

    status = 403
    title = "This is not yours to do"


class NotFound(Refusal):
    """Nothing by that name, or nothing that this person may know of: strangers cannot tell which."""

    status = 404
    title = "Nothing found here"


class WrongMethod(Refusal):
    """There is something at this address, but it is asked for in another way."""

    status = 405
    title = "Not a way to ask here"


class WrongState(Refusal):
    """The thing is not in a state in which this can be done (transition tables in each app's enums)."""

    status = 409
    title = "Too early or too late"


class RuleNotMet(Refusal):
    """A rule of the body forbids it."""

    status = 422
    title = "A rule of the body is not met"


class Conflict(Refusal):
    """It was already done, or somebody else changed the same thing."""

    status = 409
    title = "It stands differently now"


class Invalid(Refusal):
    """What was sent cannot be understood or is not allowed as a value."""

    status = 400
    title = "Something needs to be put right"
