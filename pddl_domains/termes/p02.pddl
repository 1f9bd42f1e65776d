(define (problem termes-p02)
  (:domain termes)
  (:objects
    n1 n0 - numb
    p1 p2 p3 p4 - position)
  (:init
    (neighbor p1 p2)
    (neighbor p2 p3)
    (neighbor p3 p4)
    (at p1)
    (is-depot p1)
    (succ n1 n0)
    (neighbor p2 p1)
    (neighbor p3 p2)
    (neighbor p4 p3)
    (height p1 n0)
    (height p2 n0)
    (height p3 n0)
    (height p4 n0))
  (:goal (and
    (height p4 n1)
    (height p1 n0)
    (height p2 n0)
    (height p3 n0))))
