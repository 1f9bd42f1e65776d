(define (problem barman-p02)
  (:domain barman)
  (:objects
    left_hand right_hand - hand
    l0 l1 l2 - level
    dispenser_1 dispenser_2 - dispenser
    gin tonic - ingredient
    cocktail_1 - cocktail
    shot_2 shot_1 - shot
    shaker_1 - shaker)
  (:init
    (= (total-cost) 0)
    (ontable shaker_1)
    (dispenses dispenser_1 gin)
    (dispenses dispenser_2 tonic)
    (cocktail-part1 cocktail_1 gin)
    (cocktail-part2 cocktail_1 tonic)
    (next l0 l1)
    (next l1 l2)
    (ontable shot_2)
    (ontable shot_1)
    (handempty left_hand)
    (handempty right_hand)
    (empty shot_2)
    (empty shot_1)
    (empty shaker_1)
    (clean shot_2)
    (clean shot_1)
    (clean shaker_1)
    (shaker-empty-level shaker_1 l0)
    (shaker-level shaker_1 l0))
  (:goal (and
    (contains shot_2 cocktail_1)
    (contains shot_1 gin)))
  (:metric minimize (total-cost)))
