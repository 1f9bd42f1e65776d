"""The set phrases of every domain: of what a text speaks, courtesies, headings."""

from __future__ import annotations

#: Used as <name> in the patterns below.
PHRASES = {
    "seen": "floor|grid|board|map|picture|heights|colors|colours|pattern|site|world",
    "goal": "goal|goals|aim|task|objective|target|job|mission|assignment|challenge",
    "so": "as|as follows|like this|in this way|this way|the following|as shown|shown below|below|"
    "given below|as described|in the following <way>",
    "way": "way|order|manner|pattern|arrangement|layout|configuration|places|positions|{w}",
    "what": "{x}|the <seen>|the [current|initial|final|desired|target|overall] "
    "(situation|state|problem|setup|configuration|arrangement|pattern|structure|<map>|scenario|environment|"
    "conditions|facts|recipes|destinations|positions|locations|heights|rules|relations|drinks)",
    "map": "map|layout|plan|floor plan",
    "laid": "arranged|laid out|organized|organised|structured|named|called|labeled|labelled|"
    "numbered|distributed|positioned|placed|located|made|mixed|prepared|connected|defined|given|"
    "described|listed|set up|painted|served|stacked|built|divided|shown|assigned|composed",
    "do": "move|bring|carry|take|transport|deliver|put|place|arrange|rearrange|stack|paint|serve|"
    "mix|make|prepare|build|distribute|store|set|sort|organize|colour|color",
    "done": "moved|brought|carried|taken|transported|delivered|put away|placed|arranged|stacked|"
    "painted|served|mixed|made|prepared|built|distributed|stored|sorted|coloured|colored|achieved|"
    "changed|exchanged|replaced|swapped",
    "plan": "plan|solution|sequence of (actions|steps|moves)|series of (actions|steps|moves)|"
    "list of (actions|steps|moves)|way",
    "please": "please|kindly",
    "cost": "[total|overall|plan|action] (cost|costs|total-cost)|"
    "(cost|costs|length) of the [whole|entire|overall] plan|"
    "plan length|number of (actions|steps|moves)",
    "least": "minimized|minimised|minimal|as (small|low) as possible|kept (small|low)",
    "ends": "is|are|be|end|ends|end up|ends up|go|goes|stand|stands|finish|finishes|stay|stays",
    "open": "(does not|do not) matter|"
    "is (not important|unimportant|irrelevant|arbitrary|up to you|left open|of no importance)",
    "this": "this|that|the|these|those|it",
    "attain": "achieve|reach|obtain|attain|bring about|arrive at|get to|come to|end in|end up in|"
    "produce|create|establish|ensure|get|make|satisfy|fulfil|fulfill|meet|lead to|lead us to",
    "state": "[a|the|this] [final|goal|target|desired|end|following] (state|situation|"
    "configuration|arrangement|scene|position|layout)",
    "where": "where|in which|such that|so that|with|that has|in that",
    "following": "(all [of]|everything of) (the following|these|this|those) [<facts>]|"
    "the following [<facts>]|this|these [<facts>]",
    "true": "hold|holds|be|is|be true|are true|is true|be met|are met|is met|be satisfied|"
    "are satisfied|be fulfilled|are fulfilled|be the case|is the case",
    "must": "should|must|shall|has to|have to|needs to|need to|ought to|is to|are to",
    "start": "initial|starting|start|current|present|beginning|first|given",
    "scene": "state|situation|configuration|arrangement|scene|position|positions|layout|setup",
    "holds": "holds|hold|is true|is met|is satisfied|is fulfilled|is the case",
    "facts": "conditions|condition|facts|statements|requirements|things",
    "turn": "plan|shift|day|task|job|work|game|evening|night|process|procedure|operation",
}

#: Openings that say that what follows speaks of the start …
NOW = (
    "[as [the]|the|my|these are the|here are the] [initial|starting|current] "
    "(conditions|condition|state|situation|facts) [of (this|the|our) (problem|task)] "
    "[i have|we have|is|are|is as follows|are as follows|is that] [that] [:|,]",
    "(initially|currently|presently|right now) [,|:] [i have|we have] [that] [,|:]",
    "(at|in) (the start|the beginning|first|the moment|present) [,|:] [i have|we have] "
    "[that] [,|:]",
    "(at|in) the (start|beginning) of (the|your|my|our|this) <turn> [,|:]",
    "to (begin|start) with [,|:]",
    "[the] (start|starting|initial|current) (state|situation|position|configuration|setup|"
    "arrangement|layout|locations|positions) [is] [as follows|the following] [:|,]",
    "[the] (<seen>|state|situation) (at|in) the (start|beginning) [:|,|\\(]",
    "[the] (initial|starting|current|start) <seen> [:|,|\\(]",
    "[the] (start|state|now|init|initial|initially|given|setup|situation|before|today) :",
    "where (things|<what>) is [now|at the start] :",
    "(given|suppose|assume|imagine|say) [that] [,|:]",
    "[we|you|i] know that",
    "(we|you|i) start with",
    "it is (true|the case) that",
    "it [also] holds that",
    "(in|at) (the|this|our|your) <start> <scene> [,|:]",
    "when (you|we|the robot|the robots|{x}) (start|begin) [,|:]",
    "let",
    "[the] [next|first] (map|table|picture) shows the <seen> before the (work|start|plan) [:]",
    "as of now [,|:]",
    "where is everything",
    "here is the (initial|starting|start|current|present) <scene> [:]",
    "[the] (initial|start|starting|current) <scene> (is|are) described by (these|the following) "
    "<facts> [:]",
    "what is (given|known|so|there) [(now|at the start|initially)] :",
    "here is what is (given|known|so|there) [(now|initially|at the start)]",
    "[the] known <facts> [about the world] :",
    "[the] following <facts> <holds> [(now|initially|at the start|at first|at the beginning)] :",
    "[the] following <holds> (now|initially|at the start|at first|at the beginning) :",
)
#: … and of the end.
GOAL = (
    "[and|so] (my|your|our|the|its|their) [final|main|overall] <goal> "
    "[state|configuration|conditions|now] (is|are) [as follows|the following] [to|for] "
    "[have|achieve|reach|see|make sure|ensure|get] [the following] "
    "[it|a state|a situation|a configuration|things] [so|such|where|in which] [that] [:|,]",
    "(my|your|our|the) [final|main|overall] <goal> (consists|lies) (in|of) "
    "[the following|that] [:]",
    "[the|my|your] [final|main] (goal|goals|aim|target|task|objective) "
    "[state|configuration|conditions|condition|pattern|layout|arrangement] :",
    "{x} (must|should|has to|have to|needs to|need to) <do> <what> <so> [:|,]",
    "[the] (<seen>|state|situation) (at|in) the end [:|,|\\(]",
    "[the] (goal|final|target|desired|wanted|required|end) <seen> [:|,|\\(]",
    "[the] (end|to do|todo|order|orders|final|finish|wanted|want|wish|target|after|finally|then|"
    "desired|tomorrow|destinations|targets|target locations|target positions|goal locations|"
    "goal positions|goal heights|target heights|desired heights|final heights) :",
    "[{x}|order|orders|work] to be <done> :",
    "{x} (must|should|has to|have to|needs to|need to) be <done> :",
    "(i|we|you) (want|need|would like|wish|'d like|must|have|should|are asked|are supposed|i'd "
    "like|aim|are) [you|the robot|the robots|it|them] to "
    "[have|see|achieve|get|end up with|make sure|ensure|reach] "
    "[a (state|situation|configuration) (where|in which|such)] [that] [:]",
    "(i'd|we'd|you'd) (like|love) [you] [to|to have|to see|to end up with] [that] [:]",
    "(i|we|you) (want|need|would like|wish) [that] [:]",
    "(can|could|would|will) you [please] [get me|give me|bring me]",
    "what (i|we) (need|want|would like) is [that|to have]",
    "[<please>] <do> the following ({x} [:]|:)",
    "(i|we|you) (should|must|have to|need to|shall) (achieve|reach|obtain|satisfy|fulfil|fulfill) "
    "the following [final] (<goal>|state|situation|configuration|conditions|condition) [:]",
    "help me [to]",
    "it (must|should|has to|have to|needs to|is to|ought to) be (achieved|ensured|made true|"
    "made sure|brought about|arranged|guaranteed|the case|true|seen to it) that",
    "what (has to|must|should|is to|needs to) (be (true|the case|achieved|reached|served|done|"
    "ensured)|hold) [(in|at) the end|finally|at last] [is [that]] [:]",
    "what is (asked|asked for|wanted|required|desired|demanded|needed) [is [that]] :",
    "(by|at|in) the end of (the|your|my|our|this) <turn> [,|:]",
    "[<please>] plan the (actions|steps|moves) (after which|so that|such that)",
    "{x} is (asked|expected|supposed|required|told|instructed|ordered) to "
    "[<attain> [<state> <where>|that]]",
    "[the] following [<facts>] <must> (hold|be (true|met|"
    "satisfied|fulfilled|achieved|reached|obtained|the case)) "
    "[(later|finally|in the end|at the end|afterwards|eventually)] :",
    "where (should|must) everything be",
    "here is the (goal|final|target|desired|wanted|required|end) <scene> [:]",
    "[the] (goal|final|target|desired|end) <scene> (is|are) described by (these|the following) "
    "<facts> [:]",
    "(i|we|you) (must|should|shall) have [that] [:]",
    "it (is|remains) to be (achieved|reached|ensured) that [:]",
    "a <plan> is (a|any) sequence of (moves|actions|steps) after which",
    "[please] (make|be) sure [that]",
    "[please] ensure [that]",
    "please to",
    "it is (desired|required|needed|wanted|necessary|asked|requested|expected|demanded) "
    "(that|to (have|see|achieve|reach)|to) [:]",
    "(by|as) the (end|[final] result) [of the (day|plan)] [,] [it is required that]",
    "[and] (they|these|it) (have|has) to be changed to :",
    "(when|once|after) (we|you|i|the robot) (finish|finishes|stop|stops) [,|:]",
    "(i|we|you) (want|need) (this|the following) <seen> [in (it|the <seen>|the [upper|lower|top|"
    "bottom] row|the [upper|lower|top|bottom] rows)] :",
    "[the] [next|second] (map|table|picture) shows the <seen> after the (work|end|plan) [:]",
    "after (executing|running|carrying out) (your|the|a) plan [,|:]",
    "(in|at) the (end|goal|(goal|final|target|desired) (state|situation|configuration|"
    "arrangement)) [,|:]",
    "(when|once|after) (you are|it is|everything is|all is|all this is|it all is|the work is|the "
    "job is) (done|finished|ready|over) [,|:]",
    "[to] [<do> <what>] (so|such) that [:|,]",
    "[<please>] (find|make|give me|write|what is|compute|show me|provide) a <plan> [to|for|so that|"
    "such that|in which|after which|that makes sure that]",
    "how (do|can|should) (i|we|you)",
    "([<please>] (find|make|give me|write|compute|provide|produce|devise|create)|"
    "(we|i) (ask for|need|want|seek|look for)) a <plan> (that|which) [<attain>] "
    "(<following>|<state> <where>) [:]",
    "[<please>] (find|make|give me|write|compute|provide|produce|devise|create) a <plan> for "
    "(this|the following) <goal> :",
    "(we|i) (need|want|would like|seek|ask for) <state> <where> [:|,]",
    "here is what (i|we) (want|need|would like) [to (see|have|achieve|reach)] [:]",
    "what (i|we) (want|need|would like) [to (see|have|achieve|reach)] :",
    "{x} to <do> :",
    "[these|the following] {x} is (wanted|required|needed|requested|ordered) :",
    "the (agent|robot|worker) 's (<goal>|work) is (done|finished|complete|completed) "
    "(when|once|if) [:]",
    "[<please>] [(you|we|i) <must>] <attain> (<state> <where>|<following>) [that] [:]",
    "(you|we|i|the robot|it) (is|are) [supposed|expected|asked|required] to <attain> <state> "
    "<where>",
    "(it is|it 's) (necessary|required|desired|wanted|needed|requested|asked|demanded|desirable|"
    "your <goal>|your job) (that|to|for) [have|see|get] [it] [:]",
    "what (you|we|i|the robot) (need|needs|have|has|want|wants|must) to (do|achieve|reach) "
    "[is [that|to]] [:]",
    "what (you|we|i) must (do|achieve) [is [that|to]] [:]",
    "what (should|must|has to) (be|hold) [true] [in the end|at the end|finally] [is [that]] :",
    "to (achieve|reach|obtain|be achieved|be reached|be done) [:]",
    "[the|your] (plan|solution|sequence|actions) (should|must|has to|have to|needs to) "
    "(make|ensure|achieve|reach|bring about) [that] [<following>|<state> <where>] [true] [:]",
    "[{x}|you|we|i|it|the robot|the robots|the (<goal>|plan|work)] (is|has|have) [been] "
    "(done|finished|complete|completed|solved|achieved|reached|accomplished|fulfilled|met) "
    "[(its|the|your|their|our) <goal>] (when|once|if|as soon as) "
    "[<following> [conditions|facts] [<true>]] [:]",
    "after (your|the|its|all) (moves|plan|actions|work|steps) [,|:]",
    "[the|a] [following] (final|desired|end|target|goal) (state|situation|position|configuration|"
    "arrangement|pattern|picture|layout|structure|result|outcome) "
    "(is|has|should be|has to be|looks like|should look like|:) [that] "
    "[as follows|the following] [:]",
)
#: Sentences that ask for help and say nothing else.
COURTESIES = (
    "please help [me]",
    "(hello|hi|hey) (there|all|everyone|everybody|robot|team|computer)",
    "(hello|hi|hey|cheers|thanks|thank you|many thanks|good luck) [very much|a lot|so much] "
    "[in advance] [for (your|the) (help|time|support)]",
    "[i|we] [really|would] appreciate [your|any|the] help",
    "[<please>] [can you|could you] (find|make|give|write|compute|show|provide|generate|produce|"
    "create|devise|develop|return|output|suggest|tell) [me|us] (a|the) "
    "[shortest|best|valid|correct|possible|suitable|detailed|step-by-step] <plan> "
    "[(for|to do|to achieve|to reach|to solve|to accomplish|that (achieve|reach|solve|accomplish)) "
    "[<this>] [goal|task|problem|state|configuration|objective]]",
    "what (should|can|do) (i|we|you) do",
    "[<please>] (tell|show) (me|us) how",
    "how (do|can|should) (i|we|you) do (it|this|that)",
    "[here is] (the|my) (situation|problem|task|setup) [is] [as follows|this|:]",
    "here is the (situation|problem|task|setup)",
    "(i|we|you) (have|are given|are solving|work on) (a|the|this) [{x}] [planning] (problem|task)",
    "there is no (other|more|further) {x}",
    "no (other|more|further) {x} (exist|exists|are present|is present)",
    "[we|i|you] (consider|imagine|suppose|picture|study|look at) (a|the|this|the following) [{x}] "
    "[planning|transport] (world|problem|scenario|environment|situation|domain) [:]",
    "[here is|this is] (a|the) (map|layout|floor plan|plan|picture|drawing|sketch) [:]",
    "[please] (minimize|minimise) the <cost>",
    "[a plan (of|with)] [the] (minimal|minimum|least|lowest|smallest) [possible] <cost>",
    "(the|a) plan (must|should|has to) have [the] (minimal|minimum|least|lowest) [possible] <cost>",
    "the <cost> [, which (is|starts at) [initially] (0|zero) ,] is <least>",
    "the <cost> [:] (is [initially]|starts at|starts with) (0|zero) [, [and] (is|to be) <least>]",
)
#: Sentences that say of what no goal speaks.
OPEN = (
    "(nothing|nothing else) is (required|asked|demanded|wanted|specified) (of|for|from) {x}",
    "[{x}] (may|can|could) (be|end|end up|finish|stay|remain|stand|go) (anywhere|wherever)",
    "{x} is free to (be|end up|finish|go|stay) (anywhere|wherever)",
    "(where|how) {x} <ends> [(at|in) the end|afterwards|finally] <open>",
    "[it|we|i] (<open>|do not (care|mind)|is not important) (where|how) {x} <ends>",
    "[i|we] do not (care|mind) (about|where) {x} [<ends>]",
    "there is no (goal|goals|requirement|requirements|condition|conditions) (for|on|about) {x}",
    "for {x} [,] there is no (goal|goals|requirement|requirements|condition|conditions)",
    "[the] [final|goal|target] (location|position|place|destination|goal|room) of {x} "
    "(<open>|is not (specified|given|important|fixed)|is [\\(] "
    "(anywhere|arbitrary|free|open|unspecified|any) [\\)])",
    "[it|we|i] (<open>|do not (care|mind)) (what|how) {x} (look|looks|is|are) [like] "
    "[(at|in) the end|afterwards|finally]",
    "(what|how) {x} (look|looks) [like] [(at|in) the end|afterwards|finally] <open>",
    "what (it|<what>) (has|looks like) {x} <open>",
    "the (height|heights|color|colors|colour|colours|state|content|contents) of {x} "
    "[(at|in) the end|afterwards] <open>",
    "{x} [(at|in) the end] <open>",
    "[(what is in|the (tiles|places|positions) of)] the (upper|lower|top|bottom|middle|first|last|"
    "other) (row|rows|column|columns) <open>",
    "{x} (is|are) not part of the (<goal>|pattern|picture)",
    "{x} (may|can) have any (height|color|colour|state|content)",
    "{x} (need not|does not (have|need) to|do not (have|need) to) be <done>",
    "{x} (has|have) no (goal|goals|destination|target|requirement|requirements)",
    "no (goal|destination|target)",
)
#: What announces that the rest of a list follows: "the blocks are arranged as follows".
HEADINGS = (
    "[the] [bar] (contents|objects|things|entities|items|facts|setup|recipes|set-up|inventory|"
    "locations|positions|connections|heights|equipment|environment|remarks|notes) :",
    "[the] [{x}] [planning] (problem|scenario) :",
    "[the] [{x}] (locations|positions|connections|neighbors|neighbours) "
    "[\\( [in] (both (directions|ways)|either direction|undirected|two-way) \\)] :",
    "(up|down|left|right|above|below) :",
    "{plural} :",
    "{single} :",
    "<what> [(of|in|for|on) <what>] is [<laid>] <so>",
    "(they|it) is <laid> <so>",
    "[the] (next|following|first|second) (map|table|picture) shows <what>",
    "<what> [(of|in|for|on) <what>] (looks|should look|must look) <so>",
    "<do> <what> <so>",
    "<do> <what> (to|into|in) (their|the following|these) (destinations|destination|places|{y})",
    "<what> (to|into|in|at|on) (the following|these) (places|destinations|{y})",
    "the following [conditions|condition|facts|statements|relations|things|requirements|heights] "
    "(holds|must hold|should hold|must be <true>|should be <true>|"
    "is (true|met|satisfied|fulfilled|given|known|reached|required)) "
    "[in the (goal|end|final state|goal state)]",
    "[(achieve|reach|obtain|get|create|produce|see|have|form|build|get to)] (the following|this) "
    "[final|goal|target|desired] (configuration|arrangement|state|situation|pattern|layout|"
    "structure|conditions)",
)
#: The same of a map, which belongs to what it shows: whose it is may be named.
MAPS = (
    "[(in|on|at|for|inside) {place} [,]] [the|a] <map> [(of|for) {x}] [(in|of|at|inside) {y}] "
    "(is [<laid>] <so>|:|is :|\\()",
    "(in|on|at|for|inside) {place} , {x} is [<laid>] <so>",
    "{place} (is <laid>|looks) <so>",
    "[the] <map> [(of|for) <what>] is",
    "according to (the|this|that) <map> [(of|for) {x}] [(in|of|at|inside) {y}]",
)
#: The words of a sentence that does no more than introduce a map.
OF_MAPS = frozenset(
    "map maps layout plan floor grid picture diagram sketch drawing arrangement structure here is "
    "are the a an of in for to with this these that following follows as like shown given below "
    "described according by has have contains consists made up divided into arranged laid out "
    "organized organised structured named called labeled looks look its each row rows column "
    "columns and there see names your our my initial initially current currently connected , : "
    "world from top left right bottom level puzzle board by going rectangle rectangular".split()
)
