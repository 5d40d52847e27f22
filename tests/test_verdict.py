"""Evidence into a verdict: which passages count, and what several of them add up to."""

import datetime as dt

import pytest

from verifier import facts, rules, verdict
from verifier.records import Claim, Opinion, Outcome, Passage, Source, Stance, Status


def weigh(claim, text, published=None, similarity=0.8, opinion=None, *, asked=False, demands=verdict.FOUND):
    source = Source(id=text, path=f"{text[:10]}.md", published=published)
    passage = Passage(source, 0, len(text), text)
    stated = rules.Statement.of(claim, facts.extract(claim))
    examination = rules.examine(stated, rules.Statement.of(text, facts.extract(text, published)))
    return verdict.weigh(passage, similarity, similarity, examination, opinion, asked=asked, demands=demands)


def decide(claim, *texts):
    return verdict.decide(Claim(claim), [weigh(claim, text) for text in texts])


@pytest.mark.parametrize(
    ("claim", "texts", "status"),
    [
        ("250 prisoners freed", ["Belarus freed 250 political prisoners."], Status.SUPPORTED),
        ("205 prisoners freed", ["Belarus freed 250 political prisoners."], Status.CONFLICTING),
        ("250 prisoners freed", ["The museum opened a new wing."], Status.UNVERIFIED),
        ("250 prisoners freed", [], Status.UNVERIFIED),
        (
            "The Beirut explosion of 4 August 2020 killed 190 people",
            [
                "The Beirut explosion of 4 August 2020 killed 190 people.",
                "The Beirut explosion of 4 August 2020 killed 218 people.",
            ],
            Status.MIXED,
        ),
        (
            "Belarus freed 250 prisoners",
            ["Belarus freed 250 prisoners on 19 March 2026.", "Belarus freed 52 prisoners on 11 September 2025."],
            Status.SUPPORTED,
        ),
    ],
)
def test_status(claim, texts, status):
    assert decide(claim, *texts).status == status


def test_the_evidence_that_decides_comes_first():
    said = decide("250 prisoners freed", "Prisons are old.", "Belarus freed 250 political prisoners.")
    assert [item.stance for item in said.evidence] == [Stance.SUPPORTS, Stance.NEUTRAL]


def test_what_conflicts_in_another_event_says_nothing():
    said = decide(
        "Belarus freed 250 prisoners",
        "Belarus freed 250 prisoners on 19 March 2026.",
        "Belarus freed 52 prisoners on 11 September 2025.",
    )
    (other,) = [item for item in said.evidence if item.stance is Stance.NEUTRAL]
    assert {finding.outcome for finding in other.findings} == {Outcome.SILENT}
    assert any("of another event" in finding.explanation for finding in other.findings)


def test_the_order_of_the_passages_does_not_matter():
    texts = ["Belarus freed 250 political prisoners.", "Prisons are old.", "Belarus freed 52 prisoners in 2025."]
    assert decide("250 prisoners freed", *texts) == decide("250 prisoners freed", *reversed(texts))


def test_words_alone_do_not_support_when_the_vectors_disagree():
    near = weigh("Prisoners were freed", "They freed, at last, the many prisoners of an idea.", similarity=0.9)
    far = weigh("Prisoners were freed", "They freed, at last, the many prisoners of an idea.", similarity=0.1)
    assert far.evidence.stance is Stance.NEUTRAL
    assert near.evidence.findings == far.evidence.findings


COMPOSED = [
    ("Duarte was found guilty of bribery", "The court acquitted Duarte of bribery but found him guilty of forgery."),
    ("The president resigned on Monday", "The president said on Monday that the minister had resigned."),
    ("Smith owns the bakery", "Smith works in the bakery that Jones owns."),
    ("The opposition praised the plan", "The opposition met on Monday. The ministry has praised the plan."),
]
"""Claims whose words a text has all, in another order of things."""


UNSAID = [
    ("Bleach cures malaria", "Posts claiming that bleach cures malaria are dangerous and false."),
    ("The act expanded the powers of the court", "Lund argued that the act expanded the powers of the court."),
    (
        "The party would win the election of 1920",
        "Many leaders believed that the party would win the election of 1920.",
    ),
    ("The dam holds", "The villages are safe if the dam holds, the ministry says."),
    ("The temple replaced an older one", "Whether the temple replaced an older one, or only a grove, is not known."),
    ("Amundsen beat Scott to the South Pole", "Scott beat Amundsen to the South Pole."),
    (
        "The film was directed by Bronte Wood and written by Carl Kling",
        "Directed by Carl Kling and written by Bronte Wood, the film was shot in Exby.",
    ),
    ("The film was directed by Joan Birch", "The film was directed by Ann Lee and produced by Joan Birch."),
    (
        "On Monday the British left Washington",
        "On Monday the British left New York City, and Washington took possession of it.",
    ),
    ("Ina Berg was born in Leeds", "Ina Berg, born at Exby in Kent, wrote plays. She moved to Leeds in 1950."),
    ("The bus was on its way from Costa Verde to Lindmar", "The bus was on its way from Lindmar to Costa Verde."),
    (
        "Brightnet's chief executive, Ada Lind, will lead the group",
        "Telvia's chief executive, Ada Lind, will lead the group; Brightnet's chief executive, Per Vos, will be chairman.",
    ),
    (
        "Telvia made a loss of 120 million euros",
        "Telvia's revenue rose 4 percent to 12.1 billion euros in 2025. Brightnet made a loss of 120 million euros.",
    ),
    ("Eva Berg said she would appeal", "His lawyer, Eva Berg, said he would appeal."),
    ("The two escaped; both were caught on Tuesday", "The two escaped; one was caught on Tuesday."),
]
UNLIMITED = [
    ("Exby is the largest port", "Exby is the largest port in Wyland."),
    ("The 2007 tour was the highest-grossing tour", "The 2007 tour was the highest-grossing tour of the year."),
    ("Lund was the only survivor", "Lund was the only survivor of the second boat."),
    ("Unemployment was at its lowest level", "Unemployment was at the lowest level since 2008."),
]
"""Claims that leave out of a superlative what limits it."""
TAKEN_BACK = [
    ("The president was arrested", "The former president was arrested."),
    ("The president was arrested in Exby", "The vice president was arrested in Exby."),
    ("He was convicted of murder", "He was convicted of attempted murder."),
    ("The team won the final", "The team nearly won the final."),
    ("Schools closed in the north", "Few schools closed in the north."),
    ("Lund's wife was charged with fraud", "Lund's ex-wife was charged with fraud."),
    ("The mayor was charged with fraud", "The mayor's wife was charged with fraud."),
    ("The team found life on the moon", "The team found signs of life on the moon."),
    ("All the hostages were freed", "All the hostages but two were freed."),
    ("The UN condemned the attack", "The UN was asked to condemn the attack."),
    ("The drug cured most patients", "The drug cured few patients, and most stopped taking it."),
    ("The extension will cost 480 million dollars", "The extension would have cost 480 million dollars."),
    ("Five hospitals in Exby will close", "Two of the five hospitals in Exby will close by the end of 2027."),
    ("The Green councillors voted against the plan", "Four of the nine Green councillors voted against the plan."),
    ("Two of the council's Conservatives voted no", "All but two of the council's Conservatives voted no."),
]
"""Claims that leave out a word that takes some of it back."""
DENIED = [
    ("Lind did not concede", "Lind conceded late on Sunday and said he would not run again."),
    (
        "The plant in Exby is not affected; that in Wyford will not be sold",
        "The plant in Exby is not affected; that in Wyford will be sold.",
    ),
]
"""Claims that deny a word, where the text denies another."""
UNSAID += UNLIMITED + TAKEN_BACK + DENIED
"""Claims that a text passes on, makes a condition, says of another or the other way round, in the same words."""


@pytest.mark.parametrize(("claim", "text"), UNSAID)
def test_what_a_text_does_not_say_itself_or_says_of_another_is_no_support_whatever_the_model_thinks(claim, text):
    for opinion in (None, Opinion(0.97, 0.01, 0.02)):
        for demands in (verdict.FOUND, verdict.GIVEN):
            evidence = weigh(claim, text, opinion=opinion, asked=True, demands=demands).evidence
            assert evidence.stance is not Stance.SUPPORTS


def test_another_verb_among_the_words_of_the_claim_needs_the_model():
    claim, text = "Hungary blocked the aid.", "Hungary lifted its block on the aid."
    assert weigh(claim, text, opinion=Opinion(0.1, 0.85, 0.05), asked=True).evidence.stance is not Stance.SUPPORTS
    claim, text = "Hungary blocked the aid.", "Hungary blocked the aid that Austria lifted."
    assert weigh(claim, text, opinion=Opinion(0.1, 0.85, 0.05), asked=True).evidence.stance is Stance.SUPPORTS


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "Orbion forecasts revenue of between $15 and $16 billion for 2026",
            "Orbion forecasts revenue of between $14 and $15 billion for 2026.",
        ),
        ("Flights between 10 p.m. and 5 a.m. remain banned", "Flights between 11 p.m. and 5 a.m. remain banned."),
        (
            "The guards, taken hostage on Monday afternoon, were freed",
            "The guards, taken hostage on Sunday afternoon, were freed.",
        ),
    ],
)
def test_a_range_or_a_time_of_another_day_in_the_same_words_conflicts(claim, text):
    assert weigh(claim, text).evidence.stance is Stance.CONFLICTS


def test_a_score_is_that_of_the_two_in_their_order():
    claim, text = "Harlow Rovers beat Danton City 3-4 on penalties", "Harlow Rovers beat Danton City 4-3 on penalties."
    assert weigh(claim, text).evidence.stance is Stance.NEUTRAL
    assert weigh("Danton City lost 3-4 to Harlow Rovers", text).evidence.stance is not Stance.CONFLICTS


@pytest.mark.parametrize(
    "claim", ["Ada Lind said: “It is a tool, not a cure.”", "“It is a tool, not a cure,” said Ada Lind"]
)
def test_words_that_the_source_gives_to_the_same_are_no_other_way_round(claim):
    text = '"It is a tool, not a cure," said Dr. Ada Lind, who led the trial in Exby.'
    assert weigh(claim, text, similarity=0.2).evidence.stance is Stance.SUPPORTS
    assert weigh(claim.replace("Ada Lind", "Per Berg"), text).evidence.stance is not Stance.SUPPORTS


def test_she_said_gives_a_quotation_to_the_only_one_before_it():
    text = 'Minister Ada Lind denied it. "This was an act of a small group," she said. Per Berg asked her to resign.'
    claim = '"This was an act of a small group," said {}'
    assert weigh(claim.format("Ada Lind"), text).evidence.stance is Stance.SUPPORTS
    assert weigh(claim.format("Per Berg"), text).evidence.stance is Stance.CONFLICTS
    assert (
        weigh(claim.format("Per Berg"), text.replace("denied it", "met Ole Dahl")).evidence.stance
        is not Stance.CONFLICTS
    )


def test_what_is_said_of_a_part_is_no_less_said_of_all_whom_it_describes():
    claim, text = "Eleven patients were infected", "One of the eleven patients infected with the fungus survived."
    assert weigh(claim, text, opinion=Opinion(0.97, 0.01, 0.02), asked=True).evidence.stance is Stance.SUPPORTS


def test_a_sentence_that_only_means_whom_the_claim_names_needs_the_model():
    claim = "Judge Ada Lind told Ina Berg that she had been trusted with people who could not recall what they owned."
    told = "Judge Ada Lind told her: 'You were trusted with people who could not recall what they owned.'"
    text = f"The oldest victim was Ina Berg. {told}"
    assert weigh(claim, text, opinion=Opinion(0.1, 0.85, 0.05), asked=True).evidence.stance is not Stance.SUPPORTS


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "Lund believed that the party would win the election of 1920",
            "Lund believed that the party would win the election of 1920.",
        ),
        ("The South Pole was reached by Amundsen before Scott", "Amundsen reached the South Pole before Scott."),
        ("The capital of Wyland is Exby", "Exby is the capital of Wyland."),
        ("Exby is the largest port", "Exby is the largest port in the world."),
        ("Lund was the president of Wyland", "Lund is a former president of Wyland."),
        ("The vice president was arrested", "The vice president was arrested in Exby."),
        ("Schools closed in the north", "A few schools closed in the north."),
        ("Almost all schools closed", "Nearly all schools closed in the north."),
        ("Nearly all schools closed", "Nearly all schools closed in the north."),
        ("Exby is Wyland's largest port", "Exby is the largest port in Wyland."),
        ("Exby is the largest port of Wyland", "Exby is the largest port in Wyland."),
        ("The film was produced by Joan Birch", "The film was directed by Ann Lee and produced by Joan Birch."),
        (
            "The film stars Ann Lee and Joan Birch",
            "The film stars Ann Lee, Carl Kling and Joan Birch in her first part.",
        ),
    ],
)
def test_what_it_says_in_another_order_is_no_exchange(claim, text):
    assert weigh(claim, text, opinion=Opinion(0.97, 0.01, 0.02), asked=True).evidence.stance is Stance.SUPPORTS


@pytest.mark.parametrize(("claim", "text"), COMPOSED)
def test_the_same_words_in_another_order_support_only_if_the_model_thinks_so(claim, text):
    assert weigh(claim, text).open
    for opinion in (None, Opinion(0.02, 0.9, 0.08)):
        assert weigh(claim, text, opinion=opinion, asked=True).evidence.stance is not Stance.SUPPORTS
    agreed = weigh(claim, text, opinion=Opinion(0.97, 0.01, 0.02), asked=True).evidence
    assert agreed.stance is Stance.SUPPORTS
    assert any(finding.rule == "wording" for finding in agreed.findings)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Anna Roth sold the vineyard", "The estate was never parted with, whatever the neighbours said."),
        ("The vineyard changed hands in 1952", "The estate was never parted with, whatever the neighbours said."),
    ],
)
def test_what_a_search_found_must_show_that_it_speaks_of_the_claims_event_before_its_wording_conflicts(claim, text):
    against = Opinion(0.01, 0.97, 0.02)
    assert weigh(claim, text, opinion=against).evidence.stance is Stance.NEUTRAL
    assert weigh(claim, text, opinion=against, demands=verdict.GIVEN).evidence.stance is Stance.CONFLICTS


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Anna Roth never parted with the estate.", Stance.CONFLICTS),
        ("Clara Voss never parted with the estate.", Stance.NEUTRAL),
    ],
)
def test_a_passage_that_was_found_conflicts_by_its_wording_if_it_knows_a_name_of_the_claim(text, stance):
    item = weigh("Anna Roth sold the vineyard in Alsace", text, opinion=Opinion(0.01, 0.97, 0.02))
    assert item.evidence.stance is stance


def test_a_pronoun_in_a_text_that_is_given_may_stand_for_whom_the_claim_names():
    claim, text, opinion = "Anna Roth sold the vineyard", "She parted with the estate.", Opinion(0.97, 0.01, 0.02)
    assert weigh(claim, text, opinion=opinion).evidence.stance is Stance.NEUTRAL
    assert weigh(claim, text, opinion=opinion, demands=verdict.GIVEN).evidence.stance is Stance.SUPPORTS


@pytest.mark.parametrize("demands", [verdict.FOUND, verdict.GIVEN])
def test_the_wording_must_be_surer_to_conflict_than_to_support(demands):
    assert demands.conflicts > demands.supports


def test_what_a_rule_left_open_conflicts_by_its_wording_only_if_that_is_surer_and_the_text_given():
    claim, text = "The minister lifted the quota", "The minister said he had never promised to lift the quota."
    plain = "The minister kept the quota."
    sure, surer = Opinion(0.03, 0.969, 0.001), Opinion(0.01, 0.989, 0.001)
    assert [finding.outcome for finding in weigh(claim, plain).evidence.findings] == []
    assert Outcome.SILENT in [finding.outcome for finding in weigh(claim, text).evidence.findings]
    stances = [
        weigh(claim, each, opinion=opinion, demands=verdict.GIVEN).evidence.stance
        for each in (plain, text)
        for opinion in (sure, surer)
    ]
    assert stances == [Stance.CONFLICTS, Stance.CONFLICTS, Stance.NEUTRAL, Stance.CONFLICTS]
    assert weigh(claim, text, opinion=surer).evidence.stance is Stance.NEUTRAL


def test_a_quotation_that_is_not_there_leaves_the_wording_no_say():
    claim, text = 'The mayor called it "a fine day for us all"', "The mayor did not speak of a fine day."
    surer = Opinion(0.001, 0.998, 0.001)
    assert weigh(claim, text, opinion=surer, demands=verdict.GIVEN).evidence.stance is Stance.NEUTRAL


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Smith owns the bakery", "Smith works in the bakery that Jones owns."),
        ("Smith owns 12 bakeries", "Smith owns, with his brother, the 12 old bakeries."),
    ],
)
def test_all_the_words_of_a_claim_support_it_at_less_than_other_words(claim, text):
    for opinion, stance in ((Opinion(0.75, 0.22, 0.03), Stance.NEUTRAL), (Opinion(0.9, 0.09, 0.01), Stance.SUPPORTS)):
        weighed = weigh(claim, text, opinion=opinion, asked=True)
        assert weighed.open
        assert weighed.evidence.stance is stance


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("250 prisoners freed", "On Thursday Belarus freed 250 political prisoners, most of them in Minsk."),
        ("The court acquitted Duarte", "After nine days the district court in Porto acquitted Ana Duarte."),
        ("Smith owns the bakery", "Peter Smith now owns the bakery in Mill Lane, which Jones had to sell."),
        (
            "Belarus freed political prisoners",
            "On Thursday Belarus freed 250 political prisoners, most of them in Minsk.",
        ),
    ],
)
def test_the_same_words_side_by_side_support_without_the_model(claim, text):
    assert weigh(claim, text, asked=True).evidence.stance is Stance.SUPPORTS


@pytest.mark.parametrize("number", ["0", "zero"])
@pytest.mark.parametrize(
    "text", ["Belarus freed {} political prisoners.", "In May Belarus freed {} political prisoners."]
)
def test_a_number_of_none_may_not_be_left_out(number, text):
    assert weigh("Belarus freed political prisoners", text.format(number)).open


@pytest.mark.parametrize(
    ("nearer", "status"),
    [
        ((0.5, 0.45, 0.05), Status.UNVERIFIED),
        ((0.3, 0.65, 0.05), Status.CONFLICTING),
        ((0.4, 0.3, 0.3), Status.CONFLICTING),
    ],
)
def test_no_passage_conflicts_by_its_wording_where_one_that_says_more_of_the_claim_leans_to_support(nearer, status):
    claim = "Anna Roth sold the vineyard"
    texts = {"Her brother kept his estate.": Opinion(0.02, 0.9, 0.08), "She parted with it.": Opinion(*nearer)}
    weighed = [weigh(claim, text, opinion=each, demands=verdict.GIVEN) for text, each in texts.items()]
    said = verdict.decide(Claim(claim), weighed)
    assert said.status is status
    gainsaid = [
        finding for item in said.evidence for finding in item.findings if verdict.GAINSAID in finding.explanation
    ]
    assert [finding.outcome for finding in gainsaid] == [Outcome.SILENT] * (status is Status.UNVERIFIED)


def test_no_passage_supports_by_its_wording_where_one_that_says_more_of_the_claim_leans_to_conflict():
    claim = "Anna Roth sold the vineyard"
    texts = {"Her brother sold his estate.": Opinion(0.9, 0.02, 0.08), "She kept it.": Opinion(0.4, 0.55, 0.05)}
    weighed = [weigh(claim, text, opinion=each, demands=verdict.GIVEN) for text, each in texts.items()]
    assert verdict.decide(Claim(claim), weighed[:1]).status is Status.SUPPORTED
    assert verdict.decide(Claim(claim), weighed).status is Status.UNVERIFIED


def test_no_other_event_conflicts_where_the_model_leans_to_support_the_claims_own():
    claim = "The president resigned on 9 March 2026"
    own = "The president said on 9 March 2026 that he had at last resigned."
    other = weigh(claim, "The president resigned on 2 May 2019.", opinion=Opinion(0.1, 0.8, 0.1), asked=True)
    status = {
        shares: verdict.decide(Claim(claim), [weigh(claim, own, opinion=Opinion(*shares), asked=True), other]).status
        for shares in ((0.5, 0.4, 0.1), (0.1, 0.8, 0.1))
    }
    assert status == {(0.5, 0.4, 0.1): Status.UNVERIFIED, (0.1, 0.8, 0.1): Status.CONFLICTING}


def test_a_conflict_does_not_settle_what_another_passage_may_support():
    open_ = weigh(*COMPOSED[1])
    conflict = weigh("205 prisoners freed", "Belarus freed 250 political prisoners.")
    assert verdict.settled([conflict])
    assert not verdict.settled([conflict, open_])
    assert verdict.settled([open_, weigh("250 prisoners freed", "Belarus freed 250 political prisoners.")])


def test_highlights_are_in_order_and_disjoint():
    item = weigh("Belarus freed 250 prisoners", "On Thursday Belarus freed 250 political prisoners in Minsk.").evidence
    ends = [0, *(end for _, end in item.highlights)]
    assert all(end <= start for end, (start, _) in zip(ends, item.highlights, strict=False))
    words = [item.passage.text[start:end] for start, end in item.highlights]
    assert any("250" in word for word in words)


def test_a_claim_that_contradicts_itself_conflicts_without_evidence():
    claim = "The council met on Thursday, 18 March 2026"
    own = rules.self_check(rules.Statement.of(claim, facts.extract(claim)))
    assert verdict.decide(Claim(claim), [], own).status is Status.CONFLICTING


def test_probabilities_add_up_to_one():
    for claim in ("250 prisoners freed", "205 prisoners freed", "The museum opened"):
        said = verdict.probabilities(decide(claim, "Belarus freed 250 political prisoners."))
        assert sum(said.values()) == pytest.approx(1)


def test_what_stays_open_leans_to_what_most_passages_say_if_they_are_as_sure():
    text = "The pier was shut by the port."
    items = [
        weigh("The quay is closed", text, opinion=Opinion(*shares), asked=True)
        for shares in ((0.02, 0.93, 0.05), (0.9, 0.05, 0.05), (0.9, 0.05, 0.05), (0.0, 0.02, 0.98))
    ]
    ways = [verdict.probabilities(verdict.decide(Claim("The quay is closed"), chosen)) for chosen in (items, items[:2])]
    assert ways[0]["supports"] > ways[0]["conflicts"]
    assert ways[1]["supports"] < ways[1]["conflicts"]
    assert all(sum(said.values()) == pytest.approx(1) for said in ways)


def test_a_date_is_anchored_by_the_publication_of_its_source():
    item = weigh(
        "Belarus freed prisoners on 19 March 2026", "Belarus freed prisoners on Thursday.", dt.date(2026, 3, 19)
    )
    assert item.evidence.stance is Stance.SUPPORTS


def test_to_which_side_a_passage_leans_the_whole_text_says_as_much_and_how_silent_it_is_nothing():
    passage, sure, silent = Opinion(0.08, 0.02, 0.9), Opinion(0.8, 0.2, 0.0), Opinion(0.25, 0.25, 0.5)
    same = verdict.with_whole(passage, sure)
    assert (same.supports, same.conflicts, same.neutral) == pytest.approx((0.08, 0.02, 0.9))
    between = verdict.with_whole(passage, silent)
    assert between.supports / between.conflicts == pytest.approx(2)
    assert between.neutral == 0.9
    against = verdict.with_whole(passage, Opinion(0.02, 0.08, 0.9))
    assert against.supports == pytest.approx(against.conflicts)


@pytest.mark.parametrize("shares", [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.3, 0.3, 0.4)])
def test_a_calibrated_opinion_adds_up_to_one(shares):
    opinion = weigh("The quay is closed", "The pier was shut by the port.", opinion=Opinion(*shares)).evidence.opinion
    assert opinion.supports + opinion.conflicts + opinion.neutral == pytest.approx(1)
    assert min(opinion.supports, opinion.conflicts, opinion.neutral) >= 0


def test_unverified_is_surer_the_less_a_passage_says():
    claim, text = "The quay is closed", "The pier was shut by the port."
    said = [
        verdict.decide(Claim(claim), [weigh(claim, text, opinion=Opinion(rest, rest, 1 - 2 * rest)) for rest in shares])
        for shares in ([0.01], [0.2], [0.01, 0.2])
    ]
    assert {one.status for one in said} == {Status.UNVERIFIED}
    silent, telling, both = (one.confidence for one in said)
    assert silent > telling
    assert both == telling


def test_a_text_that_is_given_is_silent_less_often_than_what_a_search_found():
    claim, text = "The quay is closed", "The pier was shut by the port."
    found, given = (
        verdict.decide(Claim(claim), [weigh(claim, text, opinion=Opinion(0.1, 0.1, 0.8), demands=demands)])
        for demands in (verdict.FOUND, verdict.GIVEN)
    )
    assert found.confidence > given.confidence


@pytest.mark.parametrize("demands", [verdict.FOUND, verdict.GIVEN])
@pytest.mark.parametrize(
    ("shares", "stance"), [((0.99, 0.005, 0.005), Stance.CONFLICTS), ((0.005, 0.99, 0.005), Stance.SUPPORTS)]
)
def test_what_supports_what_a_claim_denies_conflicts_with_the_claim(shares, stance, demands):
    text = "Berg came from Exby, where her parents had a shop."
    said = weigh("Berg was not a native of Exby", text, opinion=Opinion(*shares), asked=True, demands=demands)
    assert said.evidence.stance is stance


def test_another_date_than_the_one_denied_is_no_support_without_the_model():
    claim, text = "The team did not win in 1992", "The team won in 1924."
    assert decide(claim, text).status is Status.UNVERIFIED
    assert decide("Ann Lee was not born in 1992", "Ann Lee was born in 1924.").status is Status.UNVERIFIED
