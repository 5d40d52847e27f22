import pytest

from verifier import facts
from verifier.rules import Statement, phrases, relations
from verifier.rules.alignment import align


def statement(text):
    return Statement.of(text, facts.extract(text))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Google sued Apple over a patent in 2019.", "Google was sued by Apple over a patent in 2019."),
        ("Google was sued by Apple over a patent in 2019.", "Google sued Apple over a patent in 2019."),
        ("The minister attacked the journalist.", "The minister was attacked by the journalist."),
        ("The company bought by Orbis makes pumps.", "The company that bought Orbis makes pumps."),
        ("She succeeded Karl Braun in 2011.", "She was succeeded by Karl Braun in 2011."),
        ("His wife wrote the novel in 1931.", "He wrote the novel for his wife in 1931."),
        (
            "The mother of the suspect was arrested in Rome.",
            "The suspect was arrested in Rome at the home of his mother.",
        ),
        ("Men earn less than women in the sector.", "Women earn less than men in the sector."),
        ("Nurses trained the doctors.", "The doctors trained the nurses."),
        ("Mrs Ott was at the bank when her son was shot.", "Mrs Ott was shot when her son was at the bank."),
        ("The driver survived and two passengers died.", "The driver died and two passengers survived."),
        ("The tax is paid by the seller and not the buyer.", "The tax is paid by the buyer and not the seller."),
        ("The loan was given by Greece to the fund.", "The loan was given by the fund to Greece."),
        ("Chile go to the World Cup.", "Peru beat Chile in Lima on Saturday and go to the World Cup."),
        ("Diego Rios scored both goals for Chile.", "Diego Rios scored both goals for Peru; Chile had a man sent off."),
        ("Peru must beat Bolivia.", "Chile, who lost to Peru after Pablo Soto was sent off, must beat Bolivia."),
        (
            "Bola Ade was jailed for three years.",
            "The court acquitted the singer Bola Ade but convicted his manager, Tunde Oke, who was jailed for three years.",
        ),
        (
            "The pond froze before the lake because it is deeper.",
            "The pond froze before the lake because it is sheltered, although it is deeper.",
        ),
        ("The thief was caught in Wyford.", "The car was found in Wyford and the thief was caught in Exby."),
        ("She voted to keep the statue.", "She voted against keeping the statue."),
        ("The WHO recommends the drug.", "The WHO recommends against the drug."),
        (
            "Patients given the placebo recovered sooner than those given the drug.",
            "Patients given the drug recovered sooner than those given the placebo.",
        ),
        ("Twice as many men as women died.", "Twice as many women as men died."),
        ("The plane flew from Lisbon to Paris.", "The plane flew from Paris to Lisbon."),
        ("The plane flew to Paris on Monday.", "The plane flew from Paris on Monday."),
        ("The senator voted for the bill.", "The senator voted against the bill."),
        ("The senator voted for the bill.", "The senator voted against the amended bill."),
        ("The trial was stopped because the drug worked.", "The trial was stopped although the drug worked."),
        ("The strike ended because wages rose.", "The strike ended before wages rose."),
        ("The mayor and the governor resigned.", "Either the mayor or the governor resigned."),
        ("Cocoa fell on Friday while coffee recovered.", "Coffee fell on Friday, traders said, while cocoa recovered."),
        ("Divers freed the whale.", "The whale was freed by fishermen after divers had called them."),
        ("The union blamed the pilot.", "The airline blamed the pilot, and the union defended him."),
        ("The pilot was blamed by the union.", "The airline blamed the pilot, and the union defended him."),
        ("Mia Roth was freed from the wreck by her brother.", "Mia Roth freed her brother from the wreck on Sunday."),
        (
            "The town of Perrin will pay for the sewer and the county for the pumps.",
            "The county will pay for the sewer in Perrin and the town itself for the pumps.",
        ),
        ("Teachers rejected the offer.", "The offer made to teachers was rejected by parents."),
        ("The abbot answered the letter from Bishop Denys.", "Bishop Denys answered the abbot's letter within a week."),
        (
            "The dairy said its milk was spoiled.",
            "An inspector in Parma said the dairy's milk was spoiled; the dairy itself said it was not.",
        ),
        (
            "The bank will close 35 branches in cities.",
            "The bank will close 35 branches, all of them in villages; those in cities remain open.",
        ),
        (
            "The herring returned because the ferry stopped running.",
            "The ferry stopped running because the herring had returned.",
        ),
        ("The band split up after the singer left.", "The singer left after the band had split up in May."),
        ("Most parents backed the move.", "Most pupils at schools in Tartu backed the move; most parents opposed it."),
        ("Ina Berg was succeeded as abbot by Per Lund.", "Ina Berg succeeded Per Lund as abbot."),
        ("Queen Ada ruled for her aunt Mona.", "Queen Ada was nine, so her aunt Mona ruled for her."),
        ("Unlike the grey owl, the barn owl does not migrate.", "The grey owl, unlike the barn owl, does not migrate."),
        (
            "The chairman praised Ina Berg two days after she had quit as finance director.",
            "The finance director, Ina Berg, quit on Tuesday, two days after the chairman had praised her.",
        ),
        ("Police arrested a man in Dover.", "Police arrested a man from Dover in Calais after a tip."),
        ("Police arrested a man from Calais.", "Police arrested a man from Dover in Calais after a tip."),
        ("Two climbers died in Spain.", "Two climbers from Spain died on a mountain in Nepal."),
        ("Rain in Lisbon delayed a train.", "Rain in Porto delayed a train from Lisbon to Braga."),
        ("A train crashed in Lisbon.", "A train to Lisbon crashed near Evora."),
        ("The nurse from Kent won a prize.", "The nurse won a prize in Kent."),
        ("The virus jumped from pigs to bats.", "The virus jumped from bats to pigs, and the pigs infected workers."),
        (
            "The team moved the servers from Galway to Cork.",
            "The team moved the servers from Cork to Galway, and Galway celebrated.",
        ),
        ("Rabbits hunt foxes.", "Foxes hunt rabbits, and lynxes hunt foxes."),
        ("Neon is lighter than helium.", "Helium is lighter than neon, and neon is lighter than argon."),
        ("A tram hit a bus.", "A bus hit a tram in Main Street, and a car hit the bus."),
        (
            "Hulls of zinc are protected with blocks of iron.",
            "Iron rusts faster than zinc, so ships' hulls of iron are protected with blocks of zinc.",
        ),
    ],
)
def test_words_that_are_related_otherwise_are_no_support(claim, source):
    assert relations.reservation(statement(claim), statement(source)) != ""


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Apple sued Google over a patent in 2019.", "Google was sued by Apple over a patent in 2019."),
        ("The film was directed by Ann Lee.", "The film is a drama directed by the American director Ann Lee."),
        ("The song was recorded by Ann Lee.", "The song was recorded by John Cook and Ann Lee."),
        ("The plane flew from Lisbon to Paris.", "The plane flew to Paris from Lisbon."),
        ("The court freed the banker on Friday.", "On Friday the court freed the banker."),
        ("Talks began in Oslo between ministers.", "In Oslo ministers began talks."),
        ("Doctors saved patients with the help of nurses.", "With the help of nurses, doctors saved patients."),
        ("Profit rose as sales grew.", "As sales grew, profit rose."),
        ("Cars, buses and trains were late.", "Trains, buses and cars were late."),
        ("Peru go to the World Cup.", "Peru beat Chile in Lima on Saturday and go to the World Cup."),
        ("Chile must beat Bolivia.", "Chile, who lost to Peru after Pablo Soto was sent off, must beat Bolivia."),
        ("Ann Lee was fired by Tom Row.", "Tom Row fired Ann Lee in Leeds."),
        ("The film stars Ann Lee.", "The film stars Tom Row, Joan Birch and Ann Lee."),
        ("Damian Lewis plays Nicholas Brody.", "Nicholas Brody, played by Damian Lewis, is a character of the series."),
        ("Norway voted against it.", "Norway's parliament voted against it."),
        ("Spain has more doctors than Peru.", "Spain has more doctors than Peru."),
        ("The paper reported that the mayor resigned.", "The mayor resigned, the paper reported."),
        ("The disorder may result from trauma.", "The disorder is attributed to trauma."),
        (
            "The minister opened the bridge.",
            "The bridge was opened by Ana Silva, the finance minister, beside the mayor.",
        ),
        ("The airline blamed the pilot.", "The airline, which the union had sued, blamed the pilot."),
        ("Drivers may not enter the harbour.", "Drivers who have no permit may not enter the harbour."),
        ("The younger sister became a nun.", "The older sister married, and the younger became a nun."),
        ("Her brother freed Mia Roth from the wreck.", "Mia Roth was freed from the wreck by her brother."),
        ("Mia Roth freed her brother.", "Mia Roth freed her brother in a park by the lake."),
        ("Rents in the city rose.", "Wages in the city of Aarhus rose by 4 percent and rents by 3 percent."),
        ("The school opened in 1990.", "Ulm has two schools. The town opened its first school in 1990."),
        ("More people cycle to work than drive.", "Those who cycle to work outnumber those who drive."),
        ("Pupils who eat no meat get a menu.", "Schools offer a menu to those pupils who eat no meat."),
        ("The herring returned because the ferry stopped.", "Because the ferry stopped, the herring returned."),
        ("The band split up after the singer left.", "After the singer left in May the band split up."),
        ("Losses cut profit.", "Profit was cut by 14 percent by losses."),
        ("Ina Berg was succeeded as abbot by Per Lund.", "Per Lund succeeded Ina Berg as abbot."),
        ("Exby's deputy mayor, Per Lund, resigned.", "Per Lund, the deputy mayor of Exby, resigned."),
        ("Ina Berg, Lady of Exby, is the only aunt of Per Lund.", "Ina Berg, Lady of Exby, is Per Lund's only aunt."),
        ("Exby Press released Cher.", "Cher is an album, released in May by Exby Press."),
        ("Unlike the barn owl, the grey owl does not migrate.", "The grey owl, unlike the barn owl, does not migrate."),
        (
            "Ina Berg had quit two days after the chairman praised her.",
            "The finance director, Ina Berg, quit on Tuesday, two days after the chairman had praised her.",
        ),
        ("Ina Berg was born in Kent.", "Ina Berg, born at Exby in Kent, wrote plays."),
        ("Police arrested a man in Calais.", "Police arrested a man from Dover in Calais after a tip."),
        ("A train to Lisbon crashed.", "A train to Lisbon crashed near Evora."),
        ("The dance originated in Jamaica.", "The dance originated from Jamaica."),
        ("Karl Braun settled in Bonn.", "Karl Braun moved to Bonn."),
        ("The divers are in the sea close to Malta.", "The divers are in the sea near Malta."),
        ("Lynxes hunt foxes.", "Foxes hunt rabbits, and lynxes hunt foxes."),
        ("Rabbits hunt foxes.", "Foxes hunt rabbits, and rabbits in the north hunt foxes."),
        ("Neon is lighter than argon.", "Helium is lighter than neon, and neon is lighter than argon."),
        ("A car hit a bus.", "A bus hit a tram in Main Street, and a car hit the bus."),
        ("Buses and trains were late.", "Trains and buses were late, and the buses were full."),
        ("The plane flew from Lisbon to Paris.", "The plane flew to Paris from Lisbon, and Paris was cold."),
    ],
)
def test_the_same_in_another_order_or_voice_is_left_alone(claim, source):
    assert relations.reservation(statement(claim), statement(source)) == ""


@pytest.mark.parametrize(
    ("claim", "source", "told"),
    [
        ("Hail fell at Exby.", "Hail fell at Wyford. At Exby it rained.", "the source says it of “Wyford”"),
        ("Hail fell at Wyford.", "Hail fell at Wyford. At Exby it rained.", ""),
        (
            "Ina Berg, who has an aunt in Exby, won the race.",
            "Per Lund, 23, won the race. Ina Berg has an aunt in Exby.",
            "the source says it of “Per Lund”",
        ),
        ("The book was printed by an American.", "The book was printed by Exby Press. It is an American firm.", ""),
        (
            "Lund married Eva Holm.",
            "Lund married Ina Berg. Her sister was Eva Holm.",
            "the source says it of “Ina Berg”",
        ),
        ("Lund married Berg.", "Lund married Ina Berg. Her sister was Eva Holm.", ""),
        (
            "The probe flew past the comet Odell.",
            "The probe flew past the asteroid Thalassa. It is on its way to the comet Odell.",
            "the source says it of “Thalassa”",
        ),
    ],
)
def test_a_name_of_which_another_sentence_speaks_is_not_the_one_in_its_place(claim, source, told):
    assert relations.reservation(statement(claim), statement(source).sentences[0]) == told


@pytest.mark.parametrize(
    ("claim", "source", "told"),
    [
        (
            "Berg died in Exby.",
            "Berg, born in Exby, lived in Kent until she died.",
            "the source says something else of “Exby”",
        ),
        ("The book was printed in Kent.", "The book was printed and sold in Kent.", ""),
        ("Berg died in Kent.", "Berg, born in Exby, died in Kent.", ""),
        (
            "The book was printed in Exby.",
            "The book was printed secretly in Kent. At Exby it was bound.",
            "the source says it of “Kent”",
        ),
    ],
)
def test_a_place_belongs_to_the_verb_that_leads_to_it(claim, source, told):
    assert relations.reservation(statement(claim), statement(source).sentences[0]) == told


@pytest.mark.parametrize(
    ("claim", "source", "of_another"),
    [
        (
            "Ina Berg has lost all her games against Per Lund.",
            "Lund will play Ina Berg. He has lost all his games.",
            True,
        ),
        ("Ina Berg turned down the part.", "Per Lund said he had turned down the part. Ina Berg took it.", True),
        ("Per Lund has lost all his games.", "Lund will play Ina Berg. He has lost all his games.", False),
        ("Ina Berg turned down the part.", "The abbot and Ina Berg came. She turned down the part.", False),
        ("Ina Berg was named abbot.", "Per Lund left. She named Ina Berg abbot.", False),
    ],
)
def test_a_pronoun_means_whom_the_sentence_or_the_one_before_begins_with(claim, source, of_another):
    assert relations.says_of_another(align(statement(claim), statement(source))) is of_another


@pytest.mark.parametrize(
    ("claim", "source", "of_another"),
    [
        ("Mia Brandt married Chopin.", "Mia Brandt married Chopin's pupil Georg Hale in 1841.", True),
        ("Chopin composed the waltz.", "Chopin's pupil Georg Hale composed the waltz.", True),
        ("Police arrested Orlov.", "Police arrested Orlov's brother.", True),
        ("Georg Orlov died in May.", "Georg Orlov's brother died in May.", True),
        ("The court jailed the mayor.", "The court jailed the mayor's driver for two years.", True),
        ("Ann Lee studied with Bartok.", "Ann Lee studied with Bartok's assistant in Budapest.", True),
        (
            "Ione orbits Saturn.",
            "The moon Ione orbits Saturn's neighbour Teral, and the moon Miva orbits Saturn.",
            True,
        ),
        ("Ione orbits Saturn.", "The moon Ione orbits Saturn, and Saturn's rings are visible.", False),
        ("Chopin's pupil composed the waltz.", "Chopin's pupil Georg Hale composed the waltz.", False),
        ("Police arrested the brother of Orlov.", "Police arrested Orlov's brother.", False),
        ("Police made an arrest, that of Orlov.", "Orlov's arrest was made by police.", False),
        ("Akers bought Dunmore.", "Dunmore's shares rose after Akers bought it in May.", False),
        ("Mira Lund won the prize.", "Norway's Mira Lund won the prize.", False),
        ("Ann Lee was born in Norway.", "Ann Lee was born in Norway's largest city.", False),
    ],
)
def test_what_is_said_of_what_is_somebody_s_is_not_said_of_that_one(claim, source, of_another):
    assert relations.says_of_another(align(statement(claim), statement(source))) is of_another


@pytest.mark.parametrize(
    ("claim", "source", "of_another"),
    [
        ("Ray Kell Jr. was shot in 1968.", "Ray Kell was shot in 1968. His son, Ray Kell Jr., was 14.", True),
        ("George W. Bush signed it.", "George H. W. Bush signed it.", True),
        ("Henry IV broke with Rome.", "Henry VIII, the king, broke with Rome.", True),
        ("Mr Hill paid Mrs Gray.", "Mrs Hill paid Mr Gray.", True),
        ("Two died in Ogun and 17 in Lagos.", "Two died in Lagos and 17 in Ogun.", True),
        ("Ray Kell was shot in 1968.", "Ray Kell was shot in 1968. His son, Ray Kell Jr., was 14.", False),
        ("George Bush signed it.", "George H. W. Bush signed it.", False),
        ("Mr Hill paid the fine.", "Paul Hill paid the fine.", False),
        ("Mr Hill paid the fine.", "Mr Paul Hill paid the fine.", False),
    ],
)
def test_what_is_said_of_a_namesake_is_not_said_of_the_one_named(claim, source, of_another):
    text = statement(source)
    assert relations.says_of_another(align(statement(claim), text)) is of_another


def test_the_small_words_are_named():
    found = relations.reservation(statement("She voted for the bill."), statement("She voted against the bill."))
    assert found == "the source says “against”, the claim “for”, before “bill”"


def test_a_text_that_is_no_sentence_is_left_alone():
    words = " ".join(f"word{number}" for number in range(phrases.LONGEST + 1))
    assert (
        relations.reservation(statement("Women earn less than men."), statement(f"Men earn less than women {words}."))
        == ""
    )
