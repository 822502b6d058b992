"""XML as a stream of events: no tree in memory, no document type, no entities of a file's own."""

from collections.abc import Iterator
from typing import IO

# The parser is told below to stop at any document type, without which there are no entities and nothing is fetched.
from xml.parsers import expat

from members.reading.problems import UnreadableFile
from members.reading.sheets.package import damaged_workbook

PIECE = 1 << 16
LONGEST_TOKEN = 1 << 20


class Handler:
    """What is done at each tag; names come without their namespace, whichever of the two kinds of XLSX it is."""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens."""

    def end(self, name: str) -> None:
        """A tag closes."""

    def text(self, text: str) -> None:
        """Text between tags, in pieces."""


def walk(stream: IO[bytes], handler: Handler) -> Iterator[None]:
    """Feed a part to a handler, stopping after each piece so that the caller can take what came of it.

    Raises `UnreadableFile`: `damaged_workbook`, `workbook_entities`.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.StartElementHandler = lambda name, attributes: handler.begin(
        name.rpartition(" ")[2], {key.rpartition(" ")[2]: value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = handler.text
    fed = 0
    try:
        while piece := stream.read(PIECE):
            parser.Parse(piece, False)  # noqa: FBT003  # as the library has it
            fed += len(piece)
            if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                raise damaged_workbook()  # one tag that goes on and on would be kept in memory
            yield
        parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise damaged_workbook() from error
    yield


def walk_through(stream: IO[bytes], handler: Handler) -> None:
    """Feed a whole part to a handler."""
    for _ in walk(stream, handler):
        pass


def _no_document_type(*_: object) -> None:
    sentence = (
        "This workbook declares entities of its own, which no spreadsheet program does. Open it in one, save it as XLSX"
        " once more and choose that file."
    )
    raise UnreadableFile(sentence, "workbook_entities")
