(define (problem meetings-p01)
  (:domain meetings)
  (:objects
    review - meeting
    ann bob - person
    meeting_room - room
    monday tuesday - slot)
  (:init
    (attends ann review)
    (attends bob review)
    (busy ann monday)
    (unplanned review))
  (:goal (and (planned review))))
