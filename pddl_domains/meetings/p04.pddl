(define (problem meetings-p04)
  (:domain meetings)
  (:objects
    m1 m2 - meeting
    p1 p2 - person
    r1 r2 - room
    s1 s2 s3 - slot)
  (:init
    (attends p1 m1)
    (attends p1 m2)
    (attends p2 m2)
    (busy p2 s1)
    (busy p1 s2)
    (taken r1 s3)
    (unplanned m1)
    (unplanned m2))
  (:goal (and
    (at m2 s3)
    (planned m1))))
