(define (problem household-p01)
  (:domain household)
  (:objects
    kitchen - room
    milk - item
    table - surface
    fridge - cupboard)
  (:init
    (robot-in kitchen)
    (located fridge kitchen)
    (located table kitchen)
    (on milk table)
    (hand-free)
    (closed fridge))
  (:goal (and
    (inside milk fridge)
    (closed fridge))))
