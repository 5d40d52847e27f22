"""What a sentence has in words and does not say: what somebody was kept from, what nearly was, is untrue, or is left open."""

from __future__ import annotations

import re

from verifier.rules.statement import Statement

_OPENING = re.compile(
    r"\b(?:(?:who|which|that|whom) (?:(?:had|has|have|was|were|also|later) ){0,2}"
    r"|(?:if|whether) [^,;:]*)$",
    re.IGNORECASE,
)
"""Before what is not stated of whom the sentence speaks."""
EXCEPTING = "except|excluding|excepting|other than|save for|apart from|aside from|with the exception of"
"""Before what something is not said of."""
_HINDERING = re.compile(
    r"\b(?:"
    r"(?:keep|kept|stop|prevent|prohibit|forbid|forbad|barr?|bann?|block|discourag|dissuad|deterr?|hinder|refrain|abstain|"
    r"sav|spar|protect|disqualif|exempt|excus|suspend)\w* (?:[\w’'-]+ ){0,5}?from (?=\w+ing\b)|"
    r"(?:stopp?|ceas|quit|avoid|escap|skipp?|abandon)\w* (?=\w+ing\b)|"
    r"(?:dropp?|abandon|shelv|scrapp?|cancel|ditch|withdr[ae]w)\w* (?:[\w’'-]+ ){0,3}?"
    r"(?:plan|proposal|bid|attempt|effort|threat)s? (?:to|for|of) (?=\w)"
    r")",
    re.IGNORECASE,
)
"""Before what then does not happen: "fog kept it from flying", "dropped its plan to sell"."""
REACH_BACK = 80
"""Characters before a word in which such is looked for."""
_NOT_SO = re.compile(
    r"\b(?P<word>(?:almost|nearly)(?! (?:all|every)\b)|came (?:very )?close to|close to|on the (?:verge|brink) of|"
    r"narrowly (?:missed|avoided|escaped)|"
    r"far from|anything but|nowhere near|(?:absent|missing|excluded|removed|dropped|omitted|left out|barred|banned) (?:from|of)|"
    r"(?<!\ba )(?<!\ban )(?<!\bthe )(?:feared|presumed|believed|thought|considered|supposed|meant|tipped|"
    r"(?:(?<=is )|(?<=are )|(?<=was )|(?<=were )|(?<=be )|(?<=been ))(?:reported|declared))"
    r"(?! (?:an?|the|its|their|his|her|all)\b)|on course|said to be|"
    r"(?:wrongly|falsely|mistakenly) \w+(?: as| to)?|(?:posed|disguised|dressed|masqueraded) as|mistaken for|"
    r"pretend(?:ed|ing) to|impersonat(?:ed|ing)|too \w+ to|powerless to|unfit to|forbidden to)\b "
    r"(?:(?!and\b|but\b|that\b|to \w+ a\b)\w+ ){0,3}$",
    re.IGNORECASE,
)
"""Before what then did not happen, or is not so for all that the sentence says."""
UNTRUE = re.compile(
    r"\b(?:(?:beliefs?|ideas?|claims?|notions?|rumou?rs?|reports?|suggestions?|assumptions?|allegations?|stor(?:y|ies)) "
    r"that\b[^.;]{0,120} (?:was|were|is|are|be|been|proved|turned out to be) (?:\w+ly )?"
    r"(?:false|wrong|mistaken|untrue|incorrect|unfounded|baseless|nonsense|an? (?:myth|misconception|fallacy|lie|hoax))"
    r"|(?:myth|misconception|fallacy|falsehood|lie|hoax) that"
    r"|(?:wrong|false|incorrect|untrue|mistaken|misleading|a mistake) "
    r"(?:that|to (?:say|think|claim|believe|assume|suggest) that))\b",
    re.IGNORECASE,
)
"""What says that something is not so, in a clause of its own."""
HAD = re.compile(r"(?:^|[,;.] )Had (?:\w+ ){1,4}?not\b|\b(?:[Ww]ithout|[Bb]ut for) [^.;]{0,120}\bwould have\b")
"""What was not so: "had it not rained", "without the loan it would have failed"."""


def is_not_so(statement: Statement, place: int) -> re.Match[str] | None:
    """What stands before a place in its sentence and makes what follows there untrue, or less: "far from", "feared"."""
    return _NOT_SO.search(statement.text, max(statement.start, place - REACH_BACK), place)


def is_left_open(statement: Statement, stem_: str) -> bool:
    """Whether a word stands behind "whether", or right behind "who" or "which": it is said of whom the sentence names before."""
    return any(
        token.stem == stem_ and _OPENING.search(statement.text, statement.start, token.start)
        for token in statement.tokens
    )


def hindered(statement: Statement) -> set[str]:
    """The stems of what a statement says that somebody is kept from, or stops."""
    ends = {match.end() for match in _HINDERING.finditer(statement.text, statement.start, statement.end)}
    return {token.stem for token in statement.tokens if token.start in ends}
