(define (problem miconic-p04)
  (:domain miconic)
  (:objects
    p0 p1 - passenger
    f1 f3 f2 f0 - floor)
  (:init
    (origin p0 f1)
    (origin p1 f3)
    (destin p0 f2)
    (destin p1 f0)
    (lift-at f0)
    (above f0 f1)
    (above f1 f2)
    (above f2 f3)
    (above f0 f2)
    (above f1 f3)
    (above f0 f3))
  (:goal (and
    (served p0)
    (served p1))))
