(define (problem household-p04)
  (:domain household)
  (:objects
    hall living_room - room
    key book - item
    shelf - surface
    drawer - cupboard)
  (:init
    (robot-in hall)
    (holding key)
    (located drawer hall)
    (inside book drawer)
    (located shelf living_room)
    (door hall living_room)
    (door living_room hall)
    (closed drawer))
  (:goal (and
    (on book shelf)
    (inside key drawer))))
