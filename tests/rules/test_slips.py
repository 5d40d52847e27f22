"""What slips in when a figure is copied: found where a sentence says the same in other words, and not where it may be right."""

import pytest

from verifier import facts
from verifier.rules import Statement, examine


def conflicts(claim, source):
    claim, source = (Statement.of(text, facts.extract(text)) for text in (claim, source))
    return [(finding.rule, finding.explanation) for finding in examine(claim, source).conflicts]


@pytest.mark.parametrize(
    ("claim", "source", "rule", "explanation"),
    [
        (
            "Over the years Orr led £268,450 into his own accounts.",
            "Orr admitted that he had diverted £286,450 to accounts of his own.",
            "quantity",
            "the claim says £268,450, the source £286,450",
        ),
        (
            "The month's peak of 34.8°C was measured at Exby.",
            "Exby had the month's highest reading, 38.4°C.",
            "quantity",
            "the claim says 34.8°C, the source 38.4°C",
        ),
        (
            "The still life by Horn is from 1643 and was stolen in Exby.",
            "The still life that was stolen in Exby, painted by Horn in 1634, is small.",
            "date",
            "the claim says 1643, the source 1634",
        ),
        (
            "The firm's sales came to 8.74 million crowns.",
            "The firm reported sales of 8.74 billion crowns, more than in May.",
            "quantity",
            "the claim says 8.74 million crowns, the source 8.74 billion crowns",
        ),
        (
            "Once complete the wind farm has 1,080 gigawatts.",
            "When complete the wind farm will have 72 turbines, with 1,080 MW.",
            "quantity",
            "the claim says 1,080 gigawatts, the source 1,080 MW",
        ),
        (
            "Turnout rose to 63.5 percent from 58.2 percent.",
            "Turnout was 58.2% of all voters, against 63.5% in the first round.",
            "quantity",
            "the claim says “63.5 percent from 58.2 percent”, the source “58.2% of all voters, against 63.5%”",
        ),
        (
            "The law school took more: from 655 to 720.",
            "Medicine grew from 310 to 340 places, while law dropped from 720 to 655.",
            "quantity",
            "the claim says “from 655 to 720”, the source “720 to 655”",
        ),
        (
            "The deficit widens to 19.1 billion crowns from 12.5 billion crowns.",
            "Revenue leaves a deficit of 12.5 billion, after 19.1 billion in 2024.",
            "quantity",
            "the claim says “19.1 billion crowns from 12.5 billion crowns”, the source “12.5 billion, after 19.1 billion”",
        ),
        (
            "Home prices in October were 1.8 percent higher than a year earlier.",
            "Home prices in October were 1.8% lower than a year earlier but 0.4% higher than in May.",
            "quantity",
            "the claim says “higher”, the source “lower”, of 1.8%",
        ),
        (
            "Wye are second, two points ahead of Exby.",
            "Wye moved up to second, two points behind leaders Exby.",
            "quantity",
            "the claim says “ahead”, the source “behind”, of two points",
        ),
        (
            "Second-placed Onda sold 17,600 vehicles.",
            "Market leader Veltra sold 41,200 vehicles, ahead of Onda (29,800) and Karsson (17,600).",
            "quantity",
            "the source says 17,600 of “Karsson”, and of “Onda” 29,800",
        ),
        (
            "Health is the most important issue, with 38 percent.",
            "The most important issue is housing (38 percent), ahead of health (31) and security (22).",
            "quantity",
            "the source says 38 percent of “housing”, and of “health” 31",
        ),
        (
            "The masked men walked into the shop at 9:40 p.m.",
            "Two masked men entered the shop at 9:40 a.m. on Tuesday.",
            "date",
            "the claim says 9:40 p.m., the source 9:40 a.m. on Tuesday",
        ),
    ],
)
def test_a_slip_is_a_conflict(claim, source, rule, explanation):
    assert conflicts(claim, source) == [(rule, explanation)]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Exby had 34.8°C in June.", "Exby had 38.4°C in July and 34.8°C in June."),
        ("The month's peak of 34.8°C was measured at Exby.", "Wye had the year's highest reading, 38.4°C."),
        ("It did not sell 8.74 million crowns of cement.", "The firm sold 8.74 billion crowns of cement."),
        ("The firm sold cement for 8.7 billion crowns.", "The firm sold cement for 8.74 billion crowns."),
        ("Over-50s gain nothing from the pills.", "The pills bring those aged 50 and over no gain."),
        ("It is 100 miles by road to Exby.", "By road Exby is 160 km away, 100 miles."),
        ("Turnout was 58.2 percent, down from 63.5 percent.", "Turnout was 58.2%, against 63.5% in the first round."),
        ("The other party fell from 14 to 12 seats.", "The Reds rose from 12 to 14 seats."),
        ("The Wren cost £40 more.", "The Kite had twice the memory of its rival, the Wren, and cost £40 less."),
        (
            "Wye were two goals up on Saturday and did not win.",
            "Exby came from two goals down on Saturday to draw at Wye.",
        ),
        (
            "The crowd was 4,000 lower last year than this year.",
            "The crowd rose to 21,000 this year, 4,000 more than last year.",
        ),
        ("The cold went two days faster with salt.", "The cold took two days fewer with salt."),
        ("Exports grew by 4.2 percent in May.", "In May imports fell 4.2%, and exports grew by 4.2%."),
        ("Exports grew by 4.2 percent in 2021.", "In 2019 exports fell 4.2%, the office said."),
        ("The masked men left the shop at 9:40 p.m.", "Masked men entered the shop at 9:40 a.m. and left at 9:40 p.m."),
        ("Onda sold 29,800, far from the leader's 41,200.", "Veltra (41,200) is ahead of Onda (29,800)."),
        ("Onda sold 41,200 cars in 2019.", "In 2023 Veltra (41,200) sold more cars than Onda (29,800)."),
        ("Exby freed 205 men, the opposition said.", "Exby freed 250 men, an official said in Wye."),
        ("Nye has 205 men.", "Exby freed 250 men, an official said in Wye."),
    ],
)
def test_what_may_be_right_is_none(claim, source):
    assert conflicts(claim, source) == []
