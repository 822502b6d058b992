"""The thirty tenants of Werftstraße 9, and those who came and went. All of them are invented."""

from members.actions.people import PersonData
from seeds.example.cast import someone

STREET = {"address": "Werftstraße 9", "postcode": "00417", "town": "Kranhafen"}
FOUNDER = someone("Ngozi Petrov", "de", email="facilitator@example.org", **STREET)


def _tenant(name: str, language: str = "de", reach: str = "email", **more: str) -> PersonData:
    return someone(name, language, reach, **STREET, **more)


FIRST = (
    _tenant("Samira Quayle", email="secretary@example.org"),
    _tenant("Mirela Okonjo", email="member@example.org"),
    _tenant("Yusuf Abendroth"),
    _tenant("Wanda Kjeldsen"),
    _tenant("Femi Haugland"),
    _tenant("Dov Castellane"),
    _tenant("Lucía Ferreiro Montenegro", "es", "post"),
    _tenant("Carmen Iturralde-Saavedra", "es"),
    _tenant("Tomasz Wierzbicki", "pl"),
    _tenant("Adaeze Lindqvist", email="adaeze@example.org"),
    _tenant("Aylin Varga", "tr"),
    _tenant("Hamid Solberg"),
    _tenant("Priya Oduya", "en"),
    _tenant("Jorge Mbeki-Rossi", "es"),
    _tenant("Oksana Derevyanko", "uk"),
    _tenant("Maria-Magdalena Schwarzenberger-Oyelaran"),
    _tenant("Nguyễn Thị Hải Yến", "vi"),
    _tenant("Ελένη Καραμπουρνιώτη", "el", email="eleni.k@example.org"),
    _tenant("ليلى البحراوي", "ar", "in_person"),
    _tenant("Óscar Ibáñez Zubizarreta", "es"),
    _tenant("Hedwig Stellmacher", reach="post"),
    _tenant("Kwabena Frischmuth", "en"),
)
SECOND = (
    _tenant("Zoë Ægidius-Brandt", "da"),
    _tenant("Şirin Kılıçarslan", "tr", "message", phone="555-0142"),
    _tenant("Arvid Nakagawa", "en"),
    _tenant("Rosalie Tchoumba", "fr"),
)
THIRD = (
    _tenant("Rafael Quintanilla de la Fuente-Hernández", "es"),
    _tenant("Björk Þórðardóttir", "is"),
)
MOVED_OUT = _tenant("Gesine Vorwerk")
ADMITTED = _tenant("Levan Ó Dubhghaill", "en")
DECLINED = _tenant("Bruno Katzmarek")
WITHDRAWN = _tenant("Meret Oduber")
APPLICANT = _tenant("Ilse Brandvold")
UNCONFIRMED = _tenant("Tilda Rasmussen-Achebe")
