(define (problem barman-p04)
  (:domain barman)
  (:objects
    left_hand right_hand - hand
    l0 l1 l2 - level
    dispenser_1 dispenser_2 dispenser_3 - dispenser
    ingredient1 ingredient2 ingredient3 - ingredient
    cocktail1 cocktail2 - cocktail
    shot1 shot2 shot3 - shot
    shaker_1 - shaker)
  (:init
    (= (total-cost) 0)
    (holding left_hand shot1)
    (cocktail-part1 cocktail1 ingredient1)
    (cocktail-part2 cocktail1 ingredient2)
    (cocktail-part1 cocktail2 ingredient2)
    (cocktail-part2 cocktail2 ingredient3)
    (next l0 l1)
    (next l1 l2)
    (ontable shot2)
    (ontable shaker_1)
    (ontable shot3)
    (handempty right_hand)
    (empty shot1)
    (empty shot2)
    (empty shot3)
    (empty shaker_1)
    (clean shot1)
    (clean shot2)
    (clean shaker_1)
    (clean shot3)
    (shaker-empty-level shaker_1 l0)
    (shaker-level shaker_1 l0)
    (dispenses dispenser_1 ingredient1)
    (dispenses dispenser_2 ingredient2)
    (dispenses dispenser_3 ingredient3))
  (:goal (and
    (contains shot1 cocktail1)
    (contains shot2 cocktail2)))
  (:metric minimize (total-cost)))
