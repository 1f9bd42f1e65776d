(define (problem meetings-p03)
  (:domain meetings)
  (:objects
    interview workshop - meeting
    fay gil - person
    auditorium - room
    friday thursday - slot)
  (:init
    (attends fay interview)
    (attends gil workshop)
    (at interview friday)
    (in interview auditorium)
    (taken auditorium friday)
    (busy fay friday)
    (planned interview)
    (unplanned workshop))
  (:goal (and
    (at interview thursday)
    (planned workshop)
    (announced workshop))))
