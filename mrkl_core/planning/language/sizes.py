"""How many rows and columns a grid has, as any text says it."""

from __future__ import annotations

#: Used as <name> in the patterns of grids, and in those of a language.
PHRASES = {
    "size": "|".join(
        (
            "{rows:number} rows [and|,|by|x|×] {columns:number} columns",
            "{rows:number} (by|x|×|times) {columns:number}",
            "size {rows:number} (by|x|×) {columns:number}",
            "{columns:number} columns [and|,|by|x|×] {rows:number} rows",
            "{rows:number} rows of {columns:number}",
            "{columns:number} columns of {rows:number}",
        )
    ),
    "laid": "arranged|laid out|placed|organized|organised",
    "field": "[rectangular|square|empty|flat|small|simple|regular|building|construction] "
    "(grid|floor|board|field|map|area|region|ground|site|hall|room|world|rectangle|yard|arrangement|pattern|"
    "building ground|matrix|square|plan)",
}
#: The size of what is spoken of.
OF_ANY = (
    "[<spots>] [that is|which is] (<laid>) (in|as|into) [a|an] [<field> of] <size> [<field>]",
)
#: What has a size where there is one grid; <spots> are its places.
OF_THE_GRID = (
    "(it|the <field>|here|<field>) (is|has|consists of|is made up of|is composed of|"
    "is divided into|comprises|counts|measures|contains|forms) [a|an] "
    "[<field> (of|with|that has)] <size> [<field>] [[of] <spots>] [each]",
    "[(there|here) is] {n:number} <spots> (form|make up|make|[that] is (<laid>) (in|as|into)) "
    "[a|an] [<field> of] <size> [<field>]",
    "the <spots> (form|make up|make|is (<laid>) (in|as|into)) [a|an] [<field> of] <size> [<field>]",
    "[(on|in) [front of (it|you|us) is]] (a|the|an) <field> (of|with|consisting of|that has) "
    "<size> [<spots>] [each]",
    "(on|in) (a|the|an) <size> <field> [of <spots>]",
    "(there is|you have|we have) (a|an) <field> (of|with|consisting of|that has) <size> [<spots>]",
)
