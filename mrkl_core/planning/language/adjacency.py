"""What a text says of which places of a grid are side by side, as its rows and columns tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

#: Used as <name> in the patterns below.
_PHRASES = {
    "joined": "connected|adjacent|neighbours|neighbors|neighbouring|neighboring|linked|joined|"
    "touching|next to each other|considered (adjacent|connected|neighbors|neighbours)",
    "ways": "[directly|immediately|only] [horizontally|vertically|orthogonally] [or|and] "
    "[horizontally|vertically|orthogonally|directly]",
    "near": "adjacent|neighbouring|neighboring|connected|next to (each other|one another)|"
    "side by side|beside (each other|one another)|adjoining",
    "mutually": "[(to|with) (each other|one another)]",
    "side": "[(a|an|one|the same|a common|one common)] (side|edge|border|sides|edges|borders) "
    "[in common]",
    "line": "[in|within|along] [(the same|a|its own|one|each)] (row|column) "
    "[(or|and|or in|and in) [(the same|a|its own)] (row|column)]",
    "compass": "[directly|immediately] [to the] (north|south|east|west|above|below|beside|left|"
    "right|up|down|behind|in front|over|under) [of] [it] [,] [and|or]",
    "neighbor": "is <joined> (to|with|of)|is next to|is a neighbor of|is a neighbour of|touches|"
    "neighbours|neighbors|borders|borders on|adjoins",
    "all": "[where|in which] [all|any|those|two|the]",
    "around": "<compass> [<compass>] [<compass>] [<compass>]",
    "goes": "move|moves|go|goes|drive|drives|travel|travels|step|steps|walk|walks|pass|passes",
    "never": "never|not|but not|and not|but never",
    "links": "connections|connection|links|link|adjacency|neighborhood|neighbourhood|relations|"
    "adjacencies|paths|edges|lines|neighbor relations|neighbour relations|adjacency relation",
    "both": "(go|goes|hold|holds|work|works|is|apply|applies|is valid|run|"
    "can be (used|taken|passed|followed|travelled|traveled|crossed)) [in] "
    "([the] (both|two|either) (way|ways|direction|directions|sense|senses)|symmetric|mutual|"
    "bidirectional|undirected|two-way)",
}
#: That places side by side are joined: what a grid says anyway.
_ADJACENT = (
    "<all> [only] <ways> <near> <spots> [(of|in|on) [the] {x}] is [always] <joined> <mutually>",
    "[where|in which] [two|any two|all|the] <spots> [(of|in|on) [the] {x}] [that|which] is "
    "[exactly|only] <joined> <mutually> [exactly] (if|when|whenever|if and only if|provided) "
    "[and only if] <touch>",
    "<all> <spots> [(of|in|on) [the] {x}] (that|which) <touching> is <joined> <mutually>",
    "<all> <spots> [(of|in|on) [the] {x}] <ways> next to (each other|one another) <line> is "
    "<joined>",
    "<near> <spots> is those [<spots>] (that <touching>|which <touching>|<touching>)",
    "<all> [<spots>|those] (sharing|touching at|touching along) <side> is <joined> <mutually>",
    "(a|each|every|any|one) <spots> [in {x}] (<neighbor>) (the|all|those|its) "
    "[<spots>|ones|other <spots>] [that is|which is|lying] <beside>",
    "[where|in which] (side-by-side|side by side) [<spots>] (is|means|is meant) <joined>",
    "<spots> is <joined> <ways> [[,] <never> diagonally]",
    "<all> (a|each|every|any|one) <spots> (<neighbor>) (the|all|those|its) [direct|horizontal|"
    "vertical|orthogonal] [[and|or] [horizontal|vertical]] (neighbors|neighbours)",
    "[with] [the] [usual] (4-connected|4-connectivity|4-neighborhood|4-neighbourhood|"
    "four-connected)",
    "those (next to|beside) each other <line> [[,] (or|and) [those] in the same place of "
    "(two|neighbouring|neighboring|adjacent) [consecutive|successive] (rows|columns) [,]] is "
    "<joined>",
    "[where] <near> [<spots>] (is|means) <joined>",
)
_TOUCH = (
    "they is <ways> [<near>|neighbors|neighbours] [<line>]|"
    "they is <ways> <near> [<line>]|they (share|have|touch along) <side>|they touch|"
    "one of [the|their] [two] (coordinates|numbers) is the same and the other [one|coordinate|"
    "number] differs by (1|one)|"
    "(they|their (coordinates|names|numbers)) differ by [exactly] (1|one) in [exactly|only] "
    "(one|1) (coordinate|number|dimension|direction)"
)
_TOUCHING = (
    "is <ways> <near> [<line>]|(share|touch along) <side>|touch|lie side by side|"
    "[whose (coordinates|names|numbers)] differ by [exactly] (1|one) in [exactly|only] (one|1) "
    "(coordinate|number|dimension|direction)"
)
_BESIDE = (
    "[directly|immediately] (next to|beside|adjacent to) it [<line>]|<around>|"
    "one row or one column away|"
    "next [<spots>|one] [(in|of|along) (the|its) row] [,] [and|or] [to] the [next] [<spots>|one] "
    "((below|above) it|in (the|its) column)|"
    "directly (next to|beside) it <line>"
)
#: That one goes from place to place: a remark on what may be done.
_MOVES = (
    "<movers> (can|may|is able to|is allowed to) [only] <goes> [only|directly] "
    "(between|to|from one to|through|into|onto) [the|a|an|any] <ways> <near> <spots> "
    "[[,] <never> diagonally]",
    "<movers> [only] <goes> [only|directly] (between|to) [the|a|an|any] <ways> <near> "
    "<spots> [[,] <never> diagonally]",
    "<movers> (can|may) [only] <goes> [only|directly] between <spots> (that|which) is <ways> "
    "<near>",
    "(movement|moving|a move|moves|motion|travel|travelling) is [only] "
    "(possible|allowed|permitted) [only] (in [the] [four] [cardinal|main] directions|"
    "(between|to|from) <ways> <near> <spots>|"
    "horizontally and vertically|up , down , left and right|up , down , left or right) "
    "[[,] <never> diagonally]",
    "from (a|any|each|every|one) <spots> (it is possible to reach|one can (reach|get to|go to)|"
    "you can (reach|get to|go to)) the [other] (neighbouring|neighboring|adjacent) <spots>",
    "<movers> (in|at|on) (a|one|an) <spots> can (get|go|move|drive) to the <spots> <around>",
    "(there is|there are) no diagonal (moves|connections|links|neighbors|neighbours)",
    "<never> diagonally",
    "diagonal (moves|connections|neighbors|neighbours|steps) (is|do|does) not "
    "(allowed|possible|permitted|count)",
    "diagonals do not count",
)
#: That what joins two places joins them both ways.
_BOTH_WAYS = (
    "[all|every|each|the|these|such] [the] <links> [between (areas|<spots>)] <both>",
    "[where] [a|each|every|the] (line|lines|dash|dashes|arrow|arrows|edge|edges) (is|means|"
    "mark|marks|stand for|stands for|show|shows|denote|denotes) [a|the] <links> "
    "[between (areas|<spots>)] [[and] [that|which] <both>]",
    "if (a|an|one) [<spots>] is <near-to> (another|another one|a second) [,] [then] the other "
    "[one] is <near-to> it",
)


def patterns(
    spots: str, movers: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...], dict[str, str]]]:
    """The patterns by what they tell, with the phrases in them."""
    words = {
        **_PHRASES,
        "spots": spots,
        "touch": _TOUCH,
        "touching": _TOUCHING,
        "beside": _BESIDE,
        "near-to": "(next to|adjacent to|connected to|linked to|a neighbor of|a neighbour of)",
        "movers": f"[a|an|the|each|every|all|any|our] ({'|'.join(movers)})|you|it|they|we|one",
    }
    yield "adjacent", _ADJACENT, words
    yield "moves", _MOVES, words
    yield "moves", _BOTH_WAYS, words
