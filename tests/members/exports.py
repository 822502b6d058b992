"""Exports of other programs, with their headings and invented people."""

HITOBITO = {
    "German": (
        "Vorname;Nachname;Übername;Firmenname;Firma;Haupt-E-Mail;Strasse;Hausnummer;Postfach;PLZ;Ort;Land;Rollen;Tags;"
        "Telefonnummer Privat;Telefonnummer Mobil\n"
        "Ute;Kern;Uti;;nein;ute@example.org;Hafenstrasse;12a;;8000;Nordhafen;CH;Mitglied Nord;;044 555 22 22;"
        "079 555 22 22\n"
    ),
    "English": (
        "First name,Last name,Nickname,Company name,Company,Main e-mail,Street,House number,P.O. Box,Postal Code,Place,"
        "Country,Roles,Phone number Private,Phone number Mobile\n"
        "Ute,Kern,Uti,,no,ute@example.org,Hafenstrasse,12a,,8000,Nordhafen,CH,Member,044 555 22 22,079 555 22 22\n"
    ),
    "French": (
        "Prénom;Nom;Surnom;Nom de l'entreprise;Entreprise;E-mail principal;Rue;Numéro;NPA;Lieu;Pays;Rôles;"
        "Numéro de téléphone mobile\n"
        "Ute;Kern;Uti;;non;ute@example.org;Hafenstrasse;12a;8000;Nordhafen;CH;Membre Nord;079 555 22 22\n"
    ),
}
CIVICRM = {
    "primary fields": (
        '"Contact ID","Contact Type","Contact Subtype","Do Not Email","External Identifier","Sort Name","Display Name",'
        '"Preferred Language","First Name","Middle Name","Last Name","Street Address","City","Postal Code","State",'
        '"Phone","Email"\n'
        '"7","Individual","","","M-31","Kern, Ute","Ute Kern","de_DE","Ute","","Kern","Hafenstrasse 12a","Nordhafen",'
        '"8000","HH","079 555 22 22","ute@example.org"\n'
    ),
    "fields by location": (
        "Internal Contact ID,Contact Type,First Name,Last Name,Home-Street Address,Home-City,Home-Postal Code,"
        "Home-Phone-Phone,Home-Email,External Identifier\n"
        "7,Individual,Ute,Kern,Hafenstrasse 12a,Nordhafen,8000,079 555 22 22,ute@example.org,M-31\n"
    ),
}
ACTION_NETWORK = (
    "uuid,first_name,last_name,email,can2_phone,can2_user_address,can2_user_city,state,zip_code,can2_user_tags,"
    "can2_subscription_status\n"
    '0f1e-77,Ute,Kern,ute@example.org,0795552222,Hafenstrasse 12a,Nordhafen,HH,8000,"Strike, Rent",subscribed\n'
)
OPENSLIDES = (
    "title,first_name,last_name,email,member_number,structure_level,groups,number,vote_weight,gender,username,"
    "default_password,is_active,is_physical_person,comment\n"
    "Dr.,Ute,Kern,ute@example.org,M-31,North,Delegates,12,1.000000,,ute,secret,1,1,\n"
)
ANTRAGSGRUEN = {
    "German": "E-Mail-Adressen;Namen der BenutzerInnen\nute@example.org;Ute Kern\n",
    "English": "E-Mail addresses,Names\nute@example.org,Ute Kern\n",
}
