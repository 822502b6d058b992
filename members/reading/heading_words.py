"""The words that real registers put over their columns, as `headings.folded` leaves them: bare letters and digits."""

# A word here fills its field wherever it stands.
WORDS = {
    "number": """
        membernumber memberno membernr memberid membershipnumber membershipno membershipid cardnumber
        mitgliedsnummer mitgliedsnr mitgliednummer mitgliednr mitgliedernummer mitgliedernr mglnr mitgliedsid
        numerodesocio numerodesocia numerosocio nsocio nosocio nodesocio nodesocia ndesocio numsocio
        numerodeafiliado numerodeafiliada numeroafiliado nafiliado
        noafiliado nodeafiliado nodeafiliada numafiliado numerodemiembro numeromiembro
        numeroadherent numerodadherent nadherent noadherent nodadherent nodeladherent ndadherent numadherent
        numerodemembre numeromembre nmembre nodemembre matricule
    """,
    "name": """
        name fullname wholename completename membername nameofmember
        vollername vollstandigername ganzername vorundnachname vornameundnachname vornamenachname vornamename
        namevorname namevornamen nachnamevorname
        nombre nombrecompleto nombreyapellidos nombreyapellido nombreapellidos apellidosynombre apellidosnombre
        nom nomcomplet nometprenom nomprenom nomprenoms prenometnom prenomnom
    """,
    "given_name": """
        givenname givennames firstname firstnames forename forenames vorname vornamen rufname
        nombredepila nombres primernombre prenom prenoms
    """,
    "family_name": """
        familyname surname surnames lastname lastnames nachname nachnamen familienname zuname
        apellido apellidos nomdefamille nomfamille patronyme
    """,
    "email": """
        email emails emailaddress mail mailaddress emailadresse mailadresse epost elektronischepost
        correo correoelectronico direcciondecorreo direcciondecorreoelectronico direccionelectronica direcciondeemail
        courriel courrielelectronique courrierelectronique adressemail adresseemail adresseelectronique
        adressecourriel adressedecourriel mel
    """,
    "phone": """
        phone phonenumber phoneno telephone telephonenumber telephoneno tel telno telnr
        telefon telefonnummer telefonnr fon festnetz festnetznummer rufnummer
        telefono numerodetelefono numtelefono tlf tfno telefonofijo
        numerodetelephone numerotelephone ntelephone notelephone telephonefixe
    """,
    "joined_on": """
        joined joinedon joinedat joindate joiningdate datejoined dateofjoining dateofentry entrydate membersince
        membershipsince memberfrom
        eintritt eintrittam eintrittsdatum datumeintritt datumdeseintritts eingetreten eingetretenam
        beitritt beitrittam beitrittsdatum datumdesbeitritts beigetreten beigetretenam mitgliedseit mitgliedab
        alta fechadealta fechaalta fechadeingreso fechaingreso fechadeafiliacion fechaafiliacion fechadeinscripcion
        sociodesde sociadesde miembrodesde afiliadodesde ingreso
        adhesion datedadhesion dateadhesion adherentdepuis adherentedepuis membredepuis datedentree dateentree
        datedinscription dateinscription inscritle adhesionle
    """,
    "left_on": """
        lefton leftat leavingdate dateofleaving dateleft datelefton memberuntil membershipend membershipended enddate
        austritt austrittam austrittsdatum datumaustritt datumdesaustritts ausgetretenam mitgliedbis
        baja fechadebaja fechabaja fechadesalida sociohasta afiliadohasta
        datedesortie datesortie datededepart datedepart sortiele membrejusqua
    """,
    "state": "membershipstate membershipstatus memberstatus mitgliedsstatus mitgliedstatus mitgliedschaftsstatus",
    "deceased": "deceased isdeceased contactisdeceased verstorben istverstorben fallecido decede",
    "human": "isphysicalperson isperson isahuman istperson",
    "active": "isactive istaktiv esactivo estactif",
    "address": """
        address streetaddress street streetandnumber streetnumber postaladdress addressline1 address1 homeaddress
        adresse anschrift strasse strassehausnummer strasseundhausnummer strassehausnr strassenr strasseundnr
        strassenummer wohnanschrift postanschrift wohnadresse postadresse
        direccion direccionpostal domicilio calle calleynumero
        adressepostale rue rueetnumero numeroetrue voie domicile
    """,
    "house_number": "housenumber houseno hausnummer hausnr numerodemaison numerodecasa",
    "postcode": "postcode postalcode zip zipcode plz postleitzahl codigopostal codpostal cp codepostal npa",
    "town": """
        town city townorcity towncity locality ort stadt wohnort ortschaft
        ciudad localidad poblacion municipio ville commune localite
    """,
    "language": """
        language lang preferredlanguage sprache muttersprache korrespondenzsprache bevorzugtesprache
        idioma idiomapreferido lengua langue languepreferee languedecorrespondance
    """,
    "notices_by": """
        noticesby noticeby notices sendnoticesby contactby preferredcontact contactpreference
        mitteilungenper mitteilungper benachrichtigung benachrichtigungper einladungper einladungenper kontaktweg
        versandart zustellung
        avisospor avisopor avisos notificaciones notificacionespor convocatoriaspor viadecontacto
        avispar notificationspar convocationpar convocationspar moyendecontact contactpar
    """,
    "settled_until": """
        duessettledto settledto settleduntil duespaidto duespaiduntil duespaidthrough paidto paiduntil paidthrough
        beitragbezahltbis beitragebezahltbis bezahltbis beitragbis cuotapagadahasta pagadohasta cuotashasta
        cotisationpayeejusqua cotisationajourjusqua payejusqua
    """,
    "owes": """
        owes owed duesowed amountowed arrears duesarrears openbalance openingbalance balancedue
        beitragsruckstand ruckstand offenerbeitrag offenerbetrag debe deuda cuotaspendientes
        doit montantdu impayes arrieres
    """,
}

# A word here fills its field only when no better column does: the mobile number beside a telephone number stays out.
SECOND_CHOICE = {
    "number": "number no nr num numero nummer n id",
    "phone": """
        mobile mobilephone mobilenumber mobileno cell cellphone handy handynummer handynr mobil mobiltelefon
        mobilnummer mobilnr movil telefonomovil celular portable telephoneportable numerodeportable
    """,
    "joined_on": "since seit desde depuis",
    "state": "state status estado situacion statut etat situation",
    "town": "place lugar lieu",
}

# A word here is understood and left out on purpose.
NOT_READ = {
    "branch": """
        branch section chapter local ortsgruppe ortsverband ortsverein sektion gruppe basisgruppe betriebsgruppe zweig
        agrupacion seccion sede agrupacionlocal seccionsindical sectionlocale groupelocal sectionsyndicale
    """,
    "why": "whatwaswrong",
}
