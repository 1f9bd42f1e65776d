"""Whether each clause of a text speaks of the start or of the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from mrkl_core.planning.language import english
from mrkl_core.planning.language.clause import Clause, Kind, Match
from mrkl_core.planning.language.clauses import LONGEST_SENTENCE, ClauseReader
from mrkl_core.planning.language.headed import clauses_of
from mrkl_core.planning.language.mentions import Lexicon, Mention, Noun
from mrkl_core.planning.language.model import Language, RuleKind
from mrkl_core.planning.language.tokens import Sentence
from mrkl_core.planning.language.wholly import addressed, with_lettered
from mrkl_core.records import dataclass

_TITLE = 8  # words, at most


class Mood(StrEnum):
    """What a clause speaks of; UNSURE where either would be a guess."""

    NOW = "now"
    GOAL = "goal"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Statement:
    """A clause, the sentence around it, and its mood."""

    clause: Clause
    sentence: str
    mood: Mood


def statements(words: str, language: Language) -> list[Statement]:
    """Every clause of the text with its mood, in order."""
    lexicon = addressed(with_lettered(language.lexicon, words), words)
    found = _statements(words, language, lexicon)
    numbered = _numbered(found)
    if numbered is None or all(s.clause.kind is not Kind.UNREAD for s in found):
        return found
    return _statements(words, language, replace(lexicon, numbered=numbered))


def _numbered(found: list[Statement]) -> Noun | None:
    """The kind of which a text introduces things that are called by bare numbers, if it is one."""
    named = [m for s in found if s.clause.kind is Kind.DECLARES for m in s.clause.mentions]
    nouns = {m.noun for m in named if len(m.name) == 1 and m.name[0].isdecimal()}
    return nouns.pop() if len(nouns) == 1 else None


def _statements(words: str, language: Language, lexicon: Lexicon) -> list[Statement]:
    found: list[Statement] = []
    lasting, after_goal = Mood.NOW, False
    scene = False  # whether "in the goal state" began a paragraph that goes on
    previous: Mood | None = None  # of the last clause

    def read(sentence: Sentence) -> list[Clause]:
        if len(sentence.tokens) > LONGEST_SENTENCE:
            return [Clause(Kind.UNREAD, sentence.words)]
        return ClauseReader(sentence, language.automaton, lexicon, language.rules).read()

    for number, (sentence, clauses) in enumerate(clauses_of(words, read)):
        if number == 0 and _is_title(sentence, clauses):
            found.append(Statement(Clause(Kind.TITLE, sentence.words), sentence.words, Mood.NOW))
            continue
        before: Mood | None = None  # of the clause before, in the same sentence
        opened = stated = listed = False  # the goal, what it is, and that after a colon
        scene = scene and not sentence.begins
        mood = Mood.UNSURE if after_goal and lasting is Mood.NOW else lasting
        mood = Mood.GOAL if scene and lasting is Mood.NOW else mood
        if mood is Mood.UNSURE and previous and sentence.tokens[0].text in english.MORE:
            mood = previous  # "Moreover, …": of the same
        for clause in clauses:
            if clause.kind is Kind.OPENS and clause.goal is None:
                continue
            if clause.kind is Kind.OPENS:
                mood, before = Mood.GOAL if clause.goal else Mood.NOW, None
                if _may_be_last(clause, sentence) and previous is Mood.NOW and not after_goal:
                    mood = Mood.UNSURE
                if clause.heads:
                    lasting = mood
                # "My goal is that X. Y." does not say whether Y belongs to the goal.
                goes_on = after_goal if opened else False  # "my goal is to move it so that …"
                after_goal = bool(clause.goal) and not clause.heads and (clause.of_goal or goes_on)
                opened = opened or bool(clause.goal)
                began = clause.start == 0 and bool(found) and _sets_scene(sentence)
                scene = bool(clause.goal) and (scene or (began and sentence.begins))
                if not clause.goal:
                    lasting, after_goal = Mood.NOW, False
            else:
                said = _mood(clause, mood, language)
                if before and clause.kind is Kind.STATES and _says_no_mood(clause, language):
                    said = before
                if said is Mood.NOW and _is_request(sentence):
                    said = Mood.UNSURE
                found.append(Statement(clause, sentence.words, said))
                before = previous = said
                if clause.matches and clause.matches[0].wish is False:
                    mood = Mood.NOW  # "A has one at the start, and B has two"
                listed = listed or (opened and not stated and _after_colon(clause, sentence))
                stated = stated or not _adds_nothing(clause, language)
        if opened and (listed or not stated):
            # "Your goal is to make three cocktails. Shot 1 contains …": a heading; as is
            # "Your goal is that the following holds: Shot 1 contains …. Shot 2 contains …."
            lasting, after_goal = Mood.GOAL, False
    return _headed_doubted(found, language)


def _headed_doubted(found: list[Statement], language: Language) -> list[Statement]:
    """Those read under a heading like "Paint:" in doubt where the goal is told elsewhere, too."""

    def is_headed(statement: Statement) -> bool:
        clause = statement.clause
        head = clause.words.partition(":")[0]
        one_word = clause.kind is Kind.STATES and head.isalpha() and head != clause.words
        return one_word and _asks(clause.matches[0], language)

    headed = {id(s) for s in found if is_headed(s)}
    goals = (s for s in found if s.mood is Mood.GOAL and id(s) not in headed)
    if not headed or not any(not _adds_nothing(s.clause, language) for s in goals):
        return found
    return [replace(s, mood=Mood.UNSURE) if id(s) in headed else s for s in found]


def _is_title(sentence: Sentence, clauses: Sequence[Clause]) -> bool:
    """Whether the first sentence, not all of it understood, is a line of its own without a verb."""
    tokens, text = sentence.tokens, sentence.source
    if all(clause.kind is not Kind.UNREAD for clause in clauses):
        return False
    line, _, rest = text[tokens[0].start :].partition("\n")
    alone = text.find("\n", tokens[0].start, tokens[-1].end) < 0 and not line.endswith((".", "!"))
    words = {token.text for token in tokens if token.word}
    return alone and rest.startswith("\n") and len(words) <= _TITLE and not words & english.SAYS


def _may_be_last(clause: Clause, sentence: Sentence) -> bool:
    """ "B is on C. Finally, D is on E": what is to be, or the last of what is so?"""
    finally_ = clause.words.lower() == "finally" and not clause.heads
    return finally_ and not sentence.paragraph


def _sets_scene(sentence: Sentence) -> bool:
    """ "In the goal state, …", which says when all that follows holds."""
    return sentence.tokens[0].text in english.AT


def _is_request(sentence: Sentence) -> bool:
    """ "Please a stack of two blocks at P": nobody asks for what is so."""
    return sentence.tokens[0].text == "please"


def _after_colon(clause: Clause, sentence: Sentence) -> bool:
    return clause.start > 0 and sentence.tokens[clause.start - 1].text == ":"


def _adds_nothing(clause: Clause, language: Language) -> bool:
    if clause.kind is not Kind.STATES:
        return clause.kind in (Kind.ADDS_NOTHING, Kind.LEAVES_OPEN, Kind.REMARKS)
    kinds = {language.rules[number].kind for number, _ in clause.matches[0].rules}
    return kinds == {RuleKind.BACKGROUND}


def _says_no_mood(clause: Clause, language: Language) -> bool:
    """Whether a clause leaves its verb, and so its mood, to the one before."""
    match = clause.matches[0]
    return match.bare and match.wish is None and not _asks(match, language)


def _asks(match: Match, language: Language) -> bool:
    """Whether every rule of a match can only be a goal: "take the parcel to Rome"."""
    rules = [language.rules[number] for number, _ in match.rules]
    return all(
        rule.kind is RuleKind.SENTENCE and rule.goal and rule.goal != rule.now for rule in rules
    )


def _mood(clause: Clause, mood: Mood, language: Language) -> Mood:
    if clause.kind is Kind.DRAWS:
        return mood
    if clause.kind is not Kind.STATES:
        return Mood.GOAL if mood is Mood.GOAL else Mood.NOW
    match = clause.matches[0]
    if _asks(match, language):
        return Mood.GOAL
    if match.wish is not None:
        return Mood.GOAL if match.wish else Mood.NOW
    # Under "Goal:" what is known "in the boot: the jack" is wanted there, too.
    is_new = any(m.det == "indef" or m.count for m in match.bound[0]) if match.bound else True
    return Mood.NOW if match.declares and (is_new or mood is not Mood.GOAL) else mood


def mentions_in(statement: Statement) -> Iterator[Mention]:
    """Every mention of a clause, owners too."""
    clause = statement.clause
    mentions = list(clause.mentions)
    for match in clause.matches[:1]:
        for bound in match.bound:
            mentions += bound
    for mention in mentions:
        yield mention
        if mention.owner is not None:
            yield mention.owner
