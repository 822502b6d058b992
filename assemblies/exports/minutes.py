"""Minutes as plain text to take away."""

from dataclasses import dataclass

from assemblies.models import Assembly
from assemblies.queries.minutes import minutes_for, minutes_text
from organiser.base.actor import Actor


@dataclass(frozen=True)
class Download:
    """A file to be taken away: what it is called, what it is, and what is in it."""

    filename: str
    content_type: str
    text: str


def minutes_download(viewer: Actor, assembly: Assembly) -> Download:
    """The minutes of an assembly for a member of its body: as agreed where they are, as built now where they are not.

    Raises:
        NotFound: for others, and where the assembly is not over.
    """
    minutes = minutes_for(viewer, assembly)
    return Download(f"minutes-{assembly.starts_at:%Y-%m-%d}.txt", "text/plain; charset=utf-8", minutes_text(minutes))
