"""Exports of other programs, known by their headings, so that nobody has to say what each column means.

The headings are those of the programs as far as they are documented or stand in their public sources.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from members.reading.folding import folded


@dataclass(frozen=True, slots=True)
class Format:
    """The export of one program.

    It is known by any of its `marks`: headings, bare letters only, that must all be there. `fields` names for each
    field the headings that can fill it, the best first; `left_out` those that would mean something else elsewhere.
    """

    program: str
    marks: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    left_out: str = ""

    def fits(self, words: Collection[str]) -> bool:
        """Whether all headings of one of its marks are there."""
        return any(set(mark.split()) <= set(words) for mark in self.marks)

    def picked(self, words: list[str]) -> list[str | None]:
        """The field that each heading fills, nothing (`""`) for those left out, and None where it does not say."""
        found: list[str | None] = ["" if word in self.left_out.split() else None for word in words]
        for name, headings in self.fields.items():
            candidates = headings.split()
            best = next((words.index(word) for word in candidates if word in words), None)
            for place, word in enumerate(words):
                if word in candidates:
                    found[place] = name if place == best else ""
        return found


OWN = "Organiser"
FORMATS = (
    Format(OWN, ("membernumber name joinedon noticesby branch state",)),
    Format(
        "hitobito",
        (
            "vorname nachname firmenname hauptemail",
            "firstname lastname companyname mainemail",
            "prenom nom emailprincipal",
            "prenom nom adresseemailprincipale",
            "prenom nom emailprincipale",
        ),
        {
            "given_name": "vorname firstname prenom",
            "family_name": "nachname lastname nom",
            "email": "hauptemail mainemail emailprincipal adresseemailprincipale emailprincipale",
            "phone": """
                telefonnummermobil phonenumbermobile numerodetelephonemobile numerodetelephoneportable
                telefonnummerprivat phonenumberprivate numerodetelephoneprive
                telefonnummerarbeit phonenumberwork numerodetelephonetravail
            """,
            "address": "strasse street rue adresse address",
            "house_number": "hausnummer housenumber numero numerodemaison",
            "postcode": "plz zipcode postalcode npa codepostal",
            "town": "ort place town lieu localite",
        },
    ),
    Format(
        "CiviCRM",
        ("contactid contacttype", "internalcontactid contacttype", "kontaktid kontakttyp", "kontaktid kontaktart"),
        {
            "given_name": "firstname vorname",
            "family_name": "lastname nachname",
            "number": "externalidentifier externalidentifiermatchtocontact externekennung externeid",
            "email": "email primaryemail homeemail mainemail workemail",
            "phone": "phone primaryphone homephonemobile homephonephone mainphonephone workphonephone telefon",
            "address": "streetaddress homestreetaddress primarystreetaddress strasse strassenadresse",
            "postcode": "postalcode homepostalcode primarypostalcode postleitzahl plz",
            "town": "city homecity primarycity stadt ort",
            "language": "preferredlanguage bevorzugtesprache",
        },
        "contactid internalcontactid kontaktid id displayname sortname nickname state status",
    ),
    Format(
        "Action Network",
        ("email can2usertags", "email can2subscriptionstatus", "email can2useraddress", "email can2subscriptiondate"),
        {
            "given_name": "firstname",
            "family_name": "lastname",
            "email": "email",
            "phone": "can2phone phonenumber phone mobilenumber",
            "address": "can2useraddress address streetaddress",
            "postcode": "zipcode zip postalcode",
            "town": "can2usercity city",
        },
        "uuid id state",
    ),
    Format(
        "OpenSlides",
        (
            "firstname lastname username defaultpassword",
            "firstname lastname isphysicalperson",
            "givenname surname initialpassword",
        ),
        {
            "given_name": "firstname givenname",
            "family_name": "lastname surname",
            "email": "email",
            "number": "membernumber membershipnumber",
        },
        "number groups structurelevel participantnumber comment username",
    ),
    Format(
        "Antragsgrün",
        ("emailaddresses names", "emailaddresses namesoftheusers", "emailadressen namenderbenutzerinnen"),
        {"email": "emailaddresses emailadressen", "name": "names namesoftheusers namenderbenutzerinnen"},
    ),
)
HEADINGS = frozenset(word for each in FORMATS for words in each.fields.values() for word in words.split())


def format_of(headings: list[str]) -> Format | None:
    """The program whose export has these headings, or nothing."""
    words = {folded(heading) for heading in headings}
    return next((each for each in FORMATS if each.fits(words)), None)
