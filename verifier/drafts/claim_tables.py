"""The words by which a sentence is known to state, ask, judge, order or guess; our own tables, read by `claims`."""

from __future__ import annotations

AUXILIARIES = frozenset(
    """
    is are was were be been being am 's 're isn't aren't wasn't weren't has have had hasn't haven't hadn't does do
    did doesn't don't didn't will would shall should can could may might must won't wouldn't can't cannot couldn't
    """.split()
)

VERBS = """
accept accuse achieve add admit adopt agree aim allow announce answer appeal appear appoint approve argue arrest
arrive ask assure attack attend back ban beat become begin believe belong bid block blame boost border bring build
buy call cancel carry cast cause celebrate challenge change charge claim climb close collapse collect come complain
complete condemn confirm consist contain continue control convict cost count cover crash create criticise cross cut
damage decide declare decline defeat defend delay deliver demand deny describe destroy detain die discover dismiss
double drop earn elect employ end enter erupt escape establish estimate evacuate exceed expect explain export face
fail fall fear fight file fill finance find fine fire flee fly follow forbid force found free gain get give go
govern grant grow halt halve hand happen head help hire hit hold host hurt import impose include increase inherit
injure insist introduce invade invest invite join jump jail keep kick kill know land last launch lead leak learn
leave lift link live lose make march mark measure meet merge move name need negotiate nominate occur offer open
operate oppose order oust outlaw overtake overturn own own pardon pass pay plan play plead pledge plummet plunge
postpone praise predict prepare present prevent produce promise propose protest prove provide publish pull purchase
push put quit raise reach read rebuild recall receive record recover reduce refuse reject release remain remove
reopen repair replace reply report represent require rescue resign respond result resume retire retreat return
reveal reverse rise rule run sack say score secure see seek seize sell send sentence separate serve set settle shake
share shoot show shrink shut sign sink slash slip slow soar speak spend split stand start stay steal step stop
strike study sue suffer suggest supply support surge surpass surrender suspend sweep swim take tell test think
threaten topple total travel treat triple try tumble turn unveil urge use vanish visit vote vow wait walk want warn
watch weigh widen win withdraw work write wound
""".split()
"""Verbs of the news, by their base; a heading is known to state something by one of them."""


LOOK_LIKE_PAST = frozenset(
    """
    hundred hatred sacred kindred naked wicked rugged ragged biped need seed weed feed speed breed deed bleed exceed
    proceed succeed indeed shed sled red bed fed led wed creed greed reed steed unprecedented so-called united
    related aged beloved learned blessed embed shred zed indebted talented gifted skilled armed unarmed limited
    """.split()
)
"""Words in -ed that are no verb's past, or seldom in running text."""

QUESTION_WORDS = frozenset("how why what when where who which whether".split())

IMPERATIVES = frozenset(
    """
    click read see follow subscribe sign send share write tell call check visit book take bring keep hold go come
    try ask look listen imagine remember remind note consider think keep avoid do don't please use buy order
    download join email contact donate watch enter choose select press scroll turn add mix stir bake cut put leave
    plant treat give enjoy make let let's stay wear find get start stop wait walk drive register vote help learn be
    never always draw meet pack carry close open
    """.split()
)
"""Words that, first in a sentence without a subject, tell the reader to do something."""

SUBJECTS = frozenset("he she it they we i you".split())
"""Words that, first in a sentence, have their verb behind them."""

AFTER_SUBJECT = frozenset("you we i they he she it".split())

OPINION_PHRASES = (
    "i think",
    "i believe",
    "i feel",
    "i admit",
    "i wish",
    "i should have thought",
    "we believe",
    "we think",
    "in my opinion",
    "in my view",
    "in our view",
    "it seems to me",
    "frankly",
    "let us be honest",
    "to be honest",
    "of course",
    "needless to say",
    "one wonders",
    "one must",
    "one should",
    "it is a shame",
    "it is a pity",
    "no wonder",
    "nobody knows",
    "nobody can say",
    "no one knows",
    "who knows",
    "thankfully",
    "fortunately",
    "unfortunately",
    "sadly",
    "hopefully",
)

OPINION_WORDS = frozenset(
    """
    beautiful ugly wonderful terrible horrible awful great brilliant stupid foolish shameful disgrace disgraceful
    scandal scandalous absurd ridiculous outrageous magnificent tremendous delight delightful charming charm vanity
    mess tragic heroic worst best better worse finest loveliest nonsense obviously clearly surely arguably boring
    exciting impressive splendid perfect marvellous unacceptable unbearable pathetic cynical naive sensible
    """.split()
)
"""Words with which a writer judges; beside a figure, or in what somebody is said to have said, they do not."""

NORMATIVE = frozenset("should must ought needn't shouldn't mustn't".split())
SPECULATIVE = frozenset("may might could would perhaps maybe probably possibly presumably conceivably".split())

FIRST_PERSON = frozenset("i my me mine myself we our us ours ourselves".split())
SECOND_PERSON = frozenset("you your yours yourself yourselves".split())

VAGUE_QUANTITIES = frozenset(
    """
    one two both first second last once twice several some few many most half third
    """.split()
)
"""Numbers that in running text are often no figure ("one thing", "at first", "both sides")."""

VAGUE_NOUNS = frozenset(
    """
    thing side hand way part time point day question reason word other another kind sort place people one man woman
    life step case idea matter moment
    """.split()
)

VAGUE_DATES = frozenset(
    """
    now today tonight currently recently soon later then nowadays once before after summer winter spring autumn fall
    tomorrow one day a day the day noon midnight night morning evening the night the morning
    """.split()
)
"""Times that pin a statement to no day."""

METADATA = (
    r"(?:photo|picture|image|graphic|video|illustration|source|sources|credit|caption|copyright|©|\(c\)|foto)\b ?"
    r"(?:(?:[:/©|–—-]|by\b|courtesy\b|via\b).{0,120})?",
    r"\(?(?:reporting|additional reporting|writing|editing|compiled) by\b.*",
    r"(?:by|from) (?:our|the) [\w ]{2,40}",
    r"(?:our|the) [\w ]{2,30} desk",
    r"live (?:coverage|blog|updates?)\b.*",
    r"(?:last )?(?:updated|published|modified|posted|corrected)\b ?(?:on|at|:).{0,60}",
    r"(?:read|see|watch|listen) (?:more|also|on|our)\b.*",
    r"(?:more|further) (?:on|about|soon|news|details)\b.*",
    r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?",
    r"(?-i:[A-Z][A-Z .'’-]+, (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?: \d{4})?(?: \([A-Za-z ]+\))?)",
    r"(?:tags?|keywords?|topics?|slug|section|category|categories|related)\s?:.*",
    r"@?[^\s@]+@\S+|https?://\S+|www\.\S+",
    r"[-*_#=~ ]+",
)
"""Whole lines that speak of the article, not of the world; letters of either case."""
