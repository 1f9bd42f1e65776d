(define (problem household-p05)
  (:domain household)
  (:objects
    kitchen - room
    mug_1 mug_2 mug_3 - item
    counter - surface
    dishwasher - cupboard)
  (:init
    (located counter kitchen)
    (located dishwasher kitchen)
    (on mug_1 counter)
    (on mug_2 counter)
    (on mug_3 counter)
    (open dishwasher)
    (robot-in kitchen)
    (hand-free))
  (:goal (and
    (inside mug_1 dishwasher)
    (inside mug_2 dishwasher)
    (inside mug_3 dishwasher)
    (closed dishwasher))))
