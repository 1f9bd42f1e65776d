(define (problem barman-p05)
  (:domain barman)
  (:objects
    left_hand right_hand - hand
    l0 l1 l2 - level
    tap_1 tap_2 - dispenser
    rum cola - ingredient
    cuba - cocktail
    shot_1 shot_2 - shot
    shaker_1 - shaker)
  (:init
    (= (total-cost) 0)
    (contains shot_1 rum)
    (empty shot_2)
    (dispenses tap_1 rum)
    (dispenses tap_2 cola)
    (cocktail-part1 cuba rum)
    (cocktail-part2 cuba cola)
    (next l0 l1)
    (next l1 l2)
    (used shot_1 rum)
    (ontable shot_1)
    (ontable shot_2)
    (ontable shaker_1)
    (handempty left_hand)
    (handempty right_hand)
    (empty shaker_1)
    (clean shot_2)
    (clean shaker_1)
    (shaker-empty-level shaker_1 l0)
    (shaker-level shaker_1 l0))
  (:goal (and
    (contains shot_2 cuba)
    (clean shot_1)))
  (:metric minimize (total-cost)))
