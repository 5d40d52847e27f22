import pytest

from verifier import facts
from verifier.rules import Statement, reservation


def statement(text):
    return Statement.of(text, facts.extract(text))


def sentence(text):
    return statement(text).sentences[0]


@pytest.mark.parametrize(
    ("claim", "source", "explanation"),
    [
        (
            "The hospitals reported a shortage.",
            "Half of the hospitals reported a shortage.",
            "the source says “Half of the hospitals”, the claim leaves “Half” out",
        ),
        (
            "The population lived in villages and supported the reforms.",
            "Most of the population lived in villages and supported the reforms.",
            "the source says “Most of the population”, the claim leaves “most” out",
        ),
        (
            "The members voted against it.",
            "Some members voted against it.",
            "the source says “Some members”, the claim leaves “some” out",
        ),
        (
            "The three children survived.",
            "Two of the three children survived.",
            "the source says “Two of the three children”, the claim leaves “Two” out",
        ),
        (
            "The three suspects were charged.",
            "Two of the three suspects were charged.",
            "the source says “Two of the three suspects”, the claim leaves “Two” out",
        ),
        (
            "His older brothers fought in the war.",
            "Two of his older brothers fought in the war.",
            "the source says “Two of his older brothers”, the claim leaves “Two” out",
        ),
        (
            "He retains the company.",
            "He retains 55% of the company.",
            "the source says “55% of the company”, the claim leaves “55%” out",
        ),
        (
            "The council closed the bridge.",
            "Engineers urged the council to close the bridge.",
            "the source says so only behind “urged the council to”",
        ),
        (
            "The company paid the ransom.",
            "The company refused to pay the ransom.",
            "the source says so only behind “refused to”",
        ),
        (
            "The vaccine is safe for pregnant women.",
            "The vaccine is safe except for pregnant women.",
            "the source says “except for pregnant”",
        ),
        (
            "Brandt played the sheriff in every season of Dry Creek.",
            "Brandt played the sheriff in every season of the western series Dry Creek but its last.",
            "the source says “every season of the western series Dry Creek but”, the claim leaves “but” out",
        ),
        (
            "The treaty was ratified by Hungary.",
            "The treaty was ratified by all members except Hungary.",
            "the source says “except Hungary”",
        ),
        (
            "Unemployment rose to 18 percent.",
            "Youth unemployment rose to 18 percent.",
            "the source says “Youth unemployment”, the claim leaves “Youth” out",
        ),
        (
            "Deaths fell by 12 percent.",
            "Deaths among women under sixty fell by 12 percent.",
            "the source says “Deaths among women”, the claim leaves “among women” out",
        ),
        (
            "The team reached the final in 2010.",
            "The team reached the semi-final in 2010.",
            "the source says “semi-final”, the claim leaves “semi” out",
        ),
        (
            "Government protesters blocked the road.",
            "Anti-government protesters blocked the road.",
            "the source says “Anti-government”, the claim leaves “Anti” out",
        ),
        ("Sudan signed the accord.", "South Sudan signed the accord.", "the source speaks of “South Sudan”"),
        ("The storm hit Virginia.", "The storm hit West Virginia.", "the source speaks of “West Virginia”"),
        (
            "The ferry Halmar Star was sold.",
            "The ferry Halmar was sold. The Halmar Star sailed on.",
            "the source speaks of “Halmar”, and of “Halmar Star” apart from that",
        ),
        (
            "No flights were cancelled.",
            "No flights from Oslo were cancelled on Friday.",
            "the source says “No flights from Oslo”, the claim leaves “from Oslo” out",
        ),
        (
            "Every guest fell ill.",
            "Every guest who ate the oysters fell ill.",
            "the source says “Every guest who ate the oysters”, the claim leaves “who ate the oysters” out",
        ),
        (
            "None of the guests fell ill.",
            "None of the guests over 40 fell ill.",
            "the source says “None of the guests over 40”, the claim leaves “over 40” out",
        ),
        (
            "Left in the sun, the paint dries in an hour.",
            "Unless it is left in the sun, the paint dries in an hour.",
            "the source says so only behind “Unless it is left”",
        ),
        (
            "Every guest was told of the fire.",
            "Not every guest was told of the fire.",
            "the source says “Not every guest”, the claim leaves “Not every” out",
        ),
        (
            "Drivers with a pass may not park here.",
            "Drivers may not park here unless they have a pass.",
            "the source says so only behind “unless they have a pass”",
        ),
        (
            "The shop will close on Monday.",
            "The shop will close on Monday if no buyer is found.",
            "the source says so only behind “if no”",
        ),
        (
            "Abebe won in a course record of 2:19.",
            "Abebe won in 2:19, missing the course record by nine seconds.",
            "the source says so only behind “missing the”",
        ),
        (
            "The city was founded by Hercules.",
            "According to legend, the city was founded by Hercules.",
            "the source says so only as a legend: “According to legend”",
        ),
        (
            "The church was built by giants.",
            "Legend has it that the church was built by giants; it was built by monks.",
            "the source says so only as a legend: “Legend has it”",
        ),
        (
            "The tower is the tallest building in Asia.",
            "Until 2004, the tower was the tallest building in Asia.",
            "the source says “Until 2004, the tower was”",
        ),
        (
            "The bridge is the longest in Australia.",
            "Until 1978 the bridge was the longest in Australia.",
            "the source says “Until 1978 the bridge was”",
        ),
        (
            "Kell is the largest port in Norland.",
            "From 1920 to 1940, Kell was the largest port in Norland.",
            "the source says “From 1920 to 1940, Kell was”",
        ),
    ],
)
def test_what_is_said_of_fewer_is_no_support(claim, source, explanation):
    assert reservation.of(statement(claim), sentence(source)) == explanation


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Half of the hospitals reported a shortage.", "Half of the hospitals reported a shortage."),
        ("Members voted against it.", "Some members voted against it."),
        ("Two suspects were charged.", "Two of the three suspects were charged."),
        ("Eleven patients were infected.", "One of the eleven patients infected survived."),
        ("Engineers urged the council to close it.", "Engineers urged the council to close it."),
        ("Women should drink less coffee.", "The agency advised women to drink less coffee."),
        ("Protesters blocked the road.", "Anti-government protesters blocked the road."),
        ("South Sudan signed the accord.", "South Sudan signed the accord."),
        ("Sudan signed the accord.", "South Sudan and Sudan signed the accord."),
        ("250 prisoners were freed.", "250 political prisoners were freed."),
        ("The animal lays eggs.", "The animal is one of the few mammals that lay eggs."),
        ("The Halmar Star was sold.", "The ferry Halmar Star sailed on. The Halmar was sold."),
        ("Nobody was hurt.", "Nobody was hurt in the fire."),
        ("Abebe missed the record.", "Abebe won in 2:19, missing the record by nine seconds."),
        ("Abebe set a record.", "Abebe set a record at home, but fell short of the world record."),
        ("If no buyer is found, the shop will close.", "The shop will close if no buyer is found."),
        (
            "Had a buyer been found, the shop would have stayed.",
            "The shop would have stayed if a buyer had been found.",
        ),
        ("The shop will close unless a buyer is found.", "Unless a buyer is found, the shop will close."),
        ("No people died.", "No people died in the crash."),
        ("All flights from Oslo were cancelled.", "All flights from Oslo were cancelled."),
        ("The buyer will keep all the staff.", "The buyer will keep all of the staff for a year."),
        ("Unemployment rose to 18 percent.", "In Spain unemployment rose to 18 percent."),
        (
            "The population of Barcelona is 1.6 million.",
            "It is the most populous city, with a population of 1.6 million.",
        ),
        (
            "The treaty was ratified by all members except Hungary.",
            "The treaty was ratified by all members except Hungary.",
        ),
        ("Legend says the bell was cast by elves.", "According to legend, the bell was cast by elves."),
        ("The church was built by monks.", "Legend has it that the church was built by giants; it was built by monks."),
        ("The tower opened in 1990.", "The tower opened in 1990; according to legend, a ghost lives there."),
        ("The legend was written down by Karl Ott.", "The legend was written down by Karl Ott in 1502."),
        ("The tower was the tallest building in Asia.", "Until 2004, the tower was the tallest building in Asia."),
        ("The club is the oldest in Kent.", "Until 1990 the club played in Hull, and it is the oldest in Kent."),
        ("Sara Lund was a member of the band Kite.", "Sara Lund is a former member of the band Kite."),
        ("The protest march drew thousands.", "The protest march in the capital drew thousands."),
        ("All the miners were rescued.", "All the miners were rescued but two were badly hurt."),
    ],
)
def test_what_is_said_of_as_many_is_left_alone(claim, source):
    assert reservation.of(statement(claim), sentence(source)) == ""


@pytest.mark.parametrize(
    ("claim", "excepted"),
    [
        ("Hungary ratified the treaty.", True),
        ("Hungary did not ratify the treaty.", True),
        ("Austria did not ratify the treaty.", False),
        ("All members except Hungary ratified the treaty.", False),
    ],
)
def test_what_is_said_of_all_others_decides_nothing(claim, excepted):
    assert (
        reservation.excepts(statement(claim), statement("All members except Hungary ratified the treaty.")) is excepted
    )


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        # of another time
        ("Unemployment was 5.2% in April.", "Unemployment fell from 5.2% in March to 4.9% in April."),
        ("Membership was 9,000 in 2010.", "Membership fell from 9,000 in 1990 to 4,000 in 2010."),
        ("The rate was 4% in 2022.", "The rate was 4% in 2021, 6% in 2022 and 3% in 2023."),
        (
            "The city had 1.2 million inhabitants in 1980.",
            "The city has 1.2 million inhabitants, against 600,000 in 1980.",
        ),
        ("The state had 950,000 farms in 2019.", "The state has 950,000 farms, 50,000 fewer than in 2019."),
        # of the whole
        ("The storm killed 85 people in Haiti.", "The storm killed 85 people, 12 of them in Haiti."),
        ("The fair drew 900 guests from Peru.", "The fair drew 900 guests, including 40 from Peru."),
        # of another act
        ("He died in 1950.", "He was born in Bonn in 1950 and died in 1999."),
        ("Ida Voss was born in 1955.", "Ida Voss was born in Bremen and died in 1955."),
        ("Ida Voss died in 1920.", "Ida Voss (died 1955) left Bremen in 1920."),
        ("She married in 1921.", "She moved to Paris in 1921, married two years later and died in 1940."),
        ("She was 42 when she married.", "She married in 1923 and was widowed in 1940, when she was 42."),
        # of each, of all together, of how many one is one
        ("The three sisters inherited £40,000 between them.", "The three sisters each inherited £40,000."),
        ("The two firms each paid $10m.", "The two firms paid $10m in total."),
        ("Nina has three sisters.", "Nina is one of three sisters."),
        # of the other of two
        ("Her fifth novel sold 2,000 copies.", "Her first novel sold 2,000 copies; her fifth, 1.4 million."),
        (
            "The vaccine is 94% effective after one dose.",
            "The vaccine is 94% effective after two doses and 61% after one.",
        ),
        ("The dam held 40% of its water on 9 June.", "The dam held 40% of its water on 3 June and 35% on 9 June."),
        ("The second volume appeared in 1901.", "The first volume appeared in 1901 and the second three years later."),
        # of what it compares with, or only by how much it differs
        ("Anna is 41.", "Anna is two years older than Ben, who is 41."),
        ("She is 5ft 4in.", "She is three inches taller than Sue, who is 5ft 4in."),
        ("Turnout among the young was 31%.", "Turnout among the young was 60%, almost double the 31% rate of 2015."),
        ("Peru has ten million people.", "Peru has ten million more people than Chile, which has 20 million."),
        ("The stadium holds 5,000 fans.", "The stadium holds 5,000 fewer fans than the old one."),
        # of one who is told of beside
        ("Leclerc finished third.", "Leclerc finished 2.3 seconds behind Verstappen, with Norris back in third."),
        ("Spain won 35 medals.", "Spain won 40 medals, with Italy on 35."),
        # of what it is apart from
        (
            "Nigeria became independent in 1957.",
            "Ghana became independent in 1957, three years before Nigeria became independent.",
        ),
        # of what is denied
        ("One in eight households has no car.", "Every third household has no car, and one in eight has two."),
        ("12% of ships had no captain.", "40% of ships had no captain and 12% had two."),
        # in turn
        ("Lucy is 12.", "Tom and Lucy are 12 and 9 respectively."),
        # so called, once, not only, excepted
        ("The plan was a failure.", "Critics called the plan a failure, but the minister insisted it had worked."),
        ("Nokia is the world's largest maker of phones.", "Nokia was once the world's largest maker of phones."),
        ("The castle is the seat of the dukes.", "The castle was the seat of the dukes until 1802."),
        ("He is only a poet.", "He is not only a poet but also a doctor."),
        ("All countries signed the letter.", "Except for Hungary, all countries signed the letter."),
        # of all of fewer, of one who has to do with another, only nearly
        ("The law applies to all companies.", "The law applies to all companies with more than 50 employees."),
        ("The ban covers all vehicles.", "The ban covers all vehicles built before 2005."),
        ("All 27 members signed the text.", "Not all 27 members signed the text."),
        ("All 40 schools reopened.", "With one exception, all 40 schools reopened."),
        ("Mills is the owner of the club.", "Mills is an adviser of the owner of the club."),
        ("Keane would have played.", "Keane played on Sunday."),
        ("The firm nearly went bankrupt.", "The firm went bankrupt in 2019."),
        # only demanded, of another act or part of the sentence
        ("Olin sold its Swiss unit.", "Shareholders demanded that Olin sell its Swiss unit."),
        ("The mayor resigned.", "The council said the mayor should resign."),
        ("The court upheld the fine in June.", "The court upheld the fine that the agency had imposed in June."),
        ("The state sold the stake in May.", "The state sold the stake; in May the price was 9 euros."),
        # was, beside what is
        (
            "The castle is the seat of the bishop.",
            "The castle was the seat of the bishop until 1803 and is now a museum.",
        ),
        # of fewer of a kind, of another stage, no record
        ("The drug is approved for children.", "The drug is approved for children over 12."),
        ("The drug is approved for asthma.", "The drug is approved for severe asthma."),
        ("Children need two doses.", "Young children need two doses."),
        ("The drug failed in phase II.", "The drug failed in phase III."),
        ("Emissions rose to a record 37 billion tonnes.", "Emissions rose to 37 billion tonnes, up 1 percent."),
        # of each, in a frame, undone, open
        (
            "The two firms were fined 8 million euros each.",
            "The two firms were fined 8 million euros, or 4 million each.",
        ),
        ("Costs rose 2.8 percent.", "Excluding fuel, costs rose 2.8 percent; in total it was 6 percent."),
        ("Spending fell 2 percent.", "In real terms, spending fell 2 percent."),
        ("The mayor honours mothers every year.", "The mayor honours mothers every other year."),
        ("She was sentenced to a year in prison.", "She was sentenced to a year in prison, suspended for two years."),
        ("The court decided that he broke the rules.", "The court decided whether he broke the rules."),
        # less often, or only expected
        ("The market is held on Fridays.", "The market is held on alternate Fridays."),
        ("The prize is awarded every year.", "The prize is awarded every other year."),
        ("Sales rose 4%.", "Analysts had forecast that sales rose 4%."),
        # not so
        ("Sugar causes diabetes.", "The belief that sugar causes diabetes is mistaken."),
        ("The deal is complete.", "The deal is far from complete."),
        ("It did not rain.", "Had it not rained, the match would have been played."),
        # done to another, or by it
        ("The UN condemned the hospital.", "The UN condemned the bombing of the hospital."),
        ("Workers protested against pensions.", "Workers protested against cuts to pensions."),
        ("The council voted against the pool.", "The council voted against closing the pool."),
        ("Voters preferred Bolsonaro.", "Voters preferred Lula to Bolsonaro."),
        ("The hospital was sued in 2020.", "The hospital sued the insurer in 2020."),
        ("Arsenal beat Everton 2-0.", "Arsenal were beaten 2-0 by Everton."),
    ],
)
def test_what_is_said_of_another_or_otherwise_is_no_support(claim, source):
    assert reservation.of(sentence(claim), sentence(source))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Unemployment was 5.2% in March.", "Unemployment fell from 5.2% in March to 4.9% in April."),
        ("The city had 600,000 inhabitants in 1980.", "The city has 1.2 million inhabitants, against 600,000 in 1980."),
        ("The firm sold 300 cars in 2020.", "The firm sold 300 cars and 20 vans in 2020."),
        ("The storm killed 85 people in Cuba.", "The storm killed 85 people in Cuba, 12 of them in Pinar."),
        ("The shop opens every other Friday.", "The shop opens every other Friday."),
        ("The buyer kept all the staff.", "The buyer kept all the staff in May."),
        ("The drug is approved for children.", "The drug is approved for children and adults."),
        ("The drug failed in phase II.", "The drug failed in phase II of the trial."),
        ("Emissions rose to a record 37 billion tonnes.", "Emissions rose to 37 billion tonnes, the highest ever."),
        ("The two firms were fined 4 million euros each.", "The two firms were fined 4 million euros each."),
        ("The drug failed in phase 3.", "The drug failed in phase III."),
        ("The firm began to record phone calls.", "The firm began recording phone calls."),
        ("The court fined him 500 euros.", "The court fined him 500 euros and his licence was revoked."),
        ("All drinks in the hotel are free.", "All drinks in the hotel bar are free."),
        ("Nearly 200 people died.", "Nearly 200 people died in the fire."),
        ("Kerr reported a loss.", "Kerr Holdings reported a loss of £2m."),
        ("He was born in 1950.", "He was born in Bonn in 1950 and died in 1999."),
        (
            "Ghana became independent in 1957.",
            "Ghana became independent in 1957, three years before Nigeria became independent.",
        ),
        ("A third of ships had no captain.", "A third of ships had no captain, and 12% had two."),
        ("Ida Voss died in 1955.", "Ida Voss was born in Bremen and died in 1955."),
        ("Ida Voss left Bremen in 1920.", "Ida Voss (died 1955) left Bremen in 1920."),
        ("The bill was signed in 1955.", "The bill was signed and adopted in 1955."),
        ("She moved to Paris in 1921.", "She moved to Paris in 1921, married two years later and died in 1940."),
        ("She was 42 when she was widowed.", "She married in 1923 and was widowed in 1940, when she was 42."),
        ("The two firms each paid $5m.", "The two firms each paid $5m."),
        ("The two firms paid $10m in total.", "The two firms paid $10m in total."),
        ("Nina is one of three sisters.", "Nina is the youngest of three sisters."),
        ("Her first novel sold 2,000 copies.", "Her first novel sold 2,000 copies; her fifth, 1.4 million."),
        ("The dam held 35% of its water on 9 June.", "The dam held 40% of its water on 3 June and 35% on 9 June."),
        (
            "The firm paid $45m in 1983, $123m in 1984 and at least $495m in 1987.",
            "The firm paid $45m in 1983, $123m in 1984 and $550m in 1987.",
        ),
        ("Ben is 41.", "Anna is two years older than Ben, who is 41."),
        ("Walkers had a 19 per cent lower risk.", "Walkers had a 19 per cent lower risk than those who sat."),
        ("Turnout among the young was 60%.", "Turnout among the young was 60%, almost double the 31% rate of 2015."),
        ("Leclerc finished second.", "Leclerc finished second, with Norris third."),
        ("The plan was a failure.", "The plan was a failure, as critics had called it."),
        ("Nokia was the world's largest maker of phones.", "Nokia was once the world's largest maker of phones."),
        ("The UN condemned the bombing.", "The UN condemned the bombing of the hospital."),
        ("The army killed dozens of people.", "The army killed dozens of people in May."),
        ("The hospital was sued by the insurer.", "The hospital was sued by the insurer in 2020."),
        ("The shop was closed in May.", "The shop closed in May."),
    ],
)
def test_what_is_said_of_the_same_is_left_alone(claim, source):
    assert not reservation.of(sentence(claim), sentence(source))
