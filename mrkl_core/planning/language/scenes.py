"""Who acts in a text, and where all of it is: "you are a robot barman with …", "a house with …"."""

from __future__ import annotations

from mrkl_core.planning.language import english
from mrkl_core.planning.language.walk import Walker

_THE_OR_A = english.DETERMINERS
_INSIDE = frozenset({"in", "inside"})
_TITLES = english.TASKS | {"domain", "world"}
_IN_TITLES = _TITLES | {"of", "the"}
_LONGEST_TITLE = 6
_HAS = frozenset("has contains includes involves comprises concerns".split())
_TASKS = {(task, has) for task in ("problem", "task", "instance") for has in _HAS}
#: What only says that there is what follows.
_THERE = frozenset("there's here consider given imagine picture suppose exists exist".split())


class Scenes:
    """Finds where one sentence begins to tell what there is."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.tokens = walker.tokens
        self.lexicon = walker.phrases.lexicon

    def opens(self, at: int) -> list[int]:
        """Where things start that a clause says there are."""
        text = self.tokens[at].text
        after = self.walker.text(at + 1)
        if verb := self.lexicon.actor_at(self.tokens, at):
            owns = verb < self.walker.size and self.tokens[verb].stem in english.OWNS
            works = self.walker.texts(verb, verb + 2) == ("works", "with")
            has = self.walker.equipped(verb)
            if self.walker.text(verb) in english.BE and self.walker.text(verb + 1) == "having":
                return [verb + 2]
            return [verb + 1] if owns else [verb + 2] if works else [verb + 3] if has else []
        consists = self.walker.texts(at + 2, at + 4) == ("consists", "of")
        has = consists or self.walker.text(at + 2) in _HAS
        if text in _THE_OR_A and after in english.WORLDS and has:
            return [] if self.lexicon.noun_at(self.tokens, at + 1) else [at + 3 + consists]
        if text in _THE_OR_A and self.walker.texts(at + 2, at + 4) in _TASKS and after.isalpha():
            return [at + 4]  # "this logistics problem has …"
        role = self.role(at) or self.entitled(at)
        if role and self.walker.text(role) == "with":
            return [role + 1]  # "you are a robot barman with …"
        if text == "there" and english.stem(after) == "exist":
            return [at + 2 + (self.walker.text(at + 2) == "also")]
        if text == "there":
            be = self.walker.verbs.be_at(at + 1)
            starts = [end for end, wish, negated in be if not wish and not negated]
            scenes = (self._scene(start) for start in starts)
            return [*starts, *(scene for scene in scenes if scene is not None)]
        if text in english.PEOPLE:
            if adverb := self.walker.verbs.adverb_at(at + 1):  # "you also have"
                at, after = adverb[0] - 1, self.walker.text(adverb[0])
            for phrase in english.OWNS_PHRASES:
                if self.walker.texts(at + 1, at + 1 + len(phrase)) == phrase:
                    return [at + 1 + len(phrase)]
            runs = after in english.OWNS | english.RUNS
            if runs and (scene := self._scene(at + 2)) is not None:
                return [scene]
            if after in english.OWNS:
                return [at + 2]
        if text in _THERE:
            scene = self._scene(at + 1)
            return [at + 2 if text == "here" else at + 1 if scene is None else scene]
        return []

    def in_world(self, at: int) -> int:
        """Where "(two robots) work in a house" ends; 0 if it is not that."""
        verb, *place = self.walker.texts(at, at + 4)
        if english.stem(verb) not in english.LIVES or len(place) < 3 or place[0] not in _INSIDE:
            return 0
        inside = place[1] in _THE_OR_A and place[2] in english.WORLDS
        return at + 4 if inside and self.lexicon.noun_at(self.tokens, at + 3) is None else 0

    def agent(self, at: int) -> int:
        """Where "one robot" ends that starts here, if it only says who acts; 0 if not."""
        one = self.walker.text(at) in _THE_OR_A or english.number(self.walker.text(at)) == 1
        at += one + (self.walker.text(at + 1) in english.NEUTRAL)
        worker = self.walker.text(at) in english.WORKERS and not self.lexicon.noun_at(
            self.tokens, at
        )
        at += worker and self.walker.text(at + 1) in self.lexicon.agents  # "a robot arm"
        return at + 1 if one and self.walker.text(at) in self.lexicon.agents else 0

    def role(self, at: int) -> int:
        """Where "you are a robot barman" or "you control a barman" ends; 0 if it is not that."""
        text = self.walker.text
        if text(at) not in english.PEOPLE:
            return 0
        works = self.walker.texts(at + 1, at + 3) == ("work", "as")
        if not (works or text(at + 1) in english.BE or english.stem(text(at + 1)) in english.OWNS):
            return 0
        at += works
        if text(at + 2) not in _THE_OR_A:
            return 0
        at += 3 + (text(at + 3) in english.WORKERS)
        known = self.lexicon.noun_at(self.tokens, at - 1)
        if text(at) not in self.lexicon.agents or known is not None:
            return 0
        return at + 1 + (text(at + 1) in english.WORKERS)  # "a bartender robot"

    def entitled(self, at: int) -> int:
        """Where "bar scenario" or "this is a problem of the bar world" ends; 0 if neither."""
        text, end, told = self.walker.text, 0, False
        if at:
            return 0
        if self.walker.texts(0, 2) == ("this", "is"):
            at, told = 2, True
        at += text(at) in _THE_OR_A - english.POSSESSIVE
        for word in range(at, min(at + _LONGEST_TITLE, self.walker.size)):
            named = text(word) in self.lexicon.names or any(c.isdecimal() for c in text(word))
            stops = text(word) in english.STOP - _IN_TITLES
            if text(word) in _TITLES and (told or word > at):
                end = word + 1
            elif named or stops or not self.tokens[word].word:
                break
        return end

    def _scene(self, at: int) -> int | None:
        """Where things start in "a storage yard with …", a place that is none of them."""
        text = self.walker.text
        if text(at) not in ("a", "an", "this", "the"):
            return None
        place = at + 1
        while any(text(place) in noun for noun in self.lexicon.nouns):
            place += 1  # "a storage yard" where there are storage areas
        scenes = english.WORLDS | self.lexicon.agents
        if text(place) not in scenes or text(place + 1) not in ("with", "that", "which"):
            return None
        with_ = text(place + 1) == "with" or text(place + 2) == "has"
        nouns = (self.lexicon.noun_at(self.tokens, i) for i in range(at + 1, place + 1))
        return place + 2 + (text(place + 1) != "with") if with_ and not any(nouns) else None
