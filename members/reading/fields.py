"""What a register can hold of somebody, as columns of a file."""

LABELS = {
    "number": "member number",
    "name": "name",
    "given_name": "given name",
    "family_name": "family name",
    "email": "e-mail",
    "phone": "phone",
    "joined_on": "joined on",
    "state": "state",
    "left_on": "left on",
    "address": "address",
    "house_number": "house number",
    "postcode": "postcode",
    "town": "town",
    "language": "language",
    "notices_by": "notices by",
    "settled_until": "dues settled to",
    "owes": "owes",
    # They keep a row out, and are not kept themselves.
    "deceased": "has died (yes or no)",
    "human": "is a human being (yes or no)",
    "active": "is active (yes or no)",
}
FIELDS = tuple(LABELS)
DAYS = ("joined_on", "left_on", "settled_until")
DUES = ("settled_until", "owes")
KEEP_OUT = ("deceased", "human", "active")
NAMES = ("name", "given_name", "family_name")
