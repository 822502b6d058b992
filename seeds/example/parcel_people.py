"""The forty-six members of the Parcel Workers' Union, by branch. All of them are invented."""

from seeds.example.cast import someone

HALL, ROAD, YARD = "Sorting Hall", "Drivers", "Workshop and Cleaning"
FOUNDER = someone("Branka Oyelaran", "de")

BRANCHES = {
    HALL: (
        someone("Dimitris Falkenrath", "el"),
        someone("Amina Traoré-Lindgren", "fr"),
        someone("Piotr Zawadzki-Moreno", "pl"),
        someone("Grażyna Wiśniewolska", "pl"),
        someone("Tuğba Akarsu", "tr"),
        someone("Mehdi Bonaventure", "fr"),
        someone("Solveig Achterberg"),
        someone("Iñaki Goikoetxea-Brandstätter", "es"),
        someone("Phạm Quốc Toàn", "vi"),
        someone("Radka Němcová-Thiel", "cs"),
        someone("Emeka Sundström", "en"),
        someone("Ludmila Korsakova", "ru", "post"),
        someone("Beatriz Valdivieso", "es"),
        someone("Jonas Ötztaler"),
        someone("Wilhelmine Hohenstein-Papadopoulos-Adeyemi"),
        someone("Teodor Mîndrescu", "ro"),
        someone("Salma Haddad-Rinne", "ar", "message", phone="555-0117"),
    ),
    ROAD: (
        someone("Marek Oduor", "en"),
        someone("Fatoumata Kessler", "fr"),
        someone("Gunnar Petruschke"),
        someone("Leocadia Brzezińska", "pl"),
        someone("Rustam Alimov", "ru"),
        someone("Nikola Starčević", "hr"),
        someone("Yolanda Ruiz de Alarcón", "es"),
        someone("Sebastián Quispe Huanca", "es"),
        someone("Hans-Joachim Wetterling", reach="post"),
        someone("Ayşe Demirbaş", "tr"),
        someone("Collins Wanjiru-Maas", "en"),
        someone("Delphine Arrighi", "fr"),
        someone("Bogdan Ţepeluş", "ro"),
        someone("Ingmar Sjölander"),
        someone("Khadija Benslimane", "ar"),
    ),
    YARD: (
        someone("Rosa Tschudi"),
        someone("Vasco Almeida-Krüger", "pt"),
        someone("Irina Moldoveanu", "ro"),
        someone("Thandeka Möllering", "en"),
        someone("Zdeněk Hrubý", "cs"),
        someone("Mercedes Paz Olmedo", "es", "in_person"),
        someone("Jarmila Okafor", "cs"),
        someone("Anselm Rautenstrauch"),
        someone("Nasrin Jalali", "fa", "post"),
        someone("Gheorghe Stănescu", "ro"),
        someone("Lotte van der Waals-Ouedraogo", "nl"),
        someone("Silvio Cadorin", "it"),
        someone("Oluwaseun Abt", "en"),
    ),
}
