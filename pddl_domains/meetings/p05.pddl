(define (problem meetings-p05)
  (:domain meetings)
  (:objects
    standup - meeting
    hal - person
    conference_room - room
    morning afternoon - slot)
  (:init
    (attends hal standup)
    (busy hal morning)
    (unplanned standup))
  (:goal (and
    (announced standup)
    (in standup conference_room))))
