(define (problem barman-p01)
  (:domain barman)
  (:objects
    left_hand right_hand - hand
    l0 l1 l2 - level
    dispenser_1 dispenser_2 - dispenser
    ingredient2 ingredient1 - ingredient
    cocktail1 - cocktail
    shot1 shot2 shot3 - shot
    shaker_1 - shaker)
  (:init
    (= (total-cost) 0)
    (handempty left_hand)
    (handempty right_hand)
    (cocktail-part1 cocktail1 ingredient2)
    (cocktail-part2 cocktail1 ingredient1)
    (dispenses dispenser_1 ingredient1)
    (dispenses dispenser_2 ingredient2)
    (clean shaker_1)
    (clean shot1)
    (clean shot2)
    (clean shot3)
    (empty shaker_1)
    (empty shot1)
    (empty shot2)
    (empty shot3)
    (ontable shaker_1)
    (ontable shot1)
    (ontable shot2)
    (ontable shot3)
    (next l0 l1)
    (next l1 l2)
    (shaker-empty-level shaker_1 l0)
    (shaker-level shaker_1 l0))
  (:goal (and (contains shot1 cocktail1)))
  (:metric minimize (total-cost)))
