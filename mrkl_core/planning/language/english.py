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
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS |= {
    f"{tens}-{_COUNTING.split()[unit]}" if unit else tens: 20 + 10 * at + unit
    for at, tens in enumerate(_TENS)
    for unit in range(10)
}


def number(word: str) -> int | None:
    """The whole number that a word or some digits say; None if neither."""
    if word in NUMBERS:
        return NUMBERS[word]
    return int(word) if word.isdecimal() and len(word) < 6 else None


DEFINITE = _words("the this that these those my your our their")
INDEFINITE = frozenset({"a", "an", "another"})
UNIVERSAL = frozenset({"all", "every", "each", "both"})
POSSESSIVE = frozenset({"its", "his", "her"})
THEIRS = POSSESSIVE | {"their"}
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
    "yet": None,
    "still": None,
    "here": None,
    "later": True,
    "afterwards": True,
    "ultimately": True,
    "further": None,
    "likewise": None,
    "thus": None,
    "therefore": None,
    "hence": None,
    "accordingly": None,
    "besides": None,
    "similarly": None,
    "around": None,
}

#: The same in several words.
ADVERB_PHRASES: dict[tuple[str, ...], bool | None] = {
    tuple(words.split()): when
    for when, group in (
        (
            False,
            "at the moment|at the start|at start|at the beginning|in the beginning|right now|"
            "at present|at this time|at this moment|at first|at time zero",
        ),
        (
            True,
            "at the end|at end|in the end|at last|at the end of the day|"
            "when done|when it is done|when it 's done|when you are done|"
            "when finished|when it is finished|when it 's finished|when you are finished",
        ),
        (
            None,
            "in addition|in total|in all|so far|as yet|for now|of course|as well|at all|in turn|"
            "for me|for us|according to the map|on the map|in front of you|in front of me|"
            "in that order|in this order|of the others|of the rest",
        ),
    )
    for words in group.split("|")
}

#: "tile_1-1: white" and "height = 2" state what "is" states.
BE = _words("is are am was were being 's 're : =")
HAS_BEEN = _words("has have had")
#: What begins a sentence that goes on with what the one before speaks of.
MORE = _words("moreover furthermore additionally also")
#: Verbs that place a thing as "is" does.
POSTURES = _words("sit stand lie rest wait stay start begin remain")
#: What may follow "is" without changing it: "is located at", "is sitting on".
PLACED = _words(
    "located placed situated found positioned sitting standing lying resting put parked "
    "waiting kept stored packed stowed set"
)
#: Forms of the verb after a modal: "should be on", "should end up on".
BARE_BE = (
    "be",
    "have been",
    "end up",
    "sit",
    "stand",
    "lie",
    "rest",
    "finish",
    "stay",
    "remain",
    "wait",
    "go",
    "go back",
    "be back",
)
#: Other verbs that only place a thing, and of when they speak. True: of the end; False: of now.
PLACING = dict.fromkeys(("ends up", "end up", "finishes", "finish"), True) | {
    **dict.fromkeys(("starts out", "start out", "starts off", "start off"), False),
    **dict.fromkeys(("can be found", "can be seen"), None),
}
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
    *(
        f"{be} {asked} to"
        for be in ("is", "are")
        for asked in ("supposed", "expected", "required", "asked", "meant", "desired")
    ),
    "to",
)
#: Adjectives that say when: "the initial level of …", "goal stack: …". True: at the end.
TIMES = dict.fromkeys(_words("initial current start starting present"), False) | dict.fromkeys(
    _words("goal target final desired wanted"), True
)
#: A heading with one of these speaks of the end: "the following must hold".
WISHES = _words("must should goal required")
NEGATIONS = frozenset({"not", "neither"})
#: What helps a verb to be denied: "does not hold".
DO = frozenset({"do", "does", "did"})
SINGULAR_BE = _words("is was has")

#: Never part of a name. A domain adds the words of its own patterns.
STOP = _words(
    "and or but nor not no never only except unless if then else when while whereas before "
    "after until than as so such because since although though with without within from to "
    "into onto in on at by of off for about over under above below between through there here "
    "it its he she they them their this that these those which who whom whose what where why "
    "how i you we me us my your our a an the all every each both any some none one ones other "
    "others another is are am was were be been being do does did done has have had having can "
    "cannot could may might must shall should will would need needs want wants wish like let "
    "please now also too first last next same more most less least many few much several nothing "
    "nobody anybody anyone everybody everyone everything "
    "something anything somewhere nowhere everywhere goal goals aim task plan "
    "problem following follows initially currently finally eventually again still already yet "
    "objects entities just very called named namely respectively either neither instead twice "
    "whenever wherever whether maybe perhaps possibly probably suppose supposing provided almost "
    "nearly hardly rarely seldom sometimes often usually"
) | frozenset(NUMBERS)

#: Those after which the mood of a following plain sentence would be a guess.
GOAL_HEADS = _words("goal goals aim task objective target job mission assignment challenge")
#: What heads a list of things of any kind.
HEADINGS = _words("objects entities things items")
#: Those that head them even where a domain has a noun like it.
ANYTHING = _words("objects entities")
#: Words without which a line says nothing: a title has none of them.
SAYS = (
    _words("no not none never only all every each any be been do does did")
    | HAS_BEEN
    | {word for word in BE if word.isalpha()}
    | {words.partition(" ")[0] for words in MODALS}
)
#: Adjectives that tell nothing.
NEUTRAL = _words("single separate different distinct individual certain possible")
#: What tells no more of the only thing of its kind: "a small robot".
SIZES = _words("small little tiny big large")
#: Which one of several, in the order in which they are told.
ORDINALS = _words("first second third fourth fifth sixth seventh eighth ninth tenth")
#: "The tile above t1: none".
NONE = frozenset({"none", "nothing"})
#: "The arm is empty: yes".
ANSWERS = {"yes": True, "true": True, "no": False, "false": False}
#: What may begin a sentence, and only joins it to the one before.
DISCOURSE = _words("and so well ok okay alright")
#: What says what a thing is called.
CALLED = _words("called named namely labeled labelled numbered")
#: What says what can be done, or how much at most.
ABLE = (
    "can", "cannot", "can 't", "may",
    *(
        f"{be} {able} to"
        for be in ("is", "are")
        for able in ("able", "capable", "allowed", "free", "permitted")
    ),
    *(
        f"{verb} {most}"
        for verb in ("holds", "hold", "carries", "carry", "has room for", "have room for")
        for most in ("at most", "only", "no more than", "just")
    ),
    "has room for", "have room for",
)  # fmt: skip
#: What says what doing something takes: "shaking needs two hands".
TAKES = _words("need needs require requires take takes")
#: What may follow "as" or "so": "as is B".
ECHOES = _words("is are was were")
#: What hangs a clause on the thing just named.
RELATIVES = _words("which that who")
EACH = _words("each both all")
EQUIPPED = _words("equipped fitted provided loaded armed")
#: "a set of five blocks" is five blocks.
GROUPS = _words("set total group collection number grid")
#: "three kinds of ingredients" are three ingredients.
SORTS = _words("kinds types sorts")
PEOPLE = _words("i we you one")
#: What who acts may be besides: "a robot barman".
WORKERS = _words("robot robotic human")
#: Where all of it is: "our place has two rooms".
WORLDS = _words(
    "place world house building flat environment scene map site setting yard facility warehouse "
    "home problem task instance scenario puzzle network"
)
#: What a text is about, which says no more than that it is: "there are two rooms in this problem".
TASKS = _words("problem task instance scenario puzzle example exercise")
#: What those do who are there: "two robots work in a house".
LIVES = _words("work live operate move act serve")
#: What people do with such a place.
RUNS = _words("run manage keep")
#: What they do that says no more than that there is something …
OWNS = _words("have control see find own operate command run offer consider use possess")
OWNS_PHRASES = frozenset(
    {
        ("are", "given"),
        ("have", "got"),
        ("will", "find"),
        ("work", "with"),
        ("are", "controlling"),
        ("are", "in", "charge", "of"),
    }
)
#: What people do who find things somewhere: "in room 5 you find two balls".
FINDS = _words("have find see own")
#: What things do that says no more than that they are there: "two robots help out".
EXISTS = (
    "exist", "are available", "is available", "are present", "is present", "are involved",
    "is involved", "are at hand", "are in use", "help", "help out", "work here", "are given",
    "is given", "are used", "are provided", "is provided", "exists",
    "can be used", "can be made", "can be mixed", "can be prepared",
)  # fmt: skip
#: What leads to a place: "there" is at, in or on the place spoken of.
AT = ("at", "in", "on")
#: Those and other words that lead from a thing to another: "A on B on C".
LEADING = _words("on over above upon atop under below beneath")
#: What hangs on a clause without a word between.
HOLDING = _words("holding carrying containing consisting comprising")
#: What says of a fact between two that it holds the other way round, too.
BOTH_WAYS = ("in both directions", "both ways", "in either direction", "each way", "two-way")
#: What makes a clause say what is not so, and what goes on with that.
DENYING = NEGATIONS | {"no", "none", "nothing", "nobody"}
ALTERNATIVES = _words("or nor")
#: What joins clauses.
JOINTS = _words(", ; : ( ) and but while whereas with meaning although though because")

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


_PARTICIPLES = {
    "bring": "brought",
    "buy": "bought",
    "build": "built",
    "choose": "chosen",
    "drive": "driven",
    "fly": "flown",
    "get": "got",
    "give": "given",
    "hang": "hung",
    "hold": "held",
    "lay": "laid",
    "leave": "left",
    "make": "made",
    "put": "put",
    "ride": "ridden",
    "send": "sent",
    "set": "set",
    "shut": "shut",
    "take": "taken",
    "throw": "thrown",
    "write": "written",
}


def participle(verb: str) -> str:
    """ "taken" of "take", "dropped" of "drop"."""
    if verb in _PARTICIPLES:
        return _PARTICIPLES[verb]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ied"
    short = len(verb) < 5 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou"
    return verb + verb[-1] * (short and verb[-3:-2] not in "aeiou") + "ed"


def listing(items: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def upper_first(sentence: str) -> str:
    """The sentence with its first letter capital."""
    return sentence[:1].upper() + sentence[1:]
