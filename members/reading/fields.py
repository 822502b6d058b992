"""What a register can hold of somebody, as columns of a file."""

LABELS = {
    "number": "member number",
    "name": "name",
    "given_name": "given name",
    "family_name": "family name",
    "email": "e-mail",
    "phone": "phone",
    "joined_on": "joined on",
    "address": "address",
    "house_number": "house number",
    "postcode": "postcode",
    "town": "town",
    "language": "language",
    "notices_by": "notices by",
}
FIELDS = tuple(LABELS)
NAMES = ("name", "given_name", "family_name")
