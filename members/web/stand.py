"""Where an application stands, in the words that the applicant reads."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from members.enums import ApplicationState
from members.models import Application
from members.queries.applications import body_joined, sponsors_missing, who_answers
from organisations.enums import Applications
from organisations.models import Body
from organiser.base.words import plural

ANSWERS = {
    Applications.OPEN: "By the rules of {name} whoever applies is a member.",
    Applications.SECRETARY: "The secretary of {name} answers it.",
    Applications.ASSEMBLY: "The assembly of {name} answers it, by a vote.",
}


@dataclass(frozen=True)
class Stand:
    """Where one application stands.

    Args:
        body: the body that answers.
        missing: how many members must still speak for the applicant.
        sentence: who answers.
        speak_url: the link that the applicant passes on to members who know her or him; empty where nobody need speak.
    """

    application: Application
    body: Body
    missing: int
    sentence: str
    speak_url: str

    @property
    def speakers(self) -> str:
        """How many are still missing, in words."""
        return plural(self.missing, "full member", "full members")


def stand_of(request: HttpRequest, application: Application) -> Stand | None:
    """The same for one application; None while its address is not confirmed."""
    if application.membership is None:
        return None
    body = body_joined(application.membership)
    waits = application.state == ApplicationState.OPEN
    missing = sponsors_missing(application) if waits else 0
    url = request.build_absolute_uri(reverse("applicant_speak", args=[application.public_id])) if missing else ""
    return Stand(application, body, missing, ANSWERS[who_answers(body)].format(name=body.name), url)
