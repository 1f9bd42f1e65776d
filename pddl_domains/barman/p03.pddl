(define (problem barman-p03)
  (:domain barman)
  (:objects
    left_hand right_hand - hand
    l0 l1 l2 - level
    d1 d2 - dispenser
    vodka lime - ingredient
    sour - cocktail
    s1 s2 s3 - shot
    shaker_1 - shaker)
  (:init
    (= (total-cost) 0)
    (ontable s1)
    (ontable s2)
    (ontable s3)
    (clean shaker_1)
    (used s3 vodka)
    (dispenses d1 vodka)
    (dispenses d2 lime)
    (cocktail-part1 sour vodka)
    (cocktail-part2 sour lime)
    (handempty left_hand)
    (handempty right_hand)
    (next l0 l1)
    (next l1 l2)
    (ontable shaker_1)
    (empty s1)
    (empty s2)
    (empty s3)
    (empty shaker_1)
    (clean s1)
    (clean s2)
    (shaker-empty-level shaker_1 l0)
    (shaker-level shaker_1 l0))
  (:goal (and
    (contains s1 sour)
    (contains s2 lime)))
  (:metric minimize (total-cost)))
