(define (problem miconic-p02)
  (:domain miconic)
  (:objects
    p1 p2 - passenger
    f1 f3 f0 f2 - floor)
  (:init
    (lift-at f1)
    (origin p1 f3)
    (destin p1 f0)
    (origin p2 f0)
    (destin p2 f2)
    (above f0 f1)
    (above f1 f2)
    (above f2 f3)
    (above f0 f2)
    (above f1 f3)
    (above f0 f3))
  (:goal (and
    (served p1)
    (served p2))))
