(define (problem household-p03)
  (:domain household)
  (:objects
    bedroom bathroom - room
    towel shirt - item
    bed sink - surface
    wardrobe - cupboard)
  (:init
    (located bed bedroom)
    (located wardrobe bedroom)
    (located sink bathroom)
    (door bedroom bathroom)
    (on towel bed)
    (inside shirt wardrobe)
    (open wardrobe)
    (robot-in bathroom)
    (door bathroom bedroom)
    (hand-free))
  (:goal (and
    (on towel sink)
    (closed wardrobe)
    (robot-in bedroom))))
