"""The words that names are read by: titles, particles, heads of organisations and places, demonyms, given names.

The tables are the project's own, written from general knowledge; countries and cities, which come from Unicode CLDR and
the tz database, are in `territories`. Entries are folded: lower case, no diacritics, no full stops.
"""

from __future__ import annotations

from verifier.facts.dates.tables import MONTHS, WEEKDAYS

COURTESY = frozenset("mr mrs ms mx dr".split())
TITLES = COURTESY | frozenset(
    """
    prof professor sir dame lord lady baron baroness count countess duke duchess prince
    princess king queen emperor empress tsar czar sultan emir sheikh ayatollah imam rabbi pope saint
    cardinal archbishop bishop father sister reverend rev pastor president vice-president chancellor premier
    minister secretary ambassador envoy governor gov mayor senator sen congressman congresswoman
    congressperson representative rep deputy councillor councilman councilwoman commissioner justice judge
    magistrate attorney prosecutor sheriff chief director chairman chairwoman chairperson chair ceo cfo coo
    spokesman spokeswoman spokesperson general gen lieutenant lt colonel col major maj captain capt
    commander cmdr admiral adm sergeant sgt corporal cpl private pvt marshal brigadier officer detective
    inspector constable superintendent coach manager captain-general dictator leader speaker taoiseach
    monsieur madame herr frau don dona senor senora comrade astronaut cosmonaut professor-emeritus economist
    analyst historian actor actress singer rapper author novelist poet director-general secretary-general
    """.split()
)
"""Words before a person's name that are not part of it."""

TITLE_PREFIXES = frozenset(
    """
    former ex acting interim then late incoming outgoing vice deputy prime foreign finance defence defense
    interior chief executive attorney lieutenant major brigadier rear lance staff first second crown grand
    supreme secretary assistant senior special presidential associate honorary right honourable honorable
    hon opposition party state police fire head general spokes press justice home health education energy
    trade treasury house senate majority minority
    """.split()
)
"""Capitalised words that stand before a title and go with it ("Former Prime Minister", "Deputy Police Chief")."""

SUFFIXES = frozenset("jr sr ii iii iv phd md esq mp kc qc obe mbe cbe".split())
"""Words after a person's name; those of rank in a family tell two people apart, see `FAMILY_RANKS`."""

NUMERALS = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII".split())
"""Roman numerals after rulers, family heads and wars."""

FAMILY_RANKS = frozenset({"jr", "sr", *(numeral.lower() for numeral in NUMERALS)})

PARTICLES = frozenset(
    """
    von van der den de del della di da do dos das du la le ibn bin bint al el ben abu ter ten zu zur und af
    av y
    """.split()
)
"""Lower-case words inside a person's name; they do not count when names are compared."""

ORGANISATION_HEADS = frozenset(
    """
    academy administration agency airlines airways alliance army assembly assn association authority bank
    banking broadcaster broadcasting brigade bureau cabinet caucus center centre chamber church club
    coalition college command commission committee community companies company confederation conference
    congress consortium constabulary convention cooperative corp corporation council court department
    directorate division faction federation force forces foundation front fund gmbh group guard guild
    hospital inc industries institute institution intelligence laboratories laboratory league library llc
    ltd lse ministry mission movement museum navy network newspaper office orchestra organisation
    organization parliament partners partnership party plc police press productions records regiment
    republicans reserve school secretariat senate service services society studios symphony syndicate team
    times treasury tribunal trust union universities university workers herald gazette tribune telegraph
    broadcasters airline marines pictures entertainment motors pharmaceuticals technologies systems holdings
    ventures capital bundesbank bundestag knesset
    """.split()
)

JOINING_HEADS = ORGANISATION_HEADS | frozenset(
    """
    hall book crown knights legend chronicles guardians sons daughters lady game gospel rite house board
    order isle islands bay gulf sea strait straits cape state kingdom republic republics states commonwealth
    battle siege treaty duchy city port lake mount university war emirate sultanate province county district
    museum emirates archdiocese diocese declaration convention protocol accord accords massacre siege
    invasion convention statue tower temple palace cathedral bishop archbishop duke duchess earl prince
    princess queen king lord
    """.split()
)
"""Capitalised words after which "of", "of the" or "for" and another capitalised word go on with the name."""

PLACE_HEADS = frozenset(
    """
    airport avenue bay beach boulevard bridge canal canyon cape castle cathedral city coast county creek
    delta desert district falls forest fort glacier gulf harbor harbour heights hill hills island islands
    isle lake lane mount mountain mountains ocean palace park parish peak peninsula plain plateau plaza port
    prefecture province range reef region reserve ridge river road sea square stadium station strait street
    territory tower township valley village volcano
    """.split()
)

EVENT_HEADS = frozenset(
    """
    war wars battle treaty olympics games cup championship championships festival revolution rebellion
    uprising crisis election elections summit accord accords agreement massacre hurricane typhoon cyclone
    earthquake prix marathon open tournament massacre depression
    """.split()
)

WORK_HEADS = frozenset("act bill constitution symphony sonata trilogy gazette".split())

REGIONS = frozenset(
    """
    africa antarctica asia europe oceania eurasia australasia north-america south-america central-america
    latin-america middle-east near-east far-east southeast-asia south-asia east-asia central-asia
    western-europe eastern-europe central-europe northern-europe southern-europe balkans caucasus caribbean
    scandinavia nordic-countries baltics sub-saharan-africa north-africa west-africa east-africa
    southern-africa maghreb sahel levant arctic west south-pacific polynesia melanesia micronesia benelux
    iberia siberia crimea donbas donbass gaza gaza-strip west-bank kurdistan chechnya tibet xinjiang
    catalonia bavaria lombardy tuscany sicily sardinia corsica normandy brittany andalusia transylvania
    silesia galicia flanders wallonia saxony prussia patagonia amazon amazonia himalayas alps andes pyrenees
    mediterranean pacific atlantic indian-ocean black-sea baltic-sea north-sea red-sea caspian-sea
    mediterranean-sea persian-gulf pacific-ocean atlantic-ocean arctic-ocean global-south silicon-valley
    wall-street hollywood
    """.split()
)
"""Parts of the world that are larger than a country, or that are not one: never surely different from a place."""

PLANETS = frozenset("mercury venus mars jupiter saturn uranus neptune pluto".split())
"""Places of their own; Earth is too often only a capital."""

STATES = {
    "US": """
        alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois
        indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
        missouri montana nebraska nevada new-hampshire new-jersey new-mexico new-york north-carolina
        north-dakota ohio oklahoma oregon pennsylvania rhode-island south-carolina south-dakota tennessee texas
        utah vermont virginia washington-state west-virginia wisconsin wyoming
        """,
    "GB": "england scotland wales northern-ireland",
    "CA": """
        alberta british-columbia manitoba new-brunswick newfoundland nova-scotia ontario prince-edward-island
        quebec saskatchewan yukon nunavut
        """,
    "AU": "new-south-wales queensland south-australia tasmania western-australia",
    "IN": """
        gujarat maharashtra punjab rajasthan tamil-nadu uttar-pradesh west-bengal kerala karnataka bihar assam
        goa haryana odisha telangana andhra-pradesh madhya-pradesh
        """,
    "DE": "hesse brandenburg thuringia saarland lower-saxony schleswig-holstein",
}
"""First-level parts of a country: of the same country, two of them are different places."""

CITIES = {
    "US": """
        boston chicago dallas houston philadelphia san-francisco san-diego seattle atlanta miami las-vegas
        new-orleans baltimore cleveland pittsburgh minneapolis milwaukee nashville memphis san-antonio san-jose
        austin portland sacramento cincinnati st-louis kansas-city new-york-city brooklyn manhattan oakland
        tucson albuquerque buffalo salt-lake-city omaha tulsa charlotte orlando tampa
        """,
    "GB": """
        manchester liverpool birmingham leeds sheffield glasgow edinburgh cardiff bristol belfast nottingham
        leicester
        """,
    "FR": "marseille lyon toulouse nice strasbourg bordeaux lille nantes montpellier",
    "DE": "munich hamburg cologne frankfurt stuttgart dusseldorf dresden leipzig hanover nuremberg bonn bremen",
    "IT": "milan naples turin florence venice bologna genoa palermo",
    "ES": "barcelona seville valencia bilbao malaga zaragoza",
    "RU": "st-petersburg saint-petersburg kazan sochi rostov grozny murmansk",
    "UA": "kharkiv odesa lviv mariupol donetsk luhansk kherson dnipro bakhmut zaporizhzhia chernobyl",
    "BY": "brest gomel grodno vitebsk mogilev",
    "PL": "krakow gdansk wroclaw lodz poznan",
    "NL": "rotterdam the-hague hague utrecht eindhoven",
    "BE": "antwerp ghent bruges",
    "CH": "geneva basel bern lausanne davos",
    "CN": "beijing guangzhou shenzhen wuhan tianjin chengdu nanjing hangzhou",
    "IN": "delhi new-delhi mumbai bombay bangalore bengaluru chennai madras hyderabad ahmedabad pune",
    "JP": "osaka kyoto yokohama hiroshima nagasaki sapporo fukushima nagoya kobe",
    "KR": "busan incheon daegu",
    "CA": "ottawa calgary",
    "AU": "canberra",
    "BR": "brasilia rio-de-janeiro",
    "TR": "ankara izmir",
    "IL": "tel-aviv haifa",
    "PS": "ramallah rafah khan-younis",
    "SA": "mecca medina jeddah",
    "SY": "aleppo homs",
    "IQ": "mosul basra erbil",
    "PK": "islamabad lahore peshawar",
    "VN": "hanoi",
    "KZ": "astana",
    "NZ": "wellington christchurch",
    "MA": "rabat marrakesh",
    "ZA": "cape-town pretoria durban",
    "NG": "abuja",
    "TZ": "dodoma",
    "AE": "abu-dhabi",
    "EC": "quito",
    "MM": "naypyidaw",
}
"""Cities that newsrooms name and the tz database does not, by country."""

VARIANTS = {
    "us": "united states",
    "usa": "united states",
    "america": "united states",
    "united states of america": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "gb": "united kingdom",
    "uae": "united arab emirates",
    "drc": "dr congo",
    "democratic republic of congo": "dr congo",
    "democratic republic of the congo": "dr congo",
    "congo kinshasa": "dr congo",
    "burma": "myanmar",
    "czech republic": "czechia",
    "ivory coast": "cote d'ivoire",
    "turkey": "turkiye",
    "swaziland": "eswatini",
    "macedonia": "north macedonia",
    "east timor": "timor leste",
    "cabo verde": "cape verde",
    "holland": "netherlands",
    "russian federation": "russia",
    "peoples republic of china": "china",
    "prc": "china",
    "republic of ireland": "ireland",
    "dprk": "north korea",
    "republic of korea": "south korea",
    "rok": "south korea",
    "kiev": "kyiv",
    "kharkov": "kharkiv",
    "odessa": "odesa",
    "lvov": "lviv",
    "lugansk": "luhansk",
    "kishinev": "chisinau",
    "peking": "beijing",
    "bombay": "mumbai",
    "madras": "chennai",
    "calcutta": "kolkata",
    "saigon": "ho chi minh city",
    "rangoon": "yangon",
    "constantinople": "istanbul",
    "bangalore": "bengaluru",
    "cracow": "krakow",
    "danzig": "gdansk",
    "the hague": "hague",
    "belorussia": "belarus",
    "byelorussia": "belarus",
    "homel": "gomel",
    "hrodna": "grodno",
    "vitsebsk": "vitebsk",
    "mahilyow": "mogilev",
    "saint petersburg": "st petersburg",
    "nyc": "new york city",
    "la": "los angeles",
    "washington dc": "washington",
    "washington d c": "washington",
    "dc": "washington",
    "vatican": "vatican city",
    "holy see": "vatican city",
    "hong kong": "hong kong",
    "macau": "macao",
    "eu": "european union",
    "un": "united nations",
    "palestine": "palestinian territories",
    "frg": "germany",
    "ussr": "soviet union",
    "zaporozhye": "zaporizhzhia",
    "dnepr": "dnipro",
    "quebec city": "quebec city",
    "mecca": "mecca",
    "makkah": "mecca",
    "marrakech": "marrakesh",
}
"""Other ways to write a place or body, and the form that stands for all of them."""

ABBREVIATIONS = frozenset("us usa uk gb uae drc prc dprk rok nyc la dc eu un frg ussr".split())
"""Those of `VARIANTS` that are read only in capitals."""

AMERICAN = {"centre": "center", "defence": "defense", "labour": "labor", "harbour": "harbor", "programme": "program"}
"""Spellings in which names of bodies differ."""

ORGANISATIONS = {
    "united nations": ("un", ""),
    "european union": ("eu", ""),
    "north atlantic treaty organization": ("nato", ""),
    "world health organization": ("who", "united nations"),
    "international monetary fund": ("imf", ""),
    "world bank": ("", ""),
    "world trade organization": ("wto", ""),
    "federal bureau of investigation": ("fbi", "us"),
    "central intelligence agency": ("cia", "us"),
    "national aeronautics and space administration": ("nasa", "us"),
    "european space agency": ("esa", ""),
    "international criminal court": ("icc", ""),
    "international court of justice": ("icj", "united nations"),
    "international atomic energy agency": ("iaea", "united nations"),
    "european central bank": ("ecb", "european union"),
    "european commission": ("ec", "european union"),
    "european parliament": ("", "european union"),
    "organization of the petroleum exporting countries": ("opec", ""),
    "agence france presse": ("afp", ""),
    "associated press": ("ap", ""),
    "british broadcasting corporation": ("bbc", ""),
    "reuters": ("", ""),
    "american broadcasting company": ("abc", ""),
    "national broadcasting company": ("nbc", ""),
    "columbia broadcasting system": ("cbs", ""),
    "cable news network": ("cnn", ""),
    "international olympic committee": ("ioc", ""),
    "federation internationale de football association": ("fifa", ""),
    "union of european football associations": ("uefa", ""),
    "national basketball association": ("nba", ""),
    "national football league": ("nfl", ""),
    "national hockey league": ("nhl", ""),
    "major league baseball": ("mlb", ""),
    "food and drug administration": ("fda", "us"),
    "environmental protection agency": ("epa", "us"),
    "national security agency": ("nsa", "us"),
    "centers for disease control and prevention": ("cdc", "us"),
    "securities and exchange commission": ("sec", "us"),
    "federal aviation administration": ("faa", "us"),
    "federal reserve": ("fed", "us"),
    "department of justice": ("doj", "us"),
    "bank of england": ("boe", "gb"),
    "national health service": ("nhs", "gb"),
    "african union": ("au", ""),
    "arab league": ("", ""),
    "red cross": ("", ""),
    "amnesty international": ("", ""),
    "human rights watch": ("hrw", ""),
    "greenpeace": ("", ""),
    "organization for security and co operation in europe": ("osce", ""),
    "unicef": ("", "united nations"),
    "unesco": ("", "united nations"),
    "unhcr": ("", "united nations"),
    "hamas": ("", ""),
    "hezbollah": ("", ""),
    "taliban": ("", ""),
    "islamic state": ("isis", ""),
    "al qaeda": ("", ""),
    "democratic party": ("", ""),
    "republican party": ("gop", ""),
    "kremlin": ("", "ru"),
    "white house": ("", "us"),
    "pentagon": ("", "us"),
    "congress": ("", "us"),
    "supreme court": ("", ""),
    "gazprom": ("", ""),
    "google": ("", ""),
    "microsoft": ("", ""),
    "apple": ("", ""),
    "amazon": ("", ""),
    "facebook": ("", ""),
    "twitter": ("", ""),
    "boeing": ("", ""),
    "airbus": ("", ""),
    "toyota": ("", ""),
    "volkswagen": ("", ""),
    "tesla": ("", ""),
    "spacex": ("", ""),
    "samsung": ("", ""),
    "sony": ("", ""),
    "nintendo": ("", ""),
    "netflix": ("", ""),
    "disney": ("", ""),
    "walmart": ("", ""),
    "pfizer": ("", ""),
    "moderna": ("", ""),
    "astrazeneca": ("", ""),
    "g7": ("", ""),
    "g20": ("", ""),
    "brics": ("", ""),
    "asean": ("", ""),
    "massachusetts institute of technology": ("mit", ""),
    "organization of american states": ("oas", ""),
    "organisation for economic co operation and development": ("oecd", ""),
    "world food programme": ("wfp", "united nations"),
}
"""Known bodies: their acronym, and the body or country that they are a part of (silent where that one is named)."""

DEMONYMS = {
    "AF": "afghan",
    "AL": "albanian",
    "DZ": "algerian",
    "AD": "andorran",
    "AO": "angolan",
    "AR": "argentine argentinian argentinean",
    "AM": "armenian",
    "AU": "australian aussie",
    "AT": "austrian",
    "AZ": "azerbaijani azeri",
    "BS": "bahamian",
    "BH": "bahraini",
    "BD": "bangladeshi",
    "BB": "barbadian",
    "BY": "belarusian belarusan belarussian byelorussian",
    "BE": "belgian",
    "BZ": "belizean",
    "BJ": "beninese",
    "BT": "bhutanese",
    "BO": "bolivian",
    "BA": "bosnian",
    "BW": "botswanan",
    "BR": "brazilian",
    "BN": "bruneian",
    "BG": "bulgarian",
    "BF": "burkinabe",
    "BI": "burundian",
    "KH": "cambodian",
    "CM": "cameroonian",
    "CA": "canadian",
    "CV": "cape-verdean",
    "CF": "central-african",
    "TD": "chadian",
    "CL": "chilean",
    "CN": "chinese",
    "CO": "colombian",
    "KM": "comorian",
    "CG": "congolese",
    "CR": "costa-rican",
    "HR": "croatian croat",
    "CU": "cuban",
    "CY": "cypriot",
    "CZ": "czech",
    "DK": "danish dane",
    "DJ": "djiboutian",
    "DO": "dominican",
    "EC": "ecuadorian ecuadorean",
    "EG": "egyptian",
    "SV": "salvadoran",
    "GQ": "equatoguinean",
    "ER": "eritrean",
    "EE": "estonian",
    "ET": "ethiopian",
    "FJ": "fijian",
    "FI": "finnish finn",
    "FR": "french frenchman frenchwoman frenchmen",
    "GA": "gabonese",
    "GM": "gambian",
    "GE": "georgian",
    "DE": "german",
    "GH": "ghanaian",
    "GR": "greek",
    "GL": "greenlandic greenlander",
    "GT": "guatemalan",
    "GN": "guinean",
    "GY": "guyanese",
    "HT": "haitian",
    "HN": "honduran",
    "HU": "hungarian",
    "IS": "icelandic icelander",
    "IN": "indian",
    "ID": "indonesian",
    "IR": "iranian persian",
    "IQ": "iraqi",
    "IE": "irish irishman irishwoman irishmen",
    "IL": "israeli",
    "IT": "italian",
    "CI": "ivorian",
    "JM": "jamaican",
    "JP": "japanese",
    "JO": "jordanian",
    "KZ": "kazakh kazakhstani",
    "KE": "kenyan",
    "XK": "kosovar kosovan",
    "KW": "kuwaiti",
    "KG": "kyrgyz",
    "LA": "laotian lao",
    "LV": "latvian",
    "LB": "lebanese",
    "LR": "liberian",
    "LY": "libyan",
    "LT": "lithuanian",
    "LU": "luxembourgish luxembourger",
    "MG": "malagasy",
    "MW": "malawian",
    "MY": "malaysian",
    "MV": "maldivian",
    "ML": "malian",
    "MT": "maltese",
    "MR": "mauritanian",
    "MU": "mauritian",
    "MX": "mexican",
    "FM": "micronesian",
    "MD": "moldovan",
    "MC": "monegasque",
    "MN": "mongolian",
    "ME": "montenegrin",
    "MA": "moroccan",
    "MZ": "mozambican",
    "MM": "burmese",
    "NA": "namibian",
    "NP": "nepalese nepali",
    "NL": "dutch dutchman dutchwoman dutchmen",
    "NZ": "kiwi",
    "NI": "nicaraguan",
    "NE": "nigerien",
    "NG": "nigerian",
    "MK": "macedonian",
    "NO": "norwegian",
    "OM": "omani",
    "PK": "pakistani",
    "PS": "palestinian",
    "PA": "panamanian",
    "PG": "papuan",
    "PY": "paraguayan",
    "PE": "peruvian",
    "PH": "filipino filipina philippine",
    "PL": "polish pole",
    "PT": "portuguese",
    "PR": "puerto-rican",
    "QA": "qatari",
    "RO": "romanian",
    "RU": "russian",
    "RW": "rwandan",
    "WS": "samoan",
    "SA": "saudi saudi-arabian",
    "SN": "senegalese",
    "RS": "serbian serb",
    "SL": "sierra-leonean",
    "SG": "singaporean",
    "SK": "slovak slovakian",
    "SI": "slovenian slovene",
    "SO": "somali somalian",
    "ZA": "south-african",
    "KR": "south-korean",
    "KP": "north-korean",
    "SS": "south-sudanese",
    "ES": "spanish spaniard",
    "LK": "sri-lankan",
    "SD": "sudanese",
    "SR": "surinamese",
    "SE": "swedish swede",
    "CH": "swiss",
    "SY": "syrian",
    "TW": "taiwanese",
    "TJ": "tajik",
    "TZ": "tanzanian",
    "TH": "thai",
    "TL": "timorese",
    "TG": "togolese",
    "TO": "tongan",
    "TT": "trinidadian",
    "TN": "tunisian",
    "TR": "turkish turk",
    "TM": "turkmen",
    "UG": "ugandan",
    "UA": "ukrainian",
    "AE": "emirati",
    "GB": "british briton englishman brit",
    "US": "american",
    "UY": "uruguayan",
    "UZ": "uzbek",
    "VU": "vanuatuan",
    "VE": "venezuelan",
    "VN": "vietnamese",
    "YE": "yemeni",
    "ZM": "zambian",
    "ZW": "zimbabwean",
}
"""Nationalities by country code: adjectives and nouns, singular; the plural in -s is read too."""

PEOPLES = {
    "european": "",
    "north american": "",
    "south american": "",
    "western european": "",
    "eastern european": "",
    "middle eastern": "",
    "african": "",
    "asian": "",
    "arab": "",
    "latin american": "",
    "scandinavian": "",
    "nordic": "",
    "slavic": "",
    "kurdish": "",
    "kurd": "",
    "jewish": "",
    "muslim": "",
    "christian": "",
    "islamic": "",
    "catholic": "",
    "protestant": "",
    "soviet": "",
    "baltic": "",
    "english": "GB",
    "scottish": "GB",
    "welsh": "GB",
    "catalan": "ES",
    "basque": "ES",
    "bavarian": "DE",
    "chechen": "RU",
    "tibetan": "CN",
    "uyghur": "CN",
    "californian": "US",
    "texan": "US",
    "hawaiian": "US",
    "sicilian": "IT",
    "quebecois": "CA",
    "korean": "KR KP",
    "hispanic": "",
    "latino": "",
    "roman": "",
    "african american": "US",
    "asian american": "US",
    "native american": "US",
    "hindu": "",
    "sikh": "",
    "buddhist": "",
}
"""Peoples that are not one country's citizens, with the countries that they are a part of where that is known."""

GIVEN_NAMES = frozenset(
    """
    aaron abdul abdullah abigail abraham adam adolf adrian agnes ahmad ahmed aisha alan albert alberto alec
    alejandro alena ales aliaksandr aleksandr aleksei alessandro alex alexander alexandra alexei alexis
    alfred ali alice alicia alison allen amanda amelia amir amy ana anastasia anastasiya andre andrea
    andreas andrei andres andrew andrey andriy andrzej angela angelina anita ann anna anne annie anthony
    antonio antony anton anwar april archie ariana arnold arthur ashley audrey barack barbara barry bashar
    beatrice ben benedict benjamin bernard bernie beth betty beyonce bill billy bob bobby boris brad bradley
    brandon brenda brett brian bruce bruno bryan burt calvin cameron camilla carl carla carlos carmen carol
    caroline carolyn catherine cecilia charles charlie charlotte chelsea cheryl chris christian christina
    christine christopher claire clara clark claude claudia clint colin connor constance craig cristiano
    crystal curtis cynthia daisy dale damien dan daniel daniela danny darren dave david dean deborah debra
    denis denise dennis derek diana diane diego dimitri dmitri dmitry dolores dominic don donald donna dora
    doris dorothy doug douglas drew duncan dwight dylan earl ed eddie edgar edith edmund eduardo edward
    edwin eileen elaine eleanor elena eli elias elijah elisabeth elizabeth ella ellen elon elton elvis emil
    emily emma emmanuel enrique eric erica erik erin ernest ernesto esther ethan eugene eva evan evelyn ewan
    fatima felipe felix fernando fidel florence francesco frances francis francisco franco francois frank
    franklin fred freddie frederick gabriel gareth gary gavin gemma gene geoffrey george georgia gerald
    gerard gerhard gianni gilbert gina giorgia giovanni giuseppe glenn gloria gordon grace graham grant greg
    gregory greta guillermo gustav guy gwen hamid hannah hans harold harriet harry harvey hassan heather
    hector heidi heinrich helen helena helmut henri henry herbert herman hilary hillary homer howard hugh
    hugo humphrey hussein ian ibrahim igor ilham imran indira ingrid irene irina iris isaac isabel isabella
    ivan ivanka jack jackie jackson jacob jacques jaime jake james jamie jan jane janet janice jared jason
    javier jay jean jeff jeffrey jennifer jenny jeremy jerome jerry jesse jessica jesus jill jim jimmy joan
    joanna joao joe joel johan johann john johnny jon jonah jonas jonathan jorge jose josef joseph josh
    joshua joyce juan juanita judith judy jules julia julian julie julio justin jurgen kamala karen karim
    karl kate katherine kathleen kathryn kathy katie keir keith kelly ken kenneth kevin khalid kim kimberly
    kirk konstantin kristen kurt kyle larry laura lauren laurence lawrence lee lena leo leon leonard
    leonardo leonid leslie lewis liam lily linda lindsay lindsey lionel lisa liz lloyd logan lois lorenzo
    louis louise luca lucas lucia lucy luigi luis luiz luke lydia lynn madeleine mahmoud malcolm marc marcel
    marcia marco marcus marfa margaret maria marian marie marilyn marina mario marion mark marsha martha
    martin marvin mary maryia mateusz matt matteo matthew maureen maurice max maxim maxime megan mehmet
    melania melissa meryl mia michael micheal michel michele michelle miguel mikhail mike mikheil mikola
    mila miley milos miranda miriam mitch mitt mohamed mohammad mohammed molly monica morgan moses muhammad
    mustafa nadia nancy naomi narendra natalia natalie natasha nathan nathaniel neil nelson nicholas nick
    nicola nicolas nicole nigel nikita nikki nikol nikolai noah noel nora norman olaf oleg olga oliver
    olivia olof omar oprah orlando oscar osama otto owen pablo paddy pamela paolo pat patricia patrick paul
    paula pete pauline pavel pedro penelope penny peter petro phil philip philippe phillip pierre piotr
    priscilla quentin rachel rafael ralph ramon randy raul ray raymond rebecca recep reggie renee rex
    ricardo richard rick ricky rishi rita rob robert roberta roberto robin rodney rodrigo roger roland roman
    ron ronald ronnie rosa rose ross roy ruben rudolf rudy rupert russell ruth ryan sadiq salman sally
    salvador sam samantha samuel sandra sanna santiago sara sarah saul scarlett scott sean sebastian serena
    sergei sergey sergio seth shane shannon sharon shaun shawn sheila shirley siarhei sidney siegfried
    sigmund silvio simon simone sofia sonia sophia sophie spencer stacy stanley stefan stella stephanie
    stephen steve steven stevie stuart sue susan suzanne sviatlana svetlana sylvester sylvia tamara tara ted
    teresa terry thelma theodore theresa thomas tiffany tim timothy tina todd tom tommy toni tony tracy
    trevor tsai tyler ulrich ursula valentin valentina valerie vanessa vasily vera veranika vernon veronica
    vicente victor victoria viktar viktor vincent vincenzo viola virginia vivian vladimir volodymyr wallace
    walt walter wanda warren wayne wendy werner wilhelm will william willie winston wolfgang woodrow xavier
    xi yasser yevgeny yitzhak yulia yuri yusuf yves zachary zane zoe zoya
    """.split()
)
"""Given names that are common in English-language news."""

NICKNAMES = (
    "william bill billy will willie liam",
    "robert bob bobby rob robbie bert",
    "richard rick ricky dick rich richie",
    "james jim jimmy jamie",
    "john jack johnny jon",
    "jonathan jon",
    "joseph joe joey",
    "michael mike mick mickey micky",
    "thomas tom tommy",
    "edward ed eddie ted teddy ned",
    "theodore ted teddy theo",
    "charles charlie chuck chas",
    "anthony tony",
    "andrew andy drew",
    "daniel dan danny",
    "david dave davey",
    "donald don donny",
    "elizabeth liz beth betty lizzie eliza libby bess",
    "margaret maggie meg peggy marge",
    "katherine catherine kathryn kate katie kathy cathy kit",
    "christopher chris topher",
    "christine chris christina tina",
    "alexander alex sasha al sandy",
    "alexandra alex sasha sandra",
    "alexei alex",
    "nicholas nick nicky",
    "samuel sam sammy",
    "samantha sam",
    "benjamin ben benny",
    "matthew matt",
    "patrick pat paddy",
    "patricia pat patty trish",
    "peter pete",
    "philip phil",
    "ronald ron ronnie",
    "raymond ray",
    "gerald gerry jerry",
    "lawrence larry",
    "leonard len leo lenny",
    "kenneth ken kenny",
    "gregory greg",
    "jeffrey jeff",
    "geoffrey geoff",
    "stephen steve",
    "steven steve",
    "timothy tim",
    "walter walt wally",
    "vincent vince vinny",
    "victoria vicky tori",
    "susan sue susie",
    "rebecca becky",
    "jennifer jen jenny",
    "jessica jess",
    "deborah debbie deb",
    "barbara barb",
    "bernard bernie",
    "albert al bert",
    "alfred al alf fred",
    "frederick fred freddie",
    "francis frank",
    "franklin frank",
    "henry harry hank hal",
    "harold harry hal",
    "abraham abe",
    "eugene gene",
    "douglas doug",
    "dorothy dot dottie",
    "josephine jo josie",
    "joshua josh",
    "zachary zach zack",
    "nathaniel nathan nate",
    "terence terry",
    "martin marty",
    "maxwell max",
    "oliver ollie",
    "mitchell mitch",
    "vladimir vova",
    "dmitry dima",
    "mikhail misha",
    "robin rob",
    "stanley stan",
    "arthur art",
    "leslie les",
    "hillary hilary",
)
"""Given names that one person goes by."""

NOT_NAMES = frozenset(
    """
    a about above according after afterwards again against all almost alone along already also although
    always am amid among an and another any anyone anything are around as at away back be because been
    before behind being below beside besides between beyond both but by can could critics despite did do
    does down during each earlier either elections else elsewhere enough even eventually every everybody
    everyone everything except experts few finally first following for former freedom from further
    furthermore given had has have having he hence her here hers herself him himself his how however i if
    i'd i'll i'm i've in indeed initially inside instead into is it it's its itself just last later latest
    less let like local many may maybe me meanwhile members men might mine more moreover most much must my
    myself near nearly neither never nevertheless new next no nobody none nor not nothing now of off
    officials often old on once one only onto opposition or originally other others otherwise our ours out
    outside over overall part people perhaps police previously prior rather recently related reporters
    residents same second several shall she should similarly since sir so some somebody someone something
    sometimes soon still such support than that the their theirs them themselves then there thereafter
    therefore these they thing things third this those though thousands hundreds millions through throughout
    thus till to today together tomorrow tonight too toward towards two three four five six seven eight nine
    ten under unlike until up upon us use used usually very was we well were what whatever when whenever
    where whereas wherever whether which while who whoever whole whom whose why will with within without
    witnesses women would yes yesterday yet you young your yours yourself authorities protesters
    investigators scientists researchers government governments inflation unemployment parliament lawmakers
    analysts doctors students teachers children share photo image article original by advertisement updated
    published editor file source video watch read subscribe chapter section figure table today's that's
    there's he's she's let's they're we're you're don't can't won't didn't isn't it's what's who's nobody's
    two's don dear please thanks thank hello oh ok okay
    """.split()
)
"""Words that are capitalised only because a sentence or headline begins with them."""

ARTICLES = frozenset("a an the i it its this that these those he she we they you my your his her our their".split())
"""Words that are not the first of a name wherever they stand, unless the tables know it ("The Hague")."""

SMALL_IN_HEADLINES = frozenset(
    """
    a an the and or but nor yet so for of in on at to by as via per off out up vs de la le von van der about
    above after against along amid among around before behind below between beyond during from into like
    near onto over since than that through towards under until upon versus with within without
    """.split()
)
"""Words that a headline in capitals writes small."""

CALENDAR = frozenset({
    *MONTHS,
    *(WEEKDAYS.keys() - {"weds"}),
    *"am pm ad bc bce ce gmt utc est edt pst pdt cet cest bst msk spring summer autumn winter easter christmas".split(),
})  # fmt: skip
"""Words of dates and times, which `dates` reads; but "Weds" in a headline may be a verb."""

NOT_NAMED = frozenset(
    """
    i $ us$ fy q1 q2 q3 q4 h1 h2 km kg mph gdp cpi ceo cfo tv dna id it ok pdf url faq phd ii iii iv v vi
    vii viii ix x xi xii xiii xiv xv xvi
    """.split()
)
"""Capitals that are units, roman numerals or common abbreviations."""

PERSON_VERBS = frozenset(
    """
    said says told tells wrote writes added adds announced announces argued asked believes called claimed
    claims confirmed declared denied explained insisted noted posted replied resigned responded suggested
    testified thanks thanked thinks holds held returns returned plays lives lived works worked becomes wins
    loses tweeted urged vowed warned married died was is has had will did can became born visited met won
    lost led signed ruled served played scored starred directed founded moved studied attended received
    joined defeated beat agreed refused rejected accepted
    """.split()
)
"""Verbs after a sentence's first word that show it to be a name."""

PERSON_SPEECH = frozenset(
    """
    said says told tells wrote writes added insisted replied tweeted testified married resigned
    """.split()
)
"""Verbs that only a person is the subject of, near enough."""

SOUNDS = """
    tch:4 sch:s tsk:sk zh:z sh:s ch:4 kh:h gh:g ph:f th:t ck:k ts:t tz:t dj:j dzh:j x:ks q:k w:v ou:ov ew:ev
    ff:v iy:i yi:i yy:i ii:i ie:i ye:e yo:o io:o yu:u iu:u ya:a ia:a y:i j:i c:k u:o
    """
"""Letter groups that transliterations write in more than one way, and what stands for them; applied in order."""

COMMON_GIVEN_NAMES = frozenset(
    """
    will mark grace rose guy max bill grant frank ray jack chase penny daisy lily iris crystal dale drew
    earl gene pat rob sally sue victor viola april june august christian olive rich art faith hope joy dean
    rex homer gloria sonia heather carol molly miles ken don archie flora stella alba leo clay chance
    """.split()
)
"""Given names that are words too, and as a sentence's first word are likelier that."""

MONTHS_AS_SURNAMES = frozenset({"may", "march", "april", "june", "august"})

SMALL_WORDS = frozenset("of the for and & inc corp corporation ltd limited llc plc ag gmbh co company fc afc".split())
"""Words of a body's name that it is often named without."""

COMMON_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ing",
    "ers",
    "ors",
    "ists",
    "ies",
    "ship",
    "ance",
    "ence",
    "ism",
    "ed",
    "ly",
    "tions",
    "sions",
    "ments",
)
"""Endings of ordinary words, which a sentence's first word with a verb after it is not a name with."""
