from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_search.asking import read_question
from mrkl_search.forms import Form, form


def _formed(question: str, sentence: str, heading: str = "") -> Form | None:
    return form(read_question(question), sentence, sentence, heading)


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        ("what is a heron?", "A heron is a bird that wades.", "Without a heron the pond is dull."),
        ("what is a heron?", "The *heron* (Ardea) is a bird.", "The heron is not afraid of you."),
        ("what are the herons?", '"Herons" means birds that wade.', "Feeding of the herons"),
        ("what does it mean to wade?", "To wade means to walk in water.", "Herons wade at dawn."),
        ("who is Ada Marsh?", "Ada Marsh is a keeper of birds.", "Ask Ada Marsh about it."),
        ("what is a heron?", "A heron is a bird.", "The nest of a heron is a heap of sticks."),
        ("what is a heron?", "A heron is a bird.", "If the heron is a guest, feed it."),
        (
            "who is a Keeper under this rule?",
            "A Keeper is a person.",
            "Under such a Keeper it may be.",
        ),
        ("who must not feed them?", "Users must not.", "Users feed them."),
        ("who feeds the birds?", "Ada Marsh feeds the birds.", "The birds feed twice a day."),
        ("who may feed the birds?", "Only Ada Marsh may feed birds.", "Ada Marsh feeds the birds."),
        ("who must not feed them?", "No person under 12 may.", "Bread must not be fed."),
        ("how many eggs does it lay?", "It lays three to five of them.", "It lays eggs in spring."),
        (
            "how long may 3 boats stay?",
            "All 3 boats may stay for 20 minutes.",
            "All 3 boats may stay.",
        ),
        ("which version reads it?", "It is read since 2.4.", "It is read by later versions."),
        ("when does it leave?", "It leaves after the flood.", "It leaves the pond quietly."),
        ("why is it shut?", "It is shut because of the flood.", "It is shut and locked."),
        (
            "what is the default depth?",
            "The default depth is 20 cm.",
            "The depth is measured daily.",
        ),
        ("how do I set a trap?", "To set a trap, dig a hole.", "Set a new lid for the trap."),
        (
            "how do I set a trap?",
            "You can set a trap by hand.",
            "If you set a trap, you may lose it.",
        ),
        (
            "where are old nests kept?",
            "Old nests are kept in a shed.",
            "Of the old, nests are kept in use.",
        ),
        ("what is the depth of it?", "The depth is 20 cm.", "They measured the depth daily."),
        ("how many eggs are laid?", "Three eggs are laid.", "A heron of these has laid."),
        ("when is it fed?", "It is fed after dark.", "Ask whether it is fed after dark."),
        ("what is a grey heron?", "A grey heron is a bird.", "A heron, grey with age, is a bird."),
        ("what is a heron?", "Herons are birds that wade.", "Herons are shy."),
        ("how much is the boat?", "The boat is 20 euros.", "The boat is 20 feet long."),
        ("how much bread is left?", "There are 4 kg.", "There is bread since 4 May 2021."),
        ("how long is the swim?", "It takes two hours.", "It takes a heron of 1902."),
        ("how heavy is the boat?", "It weighs 40 kg.", "It carries 40 herons."),
        ("what does the pump do?", "The pump empties the pond.", "A basin is emptied by the pump."),
    ],
)
def test_an_answer_has_the_form_that_is_asked_for(question: str, answer: str, other: str) -> None:
    right, wrong = _formed(question, answer), _formed(question, other)
    assert right is not None
    assert min(right.fits, right.told) >= 0
    if wrong is not None:
        assert (wrong.fits, wrong.told, wrong.together) < (right.fits, right.told, right.together)


def test_what_a_heading_names_is_what_its_sentences_are_about() -> None:
    assert _formed("what is a heron?", "It is a bird that wades.", "Birds › Herons")
    assert _formed("what is a heron?", "It is a bird that wades.", "Herons › Storks") is None
    assert _formed("what is a heron?", "This means you can feed it.", "Birds › Herons") is None
    does = _formed("what does pump.empty do?", "Takes the water out.", "`pump.empty()`")
    assert does is not None
    assert does.told == 1


@pytest.mark.parametrize("question", ["the deposit", "does it float?", "which colour is it?", ""])
def test_a_question_of_no_kind_says_nothing_of_a_sentence(question: str) -> None:
    formed = _formed(question, "It floats, and is green.", "Boats")
    assert formed is not None
    assert (formed.fits, formed.told) == (0, 0)


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=40))
def test_any_question_can_be_asked_of_any_sentence(
    question: str, sentence: str, heading: str
) -> None:
    for asked in (question, f"what is {question}?", f"how many {question}?"):
        formed = _formed(asked, sentence, heading)
        assert formed is None or {formed.fits, formed.told} <= {-1.0, 0.0, 1.0}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("my boat is wet, what can I do?", "way"),
        ("could you tell me when it leaves?", "when"),
        ("up to how many herons may come?", "many"),
        ("how far ahead must I ask?", "lasts"),
        ("how much does it cost?", "money"),
        ("what is the minimum age?", "value"),
        ("is it allowed to swim?", "may"),
        ("the deposit", ""),
    ],
)
def test_the_kind_of_a_question_is_read_from_the_clause_that_asks(question: str, kind: str) -> None:
    found = read_question(question).kind
    assert (found.name if found else "") == kind


def test_names_and_identifiers_of_a_question_are_exact() -> None:
    asked = read_question("What does E18 mean on the Aquila?")
    assert asked.exact == {"e18", "aquila"}
