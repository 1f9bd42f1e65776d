(define (problem tyreworld-p04)
  (:domain tyreworld)
  (:objects
    w1 w2 r1 - wheel
    n1 n2 - nut
    boot - container
    h1 h2 - hub)
  (:init
    (on w1 h1)
    (tight n1 h1)
    (on w2 h2)
    (loose n2 h2)
    (in wrench boot)
    (in jack boot)
    (in pump boot)
    (in r1 boot)
    (intact r1)
    (open boot)
    (not-inflated r1)
    (unlocked boot)
    (on-ground h1)
    (on-ground h2)
    (fastened h1)
    (fastened h2))
  (:goal (and
    (on r1 h2)
    (inflated r1)
    (tight n2 h2)
    (in w2 boot))))
