"""Names that tell an encoding: in another one their bytes are letters too, and only the name is wrong.

“Jiří” saved in Windows-1250 reads “Jiøí” in Windows-1252, which no rule about letters and signs could refuse. Names of
which such a rule or UTF-8 tells enough, as German or Russian ones, are not here.
"""

_WORDS = (
    # Czech and Slovak
    """
    jiří ondřej řehoř bedřich kateřina věra zdeněk luděk květa květoslava světlana čeněk přemysl oldřich vavřinec
    bořivoj matěj alžběta zbyněk vítězslav jindřich jindřiška dvořák dvořáková černý černá němec němcová růžička
    růžičková říha řezníček kučera kučerová kovář kovářová havlíček pařízek křížek kříž křížová vaněk vaňková staněk
    kolář kolářová čech čermák čermáková čížek kubíček mareček nováček sedláček šťastný krejčí vlček bednář bednářová
    ševčík štěpán štěpánek janeček šimůnek kováč kováčová kováčik ďurica ďuriš ľubomír ľubica ľudmila ľuboš ľudovít
    jurčík jančík krajčír polaček
    """,
    # Polish
    """
    michał paweł rafał łukasz łucja stanisław stanisława władysław władysława bolesław bolesława mirosław mirosława
    przemysław jarosław jarosława wacław wiesław wiesława bogusław bogusława zdzisław zdzisława czesław czesława
    elżbieta małgorzata grażyna bożena jędrzej wiśniewski wiśniewska woźniak kozłowski kozłowska jabłoński jabłońska
    dąbrowski dąbrowska zieliński zielińska kamiński kamińska szymański szymańska pawłowski pawłowska michałowski żak
    gołębiowski zając pająk jasiński jasińska kołodziej głowacki głowacka włodarczyk błaszczyk jędrzejczyk cieślak
    """,
    # Hungarian
    """
    gergő benő győző dezső jenő ernő rezső lőrinc erdős erdősi erdődi szűcs győri győrfi győrffy kőszegi szőke szőcs
    hegedűs fűzesi kőrösi kőműves gerő tőkés csűrös szőllősi petőfi bősze mező fűrész
    """,
    # Romanian
    """
    ştefan ştefania ionuţ constanţa mihăiţă mihăilă cătălin cătălina răzvan mădălina ţurcanu ştefănescu niţă niţu
    gheorghiţă ioniţă dumitraşcu mureşan mureşanu moţ bălan pătraşcu stănescu tănase dănilă rădulescu rădoi păun
    păunescu lăcătuş drăgan drăgănescu
    """,
    # Croatian, Bosnian, Serbian, Slovene; most of them are told by their ending
    """
    kovač đorđe đuro đurđica anđelko anđela kovačič zupančič petrič mlinarič hočevar kočevar potočnik čeh žnidaršič
    """,
    # Turkish
    """
    ayşe şahin şule yıldız yıldırım yılmaz kılıç işık ışık ışıl aydın altın doğan oğuz tuğba tuğçe buğra çağla çağlar
    çağrı barış savaş güneş ateş şen şeker şimşek akdağ karadağ bozdağ erdoğan erdoğdu özdağ taş sarı çakır balcı ekşi
    kuş avcı ağca fırat nazlı aslı aslıhan pınar gülşen gülşah nurşen çalışkan taşkın coşkun kızılkaya aktaş bektaş
    karataş kıvanç sıla ırmak yağmur İbrahim İsmail İlhan
    """,
    # Lithuanian and Latvian
    """
    rūta jūratė birutė eglė dovilė ramunė gintarė agnė audronė živilė žygimantas šarūnas žilvinas aušra žukauskas
    žilinskas vaičiūnas šimkus mažeika baltrušaitis jānis kārlis pēteris mārtiņš jēkabs dāvis ģirts līga kristīne ēriks
    mārīte bērziņš bērziņa kalniņš kalniņa ozoliņš ozoliņa liepiņš liepiņa krūmiņš krūmiņa eglītis eglīte vītols vītola
    kļaviņš kļaviņa āboliņš āboliņa zariņš zariņa siliņš siliņa pētersons pētersone saulītis saulīte kārkliņš kārkliņa
    """,
    # Danish and Norwegian, which an old Mac would read from DOS as Sõren Kjër
    """
    søren jørgen bjørn kjær nørgaard sørensen jørgensen jørn åse bøgh møller kjeldgård håkon bjørg sæther ødegård pål
    grønvold høyer sjøberg solbjørg asbjørn torbjørn thorbjørn sørlie næss østby øyvind øystein håvard
    """,
)
NAMES = frozenset(word.casefold() for words in _WORDS for word in words.split())
ENDINGS = ("ić", "ček", "čková", "ńska", "oğlu", "iņš", "iņa", "ienė", "aitė", "ytė", "ičius")
