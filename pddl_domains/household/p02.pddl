(define (problem household-p02)
  (:domain household)
  (:objects
    kitchen dining_room study - room
    plate glass cup - item
    desk table - surface
    cabinet - cupboard)
  (:init
    (door kitchen dining_room)
    (door dining_room study)
    (located cabinet kitchen)
    (located desk study)
    (located table dining_room)
    (inside plate cabinet)
    (inside glass cabinet)
    (on cup desk)
    (robot-in study)
    (door dining_room kitchen)
    (door study dining_room)
    (hand-free)
    (closed cabinet))
  (:goal (and
    (on plate table)
    (on glass table)
    (inside cup cabinet))))
