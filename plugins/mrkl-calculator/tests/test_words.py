"""Requests in words go to the right tool, and come out right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_calculator.bids import bid
from mrkl_core import Expert, Failure, Result, Verdict
from mrkl_core.testing import call_tool, experts_of


@pytest.fixture(scope="module")
def expert() -> Expert:
    (found,) = experts_of("mrkl_calculator")
    return found


def answered(expert: Expert, words: str) -> Result | Failure:
    (found,) = bid(words)
    return call_tool(expert, found.tool, **found.arguments)


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("Let x = 3. Let y be x + 1. What is x*y?", "12"),
        ("Let f(t) = t^2 - 1. Let a be f(-3). Is a a multiple of 4?", "true"),
        ("Suppose 2*u + v = 7, u - v = 2. What is the remainder when 100 is divided by u?", "1"),
        ("Suppose 3*e - 6 = 0. Calculate e^2.", "4"),
        ("If x = 3 and y = 4, what is x^2 + y^2?", "25"),
        ("What is x + y if x = 3 and y = 4?", "7"),
        ("Let g be 5/2. Round g to the nearest integer.", "3"),
        ("Let p = 7. Let q = 3. Which is the nearest to 4?  (a) p  (b) q  (c) -1", "b"),
        ("Let p = 7. Sort 2, p, 9 in descending order.", "9, p, 2"),
        ("Which is bigger: 3/4 or 2/3?", "3/4"),
        ("What is the second smallest value in 5, -1, 2/3?", "2/3"),
        ("Put pi, 22/7 and 3 in increasing order.", "3, pi, 22/7"),
        ("Are 1/2 and 2/4 equal?", "true"),
        ("decrease 64 by a quarter", "48"),
        ("add 12.5% to 240", "270"),
        ("take 10% off from 200", "180"),
        ("if 15 is 60% of a number what's the number", "25"),
        ("2 and 1/2 plus 3 and 3/4", "25/4"),
        ("one and three quarters times 8", "14"),
        ("take 15% off 80", "68"),
        ("the product of two and three quarters", "3/2"),
        ("increase 30 by two thirds", "50"),
        ("by what percent is 80 more than 64", "25"),
        ("$45.50 plus 12% tax", "1274/25"),
        ("a shirt costs $40 and is 30% off. What's the price?", "28"),
        ("split a bill of $120 with 15% tip among 3 people", "46"),
        ("seven less than twenty", "13"),
        ("2 thirds of 90", "60"),
        ("0.(3) + 1", "4/3"),
        ("the 20th fibonacci number", "6765"),
        ("<<48/2=24>>24", "24"),
        ("16-3-4=<<16-3-4=9>>9", "9"),
        ("=SUM(1,2,3)", "6"),
        ("dot product of (1, 2, 3) and (4, 5, 6)", "32"),
        ("[1, 2, 3] . [4, 5, 6]", "32"),
        ("cross product of (1, 0, 0) and (0, 1, 0)", "[[0, 0, 1]]"),
        ("length of the vector (1, 2, 2)", "3"),
        ("distance between (1, 2) and (4, 6)", "5"),
        ("slope of the line through (1, 2) and (3, 8)", "3"),
        ("area of a circle of radius 3", "9*pi"),
        ("the perimeter of a rectangle 3 by 7", "20"),
        ("trace of [[1, 2], [3, 4]]", "5"),
        ("1 + 2 + 3 + ... + 50", "1275"),
        ("2 + 4 + 8 + ... + 1024", "2046"),
        ("1 + 1/2 + 1/4 + ...", "2"),
        ("sum of odd numbers from 1 to 99", "2500"),
        ("sum of 1/n^2 to infinity", "pi^2/6"),
        ("solve for y: 3y - 7 = 2y + 5", "12"),
        ("if 3x = 21 what is x", "7"),
        ("x + y = 10, x - y = 4", "x = 7, y = 3"),
        ("twice a number plus 5 is 17. What's the number?", "6"),
        ("solve x^2 < 9", "-3 < x < 3"),
        ("x^3 - x >= 0", "-1 <= x <= 0 or x >= 1"),
        ("-3 < 2x + 1 <= 7", "-2 < x <= 3"),
        ("d/dx sin(x^2)", "2*x*cos(x^2)"),
        ("lim x->inf (1+1/x)^x", "e"),
        ("area under x^2 from 0 to 3", "9"),
        ("octal 17 in decimal", "15"),
        ("0xff in decimal", "255"),
        ("How many ways are there to choose 3 people from a group of 10?", "120"),
        ("in how many ways can a committee of 3 be chosen from 10 people?", "120"),
        ("how many different committees of 4 can be formed from 9 people", "126"),
        ("number of permutations of 6 objects taken 2 at a time", "30"),
        ("12C5", "792"),
        ("in how many ways can 3 students be selected from a class of 12", "220"),
        ("P(8, 3)", "336"),
        ("how many ways can the letters of MISSISSIPPI be arranged?", "34650"),
        ("how many handshakes among 12 people", "66"),
        ("number of subsets of a set with 6 elements", "64"),
        ("how many ways can 5 people stand in a line?", "120"),
        ("probability of rolling at least 10 with two dice", "1/6"),
        ("probability that the sum of two dice is 5", "1/9"),
        ("probability of rolling a 6 with a fair die", "1/6"),
        ("probability of 3 sixes in a row", "1/216"),
        ("probability of getting no heads in 6 tosses", "1/64"),
        ("probability of drawing an ace from a standard deck", "1/13"),
        ("probability of drawing two aces in a row without replacement", "1/221"),
        (
            "a card is drawn from a deck. What is the probability that it is a king or a queen?",
            "2/13",
        ),
        (
            "A bag has 3 red and 5 blue marbles. Two are drawn without replacement. "
            "What is the probability both are red?",
            "3/28",
        ),
        (
            "a bag has 3 red and 5 blue marbles; what is the probability of drawing a red one?",
            "3/8",
        ),
        ("a 20% tip on a $45 bill", "9"),
        ("what is 80 dollars with 15 percent off?", "68"),
        ("simple interest on $1000 at 5% for 3 years", "150"),
        ("the reciprocal of 8", "1/8"),
        ("half the sum of 10 and 30", "20"),
        ("5 less than 3 times 7", "16"),
        ("how much more is 45 than 28?", "17"),
        ("if I buy 6 pens at $1.50 each, how much do I pay?", "9"),
        ("split $96 among 4 people", "24"),
        ("what number plus 8 equals 21?", "13"),
        ("_ + 5 = 12", "7"),
        ("6 * 8 = __", "48"),
        ("three times the difference of 12 and 5", "21"),
        ("round 2,847 to the nearest hundred", "2800"),
        ("sine of 30 degrees", "1/2"),
        ("In how many ways can five books be arranged?", "120"),
        ("probability of exactly 3 heads in 10 tosses", "15/128"),
        ("chance of getting at least two sixes in five rolls of a die", "763/3888"),
        ("what is the chance of a sum of 7 with two dice?", "1/6"),
        ("probability of at most 1 head when tossing a coin 4 times", "5/16"),
        ("the probability of 2 successes in 5 trials with probability 0.3", "3087/10000"),
        ("eigenvalues of [[2, 0], [0, 3]]", "2, 3"),
        ("is 12 even?", "true"),
        ("Is 91 a prime number?", "false"),
        ("Is 2^31 - 1 prime?", "true"),
        ("What are the prime factors of 84?", "2, 3, 7"),
        ("list the divisors of 12", "1, 2, 3, 4, 6, 12"),
        ("What is the hundreds digit of 54321?", "3"),
        ("What is 255 in hexadecimal?", "ff"),
        ("convert 1010 from binary to decimal", "10"),
        ("In base 7, what is 16 + 3?", "22"),
        ("Solve 5*z - 15 = 0 for z.", "3"),
        ("solve x^2 = x + 1", "1/2 - sqrt(5)/2, 1/2 + sqrt(5)/2"),
        ("Solve x + y = 3, x - y = 1 for y.", "1"),
        ("solve a*x = b for x", "b/a"),
        ("Let 2*x^2 - 5*x - 3 = 0. What is x?", "-1/2, 3"),
        ("Factor x^2 - 9.", "(x - 3)*(x + 3)"),
        ("Expand (x + 1)^2.", "x^2 + 2*x + 1"),
        ("Simplify sqrt(12) + sqrt(27).", "5*sqrt(3)"),
        ("What is the coefficient of x^2 in (x + 1)^5?", "10"),
        ("Rearrange 4*x + 3 - x^2 to a + b*x + c*x^2 and give c.", "-1"),
        ("What is next in 1, 4, 9, 16?", "25"),
        ("What is the n'th term of 5, 8, 11?", "3*n + 2"),
        ("Differentiate x^3 - 2*x with respect to x.", "3*x^2 - 2"),
        ("What is the second derivative of x^4?", "12*x^2"),
        ("integrate sin(x) from 0 to pi", "2"),
        ("limit of sin(x)/x as x approaches 0", "1"),
        ("taylor series of exp(x) around 0 to order 2", "x^2/2 + x + 1"),
        ("Let f(x) = x^2. Let g(x) = x + 1. What is f(g(x))?", "x^2 + 2*x + 1"),
        (
            "Two letters picked without replacement from {a: 3, b: 2}. "
            "What is prob of sequence ab?",
            "3/10",
        ),
        ("the lowest common multiple of 8 and 3*4", "24"),
        ("What is the common denominator of 1/6 and -3/8?", "24"),
        ("Calculate 2^10 mod 7.", "2"),
        ("what is the inverse of 3 modulo 11?", "4"),
    ],
)
def test_a_request_in_words_is_answered(expert: Expert, words: str, exact: str) -> None:
    result = answered(expert, words)
    assert isinstance(result, Result), result
    assert result.value["exact"] == exact  # type: ignore[index, call-overload]
    assert result.evidence
    assert all(item.verdict is not Verdict.FAILED for item in result.evidence)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Solve x = x + 1.", "NO_SOLUTION"),
        ("Solve x + y = 1, 2*x + 2*y = 2.", "UNDETERMINED"),
        ("solve x^2000 = 1", "TOO_LARGE"),
        ("Which is bigger: 1/2 or 2/4?", "TIE"),
        ("Which is nearest to 2: 1 or 3?", "TIE"),
        ("what is next in 3, 1, 4, 1, 5?", "UNDETERMINED"),
        ("limit of 1/x as x approaches 0", "UNDEFINED"),
        ("expand (x + 1)^3000", "TOO_LARGE"),
        ("prime factors of 10^60 + 7", "TOO_LARGE"),
        ("phi(36)", "AMBIGUOUS"),
        ("what is the inverse of 2 modulo 4?", "UNDEFINED"),
    ],
)
def test_what_has_no_one_answer_is_refused(expert: Expert, words: str, code: str) -> None:
    result = answered(expert, words)
    assert isinstance(result, Failure), result
    assert result.code == code


@pytest.mark.parametrize(
    "words",
    [
        "let it be",
        "system of a down",
        "number of the beast",
        "the letters of the law",
        "what is the probability of rain in a deck chair?",
        "chance of drawing a king or a heart from a deck",
        "Suppose we go to the park",
        "Let x be happy. What is x?",
        "what is next?",
        "who is the smallest man in the world",
        "which is the largest country in Europe?",
        "sort this out",
        "order pizza, coke and chips",
        "order 3 pizzas and 2 cokes",
        "is it prime time?",
        "solve the problem",
        "derivative of a lawsuit",
        "integrate the team",
        "the roots of the tree",
        "what are the factors of success?",
        "find x",
        "what is a",
        "move from a to b",
        "Let x = 3. What is the colour of x?",
        "Suppose x = 1, x = 2. What is x?",
    ],
)
def test_what_is_no_mathematics_gets_no_bid(words: str) -> None:
    assert list(bid(words)) == []


@given(st.lists(st.sampled_from(
    "Let Suppose x y f(x) = be 3 -2 . , what is the sort (a) nearest to solve for prime ? digit of"
    .split()), max_size=14).map(" ".join))  # fmt: skip
def test_any_words_are_read_or_left(words: str) -> None:
    for found in bid(words):
        assert 0 < found.confidence <= 1


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("48/2", "24"),
        ("100-50-30-15", "5"),
        ("20*.01", "1/5"),
        ("12.*3", "36"),
        ("$1,500 + $200 =", "1700"),
        ("3 dollars * 4 + 2 dollars", "14"),
        ("what is 15% of $80?", "12"),
        ("5 1/2 + 2¼", "31/4"),
        ("6 / 1 1/2", "4"),
        ("two and a half times 4", "10"),
        ("half a million plus 1", "500001"),
        ("a dozen times 12", "144"),
        ("two-thirds of 90", "60"),
        ("2/3rds of 90", "60"),
        ("2 to the 10th power", "1024"),
        ("negative five times negative three", "15"),
        ("twice as much as 7", "14"),
        ("|3 - 8| * 2", "10"),
        ("||2| - |-5||", "3"),
        ("{2+3}*4", "20"),
        ("5!", "120"),
        ("10!/8!", "90"),
        ("Let n = 5. What is n!?", "120"),
        ("how much is three plus four!", "7"),
        ("100 increased by 15%", "115"),
        ("15% less than 100", "85"),
        ("20 out of 80 as a percentage", "25"),
        ("25% of what number is 20", "80"),
        ("percentage decrease from 100 to 80", "20"),
        ("the sum of the first 100 natural numbers", "5050"),
        ("2x + 3 = 11", "4"),
        ("find x: 5x - 10 = 0", "2"),
        ("could you please tell me what 7*8 is", "56"),
    ],
)
def test_everyday_arithmetic_comes_out_right(expert: Expert, words: str, exact: str) -> None:
    found = answered(expert, words)
    assert isinstance(found, Result), found
    assert found.value["exact"] == exact


@pytest.mark.parametrize(
    "words", ["$10 + €5", "$10 + 50 cents", "y = x + 2", "x = 5", "1/2 1/2", "5 3/2", "2024-05-06"]
)
def test_what_is_no_one_number_gets_no_bid(words: str) -> None:
    assert not list(bid(words))


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("0.375 as a fraction", "3/8"),
        ("45% as a fraction", "9/20"),
        ("reduce 18/24 to lowest terms", "3/4"),
        ("22/7 as a mixed number", "3 1/7"),
        ("write 123456 in scientific notation", "1.23456 × 10^5"),
        ("0.00012 in scientific notation", "1.2 × 10^-4"),
    ],
)
def test_a_number_is_written_as_asked(expert: Expert, words: str, written: str) -> None:
    found = answered(expert, words)
    assert isinstance(found, Result), found
    assert found.value["written"] == written
    assert found.text.endswith(f"= {written}")


def test_what_has_no_fraction_is_not_given_one(expert: Expert) -> None:
    found = answered(expert, "sqrt(2) as a fraction")
    assert isinstance(found, Failure)
    assert found.code == "UNSUPPORTED"


@pytest.mark.parametrize("words", ["decrease 80 by 1/4", "100 plus 10%", "1 + 3 + ... + 9"])
def test_what_is_read_in_two_ways_is_not_answered(expert: Expert, words: str) -> None:
    assert not [
        b for b in bid(words) if isinstance(call_tool(expert, b.tool, **b.arguments), Result)
    ]
