"""The domain's patterns where people leave out, put first or hang on a part of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Match, Step
from mrkl_core.planning.language.mentions import Mention, last_group, spoken_of
from mrkl_core.planning.language.paths import Path, plainness
from mrkl_core.planning.language.patterns import Node
from mrkl_core.planning.language.proforms import of_none
from mrkl_core.planning.language.situation import Situation
from mrkl_core.planning.language.verbs import later
from mrkl_core.planning.language.walk import Walker

_ELIDED = 3.0
_ATTACHED = 0.5
_TURNED = 0.6  # "at the end b1 should …": rather when than where
_RESUMED = 0.3  # "…, and B on C"
_CHAINED = 0.5
_SAID_OF_ALL = -0.15  # "clear tiles: t1, t2": rather than that there are such tiles
_THAT = 0.3  # "that B": rather that one B
_BARE = 3.6  # "A on B", where nothing is wanted


class Ellipsis:
    """Finds the ways in which a clause of one sentence fits the domain's patterns."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.tokens = walker.tokens
        self.size = walker.size
        self.phrases = walker.phrases

    def matches(self, at: int, before: Situation, starts: Sequence[int]) -> Iterator[Match]:
        """Every way to read a clause from a token; things are named from `starts` on."""
        walk, root = self.walker.walk, self.walker.automaton
        if self._before(at) in english.ALTERNATIVES:
            if before.denied and before.subject and root.slot is not None:
                path = Path((before.subject,), negated=True, cost=_ELIDED)
                yield from walk(root.slot, at, path, 0.5)
            return
        if before.last and root.slot is not None and self.phrases.chained(at):
            yield from walk(root.slot, at, Path((before.last,), cost=_ATTACHED), _CHAINED)
            return
        bare = 0.5 if before.wanting else _BARE
        # "… with colour white, and robot 2 is …": what follows "with" is rather what it has.
        start = _ELIDED if self._before(at) == "with" else 0.0
        for match in walk(root, at, Path(cost=start), bare):
            yield match
            yield from self._named_after(match)
        if before.wanting and self.tokens[at].text in ("to", "that"):
            # "my task is to do this, to do that", "it is required that A, that B"
            yield from walk(root, at + 1, Path(), bare if self.tokens[at].text == "that" else 0.0)
        if self.tokens[at].text == "that" and self._before(at) in (";", "and"):
            # "it holds that A; that B, and that C": no relative, where a whole clause follows
            yield from walk(root, at + 1, Path(cost=_THAT))
        if self.tokens[at].text == "where" and self._before(at) == ",":
            yield from walk(root, at + 1, Path(cost=start))  # "…, where l1 is above l0"
        if before.said is not None and self._before(at) != "with":
            yield from self.walker.resumed(before.said, at, _RESUMED)
        if root.slot is None:
            return
        yield from self._echoed(at, before)
        yield from self._contrasted(at, before)
        if before.last and self._before(at) == "(":
            # "Ann has parcel 3 (heavy)": what a bracket follows is rather meant
            yield from walk(root.slot, at, Path((before.last,), cost=_ELIDED - 0.1), 0.5)
        if before.subject:
            # "a robot with two arms waits in …": nothing stands between
            follows = at > 0 and not self.walker.closes(at - 1) and not self.tokens[at].line
            cost = _ATTACHED if follows else _ELIDED
            yield from walk(root.slot, at, Path((before.subject,), cost=cost), 0.5)
        if before.topic and before.topic is not before.subject:
            # "hub 1: the nut is tight, on the ground": rather the nut, if that can be
            yield from walk(root.slot, at, Path((before.topic,), cost=_ELIDED + 0.1), 0.5)
        yield from self._headed(at, root.slot)
        yield from self._attached(at, before, root.slot)
        yield from self._attributed(at, before, root.slot)
        yield from self._inverted(at, root.slot)
        yield from self._existential(at, starts, root.slot)

    def _before(self, at: int) -> str:
        return self.tokens[at - 1].text if at else ""

    def echo_at(self, at: int) -> int:
        """Where the verb of "as is B" or "so is B" stands that starts here; 0 if none does."""
        verb = at + 1 if self.walker.text(at) == "as" else at
        if not verb or self.walker.text(verb - 1) not in ("as", "so"):
            return 0
        modal = any(True for _ in self.walker.verbs.phrase_at(verb, "modal"))
        return verb if modal or self.walker.text(verb) in english.ECHOES else 0

    def _echoed(self, at: int, before: Situation) -> Iterator[Match]:
        """ "A is on the table, as are B and C": the clause before, of other things.

        Only of what that clause begins with, and where it says all that is said of it.
        """
        verb, said = self.echo_at(at), before.said
        if not verb or said is None or not before.full or said.negated or said.path is None:
            return
        if any(m.det == "indef" or m.count for b in said.bound[1:] for m in b):
            return  # "in a box, as is B": in the same?
        subject = self.walker.automaton.slot
        step: Step | None = said.path
        while step is not None and (subject is None or step.node is not subject.be):
            step = step.before
        if step is None:
            return  # its verb does not follow what it begins with
        ends = list(self.walker.verbs.phrase_at(verb, "modal"))
        if bool(ends) != bool(said.wish):
            return
        for start in ends or [verb + 1]:
            for end, chain in self.phrases.lists[start] if start < self.size else ():
                bound = (chain.mentions(), *said.bound[1:])
                if bound[0][0].det == "none":  # "as is no block"
                    continue
                cost = _RESUMED + plainness(bound[0])
                yield replace(said, end=end, bound=bound, cost=cost, declares=False, path=None)

    def _contrasted(self, at: int, before: Situation) -> Iterator[Match]:
        """ "A and B are not clear, whereas C is": what was said, with or without its "not"."""
        said = before.said
        if said is None or not before.full or said.path is None or said.wish:
            return
        after = said.bound[0][-1].end
        denied = any(t.text in english.NEGATIONS for t in self.tokens[after : said.end])
        for end, chain in self.phrases.lists[at]:
            for stop, wish, no in self.walker.verbs.be_at(end):
                if wish or not self.walker.closes(stop) or self.walker.text(end) in (":", "="):
                    continue
                bound = (chain.mentions(), *said.bound[1:])
                if bound[0][0].det in ("none", "indef") or after > at:
                    continue
                turned = said.negated != (denied != no)
                cost = _RESUMED + plainness(bound[0])
                yield replace(said, end=stop, bound=bound, negated=turned, cost=cost, path=None)

    def _headed(self, at: int, said: Node) -> Iterator[Match]:
        """ "Clear tiles: t1, t2", "the clear areas of A are a1 and a2": said of each of a list."""
        at += self.tokens[at].text == "the" and at + 2 < self.size
        node = said.be.words.get(self.tokens[at].stem) if said.be is not None else None
        noun_found = self.phrases.lexicon.noun_at(self.tokens, at + 1)
        if node is None or not node.ends or noun_found is None:
            return
        noun, end, plural = noun_found
        base = Mention(at + 1, end, noun=noun, said=noun.name, plural=True)
        for stop, (whole, *others) in self.phrases.single[at + 1]:
            if stop > end and not others and whole.owner is not None and whole.noun == noun:
                base, end = replace(base, owner=whole.owner), stop
                break
        mark = self.walker.text(end)
        if not (mark in ("is", "are") or (mark == ":" and plural)) or end + 1 >= self.size:
            return
        if self.walker.text(end + 1) in english.NONE and self.walker.closes(end + 2):
            none = (replace(base, det="all", shown=self.walker.text(end + 1)),)
            yield Match(end + 2, node.ends, (none,), None, True, 0.5)
        for stop, names in self.phrases.name_list(end + 1, loose=True):
            if self.walker.closes(stop) and all(
                self.phrases.lexicon.may_be(n.noun, noun) for n in names
            ):
                joined = tuple(spoken_of(self.phrases.join(base, name)) for name in names)
                yield Match(stop, node.ends, (joined,), None, False, _SAID_OF_ALL)

    def _attached(self, at: int, before: Situation, said: Node) -> Iterator[Match]:
        """ "…, which is the depot", "… with two areas" (that has two areas)."""
        text = self.tokens[at].text
        if text in english.EACH and self.walker.text(at + 1) == "of":
            at += 2  # "two balls, both of which are in room 1"
            text = self.walker.text(at)
            if text not in english.RELATIVES:
                return
        if before.last and text in english.RELATIVES and at + 1 < self.size:
            after = at + 2 if self.walker.text(at + 1) in ("both", "all") else at + 1
            for last, cost in self._antecedents(self._of_each(before), after):
                yield from self.walker.walk(said, after, Path((last,), cost=cost))
        theirs = said.words.get("'s")
        if before.last and text == "whose" and theirs is not None:
            yield from self.walker.walk(theirs, at + 1, Path((before.last,), cost=0.5))
        if before.last and text == "where" and said.be is not None:
            yield from self._where(at + 1, before.last, said.be)
        has = said.words.get("have")
        if has is None or not before.subject:
            return
        if self._before(at) == "with" or any(
            self.walker.text(end) == "each" for end, _ in self.phrases.lists[at]
        ):
            hung = _alike_last(before.subject)  # "… and a shaker with three levels"
            yield from self.walker.walk(has, at, Path((hung,), cost=0.5))
            return
        each = text in english.EACH
        after = at + 1 if each else at
        equipped = self.walker.text(after) in english.EQUIPPED
        after += equipped
        if (each or equipped) and self.walker.text(after) == "with":
            yield from self.walker.walk(has, after + 1, Path((before.subject,), cost=0.5))
        elif each and not equipped:
            yield from self.walker.walk(said, after, Path((before.subject,), cost=0.5))

    def _attributed(self, at: int, before: Situation, said: Node) -> Iterator[Match]:
        """ "Ball 1: …, destination room 3": its; "at level 2, its highest level": that is."""
        theirs = said.words.get("'s")
        if before.last and self.tokens[at].text in english.POSSESSIVE and self._before(at) == ",":
            yield from self.walker.walk(said, at, Path((before.last,), cost=_ATTACHED), 0.5)
        elif before.subject and theirs is not None and (at == 0 or self._parted(at)):
            start = at + (self.tokens[at].text == "the")
            yield from self.walker.walk(theirs, start, Path((before.subject,), cost=_ELIDED), 0.5)

    def _parted(self, at: int) -> bool:
        """Whether what is before a token ends there."""
        return self.tokens[at].line or self._before(at) in (",", ";", ":", "and", "(", "with")

    def _of_each(self, before: Situation) -> tuple[Mention, ...]:
        """What was named last; of "each robot has a left arm, which …" the arms of all."""
        if not any(m.det == "all" for m in before.subject):
            return before.last
        owned = self.phrases.lexicon.owned
        return tuple(
            replace(m, det="all", plural=True)
            if m.noun and m.noun.type in owned and not (m.name or m.owner or m.count)
            else m
            for m in before.last
        )

    def _antecedents(
        self, last: tuple[Mention, ...], verb: int
    ) -> Iterator[tuple[tuple[Mention, ...], float]]:
        """Of a list "which is" means the last thing alone, "which are" the last if not all."""
        of_one = self.walker.text(verb) in english.SINGULAR_BE
        end = last[-1:] if of_one else last_group(last)
        one = len(end) == 1 and not (end[0].plural or end[0].count > 1)
        if len(last) == 1 or not (of_one and one):
            yield last, 0.5
        if len(end) < len(last) and of_one == one:
            yield end, 0.6

    def _where(self, at: int, place: tuple[Mention, ...], being: Node) -> Iterator[Match]:
        """ "…, where the truck is": at, in or on what was named last."""
        leading = [being.words[word].slot for word in english.AT if word in being.words]
        for end, chain in self.phrases.lists[at] if at < self.size else ():
            for stop, wish, negated in self.walker.verbs.be_at(end):
                adverb = self.walker.verbs.adverb_at(stop)
                for node in leading:
                    if node is not None and node.ends:
                        bound = (chain.mentions(), place)
                        last = adverb[0] if adverb else stop
                        yield Match(last, node.ends, bound, wish, negated, 0.5)

    def _inverted(self, at: int, said: Node) -> Iterator[Match]:
        """ "On the table there is a red block": what is said first, and then of what."""
        if said.be is None or self.tokens[at].stem not in said.be.words:
            return
        nobody = (Mention(at, at),)
        for match in self.walker.walk(said.be, at, Path((nobody,))):
            after = match.end + 1 if self.walker.text(match.end) in (",", ":") else match.end
            for start, wish, negated in self._inverted_verb(match.end, after):
                for end, chain in self.phrases.lists[start] if start < self.size else ():
                    bound = (chain.mentions(), *match.bound[1:])
                    yield replace(
                        match,
                        end=end,
                        bound=bound,
                        wish=later(match.wish, wish),
                        negated=negated != match.negated,  # "on no block is …"
                        declares=not wish,
                        path=None,
                        cost=match.cost + plainness(bound[0]) + _TURNED,
                    )

    def _named_after(self, match: Match) -> Iterator[Match]:
        """ "Two blocks are on the table: A and B", "… on the table, namely A and B"."""
        namely = self.walker.text(match.end) == "," and self.walker.text(match.end + 1) == "namely"
        if not (namely or self.walker.text(match.end) == ":") or not match.bound or match.negated:
            return
        base, *others = match.bound[0]
        if others or not base.noun or base.name or base.count < 2 or base.det:
            return
        for end, names in self.phrases.name_list(match.end + 1 + namely):
            if base.count == len(names) and self.walker.closes(end):
                joined = tuple(self.phrases.join(base, name) for name in names)
                yield replace(match, end=end, bound=(joined, *match.bound[1:]))

    def _inverted_verb(self, end: int, after: int) -> Iterator[tuple[int, bool | None, bool]]:
        """ "there is", "is", "must be", "you find": what stands between place and thing."""
        text = self.walker.text
        will = self.walker.texts(after + 1, after + 3) == ("will", "find")
        if text(after) in english.PEOPLE and (will or text(after + 1) in english.FINDS):
            yield after + 2 + will, None, False
        elif text(after) == "there":
            yield from self.walker.verbs.be_at(after + 1)
        else:
            yield from self.walker.verbs.be_at(end)

    def _existential(self, at: int, starts: Sequence[int], said: Node) -> Iterator[Match]:
        """ "There is a ball in room 1", "you have two glasses on the table"."""
        there = self.tokens[at].text == "there"
        for start, wish, negated in self.walker.verbs.be_at(at + 1) if there else ():
            if wish and not negated:  # "there should be gin in shot 1"
                for end, chain in self.phrases.lists[start] if start < self.size else ():
                    path = Path((chain.mentions(),), wish=True)
                    yield from self.walker.walk(said, end, path, 0.5)
        for start in starts:
            for end, chain in self.phrases.lists[start]:
                mentions = chain.mentions()
                none = len(mentions) == 1 and mentions[0].det == "none"
                if none:  # "there are no crates on pallet 2"
                    mentions = (of_none(mentions[0]),)
                elif any(m.det not in ("", "indef", "def") for m in mentions):
                    continue
                path = Path((mentions,), negated=none, cost=plainness(mentions))
                found = list(self.walker.walk(said, end, path))
                if said.be is not None:
                    placed = end < self.size and self.tokens[end].text in english.PLACED
                    found += self.walker.walk(said.be, end + placed, path)
                for match in found:
                    declared = replace(match, declares=not none)
                    yield declared
                    yield from self._named_after(declared)


def _alike_last(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The last of some mentions, with those before it of the same kind."""
    start = len(mentions) - 1
    while start and mentions[start - 1].noun == mentions[-1].noun:
        start -= 1
    return mentions[start:]
