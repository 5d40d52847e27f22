"""Checked drafts made by hand, for the tests of the formats that machines read."""

import os

import msgspec
from hypothesis import strategies as st

from tests.reports.verdicts import (
    CONFLICTING,
    CONTRADICTS_ITSELF,
    HOSTILE,
    MIXED,
    SUPPORTED,
    UNVERIFIED,
    evidence,
    source,
)
from verifier.drafts.records import CheckedDraft, Fix, Level, Problem, Region
from verifier.records import Claim, Place, Stance, Status, Verdict

TEXT = """\
# Sonderzug für 205 Gefangene — 🚆

Belarus freed prisoners on 19 March 2026. In all, 205 prisoners freed
were named. The museum opened in May.

🕊 Thursday 18 March 2026 was a holiday. <!-- verify: ignore -->
"""
FILE = "artikel/märz 1.md"


def region(words: str, text: str = TEXT) -> Region:
    start = text.index(words)
    return span(start, start + len(words), text)


def span(start: int, end: int, text: str = TEXT) -> Region:
    def line_and_column(offset: int) -> tuple[int, int]:
        before = text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1

    return Region(start, end, *line_and_column(start), *line_and_column(end))


def placed(verdict: Verdict, file: str = FILE) -> Verdict:
    found = region(verdict.claim.text)
    place = Place(file, found.line, found.column, found.start)
    return msgspec.structs.replace(verdict, claim=msgspec.structs.replace(verdict.claim, place=place))


SUPPORTED_CLAIM, CONFLICTING_CLAIM, UNVERIFIED_CLAIM, OWN_CLAIM = map(
    placed, (SUPPORTED, CONFLICTING, UNVERIFIED, CONTRADICTS_ITSELF)
)

WRONG_NUMBER = Problem(
    file=FILE,
    region=region("205 prisoners"),
    level=Level.ERROR,
    rule="quantity",
    message="the claim says 205 prisoners, the source 250 political prisoners",
    verdict=CONFLICTING_CLAIM,
    fix=Fix(region("205 p"), "250 p", safe=True),
)
OPEN = Problem(
    file=FILE,
    region=region("The museum opened in May"),
    level=Level.NOTE,
    rule="unverified",
    message="no source says whether this is so",
    verdict=UNVERIFIED_CLAIM,
)
WRONG_WEEKDAY = Problem(
    file=FILE,
    region=region("Thursday 18 March 2026"),
    level=Level.ERROR,
    rule="weekday",
    message="18 March 2026 was a Wednesday, not a Thursday",
    verdict=OWN_CLAIM,
    known=True,
)
HEADLINE = Problem(
    file=FILE,
    region=region("205 Gefangene"),
    level=Level.WARNING,
    rule="inconsistent",
    message="the headline says 205, the body 250",
)
UNUSED = Problem(
    file=FILE,
    region=region("<!-- verify: ignore -->"),
    level=Level.WARNING,
    rule="unused-ignore",
    message="nothing here is suppressed by it",
)

DRAFT = CheckedDraft(
    file=FILE,
    text=TEXT,
    claims=(SUPPORTED_CLAIM, CONFLICTING_CLAIM, UNVERIFIED_CLAIM, OWN_CLAIM),
    problems=(HEADLINE, WRONG_NUMBER, OPEN, WRONG_WEEKDAY, UNUSED),
)
CLEAN = CheckedDraft(file="clean.md", text=TEXT, claims=(placed(SUPPORTED, "clean.md"),), problems=())
EMPTY = CheckedDraft(
    file="empty.md",
    text="Hm?\n",
    claims=(),
    problems=(
        Problem(
            file="empty.md",
            region=span(0, 0, "Hm?\n"),
            level=Level.WARNING,
            rule="no-claims",
            message="no claim was found: nothing was checked",
        ),
    ),
)
MIXED_DRAFT = CheckedDraft(
    file="mixed.md",
    text=TEXT,
    claims=(placed(MIXED, "mixed.md"),),
    problems=(
        Problem(
            file="mixed.md",
            region=region("205 prisoners freed"),
            level=Level.ERROR,
            rule="quantity",
            message="the sources disagree",
            verdict=placed(MIXED, "mixed.md"),
        ),
    ),
)
HOSTILE_DRAFT = CheckedDraft(
    file="a,b::error::%0A[x](y).md",
    text="::stop-commands::x\r\n##[add-path]/tmp ]]> <b>&amp; | `x`",
    claims=(HOSTILE,),
    problems=(
        Problem(
            file="a,b::error::%0A[x](y).md",
            region=span(0, 18, "::stop-commands::x\r\n"),
            level=Level.ERROR,
            rule="quotation",
            message="x\n::set-output name=a::b\r##[add-path]/tmp %0A{0} [click](javascript:alert(1)) \x1b[31m ]]> | <img src=x>",
            verdict=HOSTILE,
            fix=Fix(span(0, 4), "]]>\n::error::{0}", safe=False),
        ),
    ),
)
DRAFTS = {
    "all kinds": [DRAFT],
    "clean": [CLEAN],
    "empty": [EMPTY],
    "mixed": [MIXED_DRAFT],
    "hostile": [HOSTILE_DRAFT],
    "several": [DRAFT, CLEAN, EMPTY, MIXED_DRAFT, HOSTILE_DRAFT],
    "none": [],
}

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(
    [
        "::error::x",
        "\n::error::x",
        "%0A",
        "##[error]x",
        "]]>",
        "</testcase>",
        "[a](b)",
        "{0}",
        "\ud800",
        "\ufffe",
        "\x00",
    ]
)


ANY_NAME = ANY_TEXT.map(lambda text: text.encode("utf-8", "replace") + b"\xff").map(os.fsdecode)
"""Of a file, where it need not be UTF-8."""


@st.composite
def any_draft(draw: st.DrawFn) -> CheckedDraft:
    """A draft with two problems, any text in every place that holds text from outside."""
    text, file = draw(ANY_TEXT), draw(ANY_NAME)
    claim = Claim(draw(ANY_TEXT), place=Place(file, 1, 1, 0))
    of = source(title=draw(ANY_TEXT), publisher=draw(ANY_TEXT), url=draw(ANY_TEXT), path=draw(st.none() | ANY_NAME))
    passage = draw(ANY_TEXT)
    verdict = Verdict(
        claim=claim,
        status=draw(st.sampled_from(Status)),
        confidence=draw(st.floats(0, 1)),
        evidence=(evidence(passage, draw(st.sampled_from(Stance)), of, highlights=((0, len(passage) // 2),)),),
    )
    problems = tuple(
        Problem(
            file=file,
            region=span(0, len(text) // 2, text),
            level=draw(st.sampled_from(Level)),
            rule=draw(st.sampled_from(["quantity", "no-claims"]) | ANY_TEXT),
            message=draw(ANY_TEXT),
            verdict=draw(st.sampled_from([verdict, None])),
            fix=draw(st.none() | st.builds(Fix, st.just(span(0, len(text), text)), ANY_TEXT, st.booleans())),
            known=draw(st.booleans()),
        )
        for _ in range(2)
    )
    return CheckedDraft(file=file, text=text, claims=(verdict,), problems=problems)
