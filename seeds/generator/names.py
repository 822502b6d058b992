"""Parts of invented names, from many languages. Put together by chance, they name nobody in particular."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN = _words(
    """Abena Adaeze Adriana Agnieszka Aino Alejandra Alžběta Amadou Amina Anatol Andrzej Aneta Anouk Antonio Arvid Ayşe
    Baraka Beatriz Bente Bilal Björn Bogdan Branka Bruna Camille Carmen Casimir Chiara Chinedu Çağla Dagny Dariusz
    Deborah Delphine Dimitris Dmytro Dolores Dov Duygu Ebele Edda Efua Eirik Elena Elif Emeka Emil Enikő Erzsébet
    Esperanza Fatima Femi Filip Fiona Florian Frieda Gabriela Giorgos Goran Grażyna Greta Gudrun Gülşah Halina Hamid
    Hana Hassan Hedwig Helga Hoa Hugo Ibrahim Ikram Ilse Imke Ines Ingmar Ioana Irina Ismail Ivana Jadwiga Jarmila
    Joana Jonas Jorge Josefa Judit Kaja Karim Katarzyna Kemal Kerstin Khadija Klára Kofi Krisztina Kwame Lan Larisa
    Laszlo Leila Lena Leocadia Levan Linnea Lorenzo Lotte Lucía Ludmila Luís Magda Mahmoud Marek Mariam Marisol Marta
    Matteo Mehmet Mercedes Mihai Mila Minh Mirela Mohammed Nadia Nasrin Natalia Neema Ngozi Nikola Nina Noa Nuria Ola
    Oksana Olga Oluwaseun Oskar Pablo Paolo Paulina Pavel Pedro Petra Pilar Piotr Priya Quang Radka Rafael Rahel Rania
    Renate Ricardo Rosa Rustam Ruth Sakari Salma Samira Santiago Şirin Selma Sergei Silvio Simone Sofia Solveig Soraya
    Stefan Svetlana Szymon Tadeusz Tamar Teodor Thandeka Þóra Tomasz Tove Tuğba Ulrike Valentina Vasco Vera Viktor
    Wanda Wiktoria Wojciech Xenia Yara Yolanda Yusuf Zainab Zdeněk Zeynep Zoë Zofia""",
)
SURNAMES = _words(
    """Abendroth Abubakari Achterberg Adeyemi Ahlgrimm Akarsu Alimov Almeida Andreasson Arrighi Asante Bachmeier
    Bajraktari Balogun Barańska Bauer Belkacem Benslimane Bergström Bianchi Björklund Bogdanova Bonaventure Borowska
    Brandvold Brzezicki Cadorin Castellane Cavalli Çelik Chukwu Cohen Costa Dąbrowska Danso Demirbaş Derevyanko Diallo
    Dimitrova Dombrowski Đorđević Duarte Dubois Ekström Engel Eriksen Etxeberria Falkenrath Farah Feigenblatt Ferreiro
    Fischer Fontana Frischmuth Gashi Gärtner Goikoetxea Gómez Grabowska Grünwald Guerra Haddad Hagen Hallgrímsdóttir
    Hansen Haugland Herrera Hoang Hohenstein Horváth Hrubý Huanca Ibáñez Iturralde Ivanova Jabłońska Jalali Jansen
    Johansson Jovanović Kaczmarek Kamara Karlsson Kaya Keita Kessler Kılıç Kjeldsen Kovács Kowalska Kravchenko Krüger
    Lahti Larsen Lê Lehmann Lindqvist Lönnqvist Łukasik Maas Mahlangu Marchetti Mbeki Mendes Moldoveanu Möllering
    Morales Mutombo Nakagawa Németh Nguyễn Nilsson Novák Nowak Ñanculef Nwosu Ó-Dubhghaill Oduya Okafor Okonjo Olsen
    Ötztaler Oyelaran Øster Papadopoulos Pereira Petrov Petruschke Phạm Popescu Quayle Quintanilla Quispe Rasmussen
    Rautenstrauch Reyes Rinne Rossi Ruiz Şahin Samtleben Sánchez Santos Schwarz Sjölander Škvorecký Solberg Stănescu
    Starčević Stellmacher Strandberg Sundström Szabó Tchoumba Theodorakis Thiel Trần Traoré Tschudi Vandenbroucke
    Valdivieso Varga Vlăsceanu Vogel Wagner Wanjiru Weizenbaum Wetterling Wierzbicki Winter Wiśniewska Yıldız Zawadzki
    Zubizarreta""",
)
LANGUAGES = ("de", "de", "de", "de", "en", "en", "es", "pl", "tr", "fr", "ar", "ro", "uk", "vi", "it", "el")

_FIRST_HALVES = _words(
    """Alt Birken Dorn Eber Eichen Erlen Falken Fisch Flach Grau Hafer Hasel Hoch Hunds Kalk Klein Kran Krumm Linden
    Mittel Moor Mühl Neu Nieder Ober Ost Raben Rosen Roth Sand Schilf Schwarz Silber Stein Tannen Ufer Unter Wald West
    Winter""",
)
_SECOND_HALVES = _words(
    """bach berg brück bühl burg dorf eck feld furt grund hafen hausen heim hof horst kirch lohe moor münde rode sand
    scheid stein stedt tal ufer wald wehr werder""",
)
PLACES = len(_FIRST_HALVES) * len(_SECOND_HALVES)


def place(number: int) -> str:
    """The name of an invented place; each number below `PLACES` has its own."""
    # 367 has no factor in common with the number of places, so that neighbours in the list sound different.
    first, second = divmod(number * 367 % PLACES, len(_SECOND_HALVES))
    return _FIRST_HALVES[first] + _SECOND_HALVES[second]
