"""The words that cues are read by: negation, modality, and pairs of opposites with their inflections.

The pairs are the project's own, chosen for what newsrooms write: a word stands under one sense only, and only where its
opposite excludes it ("rose" and "fell", not "big" and "young"). Words that are not here have their opposites from
WordNet (`antonyms.json`).
"""

from __future__ import annotations

NEGATIONS = {
    "not": "not",
    "n't": "not",
    "cannot": "not",
    "never": "not",
    "no longer": "not",
    "nor": "not",
    "neither": "not",
    "without": "without",
    "failed to": "not",
    "fails to": "not",
    "fail to": "not",
    "failing to": "not",
    "failure to": "not",
    "refused to": "not",
    "refuses to": "not",
    "refuse to": "not",
    "refusing to": "not",
    "declined to": "not",
    "declines to": "not",
    "unable to": "not",
    "denied": "denied",
    "denies": "denied",
    "deny": "denied",
    "denying": "denied",
    "not to": "not",
    "instead of": "without",
    "rather than": "without",
    "in place of": "without",
    "nobody": "nobody",
    "no one": "nobody",
    "none": "nobody",
    "nothing": "nobody",
    "no": "none",
    "hardly": "not",
    "stopped short of": "not",
    "ruled out": "not",
    "rules out": "not",
    "ruling out": "not",
    "prevented from": "not",
    "barred from": "not",
    "banned from": "not",
    "avoided": "not",
    "avoids": "not",
    "avoid": "not",
    "avoiding": "not",
    "turned down": "not",
    "lacks": "without",
    "lacked": "without",
    "lacking": "without",
    "lack of": "without",
    "absence of": "without",
    "devoid of": "without",
    "neglected to": "not",
    "yet to": "not",
}
"""Words that turn a statement round, and how: the verb after them (not), an act or thing
(without, denied, none), or the subject (nobody)."""

NOT_NEGATIONS = (
    "not only",
    "not just",
    "not merely",
    "not simply",
    "not least",
    "not until",
    "not till",
    "no doubt",
    "not to mention",
    "if not",
    "or not",
    "why not",
    "not all",
    "not every",
    "not always",
    "not necessarily",
    "not entirely",
    "not exactly",
    "not far from",
    "nothing but",
    "no fewer than",
    "no less than",
    "no more than",
    "not more than",
    "not less than",
    "not fewer than",
    "no later than",
    "not later than",
    "never fails to",
    "never failed to",
    "cannot but",
    "not without",
    "whether or not",
    "never before",
    "none other than",
    "none the less",
    "not yet known",
    "not for nothing",
    "not so much",
    "can not only",
    "cannot only",
    "like never before",
    "not much",
    "not many",
    "not quite",
    "not very",
    "not alone",
    "now or never",
    "not for profit",
    "neither here nor there",
    "did not only",
    "not in doubt",
    "not unlike",
    "not uncommon",
    "not unusual",
    "not that",
)
"""Phrases with such a word in them that deny nothing, or not the whole."""

MODALITIES = {
    "planned": """
        will|shall|plans to|plan to|planned to|planning to|is to|are to|was to|were to|
        is set to|are set to|was set to|set to|is due to|are due to|was due to|intends to|intend to|
        intended to|aims to|aim to|aimed to|hopes to|hope to|hoped to|expects to|expected to|
        promised to|promises to|vowed to|pledged to|agreed to|agrees to|is going to|are going to|
        was going to|wants to|wanted to|seeks to|sought to|proposed to|proposes to|proposed|about to|
        scheduled to|prepares to|preparing to|ready to|threatened to|would|asked to|urged to|invited to|
        called on to|ordered to|told to|tried to|tries to|attempted to
        """,
    "possible": """
        could|may|might|possibly|perhaps|maybe|suggested|suggests|considering|considers|considered|
        likely to|is likely to|potentially|probably|can|mulls|mulling|weighs|weighing|would consider|
        risks|if
        """,
    "reported": """
        allegedly|alleged|alleges|reportedly|supposedly|purportedly|claims|claimed|claim that|rumored|
        rumoured|accused of|suspected of|charged with|indicted for|blamed for|on trial for|
        under investigation for|is said to|are said to|said to have|believed to|is believed to|
        apparently|unconfirmed|speculated|thought to|thought to have|assumed to|feared to
        """,
}
"""Words that put off, weaken or pass on a statement, by sense."""

SENSES = {
    # Change and size
    "up": """
        v:rise v:increase v:grow v:climb v:soar v:surge v:jump v:gain v:swell v:skyrocket v:rocket v:escalate
        v:balloon v:rebound v:strengthen n:increase n:rise n:surge n:growth n:gain v:raise v:boost v:double
        v:triple v:lift x:upward x:upwards v:expand v:appreciate v:upgrade x:up
        """,
    "down": """
        v:fall v:decrease v:decline v:drop v:sink v:plunge v:plummet v:tumble v:shrink v:slump v:dwindle v:slide
        v:crash v:weaken n:decrease n:decline n:slump n:drop n:reduction x:lowers x:lowered x:lowering v:reduce v:cut v:halve
        v:slash x:downward x:downwards v:contract v:depreciate v:downgrade v:lessen v:diminish x:down
        """,
    "more": "x:more x:greater x:higher x:larger x:bigger",
    "less": "x:less x:fewer x:lower x:smaller",
    "most": "x:most x:largest x:biggest x:highest x:greatest x:maximum",
    "least": "x:least x:fewest x:smallest x:lowest x:minimum",
    "longer": "x:longer x:longest",
    "shorter": "x:shorter x:shortest",
    "oldest": "x:oldest x:older x:eldest x:elder",
    "youngest": "x:youngest x:younger",
    "best": "x:best x:better",
    "worst": "x:worst x:worse",
    "richest": "x:richest x:richer x:wealthiest x:wealthier",
    "poorest": "x:poorest x:poorer",
    "fastest": "x:fastest x:faster x:quicker x:quickest",
    "slowest": "x:slowest x:slower",
    "heaviest": "x:heavier x:heaviest",
    "lightest": "x:lighter x:lightest",
    "strongest": "x:stronger x:strongest",
    "weakest": "x:weaker x:weakest",
    "warmest": "x:warmer x:warmest x:hottest x:hotter",
    "coldest": "x:colder x:coldest x:cooler x:coolest",
    "earlier": "x:earlier x:earliest",
    "later": "x:latest x:later",
    "best-selling": "x:best-selling x:bestselling",
    "worst-selling": "x:worst-selling",
    "big": "x:big x:large x:huge x:giant x:enormous x:massive x:gigantic x:sizable",
    "small": "x:small x:little x:tiny x:miniature x:minuscule",
    "tall": "x:tall",
    "short": "x:short",
    "long": "x:long",
    "high": "x:high",
    "low": "x:low",
    "deep": "x:deep",
    "shallow": "x:shallow",
    "wide": "x:wide x:broad",
    "narrow": "x:narrow",
    "thick": "x:thick",
    "thin": "x:thin",
    "heavy": "x:heavy",
    "light": "x:lightweight",
    "fat": "x:fat x:overweight",
    "slim": "x:slim x:skinny",
    "majority": "n:majority",
    "minority": "n:minority",
    "many": "x:many x:numerous",
    "few": "x:few",
    "major": "x:major",
    "minor": "x:minor",
    "surplus": "n:surplus",
    "deficit": "n:deficit",
    "profit": "n:profit x:profitable",
    "unprofitable": "x:unprofitable x:loss-making",
    "loss": "n:loss",
    "boom": "n:boom",
    "recession": "n:recession n:bust",
    "widen": "v:widen",
    "tighten": "v:narrow",
    "accelerate": "v:accelerate",
    "slow": "v:slow v:decelerate",
    "inflate": "v:inflate",
    "deflate": "v:deflate",
    "extend": "v:extend v:lengthen v:prolong",
    "shorten": "v:shorten v:curtail",
    "tough": "v:toughen",
    "relax": "v:relax v:loosen",
    "intensify": "v:intensify v:worsen v:deteriorate",
    "ease": "v:ease v:improve",
    # Order, time and place
    "first": "x:first",
    "last": "x:last x:final",
    "before": "x:before",
    "after": "x:after",
    "early": "x:early",
    "late": "x:late",
    "begin": "v:begin v:start v:commence v:launch n:start n:beginning n:outset",
    "end": "v:end v:finish v:stop v:cease v:conclude v:halt n:end n:finish",
    "continue": "v:continue v:resume",
    "quit": "v:abandon v:discontinue v:suspend",
    "former": "x:former x:ex-",
    "current": "x:current x:incumbent",
    "old": "x:old x:elderly",
    "young": "x:young",
    "ancient": "x:ancient",
    "modern": "x:modern",
    "new": "x:new",
    "temporary": "x:temporary x:interim",
    "permanent": "x:permanent",
    "past": "x:past",
    "future": "x:future",
    "day": "n:day n:daytime",
    "night": "n:night n:nighttime",
    "dawn": "n:dawn n:sunrise",
    "dusk": "n:dusk n:sunset",
    "summer": "n:summer",
    "winter": "n:winter",
    "spring": "n:springtime",
    "autumn": "n:autumn",
    "above": "x:above",
    "below": "x:below x:beneath",
    "inside": "x:inside x:indoors x:indoor",
    "outside": "x:outside x:outdoors x:outdoor",
    "front": "x:front x:in_front_of",
    "back": "x:rear x:behind",
    "near": "x:near x:nearby x:close_to x:next_to",
    "far": "x:far x:distant",
    "top": "x:top",
    "bottom": "x:bottom",
    "north": "x:north x:northern",
    "south": "x:south x:southern",
    "east": "x:east x:eastern",
    "west": "x:west x:western",
    "northwest": "x:northwest x:northwestern",
    "southeast": "x:southeast x:southeastern",
    "northeast": "x:northeast x:northeastern",
    "southwest": "x:southwest x:southwestern",
    "leave": "v:leave v:depart v:exit n:departure",
    "arrive": "v:arrive v:enter n:arrival",
    "import": "v:import n:import",
    "export": "v:export n:export",
    "domestic": "x:domestic",
    "foreign": "x:foreign",
    "urban": "x:urban",
    "rural": "x:rural",
    "internal": "x:internal",
    "external": "x:external",
    "immigrate": "v:immigrate n:immigrant n:immigration",
    "emigrate": "v:emigrate n:emigrant n:emigration",
    "ascend": "v:ascend n:ascent",
    "descend": "v:descend n:descent",
    "advance": "v:advance",
    "retreat": "v:retreat v:withdraw",
    "land": "v:land n:landing",
    "takeoff": "n:takeoff",
    # Contest and power
    "win": "v:win v:beat v:defeat v:triumph n:victory n:win n:triumph n:winner x:victorious",
    "lose": "v:lose n:loser "
    + " ".join(
        f"x:{be}_{done}"
        for be in ("is", "are", "was", "were", "be", "been", "being", "got")
        for done in ("beaten", "defeated")
    ),
    "succeed": "v:succeed n:success x:successful x:successfully",
    "fail": "v:fail n:failure x:unsuccessful x:unsuccessfully",
    "attack": "v:attack n:attack n:attacker",
    "defend": "v:defend n:defence n:defense n:defender",
    "war": "n:war",
    "peace": "n:peace",
    "ally": "n:ally v:ally",
    "enemy": "n:enemy n:foe n:adversary",
    "friend": "n:friend",
    "rival": "n:rival",
    "elect": "v:elect v:reelect v:re-elect",
    "oust": "v:oust v:depose v:overthrow v:unseat v:impeach",
    "appoint": "v:appoint v:hire v:recruit ",
    "dismiss": "v:dismiss v:fire v:sack v:axe",
    "join": "v:join",
    "resign": "v:resign v:quit",
    "promote": "v:promote n:promotion",
    "demote": "v:demote v:relegate n:demotion n:relegation",
    "rule": "x:ruling",
    "opposition": "n:opposition",
    "democratic": "x:democratic",
    "undemocratic": "x:undemocratic x:autocratic",
    "unite": "v:unite v:unify v:merge n:merger",
    "split": "v:split v:divide v:separate v:secede",
    "annex": "v:annex v:occupy",
    "liberate": "v:liberate",
    "strong": "x:strong",
    "weak": "x:weak",
    "superior": "x:superior",
    "inferior": "x:inferior",
    "overtake": "v:lead",
    "trail": "v:trail",
    "gold": "x:gold",
    "silver": "x:silver",
    "bronze": "x:bronze",
    # Law and order
    "arrest": "v:arrest v:detain v:imprison v:jail v:incarcerate n:arrest n:detention n:imprisonment v:capture",
    "free": "v:free v:release v:pardon n:release n:pardon",
    "acquit": "v:acquit v:exonerate n:acquittal",
    "convict": "v:convict n:conviction",
    "innocent": "x:innocent n:innocence",
    "guilty": "x:guilty n:guilt",
    "legal": "x:legal x:lawful x:legally",
    "illegal": "x:illegal x:unlawful x:illegally",
    "legalize": "v:legalize v:legalise v:decriminalize v:decriminalise",
    "ban": "v:ban v:outlaw v:prohibit v:forbid n:ban v:criminalize",
    "allow": "v:allow v:permit v:authorize v:authorise v:legitimize",
    "impose": "v:impose v:introduce v:enact v:reimpose",
    "repeal": "v:repeal v:abolish v:scrap v:revoke v:rescind v:overturn v:annul",
    "uphold": "v:uphold",
    "approve": "v:approve v:ratify v:endorse n:approval n:ratification",
    "reject": "v:reject v:veto v:refuse v:decline v:rebuff n:rejection n:refusal v:deny",
    "accept": "v:accept n:acceptance",
    "constitutional": "x:constitutional",
    "unconstitutional": "x:unconstitutional",
    "mandatory": "x:mandatory x:compulsory x:obligatory",
    "optional": "x:optional x:voluntary",
    "civilian": "x:civilian",
    "military": "x:military",
    "comply": "v:comply v:obey",
    "violate": "v:violate v:breach v:disobey v:defy v:flout",
    "violent": "x:violent x:violently",
    "peaceful": "x:peaceful x:peacefully",
    "documented": "x:documented",
    "undocumented": "x:undocumented",
    "plaintiff": "n:plaintiff n:prosecutor",
    "defendant": "n:defendant",
    # Speech and opinion
    "support": "v:support v:back v:favor v:favour n:support n:supporter v:champion",
    "oppose": "v:oppose v:object n:opponent v:resist v:protest n:critic",
    "agree": "v:agree n:agreement",
    "disagree": "v:disagree n:disagreement",
    "praise": "v:praise v:applaud v:hail v:commend v:welcome v:laud",
    "criticize": "v:criticize v:criticise v:condemn v:denounce v:slam v:blast v:decry v:deplore",
    "confirm": "v:confirm v:verify v:acknowledge v:admit v:concede",
    "refute": "v:refute v:dispute v:disprove",
    "love": "v:love v:adore v:enjoy",
    "hate": "v:hate v:dislike v:loathe v:despise v:detest",
    "true": "x:true x:correct x:accurate",
    "false": "x:false x:untrue x:incorrect x:inaccurate x:wrong",
    "real": "x:real x:genuine x:authentic",
    "fake": "x:fake x:counterfeit x:forged x:fictitious",
    "fictional": "x:fictional n:fiction",
    "nonfiction": "x:nonfictional n:nonfiction",
    "public": "x:public x:publicly",
    "private": "x:private x:privately",
    "reveal": "v:reveal v:disclose v:expose v:publish",
    "hide": "v:hide v:conceal v:withhold",
    "known": "x:known",
    "unknown": "x:unknown",
    "official": "x:official x:officially",
    "unofficial": "x:unofficial x:unofficially",
    "include": "v:include",
    "exclude": "v:exclude v:omit",
    "positive": "x:positive x:positively",
    "negative": "x:negative x:negatively",
    "optimistic": "x:optimistic",
    "pessimistic": "x:pessimistic",
    "popular": "x:popular",
    "unpopular": "x:unpopular",
    "famous": "x:famous x:well-known x:renowned",
    "obscure": "x:obscure x:little-known",
    "encourage": "v:encourage",
    "discourage": "v:discourage v:deter",
    "remember": "v:remember",
    "forget": "v:forget",
    "question": "v:ask",
    "answer": "v:answer",
    # Money and trade
    "buy": "v:buy v:purchase v:acquire n:purchase n:acquisition n:buyer",
    "sell": "v:sell n:sale n:seller",
    "lend": "v:lend n:lender",
    "borrow": "v:borrow n:borrower",
    "expensive": "x:expensive x:costly",
    "cheap": "x:cheap x:inexpensive x:affordable",
    "rich": "x:rich x:wealthy x:affluent",
    "poor": "x:poor x:impoverished",
    "earn": "v:earn",
    "spend": "v:spend",
    "debtor": "n:debtor",
    "creditor": "n:creditor",
    "employed": "x:employed n:employment",
    "unemployed": "x:unemployed x:jobless n:unemployment",
    "supply": "n:supply",
    "demand": "n:demand",
    "invest": "v:invest",
    "divest": "v:divest",
    "gross": "x:gross",
    "net": "x:net",
    "nationalize": "v:nationalize v:nationalise",
    "privatize": "v:privatize v:privatise",
    "bullish": "x:bullish",
    "bearish": "x:bearish",
    "exceed": "v:exceed v:surpass v:outperform",
    "undershoot": "v:undershoot v:underperform",
    # Life, health and state
    "alive": "x:alive x:living v:survive n:survivor",
    "dead": "x:dead x:deceased v:die n:death v:perish",
    "born": "x:born n:birth",
    "marry": "v:marry n:marriage v:wed n:wedding",
    "divorce": "v:divorce n:divorce",
    "single": "x:unmarried x:single",
    "healthy": "x:healthy",
    "ill": "x:ill x:sick x:unwell x:unhealthy",
    "recover": "v:recover v:heal",
    "relapse": "v:relapse",
    "safe": "x:safe x:safely",
    "dangerous": "x:dangerous x:unsafe x:hazardous",
    "male": "x:male",
    "female": "x:female",
    "man": "n:man",
    "woman": "n:woman",
    "boy": "n:boy",
    "girl": "n:girl",
    "father": "n:father n:dad",
    "mother": "n:mother n:mom n:mum",
    "son": "n:son",
    "daughter": "n:daughter",
    "brother": "n:brother",
    "sister": "n:sister",
    "husband": "n:husband",
    "wife": "n:wife",
    "uncle": "n:uncle",
    "aunt": "n:aunt",
    "nephew": "n:nephew",
    "niece": "n:niece",
    "actor": "n:actor",
    "actress": "n:actress",
    "king": "n:king",
    "queen": "n:queen",
    "prince": "n:prince",
    "princess": "n:princess",
    "grandfather": "n:grandfather",
    "grandmother": "n:grandmother",
    "adult": "n:adult n:grown-up",
    "child": "n:child n:kid",
    "parent": "n:parent",
    "ancestor": "n:ancestor",
    "descendant": "n:descendant",
    "teacher": "n:teacher",
    "student": "n:student n:pupil",
    "open": "v:open v:reopen x:open",
    "close": "v:close v:shut x:shut",
    "build": "v:build v:construct v:erect v:rebuild",
    "destroy": "v:destroy v:demolish v:raze",
    "create": "v:create v:establish",
    "dissolve": "v:dissolve v:disband",
    "add": "v:add",
    "remove": "v:remove v:delete v:subtract",
    "fill": "x:full v:fill",
    "empty": "x:empty v:empty",
    "hot": "x:hot x:warm",
    "cold": "x:cold x:chilly x:freezing",
    "wet": "x:wet x:rainy",
    "dry": "x:dry x:arid",
    "clean": "x:clean",
    "dirty": "x:dirty x:filthy",
    "fresh": "x:fresh",
    "stale": "x:stale x:rotten",
    "hard": "x:difficult",
    "easy": "x:easy x:simple",
    "fast": "x:fast x:quick x:rapid x:quickly x:rapidly",
    "slowly": "x:slowly",
    "loud": "x:loud x:noisy x:loudly",
    "quiet": "x:quiet x:silent x:quietly",
    "bright": "x:bright",
    "dark": "x:dark x:dim",
    "happy": "x:happy x:glad x:joyful",
    "sad": "x:sad x:unhappy x:miserable",
    "good": "x:good",
    "bad": "x:bad",
    "beautiful": "x:beautiful x:pretty",
    "ugly": "x:ugly",
    "smart": "x:smart x:intelligent x:clever",
    "stupid": "x:stupid x:dumb",
    "brave": "x:brave x:courageous",
    "cowardly": "x:cowardly",
    "awake": "x:awake",
    "asleep": "x:asleep x:sleeping",
    "stand": "v:stand",
    "sit": "v:sit",
    "laugh": "v:laugh v:smile",
    "cry": "v:cry v:weep v:frown",
    "push": "v:push",
    "pull": "v:pull",
    "wild": "x:wild",
    "tame": "x:tame x:domesticated",
    "natural": "x:natural",
    "artificial": "x:artificial x:synthetic",
    "common": "x:common x:frequent x:commonly",
    "rare": "x:rare x:uncommon x:rarely",
    "always": "x:always",
    "seldom": "x:seldom",
    "everything": "x:everything",
    "nothing": "x:nothing",
    "everybody": "x:everybody x:everyone",
    "nobody": "x:nobody",
    "possible": "x:possible",
    "impossible": "x:impossible",
    "visible": "x:visible",
    "invisible": "x:invisible",
    "stable": "x:stable",
    "unstable": "x:unstable x:volatile",
    "present": "x:present",
    "absent": "x:absent",
    "active": "x:active",
    "inactive": "x:inactive x:dormant x:extinct",
    "expected": "x:expected",
    "unexpected": "x:unexpected",
    "similar": "x:similar x:alike",
    "different": "x:different x:dissimilar",
    "equal": "x:equal",
    "unequal": "x:unequal",
    "complete": "x:complete x:completed",
    "incomplete": "x:incomplete x:unfinished",
    "direct": "x:direct x:directly",
    "indirect": "x:indirect x:indirectly",
    "accident": "x:accidental x:accidentally",
    "deliberate": "x:deliberate x:deliberately x:intentional x:intentionally",
    "literate": "x:literate",
    "illiterate": "x:illiterate",
    "religious": "x:religious",
    "secular": "x:secular",
    "conservative": "x:conservative",
    "liberal": "x:liberal x:progressive",
    "left-wing": "x:left-wing x:leftist",
    "right-wing": "x:right-wing x:rightist",
    "odd": "x:odd",
    "even": "x:even-numbered",
    "vertical": "x:vertical",
    "horizontal": "x:horizontal",
    "senior": "x:senior",
    "junior": "x:junior",
    "professional": "x:professional",
    "amateur": "x:amateur",
    "protagonist": "n:protagonist n:hero",
    "villain": "n:villain n:antagonist",
    "sober": "x:sober",
    "drunk": "x:drunk x:intoxicated",
    "guest": "n:guest",
    "host": "n:host",
    # Kinds of which a thing is one
    "red": "x:red",
    "blue": "x:blue",
    "green": "x:green",
    "yellow": "x:yellow",
    "black": "x:black",
    "white": "x:white",
    "brown": "x:brown",
    "grey": "x:grey x:gray",
    "pink": "x:pink",
    "purple": "x:purple x:violet",
    "orange": "x:orange",
    "football": "x:football x:soccer",
    "basketball": "x:basketball",
    "baseball": "x:baseball",
    "cricket": "x:cricket",
    "tennis": "x:tennis",
    "golf": "x:golf",
    "boxing": "x:boxing",
    "swimming": "x:swimming",
    "rugby": "x:rugby",
    "volleyball": "x:volleyball",
    "morning": "n:morning",
    "noon": "n:noon",
    "evening": "n:evening",
    "midnight": "n:midnight",
}
"""Sense → its words: v a verb, n a noun, x a form that does not inflect; "_" is a space."""

OPPOSITES = """
    up/down more/less most/least longer/shorter oldest/youngest best/worst richest/poorest fastest/slowest
    heaviest/lightest strongest/weakest warmest/coldest earlier/later best-selling/worst-selling big/small
    tall/short long/short high/low deep/shallow wide/narrow thick/thin heavy/light fat/slim fat/thin
    majority/minority many/few major/minor surplus/deficit profit/unprofitable profit/loss up/loss
    boom/recession widen/tighten
    accelerate/slow inflate/deflate extend/shorten tough/relax intensify/ease first/last before/after
    early/late begin/end continue/end continue/quit former/current old/young old/new ancient/modern
    temporary/permanent past/future day/night dawn/dusk summer/winter/spring/autumn above/below inside/outside
    front/back near/far top/bottom north/south east/west northwest/southeast northeast/southwest
    leave/arrive leave/join import/export domestic/foreign urban/rural internal/external immigrate/emigrate
    ascend/descend advance/retreat land/takeoff win/lose succeed/fail attack/defend war/peace ally/enemy
    friend/enemy ally/rival elect/oust appoint/dismiss appoint/oust join/resign join/leave promote/demote
    rule/opposition democratic/undemocratic unite/split annex/liberate strong/weak superior/inferior
    overtake/trail gold/silver/bronze arrest/free acquit/convict innocent/guilty legal/illegal legalize/ban
    ban/allow impose/repeal uphold/repeal approve/reject accept/reject constitutional/unconstitutional
    mandatory/optional civilian/military comply/violate violent/peaceful documented/undocumented
    plaintiff/defendant support/oppose agree/disagree praise/criticize confirm/refute confirm/reject
    love/hate true/false real/fake fictional/nonfiction public/private reveal/hide known/unknown
    official/unofficial include/exclude positive/negative optimistic/pessimistic popular/unpopular
    famous/obscure encourage/discourage remember/forget question/answer buy/sell lend/borrow expensive/cheap
    rich/poor earn/spend debtor/creditor employed/unemployed supply/demand invest/divest
    gross/net nationalize/privatize bullish/bearish exceed/undershoot alive/dead born/dead marry/divorce
    marry/single healthy/ill recover/relapse safe/dangerous male/female man/woman boy/girl father/mother
    son/daughter brother/sister husband/wife uncle/aunt nephew/niece actor/actress king/queen
    prince/princess grandfather/grandmother adult/child parent/child ancestor/descendant teacher/student
    open/close build/destroy create/dissolve create/destroy add/remove fill/empty hot/cold wet/dry
    clean/dirty fresh/stale hard/easy fast/slowly loud/quiet bright/dark happy/sad good/bad beautiful/ugly
    smart/stupid brave/cowardly awake/asleep stand/sit laugh/cry push/pull wild/tame natural/artificial
    common/rare always/seldom everything/nothing everybody/nobody possible/impossible visible/invisible
    stable/unstable present/absent active/inactive expected/unexpected similar/different equal/unequal
    complete/incomplete direct/indirect accident/deliberate literate/illiterate religious/secular
    conservative/liberal left-wing/right-wing odd/even vertical/horizontal senior/junior
    professional/amateur protagonist/villain sober/drunk guest/host
    red/blue/green/yellow/black/white/brown/grey/pink/purple/orange
    football/basketball/baseball/cricket/tennis/golf/boxing/swimming/rugby/volleyball
    morning/noon/evening/midnight
    """
"""Senses of which each excludes the others when said of the same thing."""

IRREGULAR = """
    arise:arose:arisen be:was:been bear:bore:borne beat:beat:beaten become:became:become begin:began:begun
    bind:bound:bound bite:bit:bitten blow:blew:blown break:broke:broken bring:brought:brought
    broadcast:broadcast:broadcast build:built:built buy:bought:bought cast:cast:cast catch:caught:caught
    choose:chose:chosen come:came:come cost:cost:cost cut:cut:cut deal:dealt:dealt dig:dug:dug do:did:done
    draw:drew:drawn drink:drank:drunk drive:drove:driven eat:ate:eaten fall:fell:fallen feed:fed:fed
    feel:felt:felt fight:fought:fought find:found:found flee:fled:fled fly:flew:flown
    forbid:forbade:forbidden forget:forgot:forgotten freeze:froze:frozen get:got:got give:gave:given
    go:went:gone grow:grew:grown hang:hung:hung have:had:had hear:heard:heard hide:hid:hidden hit:hit:hit
    hold:held:held hurt:hurt:hurt keep:kept:kept know:knew:known lead:led:led leave:left:left lend:lent:lent
    let:let:let lie:lay:lain lose:lost:lost make:made:made mean:meant:meant meet:met:met
    overthrow:overthrew:overthrown overtake:overtook:overtaken pay:paid:paid put:put:put quit:quit:quit
    read:read:read rebuild:rebuilt:rebuilt ride:rode:ridden ring:rang:rung rise:rose:risen run:ran:run
    say:said:said see:saw:seen seek:sought:sought sell:sold:sold send:sent:sent set:set:set
    shake:shook:shaken shoot:shot:shot show:showed:shown shrink:shrank:shrunk shut:shut:shut sing:sang:sung
    sink:sank:sunk sit:sat:sat sleep:slept:slept slide:slid:slid speak:spoke:spoken spend:spent:spent
    split:split:split spread:spread:spread stand:stood:stood steal:stole:stolen stick:stuck:stuck
    strike:struck:struck swear:swore:sworn sweep:swept:swept swell:swelled:swollen swim:swam:swum
    swing:swung:swung take:took:taken teach:taught:taught tell:told:told think:thought:thought
    throw:threw:thrown understand:understood:understood uphold:upheld:upheld wake:woke:woken wear:wore:worn
    weep:wept:wept win:won:won withdraw:withdrew:withdrawn withhold:withheld:withheld write:wrote:written
    undershoot:undershot:undershot wed:wed:wed
    """
"""Irregular verbs: base, past, past participle."""

DOUBLING = frozenset(
    """
    drop cut ban stop slam grab plan run win sit hit quit admit permit commit omit acquit annul submit forget
    begin split set shut let put scrap rob jog swim trim wed wrap spot
    """.split()
)
"""Verbs that double their last letter before -ed and -ing."""

PLURALS = {"man": "men", "woman": "women", "child": "children", "wife": "wives"}
"""Irregular plurals."""
