"""What members may say of themselves, each if they want to (mission C18): few questions, and few answers to each."""

from django.db.models import TextChoices


class Question(TextChoices):
    """What a body can ask; which of them it does ask, its assembly decides."""

    AGE = "age", "How old are you?"
    GENDER = "gender", "What is your gender?"
    GROUP = "group", "Are you treated as belonging to another race or ethnic group than most around you?"
    CARE = "care", "For whom do you care without pay?"
    WORK = "work", "What kind of work do you do?"


class Said(TextChoices):
    """All the answers. Leaving a question out and not wanting to say are the same: nothing is kept."""

    UNDER_25 = "under_25", "Under 25"
    FROM_25 = "from_25", "25 to 39"
    FROM_40 = "from_40", "40 to 54"
    FROM_55 = "from_55", "55 to 69"
    FROM_70 = "from_70", "70 or older"
    WOMAN = "woman", "Woman"
    MAN = "man", "Man"
    OTHER_GENDER = "other_gender", "I say it otherwise"
    OFTEN = "often", "Yes, often"
    SOMETIMES = "sometimes", "Sometimes"
    NEVER = "never", "No"
    CHILDREN = "children", "For children"
    GROWN_UPS = "grown_ups", "For grown-ups"
    BOTH = "both", "For both"
    NOBODY = "nobody", "For nobody"
    BY_HAND = "by_hand", "With my hands"
    AT_A_DESK = "at_a_desk", "At a desk"
    WITH_PEOPLE = "with_people", "With people: serving, teaching, nursing"
    AT_HOME = "at_home", "At home, without pay"
    NO_WORK = "no_work", "None: learning, looking for work, or no longer working"


S = Said
ANSWERS: dict[Question, tuple[Said, ...]] = {
    Question.AGE: (S.UNDER_25, S.FROM_25, S.FROM_40, S.FROM_55, S.FROM_70),
    Question.GENDER: (S.WOMAN, S.MAN, S.OTHER_GENDER),
    Question.GROUP: (S.OFTEN, S.SOMETIMES, S.NEVER),
    Question.CARE: (S.CHILDREN, S.GROWN_UPS, S.BOTH, S.NOBODY),
    Question.WORK: (S.BY_HAND, S.AT_A_DESK, S.WITH_PEOPLE, S.AT_HOME, S.NO_WORK),
}
