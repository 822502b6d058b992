"""How somebody wants to be told, in the words of four languages."""

from members.reading.folding import folded
from members.reading.problems import Finding, quoted

# The keys are the values of `members.enums.NoticesBy`. A bare “mail” is left out: it is a letter to some and an e-mail
# to others.
_WORDS = {
    "email": """
        email emails emailaddress elektronisch correoelectronico correoe emailadresse courriel courrielelectronique
        courrierelectronique digital online
    """,
    "post": """
        post letter letters paper postal postalmail brief briefpost papier postweg
        carta cartas correopostal papel courrier courrierpostal lettre lettres poste
    """,
    "message": """
        message messages text textmessage sms messenger signal whatsapp telegram nachricht nachrichten
        mensaje mensajes mensajedetexto texto textemessage messagerie
    """,
    "in_person": "inperson personally personlich mundlich enpersona personalmente enmano enpersonne enmainpropre",
}
_MEANING = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_BEFORE = ("by", "per", "via", "por", "par")


def read_notices_by(text: str) -> tuple[str, Finding | None]:
    """The way of sending notices that a cell names: email, post, message or in_person.

    A cell that is not understood is a warning and reads as `""`: how to write to somebody can be asked later.
    """
    word = folded(text)
    shorter = (word.removeprefix(before) for before in _BEFORE)
    found = next((_MEANING[each] for each in (word, *shorter) if each in _MEANING), "")
    if found:
        return found, None
    sentence = (
        f"{quoted(text)} names no way of sending notices that we know, so it is left empty. Write e-mail, post, message"
        " or in person."
    )
    return "", Finding("notices_by_unknown", sentence, "warning")
