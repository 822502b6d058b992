"""What the Lindmoor students write and say."""

from assemblies.enums import Stance
from seeds.example.plans import Proposal

AIMS = """No tuition rise at Lindmoor, not for those who are here and not for those who come after us.
Open books: whoever pays may read what the money is for.
To study, work and decide together with those who clean, cook and repair here.

Our opponent is the board of the university, which has announced a rise of 340 euros for each term, and the ministry
    that signs it."""

YUSRA = "The assembly elects Yusra El-Amrani secretary for one year. She answers every message within two days."
CASIMIR = "The assembly elects Casimir Dombrowski treasurer for one year. The tin is counted by two people each time."
LINNEA = """The assembly elects Linnea Abubakari facilitator for one year. Hoài An learns it beside her and leads
    the assembly of the next term."""

LETTER_SAID = """Noa read the letter of the board aloud and translated it into German. It took nine minutes. The
    word “investment”
stands in it fourteen times, the number 340 once."""

TWO_MORE = Proposal(
    title="Take in the two who keep the notice board of the residences",
    summary="They work at night and can sign our list only next month.",
    text="""We take Anouk Vandenbroucke and Pavlos Theodorakopoulos-Winterscheidt-Li in as members, who have hung our
letters since the first week. The secretary writes them down when they come to sign.""",
    mover="Noa Feigenblatt",
    seconders=("Matteo Grünwald-Ferrante",),
)
TWO_MORE_SAID = "Both are known to everybody who lives in the residences. Nobody spoke against it."

OPEN_BOOKS = Proposal(
    title="Ask the board for its books, in public",
    summary="Before anybody talks of a rise, we want to see what there is.",
    text="""We ask the board, in an open letter, to show its accounts of the last five years to all students.
We hang the letter on every door of the campus, with a calendar beside it on which we count the days without an
    answer.""",
    mover="Noa Feigenblatt",
    seconders=("Matteo Grünwald-Ferrante",),
    says=(("Santiago Ñanculef", Stance.QUESTION, "Who can read accounts among us?"),),
)
OPEN_BOOKS_SAID = "Casimir can read accounts. Four want to learn it from him, on Mondays, in the shed."

SIT_IN = Proposal(
    title="Sit in the hall while the board meets",
    summary="The meeting is public. The room has twenty chairs. We bring our own.",
    text="""On the day on which the board meets we sit in the entrance hall from eight in the morning until it goes
    home.
We keep a way free for everybody who works there, and tell them the day before.
Nobody stays alone with the police or the guards; each of us has one other person to look after.
We leave together.""",
    mover="Ikram Bajraktari",
    seconders=("Ebele Strandberg",),
    says=(
        ("Tove Hallgrímsdóttir", Stance.AGAINST, "An exam falls on that day. Some of us would have to choose."),
        ("Ikram Bajraktari", Stance.FOR, "Then they sit with us before and after, and we carry their coffee."),
    ),
)
SIT_IN_SAID = """The porters were asked beforehand; they lend two heaters. Those with an exam come before eight.
    Pairs were made by lot, and exchanged by those who wanted to."""

SPOKESPERSON = Proposal(
    title="One speaker for the newspapers",
    summary="They ring all day, and whoever picks up speaks for all of us.",
    text="""We choose one of us who speaks to newspapers and radio until the end of the campaign, so that we are
    recognised.""",
    mover="Casimir Dombrowski",
    seconders=("Linnea Abubakari",),
    says=(("Yusra El-Amrani", Stance.AGAINST, "Then they write about one face. Let us go in pairs and take turns."),),
)
SPOKESPERSON_SAID = (
    "For: they ring anyway, and then whoever picks up speaks. Agreed without a vote: always two, never the same twice."
)

SIT_IN_REPORT = """Sixty-one people sat in the hall. The board left by the kitchen. It has put the decision off
    until the next term and still not answered the letter: day 74. Nobody was hurt; the porters got their heaters
    back."""

KITCHEN = Proposal(
    title="A kitchen for everybody on Thursdays",
    summary="The refectory closes at three. People who are hungry do not come to assemblies.",
    text="""We cook on Thursdays in the shed, for everybody at Lindmoor, for what they can give.
Two people cook, two others wash up; the list hangs on the door.
What is left over goes into the tin for the fee campaign.""",
    mover="小野寺 みのり",
    seconders=("Hoài An Lê",),
)
KITCHEN_SAID = "Minori and Pavlos cook first. Anouk asks the allotments for vegetables."

WORKERS = Proposal(
    title="Stand with the cleaners when their contract ends",
    summary="The board saves on both of us with the same sheet of paper.",
    text="""When the contract of the cleaning firm ends, we demand that all cleaners are employed by the university.
We ask them first what they want, and do what they ask for.
If they strike, we bring coffee and leave our rubbish at the door of the board.""",
    mover="Santiago Ñanculef",
    seconders=("Ruth Weizenbaum-Kiprotich",),
    says=(
        (
            "Ruth Weizenbaum-Kiprotich",
            Stance.FOR,
            "I clean there in the mornings. I have a seminar there in the afternoon.",
        ),
    ),
)
FEE_STRIKE = Proposal(
    title="Prepare a fee strike for the next term",
    summary="We only begin if a third of all students promise to take part.",
    text="""We collect promises: I do not pay the higher fee as long as a third of all students do not pay it.
The promises lie with two people who do not study here. Nobody else sees them.
If by the first of the month a third is reached, we begin; if not, we tear the promises up and say so.""",
    mover="Matteo Grünwald-Ferrante",
    seconders=("Yusra El-Amrani",),
    says=(
        ("Noa Feigenblatt", Stance.QUESTION, "Can they throw out somebody who pays the old fee on time?"),
        ("Tove Hallgrímsdóttir", Stance.AGAINST, "Those on a visa risk more than the others. What do we do for them?"),
        (
            "Matteo Grünwald-Ferrante",
            Stance.FOR,
            "They do not promise, they help to collect. That is in the second line soon.",
        ),
    ),
)
FILM_EVENING = Proposal(
    title="Show the film about the school strike",
    text="""We show the film about the school strike on the wall of the library, with blankets and a conversation
    afterwards.""",
    mover="Anouk Vandenbroucke",
)
