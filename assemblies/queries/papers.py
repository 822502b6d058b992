"""What lies in the box of a ballot: its papers, equal ones together, and what they are counted by."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Count, QuerySet

from assemblies.counting.choosing import Choosing, Decided, Question
from assemblies.counting.in_words import in_words
from assemblies.enums import BallotMethod, Choice, Voice
from assemblies.models import Ballot, CountedBatch, SealedVote, Tie, Vote

MOST_SO_FAR = 50


def labels_of(ballot: Ballot) -> tuple[str, ...]:
    """The options of a ballot in the order of its paper; none where it is one question."""
    return tuple(ballot.options.order_by("place").values_list("label", flat=True))


def question_of(ballot: Ballot) -> Question:
    """What a ballot with options is counted by."""
    return Question(
        method=Choosing(ballot.method), options=labels_of(ballot), seats=ballot.seats, settings=ballot.settings
    )


def papers_of(ballot: Ballot) -> Counter[str]:
    """All papers of a ballot, each line of text with how many equal ones there are, counted in the database.

    Those of agreed batches are among them; in a secret ballot they lie in the urn with all others.
    """
    source = SealedVote.objects if ballot.secret else Vote.objects.exclude(choice="")
    rows = source.filter(ballot=ballot).order_by().values_list("choice").annotate(number=Count("pk"))
    papers = Counter(dict(rows.iterator(chunk_size=5000)))
    if not ballot.secret:
        for batch in CountedBatch.objects.filter(ballot=ballot, agreed_at__isnull=False):
            papers.update(batch.papers)
    return papers


def papers_digest(papers: Mapping[str, int]) -> str:
    """SHA-256 over the papers alone, one line `number paper` each, in the order of the papers."""
    digest = hashlib.sha256()
    for line, number in sorted(papers.items()):
        digest.update(f"{number} {line}\n".encode())
    return digest.hexdigest()


def fingerprint_of(ballot: Ballot) -> str:
    """Eight letters that stand on every printed paper of a ballot, so that those who count know it from others."""
    text = "\n".join((ballot.public_id, ballot.question, *labels_of(ballot)))
    return base64.b32encode(hashlib.sha256(text.encode()).digest())[:8].decode()


def sealed_votes_of(ballot: Ballot) -> QuerySet[SealedVote]:
    """The board of a closed secret ballot, in the order of the trackers."""
    return SealedVote.objects.filter(ballot=ballot).order_by("tracker")


def board_of(ballot: Ballot) -> Iterable[tuple[str, str]]:
    """Every paper of a closed secret ballot with its tracker."""
    return sealed_votes_of(ballot).values_list("tracker", "choice").iterator(chunk_size=5000)


def paper_under(ballot: Ballot, tracker: str) -> str | None:
    """The line of the paper that lies under a tracker; None where there is none."""
    found: str | None = sealed_votes_of(ballot).filter(tracker=tracker).values_list("choice", flat=True).first()
    return found


def all_alike(ballot: Ballot) -> bool:
    """Whether all papers of a closed secret ballot say the same, which tells how everybody voted who did."""
    if not ballot.secret or ballot.result.cast < 2:
        return False
    lines = sealed_votes_of(ballot).order_by().values_list("choice", flat=True).distinct()[:2]
    return len(lines) == 1


def decided_ties(ballot: Ballot) -> list[Decided]:
    """What was decided about the ties of a ballot, in the order in which they arose."""
    return [
        Decided(
            stage=tie.stage,
            purpose=tie.purpose,
            options=tuple(tie.options),
            chosen=tuple(tie.chosen or ()),
            by=tie.by,
            note=tie.note,
        )
        for tie in Tie.objects.filter(ballot=ballot, decided_at__isnull=False).order_by("number")
    ]


def said(ballot: Ballot, line: str, labels: tuple[str, ...] | None = None) -> str:
    """A paper in words: `For`, `Stand aside`, or names in the order or with the marks and points they were given."""
    if ballot.method == BallotMethod.YES_NO:
        return str(Choice(line).label) if line in Choice.values else ""
    if ballot.method == BallotMethod.CONSENSUS:
        return str(Voice(line).label) if line in Voice.values else ""
    return in_words(Choosing(ballot.method), line, labels_of(ballot) if labels is None else labels)


def tally_so_far(ballot: Ballot) -> list[tuple[str, int]]:
    """Papers in the box so far, in words with their number, for a ballot whose rules let members see it running.

    Ranked papers differ so much that only the commonest are told.
    """
    labels = labels_of(ballot)
    return [(said(ballot, line, labels), number) for line, number in papers_of(ballot).most_common(MOST_SO_FAR)]
