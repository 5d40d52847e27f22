"""Word tables of the comparison: words without content, synonyms, what happens once; our own, from no other source."""

from __future__ import annotations

from verifier.facts.cues import irregular_verbs
from verifier.facts.stemming import english

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those there here it its itself he him his himself she her hers herself they them their
    theirs themselves we us our ours i me my you your who whom whose which what when where while as than so such then
    and or but nor if because since although though
    of in on at to from by with for into onto upon over under about between among through during against per via within
    is are was were be been being am do does did done has have had having will would shall should 's 're 've 'd 'll 'm
    also just very too quite rather even again ever both
    some any other another each one ones thing things
    mr mrs ms dr aged
    """.split()
)
"""Words that a restatement may drop or add without changing what is claimed. Words that change it (not, only, all,
first, former, could) are content."""

_SYNONYM_GROUPS = """
    free release liberate
    kill slay
    die dead death perish
    injure wound hurt
    arrest detain apprehend
    jail imprison
    rise increase grow climb
    fall drop decrease decline
    surge soar jump leap
    plunge slump plummet tumble
    win victory
    beat defeat
    buy purchase acquire acquisition
    begin start commence
    end finish conclude
    build construct
    found establish
    say tell state announce declare
    show reveal
    big large huge
    small little tiny
    quick fast rapid
    near close nearby
    company firm corporation business
    car automobile
    child kid youngster
    film movie picture
    doctor physician
    job employment
    home house
    lawyer attorney
    vote ballot
    election poll
    earthquake quake tremor
    hurricane typhoon cyclone
    person people individual
    man male
    woman female
    america american us usa
    britain british uk
    sanction penalty
    remove lift
    treaty pact agreement deal accord
    happen occur
    hit strike shake
    get receive obtain
    need require
    help assist aid
    try attempt
    live reside
    let allow permit
    ask request
    choose select pick
    keep retain
    spend expend
    reach attain achieve
    approximately roughly
    cost price
    pay wage salary
    talk speak
    visit tour
    student pupil
    illness disease sickness
    country nation
    city town
    soldier troop
    plane aircraft airplane aeroplane
    ship vessel
    rocket launcher
    spacecraft spaceship craft
    astronaut cosmonaut
    author writer
    murder assassinate
    destroy demolish
    damage harm
    organisation organization
    centre center
    largest biggest
    metre meter
    programme program
    labour labor
    defence defense
    fertiliser fertilizer
    percent percentage
"""


def _groups() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _SYNONYM_GROUPS.strip().splitlines():
        stems = [english(word) for word in line.split()]
        for stem in stems:
            table[stem] = table.get(stem, stems[0])
    return table


SYNONYMS: dict[str, str] = _groups()
"""The stem of a word → the stem that stands for its group."""

IRREGULAR = {
    form: base
    for base, forms in irregular_verbs().items()
    for form in forms
    if form not in {base, "was", "been", "lay"}
} | {
    "freed": "free", "gotten": "get", "born": "bear", "cut": "cut", "dying": "die", "slew": "slay",
    "slain": "slay",
}  # fmt: skip
"""Irregular forms of verbs → the base form; a stemmer leaves them apart."""
SUPPLETIVES = IRREGULAR | {
    "dead": "die", "death": "die", "deaths": "die", "men": "man", "women": "woman", "children": "child", "people": "person",
    "wives": "wife", "lives": "life", "feet": "foot", "teeth": "tooth", "mice": "mouse", "victory": "win",
    "victories": "win", "winner": "win", "according": "say",
}  # fmt: skip
"""The same, with words of other kinds."""


def _stems(words: str) -> frozenset[str]:
    """The stems of some words as tokens have them."""
    return frozenset(SYNONYMS.get(stem, stem) for stem in map(english, words.split()))


SAYING = _stems(
    "say tell state call describe write add announce declare claim report remark note comment tweet post quote"
)
"""Stems of words by which a statement is somebody's: one of them may stand for another where the words quoted agree."""

AUXILIARIES = "am is are was were has have had do does did can could will would shall should must may might".split()
"""Verbs that carry a "not"."""

DOUBTING = _stems(
    "false falsely falsehood untrue wrong wrongly incorrect myth hoax rumour rumor fake debunk refute rebut disprove "
    "deny dismiss reject dispute doubt claim allege alleged allegation accuse misleading baseless unfounded unproven "
    "evidence proof truth conspiracy contrary"
)
"""Stems of words beside which a statement may stand only to be denied or doubted."""

ONCE_ONLY = _stems(
    "bear die found establish sink assassinate murder discover invent sign adopt ratify independence abolish "
    "debut inaugurate collapse explode erupt premiere incorporate crown abdicate join accede "
    "enter launch land splash complete"
)
"""Stems of what happens once to its subject: another date for it is a conflict, not another event of the same kind."""

MUTUAL = _stems(
    "marry wed divorce meet date border neighbour neighbor ally rival resemble equal tie draw agree differ talk negotiate "
    "together friend brother sister sibling cousin twin partner married star"
)
"""Stems of what holds both ways round: who marries is married, and a film stars who stars in it."""
