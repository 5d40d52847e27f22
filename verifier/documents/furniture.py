"""What a saved page carries besides its text: credits, share buttons, related links, legal lines. Tables, and their use."""

from __future__ import annotations

import re

from verifier.documents import days, lines

LONGEST = 250
"""Characters of a line of furniture or a caption; a longer one is text."""

_AGENCY = (
    r"(?:AFP|AP|EPA|Reuters|Getty(?: Images)?|TASS|Sputnik|dpa|DPA|PA(?: Media| Wire| Images)?|Xinhua|Bloomberg|Anadolu"
    r"|Alamy|Shutterstock|iStock|NurPhoto|Rex|REX|UPI|ANP|ANSA|TT|NTB|BelTA|BELTA|RIA Novosti|Kyodo|Yonhap|CP|AAP)"
)

_STOCK = r"(?:Getty Images|iStock|Alamy|Shutterstock)"

BUTTONS = r"""
    advert(?:isement)? | ad | sponsored(?: content| by)? | promoted | skip (?:to (?:main )?content|advert(?:isement)?|past newsletter promotion)
    after newsletter promotion | newsletter promotion | article continues (?:below|after (?:this )?ad(?:vertisement)?)
    share | share (?:on|via) \w+ | share this(?: article| story| page| post)? | share full article | copy link | copied | link copied!?
    save | saved | bookmark | print | print this(?: page| article)? | e-?mail | e-?mail this(?: article)? | gift(?: this)? article
    comment | comments | \d+ comments? | view (?:all )?comments | leave a comment | join the conversation | post a comment
    subscribe | subscribe now | sign (?:up|in) | log ?in | register | my account | menu | search | home | close | back to top | go back
    facebook | twitter | (?-i:X) | whatsapp | linkedin | reddit | telegram | pinterest | instagram | youtube | threads | bluesky | messenger
    (?:show|hide|toggle|enlarge|view) (?:caption|image|gallery|image in fullscreen|more|less) | open image in gallery | enlarge this image
    live | breaking | breaking news | exclusive | watch live | listen live | play | pause | loading | play video | read aloud
    \d+ ?min(?:ute)?s? (?:read|listen|watch)? | \d+[- ]min(?:ute)?s? read | reading time:? \d+ min(?:ute)?s? | listen \d+ min
    (?:published |updated |posted )?(?:\d+|an?) (?:min(?:ute)?|hour|hr|day|week|month)s? ago
    image source | image caption | media caption | getty images | reuters | file photo | file image | handout | supplied
    all rights reserved | terms of (?:use|service) | privacy(?: policy| notice)? | cookie policy | accept(?: all)?(?: cookies)? | manage cookies
    (?:story|article) continues(?: below(?: advertisement)?)? | purchase licensing rights(?:, opens new tab)? | more details soon | this story is (?:being updated|developing) | reuse this content | original (?:url|link|article|source) | ___+ | \* ?\* ?\* | [-–—]{2,}
"""
"""Whole lines, whatever their case and closing punctuation."""

LABELS = r"""
    related (?:articles?|stor(?:y|ies)|content|topics?|coverage|links?|reading|posts?|news|video)
    read (?:more|also|next|on|the full story|full story|it here) | also read | continue reading | see also | more on this(?: story| topic)?
    more (?:stories|coverage|news) | explore more on these topics | recommended (?:for you|stories|reading) | you (?:may|might) also like
    don['’]t miss | must read | most (?:read|popular|viewed|shared) | trending now | editor['’]?s['’]? (?:picks?|choice) | top stories
    latest (?:news|stories|headlines) | up next | further reading | external links | our standards | contact us | got a (?:news )?tip\?? | follow us
    related | recommended | trending | watch(?: more| now)? | listen(?: to)?(?: more| now)? | in pictures | gallery | podcast
    tags? | topics | filed under | categor(?:y|ies) | keywords | more (?:from|in|about|on) [^:.]{0,40}(?!: (?-i:[a-z]))
"""
"""What stands before a link to something else: alone on the line, or before a colon, bar or arrow. A sentence behind it is text."""

_MADE_BY = r"\(?(?:additional |further |with )?(?:reporting|writing|editing|translation) by"
_PICTURE = r"(?:file )?(?:photo|photograph|image|picture|video|graphic|illustration|composite)s?"
OPENINGS = rf"""
    (?:image|media|photo|video) (?:source|caption|credit),
    {_PICTURE}\s?[/©]\s?(?=(?-i:[A-Z])) | ©\s*{_PICTURE}\b | [(\[]?{_AGENCY}/(?=(?-i:[A-Z]))
    (?:follow|like|join|find|connect with) (?:us|me|our|ap|bbc|the guardian) (?:on|at|\w+ on|channel|coverage)\b | follow (?:ap|bbc)['’]s
    (?:sign up|subscribe|register) (?:for|to|here|now|today|and)\b.*\b(?:newsletters?|inbox|alerts?|briefing|podcast)\b
    get (?:our|the|all the)\b[^.]*\b(?:newsletters?|inbox|app|delivered)\b | download (?:the|our)\b[^.]*\bapp (?:on|from|now|today|for|to)\b
    support (?:us|our|the guardian|independent|quality)\b[^.]*\b(?:journalism|donat\w*) | we use cookies\b | our standards:
    by (?:clicking|signing up|continuing|subscribing)\b[^.]*\b(?:you|I) (?:\w+ )?(?:agree|accept|consent|acknowledge)\b
    this (?:article|story|piece|post) (?:was |has been )?(?:originally |first |also |last )?(?:published|posted|updated|amended|appeared)(?: by| on| at| in)? (?:\d{{1,2}} )?(?=(?-i:[A-Z]))
    this is a (?:breaking|developing) (?:news )?story\b | (?:check back|stay with us) for\b[^.,]*\b(?:updates|details|coverage)\b
    © ?\d{{4}} | ©\s?(?=(?-i:[A-Z])) | copyright\s?(?:©|\(c\)|\d{{4}}\b) | (?:copyright\s?:.*\b)?all rights reserved\b | the views expressed in this\b
    {_MADE_BY} (?:(?:(?-i:[^\W\d_a-z])[\w.'’-]*+|and|in|at|for|de|da|di|van|von|der|el|al|bin|la|le|the|{_MADE_BY})[\s,;.)]*+)++$ | edited by\s?:
    the associated press contributed\b | (?:ap|associated press) (?:\w+ ){{0,3}}writers?\b[^.]*\bcontributed\b
    (?:have you been affected|got a (?:story|tip)|what do you think)\b[^.]*\? | (?:e-?mail|contact|write to) (?:us|the (?:author|writer|reporter))\b
"""
"""How a line begins, whatever follows."""

WEAK_OPENINGS = rf"""
    {_PICTURE}(?: (?:credit|source|caption|courtesy|by))?\s?: | (?:credit|caption)s?\s?: | file photo\b | \(c\) ?\d{{4}}
    sign up (?:for|to|here|now|today)\b | subscribe (?:to|for|here|now|today)\b | register (?:for free|to continue|to read)\b
    download (?:the|our)\b | (?:click|tap) here\b | {_PICTURE} (?:by|courtesy(?: of)?|credit) (?=(?-i:[A-Z]))
    by (?:clicking|signing up|continuing|subscribing)\b[^.]*\b(?:agree|terms|privacy|consent)\b
    (?:check back|stay with us) for\b | copyright\s?: | {_MADE_BY}\b
"""
"""How a line begins that is no sentence."""

DATED = r"(?:(?:first |last |originally )?(?:published|updated|modified|posted|created|uploaded|released|issued)(?: on| at)?|date)"


def _table(rows: str) -> str:
    """The alternatives of a table: one a line or between bars, a space for any run of them."""
    parts = (part.strip() for row in rows.strip().splitlines() for part in re.split(r" \| ", row))
    return "|".join(part.replace(" ", r"\s") for part in parts if part)


_LINK_MARK = r"\s*(?:[:|»>→]|[-–—](?=\s)|\.{3}|…|$)"
_BUTTON = re.compile(rf"(?:{_table(BUTTONS)})[\s.!:|…]*", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{_table(LABELS)}){_LINK_MARK}", re.IGNORECASE)
_OPENING = re.compile(_table(OPENINGS), re.IGNORECASE)
_WEAK_OPENING = re.compile(_table(WEAK_OPENINGS), re.IGNORECASE)
_SENTENCE = re.compile(r"\s*+(?:\S++\s++){4}.*[.!][\"'”’)]*$")
"""A sentence that states something; a question is the title of a link."""
_DATED = re.compile(rf"{DATED}\s*:?\s", re.IGNORECASE)
_CREDIT = re.compile(
    rf"(?:[^.]|\.(?=\S)|(?<=\b[A-Z])\.(?!\S))*?(?:/\s?{_AGENCY}\b|\bvia\s{_AGENCY}\b|(?:^|[|©,]\s?|\bby\s){_STOCK}\b)[^.]{{0,40}}"
)
"""One run of words with an agency near its end, and no full stop."""
_CREDITED = re.compile(
    rf"[.!?”\")]\s+(?:(?i:{_PICTURE}|credit)s?(?:\s(?:by|credit))?(?::|(?<=by)\s|/)\s?[^.:]{{3,80}}\.?"
    rf"|[(\[][^()\[\]]{{0,60}}(?:/\s?{_AGENCY}|via\s{_AGENCY}|\b{_AGENCY}\s(?i:photo|image|file))\b[^()\[\]]{{0,60}}[)\]]\.?"
    rf"|[^.]{{2,60}}/\s?{_AGENCY}|(?:[^.]{{0,60}}\bvia\s)?{_STOCK}|(?:AP|AFP|Reuters) (?:Photo|file)\b[^.]{{0,40}}"
    rf"|REUTERS/(?:[^.]|\.(?=\S)){{2,90}})$"
)
"""A caption with its credit at its end."""
_CREDIT_LABEL = re.compile(rf"[(\[©\s]*(?:{_PICTURE}|credit)s?\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?:original (?:url|link|article|source)|source(?: url)?|url|link|permalink|retrieved from|available (?:at|from)|read (?:it )?at|via)"
    r"\s*+(?::\s*+)?<?(https?://[^\s<>]+)>?",
    re.IGNORECASE,
)
_REFERENCE_LABEL = re.compile(r"(?:original )?(?:url|link|article|source|address)\s*:?", re.IGNORECASE)
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?")
_ATTRIBUTED = re.compile(r"\b(?:said|says|told|according to|announced|reported)\b|[“\"]")
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|will|would|did|\w{2,}ed|became|began|broke|brought|built|bought|came|cut|drew|fell|flew|fought|found"
    r"|gave|got|grew|held|hit|kept|led|lost|made|met|paid|put|ran|rose|sank|saw|sent|set|shot|sold|sought|spent|spoke|struck|took"
    r"|went|won|wrote)\b"
)
"""Verbs of reports; captions are in the present tense, or have no verb."""
_STOPPED = re.compile(r"[.!?,;:–—-][\"'”’)]*$")
_BLOCK = re.compile(r"\n[ \t]*\n\s*")


def remove(text: str) -> str:
    """The text without its furniture; a sentence that a blank line or a button cut in two is put together again."""
    kept: list[str] = []
    listing = False
    paragraphs = [[row for row in block.split("\n") if row.strip()] for block in _BLOCK.split(text) if block.strip()]
    rows = [row for paragraph in paragraphs for row in paragraph]
    place = 0
    for paragraph in paragraphs:
        left: list[str] = []
        for row in paragraph:
            place += 1
            line = row.strip()
            beside = [rows[near].strip() for near in (place - 2, place) if 0 <= near < len(rows)]
            if is_furniture(line):
                listing = _announces_links(line)
            elif not (listing and _is_link(line)):
                listing = False
                if kept or left or not (any(map(is_credit, beside)) and _is_caption(line)):
                    left.append(row.rstrip())
        if not left:
            continue
        block = "\n".join(left)
        if kept and lines.goes_on(kept[-1], block):
            kept[-1] = f"{kept[-1]} {block}"
        else:
            kept.append(block)
    return "\n\n".join(kept).strip()


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the text."""
    line = _bare(line)
    if not line or len(line) > LONGEST:
        return not line
    if _OPENING.match(line) or _BUTTON.fullmatch(line) or _CREDITED.search(line):
        return True
    label = _LABEL.match(line)
    if (label and not _SENTENCE.match(line, label.end())) or (_WEAK_OPENING.match(line) and not _SENTENCE.match(line)):
        return True
    return bool(is_credit(line) or is_dated(line) or _REFERENCE.fullmatch(line) or _ADDRESS.fullmatch(line))


def is_credit(line: str) -> bool:
    """Whether a line names who made a picture, and no more."""
    if len(line) > LONGEST or _ATTRIBUTED.search(line):
        return False
    if _CREDIT_LABEL.match(line):
        return bool(_OPENING.match(line) or (_WEAK_OPENING.match(line) and not _SENTENCE.match(line)))
    return _CREDIT.fullmatch(line) is not None


def is_dated(line: str) -> bool:
    """Whether a line says when the page was published or changed, and no more."""
    label = _DATED.match(line)
    if label is None or len(line) > LONGEST:
        return False
    try:
        day, rest = days.find(line[label.end() :])
    except ValueError:
        return False
    return day is not None and (not rest or _DATED.match(rest + " ") is not None)


def origin(text: str) -> str | None:
    """The address that a saved page says it is from: after "Original url" or the like, else None."""
    rows = [row.strip() for row in text.split("\n") if row.strip()]
    for place, row in enumerate(rows):
        if len(row) > 2 * LONGEST:
            continue
        match = _REFERENCE.fullmatch(row)
        if match is None and _REFERENCE_LABEL.fullmatch(row) and place + 1 < len(rows):
            match = _ADDRESS.fullmatch(rows[place + 1])
        if match:
            return match[1]
    return None


def _bare(line: str) -> str:
    """A line without the marks of a heading, an item or emphasis."""
    return line.strip().lstrip("#*• ").rstrip("* ")


def _announces_links(line: str) -> bool:
    """Whether a list of links follows: a label that stands alone."""
    line = _bare(line)
    label = _LABEL.match(line)
    return label is not None and label.end() == len(line)


def _is_link(line: str) -> bool:
    """Whether a line below such a label is one of the links: an item of a list, or no sentence."""
    return len(line) <= LONGEST and (lines.ITEM.match(line) is not None or not _STOPPED.search(line))


def _is_caption(line: str) -> bool:
    """Whether a line beside a credit, above the text, describes a picture, and is not the text's first sentence."""
    if len(line) > LONGEST or _ATTRIBUTED.search(line):
        return False
    return not (_STOPPED.search(line) and _PAST.search(line)) and not line.endswith(",")
