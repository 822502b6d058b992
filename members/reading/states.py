"""Where somebody stands with an organisation, in the words of four languages, and what keeps a row out."""

from datetime import date

from members.reading.folding import folded
from members.reading.problems import Finding, Row, placed, quoted

# The keys are the values of `members.enums.MembershipState`.
_WORDS = {
    "full": """
        full fullmember member active activemember current regular ordinary vollmitglied mitglied aktiv aktives
        aktivesmitglied ordentlich ordentlichesmitglied alta activo activa enalta miembro socio socia afiliado afiliada
        actif active adherent adherente membre ajour
    """,
    "trial": "trial ontrial probation probationary newmember probe aufprobe probemitglied probezeit aprueba aessai",
    "supporter": """
        supporter friend sponsor passive passivemember honorary unterstutzer unterstutzerin fordermitglied fordernd
        passiv passivesmitglied ehrenmitglied simpatizante colaborador colaboradora sympathisant sympathisante soutien
    """,
    "on_leave": "onleave leave paused dormant beurlaubt ruhend ruht pausiert excedencia enconge enpause",
    "suspended": "suspended suspendiert gesperrt suspendido suspendida ensuspenso suspendu suspendue",
    "lapsed": "lapsed expired erloschen gestrichen caducado caducada radie radiee perime",
    "resigned": """
        resigned left former formermember exmember ended cancelled canceled inactive withdrawn departed
        ausgetreten gekundigt ehemalig ehemaliges ehemaligesmitglied exmitglied inaktiv beendet austritt
        baja dadodebaja dadadebaja debaja inactivo inactiva exsocio exsocia
        demissionnaire sorti sortie parti partie ancienmembre inactif
    """,
    "excluded": "excluded expelled ausgeschlossen expulsado expulsada excluido excluida exclu exclue",
    "applicant": "applicant applied pending bewerber bewerberin beantragt antrag solicitante candidat demande",
    "dead": "dead deceased died verstorben tot gestorben fallecido fallecida muerto muerta decede decedee",
    "merged": "mergedintoanotherrecord merged",
}
_MEANING = {word: state for state, words in _WORDS.items() for word in words.split()}
_YES = {"1", "yes", "y", "true", "ja", "j", "wahr", "si", "s", "verdadero", "oui", "o", "vrai", "x"}
_NO = {"0", "no", "n", "false", "nein", "falsch", "falso", "non", "faux"}
PAST = ("lapsed", "resigned")
_REFUSED = {
    "excluded": (
        "state_excluded",
        "nobody is excluded by a file: that is decided by an assembly. Take the row out.",
    ),
    "suspended": (
        "state_suspended",
        "nobody is suspended by a file: that is decided by an assembly. Write full, or take the row out.",
    ),
    "applicant": (
        "state_applicant",
        "whoever asks to join is admitted as your rules say. Write the application at the desk, and take this row out.",
    ),
    "merged": ("state_merged", "this record was merged into another one, which holds the person. Take the row out."),
    "dead": ("state_dead", "by this column the person has died. Take the row out."),
}
_SHORT = 3


def read_state(text: str) -> tuple[str, list[Finding]]:
    """The state that a cell names; nobody who left is taken for a member because a word is not known."""
    state = _MEANING.get(folded(text), "")
    if state in _REFUSED:
        code, sentence = _REFUSED[state]
        return "", [Finding(code, sentence)]
    if state:
        return state, []
    if len(text) <= _SHORT and text.isupper():  # “NY” in an address
        sentence = f"{quoted(text)} looks like a region and is left out. Choose no field for this column."
        return "", [Finding("state_region", sentence, "warning")]
    sentence = (
        f"{quoted(text)} names no state of a membership that we know. Write full, trial, supporter, on leave, resigned"
        " or lapsed, or choose no field for this column, and everybody in the file becomes a member."
    )
    return "", [Finding("state_unknown", sentence)]


def read_deceased(text: str) -> tuple[str, list[Finding]]:
    """Nothing, and a refusal where the column says that somebody has died."""
    if folded(text) in _NO:
        return "", []
    if folded(text) in _YES or any(letter.isdigit() for letter in text):  # a day of death says it as well
        return "", [Finding(*_REFUSED["dead"])]
    return "", [Finding("yes_or_no", f"{quoted(text)} is neither yes nor no. Write one of them, or empty the cell.")]


def read_human(text: str) -> tuple[str, list[Finding]]:
    """Nothing, and a refusal where the column says that this is no human being."""
    if folded(text) in _YES:
        return "", []
    if folded(text) in _NO:
        return "", [Finding("no_person", "by this column this is no human being. People belong here directly.")]
    return "", [Finding("yes_or_no", f"{quoted(text)} is neither yes nor no. Write one of them, or empty the cell.")]


def read_active(text: str) -> tuple[str, list[Finding]]:
    """Nothing, and a refusal where the column says that somebody is not active any more."""
    if folded(text) in _YES:
        return "", []
    if folded(text) in _NO:
        sentence = "by this column the person is not active any more. Take the row out, or write yes."
        return "", [Finding("not_active", sentence)]
    return "", [Finding("yes_or_no", f"{quoted(text)} is neither yes nor no. Write one of them, or empty the cell.")]


def settle_leaving(row: Row, headings: dict[str, str]) -> None:
    """See to it that state and days of a membership agree: whoever has left is written down as having left, with a day.

    Args:
        row: with `state`, `left_on` and `joined_on` as they were read; what is wrong is added to its problems.
        headings: the heading of each field that the file has.
    """
    left, state = row.values.get("left_on"), row.values.get("state")

    def refuse(field: str, code: str, sentence: str) -> None:
        field = field if field in headings else next(one for one in ("left_on", "state") if one in headings)
        row.problems.append(placed(Finding(code, sentence), row.number, headings[field], field))

    unread = any(one.field in {"left_on", "state"} and one.severity == "error" for one in row.problems)
    if unread or (not left and not state):
        return
    if left is None or left == "":
        if state == "resigned":
            refuse(
                "left_on",
                "left_on_missing",
                "this person has left, and the day is missing. Write it into a column “Left on”, or take the row out.",
            )
        return
    joined = row.values.get("joined_on")
    if isinstance(joined, date) and isinstance(left, date) and left < joined:
        refuse("left_on", "left_before_joining", "this person left before she or he joined. Correct one of the days.")
    elif state and state not in PAST:
        refuse(
            "left_on",
            "left_and_belongs",
            "the day of leaving has passed, and the state says that this person belongs. Correct one of them.",
        )
    else:
        row.values["state"] = state or "resigned"
        row.values["joined_on"] = joined or left
