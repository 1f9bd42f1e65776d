"""The English that every domain shares: number words, copulas, modals, cues, plurals.

Nothing here knows a planning domain; a domain's own vocabulary is in its domain.yaml.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COUNTING = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
NUMBERS = {word: value for value, word in enumerate(_COUNTING.split(" "))}


def number(word: str) -> int | None:
    """The whole number that a word or some digits say; None if neither."""
    if word in NUMBERS:
        return NUMBERS[word]
    return int(word) if word.isdecimal() and len(word) < 6 else None


DEFINITE = _words("the this that these those my your our their")
INDEFINITE = frozenset({"a", "an", "another"})
UNIVERSAL = frozenset({"all", "every", "each", "both"})
POSSESSIVE = frozenset({"its", "his", "her"})
DETERMINERS = DEFINITE | INDEFINITE

#: Words that say when; they may stand anywhere in a clause. True: at the end; False: now.
ADVERBS: dict[str, bool | None] = {
    "currently": False,
    "initially": False,
    "now": False,
    "presently": False,
    "already": False,
    "finally": True,
    "eventually": True,
    "also": None,
    "respectively": None,
    "too": None,
    "please": None,
    "additionally": None,
    "furthermore": None,
    "moreover": None,
    "again": None,
}

#: The same in more than one word, after a clause.
TIMES: dict[tuple[str, ...], bool] = {
    ("at", "the", "end"): True,
    ("in", "the", "end"): True,
    ("at", "the", "start"): False,
    ("at", "the", "beginning"): False,
    ("at", "the", "moment"): False,
    ("at", "first"): False,
}

BE = _words("is are am was were 's 're")
#: Verbs that place a thing as "is" does.
POSTURES = _words("sit stand lie rest wait stay start begin remain")
#: What may follow "is" without changing it: "is located at", "is sitting on".
PLACED = _words(
    "located placed situated found positioned sitting standing lying resting put parked "
    "waiting kept stored set"
)
#: Forms of the verb after a modal: "should be on", "should end up on".
BARE_BE = ("be", "end up", "sit", "stand", "lie", "rest", "finish", "stay", "remain", "wait")
#: Indicatives that speak of the end.
END_BE = ("ends up", "end up", "finishes", "finish")
#: What makes a sentence a wish: "X should be on Y".
MODALS = (
    "should",
    "must",
    "shall",
    "will",
    "has to",
    "have to",
    "needs to",
    "need to",
    "ought to",
    "is to",
    "are to",
    "is supposed to",
    "are supposed to",
    "to",
)
NEGATIONS = frozenset({"not"})
NEGATED_BE = _words("isn't aren't wasn't weren't")

#: Never part of a name. A domain adds the words of its own patterns.
STOP = _words(
    "and or but nor not no never only except unless if then else when while whereas before "
    "after until than as so such because since although though with without within from to "
    "into onto in on at by of off for about over under above below between through there here "
    "it its he she they them their this that these those which who whom whose what where why "
    "how i you we me us my your our a an the all every each both any some none one ones other "
    "others another is are am was were be been being do does did done has have had having can "
    "could may might must shall should will would need needs want wants wish like let please "
    "now also too first last next same more most less least many few much several nothing "
    "something anything somewhere nowhere everywhere goal goals aim task plan "
    "problem following follows initially currently finally eventually again still already yet "
    "just very called named namely respectively either neither instead twice again"
) | frozenset(NUMBERS)

#: Openings that say of what the sentence speaks: now (the start) …
NOW_CUES = (
    "[as|the|my|these are the|here are the] initial (conditions|condition|state|situation) "
    "[i have|we have|is|are|is as follows|are as follows|is that] [that] [:|,]",
    "(initially|currently|presently|at present|right now) [,|:] [i have|we have] [that] [,|:]",
    "(at|in) (the start|the beginning|first|the moment|present) [,|:] [i have|we have] "
    "[that] [,|:]",
    "to (begin|start) with [,|:]",
    "(start|starting|initial|current) (state|situation|position|configuration|setup) [is] [:|,]",
    "[the] (start|now|init|given|setup|situation) :",
    "(given|suppose|assume|imagine|say) [that] [,|:]",
    "[we|you|i] know that",
    "(we|you|i) start with",
    "it is (true|the case) that",
)
#: … and the end.
GOAL_CUES = (
    "[and|so] (my|your|our|the|its|their) [final] (goal|goals|aim|task|objective|target|job|"
    "mission) [state|configuration|conditions|now] (is|are) [as follows|the following] [to|for] "
    "[have|achieve|reach|see|make sure|ensure|get] [it|a state] [so|where|in which] [that] [:|,]",
    "[the] (goal|goals|aim|target|task|objective) [state|configuration|conditions|condition] :",
    "(i|we|you) (want|need|would like|wish|'d like|must|have|should|are asked|are supposed|i'd "
    "like|aim|are) to [have|see|achieve|get|make sure|ensure] [that] [:]",
    "(i'd|we'd|you'd) like [to|to have|to see] [that] [:]",
    "(i|we|you) (want|need|would like|wish) [that] [:]",
    "(can|could|would|will) you [please]",
    "help me [to]",
    "[please] (make|be) sure [that]",
    "[please] ensure [that]",
    "(in|at) the (end|goal) [,|:]",
    "(when|once|after) (all|everything|all this|it all|the work|the job) is (done|finished|over) "
    "[,|:]",
    "(so|such) that",
    "(find|make|give me|write|what is|compute|show me) a plan [to|for|so that|such that|in which|"
    "after which|that makes sure that]",
    "how (do|can|should) (i|we|you)",
    "[the] (final|desired|end|target|goal) (state|situation|position|configuration|arrangement|"
    "pattern|picture|layout|structure|result|outcome) (is|should be|has to be|looks like|:) "
    "[that] [as follows] [:]",
)
#: Those after which the mood of a following plain sentence would be a guess.
GOAL_HEADS = frozenset({"goal", "goals", "aim", "task", "objective", "target", "job", "mission"})
#: Sentences that ask for help and say nothing else.
COURTESIES = (
    "please help [me]",
    "(hello|hi|hey|thanks|thank you) [very much|a lot]",
    "(find|make|give me|write|compute|show me) (a|the) [shortest|best|valid] plan [for this]",
    "what (should|can|do) (i|we|you) do",
    "how (do|can|should) (i|we|you) do (it|this|that)",
    "[here is] (the|my) (situation|problem|task|setup) [is] [as follows|this|:]",
    "here is the (situation|problem|task|setup)",
    "i have a planning problem",
    "[here is|this is] (a|the) (map|layout|floor plan|plan|picture|drawing|sketch) [:]",
)
#: What joins clauses.
JOINTS = frozenset({",", ";", ":", "and", "but", "while", "whereas", "with"})

_IRREGULAR = {
    "has": "have",
    "does": "do",
    "goes": "go",
    "men": "man",
    "people": "person",
    "shelves": "shelf",
    "buses": "bus",
    "aircraft": "aircraft",
    "lens": "lens",
    "gas": "gas",
}


def stem(word: str) -> str:
    """The word without plural or third-person -s: "boxes" and "box" give the same."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("es") and word[:-2].endswith(("x", "ch", "sh", "ss", "zz")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    """Whether the word looks like a plural."""
    return stem(word) != word


def listing(items: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def upper_first(sentence: str) -> str:
    """The sentence with its first letter capital."""
    return sentence[:1].upper() + sentence[1:]
